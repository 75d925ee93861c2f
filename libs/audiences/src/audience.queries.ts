import { Prisma } from '#lib/database';
import { optedOut } from '#lib/directory';
import { planOf } from './domain/audience-plan.js';
import type { SkipReason } from './domain/audience.js';
import type { ExpandedAudience } from './domain/saved-audience.js';
import { selectedBy } from './plan.queries.js';

/** Who is left out besides suspended people, bots, opt-outs and exclusions. */
export interface AudienceOptions {
  /** Leave out people who were invited and have not finished their registration. */
  readonly skipInvited: boolean;
  /** Leave out guests: people of other companies in chats of this one. */
  readonly skipGuests: boolean;
}

/**
 * One row for everybody whom the audience names, however many selectors match, as `(recipient_id bigint, included_by
 * text, excluded_by text, is_repeated boolean, skip_reason text)`: `included_by` is the first selector that matched, as
 * `labelOf` calls it; `excluded_by` the first exclusion that did; `is_repeated` whether several of the inclusions did;
 * `skip_reason` says why somebody gets nothing and is null for those who get it. In no order.
 *
 * People who left the workspace are in no audience. The rows add up: whoever is selected has one.
 *
 * The people are grouped by their own primary key and the labels looked up by place, for it is from the key that the
 * planner learns how many they are: of a group by anything else, and of a join on a computed place, it assumes a handful,
 * and then looks a million people up one by one.
 */
export function audienceRows(expanded: ExpandedAudience, options: AudienceOptions): Prisma.Sql {
  const { audience, saved } = expanded;
  const include = planOf(audience.include, saved);
  const exclude = planOf(audience.exclude, saved);
  return Prisma.sql`
    with included as (
      select p.id, p.is_bot, p.is_suspended, p.role, p.invite_status, min(i.node) as node, max(i.node) as last_node
        from (${selectedBy(include)}) as i
        join person p on p.id = i.person_id and p.left_at is null
       group by p.id
    ),
    excluded as (
      select person_id, min(node) as node from (${selectedBy(exclude)}) as x group by person_id
    )
    select p.id as recipient_id, (${[...include.labels]}::text[])[p.node + 1] as included_by,
           (${[...exclude.labels]}::text[])[x.node + 1] as excluded_by,
           (${[...include.selectors]}::int[])[p.node + 1] <> (${[...include.selectors]}::int[])[p.last_node + 1]
             as is_repeated,
           case
             when x.person_id is not null then 'excluded'
             when p.is_bot then 'bot'
             when p.is_suspended then 'suspended'
             when o.person_id is not null then 'opted_out'
             when ${options.skipGuests} and p.role in ('guest', 'multi_guest') then 'guest'
             when ${options.skipInvited} and p.invite_status <> 'confirmed' then 'invite_pending'
           end as skip_reason
      from included p
      left join excluded x on x.person_id = p.id
      left join (${optedOut}) o on o.person_id = p.id`;
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
  readonly repeated: number;
  readonly toSend: number;
  readonly skipped: Readonly<Partial<Record<SkipReason, number>>>;
  readonly guests: number;
  readonly invited: number;
  readonly timeZones: number;
  readonly digest: string;
}

export const selectEstimate = (rows: Prisma.Sql): Prisma.Sql => Prisma.sql`
  with audience_row as materialized (${rows})
  select count(*)::int as matched,
         count(*) filter (where is_repeated)::int as repeated,
         count(*) filter (where skip_reason is null)::int as "toSend",
         coalesce((select jsonb_object_agg(skip_reason, count)
                     from (select skip_reason, count(*)::int from audience_row
                            where skip_reason is not null group by skip_reason) as s), '{}') as skipped,
         count(*) filter (where skip_reason is null and p.role in ('guest', 'multi_guest'))::int as guests,
         count(*) filter (where skip_reason is null and p.invite_status <> 'confirmed')::int as invited,
         -- Who has no zone of their own lives in the company's: one zone, too.
         count(distinct coalesce(p.time_zone, '')) filter (where skip_reason is null)::int as "timeZones",
         ${audienceDigest} as digest
    from audience_row as r
    join person p on p.id = r.recipient_id`;

export const hasPeople = Prisma.sql`select exists (select from person) as "hasPeople"`;
