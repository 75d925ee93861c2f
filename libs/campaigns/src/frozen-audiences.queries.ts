import { Prisma } from '#lib/database';

/** A new frozen audience, without anybody. */
export const insertFrozen = (id: string, campaignId: string): Prisma.Sql => Prisma.sql`
  insert into frozen_audience (id, campaign_id) values (${id}::uuid, ${campaignId}::uuid)`;

/**
 * Everybody of these rows, those who are left out included. One row for each reason with all ids that share it: a million
 * people are a few megabytes. In no order of their own: sorting them by their reasons would cost more than all the rest.
 *
 * @param people rows of (recipient_id, included_by, excluded_by, is_repeated, skip_reason)
 */
export const insertFrozenPeople = (id: string, people: Prisma.Sql): Prisma.Sql => Prisma.sql`
  insert into frozen_people (frozen_id, place, included_by, excluded_by, is_repeated, skip_reason, recipient_ids)
  select ${id}::uuid, row_number() over (), r.included_by, r.excluded_by, r.is_repeated, r.skip_reason,
         array_agg(r.recipient_id)
    from (${people}) as r
   group by r.included_by, r.excluded_by, r.is_repeated, r.skip_reason`;

/** Rows of `(recipient_id, included_by, excluded_by, is_repeated, skip_reason)`, as they were when they were frozen. */
export const frozenRows = (id: string): Prisma.Sql => Prisma.sql`
  select unnest(f.recipient_ids) as recipient_id, f.included_by, f.excluded_by, f.is_repeated, f.skip_reason
    from frozen_people f where f.frozen_id = ${id}::uuid`;

/**
 * The people of those that a campaign goes by no more, nor any run whose people are not rows yet: a run that has its rows,
 * or will never have any, only tells when somebody had confirmed them.
 */
export const deleteUnusedFrozenPeople = (campaignId: string): Prisma.Sql => Prisma.sql`
  delete from frozen_people p using frozen_audience f
   where f.id = p.frozen_id and f.campaign_id = ${campaignId}::uuid
     and not exists (select from campaign c where c.frozen_id = f.id)
     and not exists (select from run r where r.frozen_id = f.id and r.prepared_at is null
                                         and r.status in ('preparing', 'paused'))`;

/** Those of a campaign that neither it nor a run of it needs any more. */
export const deleteUnusedFrozen = (campaignId: string): Prisma.Sql => Prisma.sql`
  delete from frozen_audience f
   where f.campaign_id = ${campaignId}::uuid
     and not exists (select from campaign c where c.frozen_id = f.id)
     and not exists (select from run r where r.frozen_id = f.id)`;
