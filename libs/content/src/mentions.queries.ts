import { Prisma } from '#lib/database';

export interface NamedPersonRow {
  /** As it was asked for. */
  readonly name: string;
  readonly id: bigint;
  readonly nickname: string;
  readonly department: string | null;
}

/** Letter case, doubled spaces and ё make no other name. */
const plain = (text: Prisma.Sql): Prisma.Sql =>
  Prisma.sql`translate(lower(regexp_replace(btrim(${text}), '\\s+', ' ', 'g')), 'ё', 'е')`;

/** Whoever is called so, first name first or last; by nickname, too. Bots and those who left are nobody. */
export const selectByNames = (names: readonly string[]): Prisma.Sql => Prisma.sql`
  select n.name, p.id, p.nickname, p.department
    from unnest(${[...names]}::text[]) as n(name)
    join person p on p.left_at is null and not p.is_bot
     and ${plain(Prisma.sql`n.name`)} in (
           ${plain(Prisma.sql`concat_ws(' ', p.first_name, p.last_name)`)},
           ${plain(Prisma.sql`concat_ws(' ', p.last_name, p.first_name)`)},
           ${plain(Prisma.sql`p.nickname`)})
   order by n.name, p.id`;

export interface NicknameRow {
  readonly id: bigint;
  readonly nickname: string;
}

export const selectNicknames = (ids: readonly number[]): Prisma.Sql => Prisma.sql`
  select id, nickname from person where id = any(${[...ids]}::bigint[])`;

export const selectUnknownNicknames = (nicknames: readonly string[]): Prisma.Sql => Prisma.sql`
  select n.name from unnest(${[...nicknames]}::text[]) as n(name)
   where not exists (select from person p where p.left_at is null and lower(p.nickname) = lower(n.name))`;
