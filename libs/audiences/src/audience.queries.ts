import { Prisma } from '#lib/database';
import type { Audience } from './domain/audience.js';
import { type FlatRules, flatten } from './domain/flat-rules.js';

export interface AudienceOptions {
  /** Leave out people who were invited and have not finished their registration. */
  readonly skipInvited: boolean;
}

/**
 * Everybody whom the rules select, as (person_id, rank), once for each rank that selects them. The statement has the
 * same shape for all audiences, what differs is in the arrays: its size does not grow with the rules.
 */
const selected = (rules: FlatRules): Prisma.Sql => Prisma.sql`
  select p.id as person_id, ${rules.everyoneRank}::int as rank
    from person p where ${rules.everyoneRank !== null}
  union all
  select pt.person_id, r.rank
    from unnest(${rules.anyTag.map((each) => each.tag)}::text[], ${rules.anyTag.map((each) => each.rank)}::int[])
         as r(name, rank)
    join tag t on t.name = r.name
    join person_tag pt on pt.tag_id = t.id
  union all
  select pt.person_id, r.rank
    from unnest(${rules.allTags.map((each) => each.tag)}::text[], ${rules.allTags.map((each) => each.rank)}::int[],
                ${rules.allTags.map((each) => each.needed)}::int[]) with ordinality as r(name, rank, needed, place)
    join tag t on t.name = r.name
    join person_tag pt on pt.tag_id = t.id
   group by pt.person_id, r.rank, r.needed
  having count(distinct r.place) = r.needed
  union all
  select r.id, r.rank
    from unnest(${rules.users.map((each) => each.id)}::bigint[], ${rules.users.map((each) => each.rank)}::int[])
         as r(id, rank)`;

/**
 * One row for everybody whom the audience names, however many selectors match, as
 * `(recipient_id bigint, included_by text, skip_reason text)`: `included_by` is the first selector that matched
 * (`everyone`, `tag:Офис`, `tags:Офис+Склад`, `person`), `skip_reason` says why somebody gets nothing and is null for
 * those who get it. Ordered by `recipient_id`.
 *
 * People who left the workspace are in no audience. The rows add up: whoever is selected has one.
 */
export function audienceRows(audience: Audience, options: AudienceOptions): Prisma.Sql {
  const include = flatten(audience.include);
  const exclude = flatten(audience.exclude);
  return Prisma.sql`
    with included as (
      select person_id, min(rank) as rank from (${selected(include)}) as i group by person_id
    ),
    excluded as (
      select distinct person_id from (${selected(exclude)}) as x
    )
    select p.id as recipient_id,
           (${[...include.labels]}::text[])[i.rank + 1] as included_by,
           case
             when x.person_id is not null then 'excluded'
             when p.is_bot then 'bot'
             when p.is_suspended then 'suspended'
             when ${options.skipInvited} and p.invite_status <> 'confirmed' then 'invite_pending'
           end as skip_reason
      from included i
      join person p on p.id = i.person_id and p.left_at is null
      left join excluded x on x.person_id = i.person_id
     order by p.id`;
}

/**
 * SHA-256 in hex over the people and what becomes of them, as an aggregate over the columns `recipient_id` and
 * `skip_reason`: one line each, `id` or `id:reason`, in the order of ids. Two audiences with the same digest reach the
 * same people, whatever their rules look like.
 */
export const audienceDigest = Prisma.sql`
  encode(sha256(convert_to(coalesce(
    string_agg(recipient_id || coalesce(':' || skip_reason, ''), E'\n' order by recipient_id), ''), 'UTF8')), 'hex')`;

export interface EstimateRow {
  readonly matched: number;
  readonly toSend: number;
  readonly excluded: number;
  readonly bot: number;
  readonly suspended: number;
  readonly invite_pending: number;
  readonly timeZones: number;
  readonly digest: string;
}

export const selectEstimate = (rows: Prisma.Sql): Prisma.Sql => Prisma.sql`
  select count(*)::int as matched,
         count(*) filter (where skip_reason is null)::int as "toSend",
         count(*) filter (where skip_reason = 'excluded')::int as excluded,
         count(*) filter (where skip_reason = 'bot')::int as bot,
         count(*) filter (where skip_reason = 'suspended')::int as suspended,
         count(*) filter (where skip_reason = 'invite_pending')::int as invite_pending,
         -- Who has no zone of their own lives in the company's: one zone, too.
         count(distinct coalesce(p.time_zone, '')) filter (where skip_reason is null)::int as "timeZones",
         ${audienceDigest} as digest
    from (${rows}) as r
    join person p on p.id = r.recipient_id`;

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

export const hasPeople = Prisma.sql`select exists (select from person) as "hasPeople"`;
