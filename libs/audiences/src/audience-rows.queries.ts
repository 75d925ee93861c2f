import { Prisma, type Tx } from '#lib/database';
import type { Audience, Selector, SkipReason } from './domain/audience.js';

export interface AudienceOptions {
  /** Whether people who have not accepted their invitation yet are left out. */
  readonly skipInvited: boolean;
}

/**
 * The people of an audience: `(recipient_id bigint, included_by text, skip_reason text)`, one row each however many
 * selectors name them, those who are left out included with the reason. People who have left the workspace are in no
 * audience.
 *
 * One set-based statement, so that ten people and a million cost the same number of statements.
 */
export function audienceRows(audience: Audience, options: AudienceOptions): Prisma.Sql {
  return Prisma.sql`
    select p.id as recipient_id, i.included_by,
           case when e.person_id is not null then 'excluded'
                when p.is_bot then 'bot'
                when p.is_suspended then 'suspended'
                when ${options.skipInvited} and p.invite_status <> 'confirmed' then 'invite_pending' end as skip_reason
      from (select distinct on (person_id) person_id, included_by
              from (${unionOf(audience.include)}) s (person_id, position, included_by)
             order by person_id, position) i
      join person p on p.id = i.person_id and p.left_at is null
      left join (select distinct person_id from (${unionOf(audience.exclude)}) s (person_id, position, included_by)) e
        on e.person_id = p.id`;
}

/** What the audience comes to, without writing anything. */
export interface EstimateRow {
  readonly skipReason: SkipReason | null;
  readonly count: number;
}

export function countBySkipReason(tx: Tx, rows: Prisma.Sql): Promise<EstimateRow[]> {
  return tx.$queryRaw<EstimateRow[]>`
    select skip_reason as "skipReason", count(*)::int as count from (${rows}) a group by 1 order by 1`;
}

/** Hex of SHA-256 over who gets it and who does not and why, in the order of their ids; and the time zones of the former. */
export async function digestOf(tx: Tx, rows: Prisma.Sql): Promise<{ digest: string; timeZones: number }> {
  const [row] = await tx.$queryRaw<{ digest: string; timeZones: number }[]>`
    select encode(sha256(convert_to(
             coalesce(string_agg(a.recipient_id || coalesce(':' || a.skip_reason, ''), ',' order by a.recipient_id), ''),
             'UTF8')), 'hex') as digest,
           count(distinct p.time_zone) filter (where a.skip_reason is null)::int as "timeZones"
      from (${rows}) a join person p on p.id = a.recipient_id`;
  if (row === undefined) throw new Error('an aggregate has one row');
  return row;
}

function unionOf(selectors: readonly Selector[]): Prisma.Sql {
  if (selectors.length === 0) return Prisma.sql`select null::bigint, 0, '' where false`;
  return Prisma.join(selectors.map(membersOf), ' union all ');
}

function membersOf(selector: Selector, position: number): Prisma.Sql {
  if ('everyone' in selector) return Prisma.sql`select id, ${position}::int, 'everyone' from person`;
  if ('users' in selector) {
    return Prisma.sql`select id, ${position}::int, 'person' from unnest(${[...selector.users]}::bigint[]) as id`;
  }
  if ('tags_any' in selector) {
    return Prisma.sql`
      select pt.person_id, ${position}::int, 'tag:' || min(t.name)
        from tag t join person_tag pt on pt.tag_id = t.id
       where t.name = any(${[...selector.tags_any]}::text[]) group by pt.person_id`;
  }
  const names = [...new Set(selector.tags_all)];
  return Prisma.sql`
    select pt.person_id, ${position}::int, 'tag:' || string_agg(t.name, '+' order by t.name)
      from tag t join person_tag pt on pt.tag_id = t.id
     where t.name = any(${names}::text[]) group by pt.person_id having count(*) = ${names.length}::int`;
}

/** Of these tags, those that the directory has. */
export async function knownTags(tx: Tx, names: readonly string[]): Promise<Set<string>> {
  const rows = await tx.$queryRaw<
    { name: string }[]
  >`select name from tag where name = any(${[...names]}::text[])`;
  return new Set(rows.map((row) => row.name));
}

/** Of these people, those who are in the workspace. */
export async function knownPeople(tx: Tx, ids: readonly number[]): Promise<Set<number>> {
  const rows = await tx.$queryRaw<{ id: bigint }[]>`
    select id from person where left_at is null and id = any(${[...ids]}::bigint[])`;
  return new Set(rows.map((row) => Number(row.id)));
}

export async function hasPeople(tx: Tx): Promise<boolean> {
  const [row] = await tx.$queryRaw<{ found: boolean }[]>`select exists(select 1 from person) as found`;
  return row?.found === true;
}
