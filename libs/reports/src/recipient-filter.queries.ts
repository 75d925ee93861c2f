import { Prisma } from '#lib/database';
import { nameWords, storable } from './domain/name-search.js';
import type { NotYetFilter } from './domain/not-yet.js';
import { ledgerStatesOf, RECIPIENT_STATES, type RecipientState } from './domain/recipient-state.js';
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

/** The states of the ledger that a filter can find anybody in. */
export function wantedStates(filter: RecipientFilter): string[] {
  const { isRead, isAcknowledged, isRecalled: recalled, choices } = filter;
  const states = new Set(filter.states ?? RECIPIENT_STATES);
  const asksOfSent = [isRead, isAcknowledged, recalled, choices].some((condition) => condition !== undefined);
  return ledgerStatesOf(asksOfSent ? [...states].filter((state) => state === 'sent') : [...states]);
}

/** The conditions of a filter on `d`, except for the states. */
export const filterClauses = (frame: FilterFrame): Prisma.Sql[] => [
  Prisma.sql`d.step = 0`,
  ...deliveryClauses(frame),
  ...personClauses(frame),
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

function personClauses(frame: FilterFrame): Prisma.Sql[] {
  const clauses = clausesOnPerson(frame);
  if (clauses.length === 0) return [];
  return [Prisma.sql`(select ${Prisma.join(clauses, ' and ')} from person p where p.id = d.recipient_id)`];
}

/** The conditions of a filter on `p`, the person; none: it asks nothing about people. */
export function clausesOnPerson({ filter, companyZone }: FilterFrame): Prisma.Sql[] {
  const { search, departments, titles, timeZones, tags } = filter;
  const clauses = nameWords(search ?? '').map((word) => Prisma.sql`strpos(${FOLDED_NAME}, ${word}) > 0`);
  if (departments !== undefined) clauses.push(Prisma.sql`p.department = any(${departments.map(storable)})`);
  if (titles !== undefined) clauses.push(Prisma.sql`p.title = any(${titles.map(storable)})`);
  if (timeZones !== undefined) {
    clauses.push(Prisma.sql`coalesce(p.time_zone, ${companyZone}) = any(${timeZones.map(storable)})`);
  }
  if (tags !== undefined) {
    clauses.push(Prisma.sql`
      exists (select from person_tag pt where pt.person_id = p.id
                 and pt.tag_id = any(array(select id from tag where name = any(${tags.map(storable)}))))`);
  }
  return clauses;
}
