import { Prisma } from '#lib/database';
import { literal } from './people-search.queries.js';

const has = (column: Prisma.Sql, words: readonly string[]): Prisma.Sql[] =>
  words.map((word) => Prisma.sql`folded(${column}) like ${`%${literal(word)}%`}`);

const all = (conditions: readonly Prisma.Sql[]): Prisma.Sql => Prisma.join([...conditions], ' and ');

export interface TagRow {
  readonly id: bigint;
  readonly name: string;
  readonly usersCount: number;
}

export const selectTags = (
  words: readonly string[],
  page: { readonly afterId: number; readonly limit: number },
): Prisma.Sql => Prisma.sql`
  select id, name, users_count as "usersCount"
    from tag
   where ${all([Prisma.sql`id > ${page.afterId}::bigint`, ...has(Prisma.sql`name`, words)])}
   order by id
   limit ${page.limit}`;

export interface NamedGroupRow {
  readonly name: string;
  readonly peopleCount: number;
}

export interface NamedWindow {
  readonly afterName: string;
  readonly limit: number;
}

/** Departments or titles. The order is that of code points: the one that no database's locale changes. */
export const selectGroups = (
  column: 'department' | 'title',
  words: readonly string[],
  page: NamedWindow,
): Prisma.Sql => {
  const field = column === 'department' ? Prisma.sql`p.department` : Prisma.sql`p.title`;
  return Prisma.sql`
    select ${field} as name, count(*)::int as "peopleCount"
      from person p
     where ${all([
       Prisma.sql`p.left_at is null`,
       Prisma.sql`${field} collate "C" > ${page.afterName}`,
       ...has(field, words),
     ])}
     group by ${field}
     order by ${field} collate "C"
     limit ${page.limit}`;
};

export interface PropertyRow {
  readonly id: bigint;
  readonly name: string;
  readonly dataType: string;
  readonly peopleCount: number;
}

/** Of each person the properties that have a value. */
const VALUES = Prisma.sql`
  (select (v->>'id')::bigint as id, v->>'value' as name
     from person p cross join lateral jsonb_array_elements(p.custom_properties) as v
    where p.left_at is null and coalesce(v->>'value', '') <> '')`;

export const selectProperties = (page: { readonly afterId: number; readonly limit: number }): Prisma.Sql =>
  Prisma.sql`
    select c.id, c.name, c.data_type as "dataType", coalesce(n.count, 0)::int as "peopleCount"
      from custom_property c
      left join (select v.id, count(*) from ${VALUES} as v group by v.id) as n on n.id = c.id
     where c.id > ${page.afterId}::bigint
     order by c.id
     limit ${page.limit}`;

export const isProperty = (id: number): Prisma.Sql =>
  Prisma.sql`select exists (select from custom_property where id = ${id}::bigint) as "isKnown"`;

export const selectValues = (propertyId: number, words: readonly string[], page: NamedWindow): Prisma.Sql =>
  Prisma.sql`
    select v.name, count(*)::int as "peopleCount"
      from ${VALUES} as v
     where ${all([
       Prisma.sql`v.id = ${propertyId}::bigint`,
       Prisma.sql`v.name collate "C" > ${page.afterName}`,
       ...has(Prisma.sql`v.name`, words),
     ])}
     group by v.name
     order by v.name collate "C"
     limit ${page.limit}`;

export interface ChatRow {
  readonly id: bigint;
  readonly name: string | null;
  readonly ownerId: bigint | null;
  readonly isChannel: boolean;
  readonly isArchived: boolean;
  readonly isPublic: boolean;
  readonly isMember: boolean;
  readonly memberCount: number;
  readonly lastMessageAt: Date | null;
  readonly syncedAt: Date;
}

const CHAT = Prisma.sql`
  select c.id, c.name, c.owner_id as "ownerId", c.is_channel as "isChannel", c.is_archived as "isArchived",
         c.is_public as "isPublic", c.is_member as "isMember", c.member_count as "memberCount",
         c.last_message_at as "lastMessageAt", c.members_synced_at as "syncedAt"
    from chat c`;

export interface ChatConditions {
  readonly words: readonly string[];
  readonly isChannel: boolean | undefined;
  readonly isArchived: boolean | undefined;
  readonly isPublic: boolean | undefined;
  readonly isMember: boolean | undefined;
}

export const selectChats = (
  conditions: ChatConditions,
  page: { readonly afterId: number; readonly limit: number },
): Prisma.Sql => {
  const is = (column: Prisma.Sql, value: boolean | undefined): Prisma.Sql[] =>
    value === undefined ? [] : [Prisma.sql`${column} = ${value}`];
  return Prisma.sql`
    ${CHAT}
     where ${all([
       Prisma.sql`c.left_at is null`,
       Prisma.sql`c.id > ${page.afterId}::bigint`,
       ...has(Prisma.sql`c.name`, conditions.words),
       ...is(Prisma.sql`c.is_channel`, conditions.isChannel),
       ...is(Prisma.sql`c.is_archived`, conditions.isArchived),
       ...is(Prisma.sql`c.is_public`, conditions.isPublic),
       ...is(Prisma.sql`c.is_member`, conditions.isMember),
     ])}
     order by c.id
     limit ${page.limit}`;
};

export const selectChat = (id: number): Prisma.Sql =>
  Prisma.sql`${CHAT} where c.id = ${id}::bigint and c.left_at is null`;
