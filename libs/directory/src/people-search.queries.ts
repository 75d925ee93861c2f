import { Prisma } from '#lib/database';
import { keyboardTwin } from './domain/keyboard-twin.js';
import { isOptedOut } from './opt-out.queries.js';
import { personColumns } from './people.queries.js';

/** Which people, in the words of SQL; what is undefined leaves nobody out. */
export interface PersonConditions {
  readonly words: readonly string[];
  readonly tag: string | undefined;
  readonly department: string | undefined;
  readonly title: string | undefined;
  readonly role: string | undefined;
  /** Empty text: those who have no zone of their own. */
  readonly timeZone: string | undefined;
  readonly inviteStatus: string | undefined;
  readonly isSuspended: boolean | undefined;
  readonly isBot: boolean | undefined;
  readonly isAway: boolean | undefined;
  readonly isOptedOut: boolean | undefined;
  readonly chatId: number | undefined;
  readonly hasLeft: boolean;
}

/** People by id, a page at a time. A search for three letters or more goes through the index `person_keys_ix`. */
export const selectPeople = (
  conditions: PersonConditions,
  page: { readonly afterId: number; readonly limit: number; readonly fullSyncAt: Date | null },
): Prisma.Sql => Prisma.sql`
  select ${personColumns(page.fullSyncAt)}
    from person p
   where ${Prisma.join([Prisma.sql`p.id > ${page.afterId}::bigint`, ...clauses(conditions)], ' and ')}
   order by p.id
   limit ${page.limit}`;

function clauses(conditions: PersonConditions): Prisma.Sql[] {
  const { words, tag, timeZone, chatId, hasLeft } = conditions;
  return [
    hasLeft ? Prisma.sql`p.left_at is not null` : Prisma.sql`p.left_at is null`,
    ...words.map(nameHas),
    ...equal(Prisma.sql`p.is_suspended`, conditions.isSuspended),
    ...equal(Prisma.sql`p.is_bot`, conditions.isBot),
    ...equal(Prisma.sql`p.is_away`, conditions.isAway),
    ...equal(isOptedOut(Prisma.sql`p.id`), conditions.isOptedOut),
    ...equal(Prisma.sql`p.department`, conditions.department),
    ...equal(Prisma.sql`p.title`, conditions.title),
    ...equal(Prisma.sql`p.role`, conditions.role),
    ...equal(Prisma.sql`p.invite_status`, conditions.inviteStatus),
    ...equal(Prisma.sql`coalesce(p.time_zone, '')`, timeZone),
    ...(tag === undefined
      ? []
      : [
          Prisma.sql`exists (select from person_tag pt join tag t on t.id = pt.tag_id
                              where pt.person_id = p.id and t.name = ${tag})`,
        ]),
    ...(chatId === undefined
      ? []
      : [
          Prisma.sql`exists (select from chat_member m where m.chat_id = ${chatId}::bigint and m.person_id = p.id)`,
        ]),
  ];
}

const equal = (column: Prisma.Sql, value: string | boolean | undefined): Prisma.Sql[] =>
  value === undefined ? [] : [Prisma.sql`${column} = ${value}`];

const SEARCHED = Prisma.sql`person_search(p.first_name, p.last_name, p.nickname, p.email)`;

/** Signs of a keyboard that are letters in its other layout. */
const LETTER_KEYS = /[[\];',.]/;
/** What `keyed` writes for those letters: a word with such digits finds too many by its keys alone. */
const LETTER_DIGITS = /[0-5]/;

/**
 * By the keys that were pressed, whatever the layout, because that is what the index holds. One comparison wherever it is
 * enough: of two the planner believes that hardly anybody fits both, and reads everybody of a common name.
 */
function nameHas(word: string): Prisma.Sql {
  const pattern = `%${literal(word)}%`;
  const byKeys = (text: string): Prisma.Sql =>
    Prisma.sql`keyed(${SEARCHED}) like keyed(${`%${literal(text)}%`})`;
  if (LETTER_DIGITS.test(word)) return Prisma.sql`(${byKeys(word)} and ${SEARCHED} like ${pattern})`;
  const twin = LETTER_KEYS.test(word) ? keyboardTwin(word) : null;
  return twin === null ? byKeys(word) : Prisma.sql`(${byKeys(word)} or ${byKeys(twin)})`;
}

/** `%`, `_` and the backslash mean themselves. */
export const literal = (word: string): string => word.replace(/[\\%_]/g, (sign) => `\\${sign}`);
