import { Prisma } from '#lib/database';
import type { AudienceJson } from './domain/campaign-settings.js';
import type { Target } from './domain/target.js';

/** Two launches of one text wait for one another: else each would look before the other has written. */
export const lockText = (textKey: string): Prisma.Sql => Prisma.sql`
  select pg_advisory_xact_lock(hashtextextended(${`repeat:${textKey}`}, 0))::text as locked`;

export interface EarlierRunRow {
  readonly id: string;
  readonly campaignId: string;
  readonly sentAt: Date;
  readonly sentBy: string;
  /** Whether its people are rows of `delivery` yet. */
  readonly isPrepared: boolean;
  readonly audience: AudienceJson;
  readonly target: Target;
  readonly senderId: string;
  readonly skipInvited: boolean;
  readonly skipGuests: boolean;
  readonly frozenId: string | null;
}

/** Runs of other campaigns that were launched in these days and say, or have said, this; newest first. */
export const selectEarlierRuns = (
  campaignId: string,
  { textKey, days }: { readonly textKey: string; readonly days: number },
): Prisma.Sql => Prisma.sql`
  select r.id, r.campaign_id as "campaignId", r.created_at as "sentAt", r.prepared_at is not null as "isPrepared",
         r.audience, r.target, r.sender_id as "senderId", r.skip_invited as "skipInvited", r.skip_guests as "skipGuests",
         r.frozen_id as "frozenId",
         (select v.created_by from content_version v
           where v.campaign_id = r.campaign_id and v.step = 0 order by v.number limit 1) as "sentBy"
    from run r
   where r.campaign_id in (select campaign_id from content_version where text_key = ${textKey})
     and r.campaign_id <> ${campaignId}::uuid
     and r.created_at > clock_timestamp() - make_interval(days => ${days}::int)
     -- Cancelled before its people were frozen: nobody gets anything from it.
     and (r.prepared_at is not null or r.status not in ('cancelling', 'cancelled'))
   order by r.created_at desc, r.id desc`;

export interface SameRecipientsRow {
  readonly sameRecipients: number;
  /** The run that reaches the most of them; the newest of equal ones. */
  readonly runId: string | null;
}

/**
 * How many of the people get it from these runs, too, or have got it.
 *
 * @param people rows of (recipient_id, skip_reason), as are those of `waiting`: runs whose people are not frozen yet
 */
export function countSameRecipients(
  people: Prisma.Sql,
  prepared: readonly string[],
  waiting: readonly { readonly runId: string; readonly people: Prisma.Sql }[],
): Prisma.Sql {
  const frozen = Prisma.sql`
    select d.run_id, d.recipient_id from delivery d
     where d.run_id = any(${[...prepared]}::uuid[]) and d.step = 0 and d.recipient_id in (select recipient_id from now_sent)
       and d.state in ('pending', 'leased', 'sending', 'unknown', 'sent')`;
  const others = waiting.map(
    (run) => Prisma.sql`
      select ${run.runId}::uuid, w.recipient_id from (${run.people}) as w
       where w.skip_reason is null and w.recipient_id in (select recipient_id from now_sent)`,
  );
  return Prisma.sql`
    with now_sent as materialized (select recipient_id from (${people}) as p where skip_reason is null),
         same as materialized (${Prisma.join([frozen, ...others], ' union all ')})
    select (select count(distinct recipient_id)::int from same) as "sameRecipients",
           (select run_id::text from same group by run_id order by count(*) desc, run_id desc limit 1) as "runId"`;
}
