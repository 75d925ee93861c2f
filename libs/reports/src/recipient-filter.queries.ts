import { Prisma } from '#lib/database';
import { nameWords, storable } from './domain/name-search.js';
import { type NotYetFilter, statesOfNotYet } from './domain/not-yet.js';
import {
  ledgerStatesOf,
  RECIPIENT_STATES,
  type RecipientState,
  STATES_WITH_REASON,
} from './domain/recipient-state.js';
import { hasNotYetReason, isRecalled } from './not-yet.queries.js';
import { substanceOf } from './substance.queries.js';

/** Which recipients; all conditions hold together, a list means «one of these». */
export interface RecipientFilter {
  readonly states?: readonly RecipientState[];
  /** Asks about messages that were sent: `false` is «sent and not known to be read». */
  readonly isRead?: boolean;
  /** Asks about messages that were sent: `false` is «sent and not confirmed». */
  readonly isAcknowledged?: boolean;
  /** What they answered to the newest text. */
  readonly choices?: readonly string[];
  /** Asks about messages that were sent: whether they were taken back and are gone. */
  readonly isRecalled?: boolean;
  readonly reasons?: readonly string[];
  /** Words of the name, in any order. */
  readonly search?: string;
  readonly departments?: readonly string[];
  readonly titles?: readonly string[];
  /** IANA names; the company's stands for people who have none, too. */
  readonly timeZones?: readonly string[];
  /** Names of tags that the person has today. */
  readonly tags?: readonly string[];
  readonly notYet?: NotYetFilter;
}

/** A filter with what it is relative to. */
export interface FilterFrame {
  readonly runId: string;
  readonly filter: RecipientFilter;
  /** IANA name of people who have none of their own. */
  readonly companyZone: string;
}

/**
 * The states of the ledger that a filter can find anybody in: a walk does not read the rows of any other, where nobody
 * fits and so no page is ever full.
 */
export function wantedStates({ states, ...filter }: RecipientFilter): string[] {
  const { isRead, isAcknowledged, isRecalled: recalled, choices, reasons, notYet } = filter;
  const asksOfSent = [isRead, isAcknowledged, recalled, choices].some((condition) => condition !== undefined);
  const bounds: (readonly RecipientState[])[] = [states ?? RECIPIENT_STATES];
  if (asksOfSent) bounds.push(['sent']);
  if (reasons !== undefined) bounds.push(STATES_WITH_REASON);
  if (notYet?.why !== undefined) bounds.push(notYet.why.flatMap(statesOfNotYet));
  return ledgerStatesOf(RECIPIENT_STATES.filter((state) => bounds.every((among) => among.includes(state))));
}

/** The conditions of a filter on `d`, except for the states. */
export const filterClauses = (frame: FilterFrame): Prisma.Sql[] => [
  ...clausesOnDelivery(frame),
  ...personClauses(frame),
];

/** As `filterClauses`, without what the filter asks about the person. */
export const clausesOnDelivery = (frame: FilterFrame): Prisma.Sql[] => [
  Prisma.sql`d.step = 0`,
  ...deliveryClauses(frame),
];

/**
 * Subqueries instead of joins, here and below: they are asked row by row until the page is full, where the planner of a
 * join may read all receipts, or all people, to find those of one page.
 */
export const isAcknowledgedIn = (runId: string): Prisma.Sql => Prisma.sql`
  exists (select from acknowledgement a where a.delivery_id = d.id and a.substance >= ${substanceOf(runId)})`;
const READ_SEEN_AT = Prisma.sql`(select r.read_seen_at from receipt r where r.delivery_id = d.id)`;

function deliveryClauses({ runId, filter }: FilterFrame): Prisma.Sql[] {
  const { isRead, isAcknowledged, choices, isRecalled: recalled, reasons, notYet } = filter;
  const clauses: Prisma.Sql[] = [];
  if (isRead === true) clauses.push(Prisma.sql`${READ_SEEN_AT} is not null`);
  if (isRead === false) clauses.push(Prisma.sql`${READ_SEEN_AT} is null`);
  if (isAcknowledged === true) clauses.push(isAcknowledgedIn(runId));
  if (isAcknowledged === false) clauses.push(Prisma.sql`not ${isAcknowledgedIn(runId)}`);
  if (choices !== undefined) {
    clauses.push(Prisma.sql`
      exists (select from acknowledgement a where a.delivery_id = d.id and a.substance >= ${substanceOf(runId)}
                 and a.choice = any(${choices.map(storable)}))`);
  }
  if (recalled === true) clauses.push(isRecalled);
  if (recalled === false) clauses.push(Prisma.sql`not ${isRecalled}`);
  if (reasons !== undefined) clauses.push(Prisma.sql`d.reason = any(${reasons.map(storable)})`);
  if (notYet !== undefined) clauses.push(hasNotYetReason(runId, notYet));
  return clauses;
}

/** Upper-case Cyrillic and ё, spelled out: `lower` alone knows them only where the database's locale does. */
const RUSSIAN_UPPER = 'АБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯё';
const RUSSIAN_FOLDED = 'абвгдеежзийклмнопрстуфхцчшщъыьэюяе';

const FOLDED_NAME = Prisma.sql`
  translate(lower(concat_ws(' ', p.first_name, p.last_name, p.nickname)), ${RUSSIAN_UPPER}, ${RUSSIAN_FOLDED})`;

/** Tags are asked of the id alone: half the look-ups of a walk that asks for nothing else about people. */
function personClauses(frame: FilterFrame): Prisma.Sql[] {
  const clauses = clausesOnPersonRow(frame);
  const ofPerson =
    clauses.length === 0
      ? []
      : [Prisma.sql`(select ${Prisma.join(clauses, ' and ')} from person p where p.id = d.recipient_id)`];
  return [...ofPerson, ...tagClauses(frame.filter, Prisma.sql`d.recipient_id`)];
}

/** The conditions of a filter on `p`, the person; none: it asks nothing about people. */
export const clausesOnPerson = (frame: FilterFrame): Prisma.Sql[] => [
  ...clausesOnPersonRow(frame),
  ...tagClauses(frame.filter, Prisma.sql`p.id`),
];

function clausesOnPersonRow({ filter, companyZone }: FilterFrame): Prisma.Sql[] {
  const { search, departments, titles, timeZones } = filter;
  const clauses = nameWords(search ?? '').map((word) => Prisma.sql`strpos(${FOLDED_NAME}, ${word}) > 0`);
  if (departments !== undefined) clauses.push(Prisma.sql`p.department = any(${departments.map(storable)})`);
  if (titles !== undefined) clauses.push(Prisma.sql`p.title = any(${titles.map(storable)})`);
  if (timeZones !== undefined) {
    clauses.push(Prisma.sql`coalesce(p.time_zone, ${companyZone}) = any(${timeZones.map(storable)})`);
  }
  return clauses;
}

const tagClauses = ({ tags }: RecipientFilter, personId: Prisma.Sql): Prisma.Sql[] =>
  tags === undefined
    ? []
    : [
        Prisma.sql`
          exists (select from person_tag pt where pt.person_id = ${personId}
                     and pt.tag_id = any(array(select id from tag where name = any(${tags.map(storable)}))))`,
      ];
