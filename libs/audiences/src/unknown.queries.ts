import { Prisma } from '#lib/database';
import type { NamedProperty } from './domain/named.js';

/** Which of these names no tag has. */
export const selectUnknownTags = (names: readonly string[]): Prisma.Sql => Prisma.sql`
  select distinct r.name from unnest(${[...names]}::text[]) as r(name)
   where not exists (select from tag t where t.name = r.name)`;

/** Which of these people are not in the workspace: `hasLeft`, or never seen. */
export const selectAbsentPeople = (ids: readonly number[]): Prisma.Sql => Prisma.sql`
  select distinct r.id, p.id is not null as "hasLeft"
    from unnest(${[...ids]}::bigint[]) as r(id)
    left join person p on p.id = r.id
   where p.id is null or p.left_at is not null`;

/** Which of these departments nobody is in. */
export const selectUnknownDepartments = (names: readonly string[]): Prisma.Sql => Prisma.sql`
  select distinct r.name from unnest(${[...names]}::text[]) as r(name)
   where not exists (select from person p where p.department = r.name and p.left_at is null)`;

/** Which of these titles nobody has. */
export const selectUnknownTitles = (names: readonly string[]): Prisma.Sql => Prisma.sql`
  select distinct r.name from unnest(${[...names]}::text[]) as r(name)
   where not exists (select from person p where p.title = r.name and p.left_at is null)`;

/** Which of these values nobody has in the property of that name. */
export const selectUnknownProperties = (properties: readonly NamedProperty[]): Prisma.Sql => Prisma.sql`
  select distinct r.name, r.value
    from unnest(${properties.map(({ name }) => name)}::text[], ${properties.map(({ value }) => value)}::text[])
         as r(name, value)
   where not exists (
     select from person p cross join lateral jsonb_array_elements(p.custom_properties) as property
      where p.left_at is null and property ->> 'name' = r.name and property ->> 'value' = r.value)`;

/** Which of these conversations and channels there are, as far as the bot may see them. */
export const selectKnownChats = (ids: readonly number[]): Prisma.Sql => Prisma.sql`
  select id from chat where id = any(${[...ids]}::bigint[]) and left_at is null`;

/** Which of these runs there are. */
export const selectKnownRuns = (ids: readonly string[]): Prisma.Sql => Prisma.sql`
  select id from run where id = any(${[...ids]}::uuid[])`;
