import { Prisma } from '#lib/database';

/** Those who would get it, by zone; `null`: people without one, and chats. */
export interface ZoneRow {
  readonly zone: string | null;
  readonly count: number;
}

/** @param people rows of (recipient_id, skip_reason) */
export const countZones = (people: Prisma.Sql): Prisma.Sql => Prisma.sql`
  select p.time_zone as zone, count(*)::int as count
    from (${people}) as audience left join person p on p.id = audience.recipient_id
   where audience.skip_reason is null
   group by p.time_zone`;

/** A run that has said, or is about to say, something on a day. */
export interface DayRunRow {
  readonly id: string;
  readonly campaignId: string;
  /** Whether its people are rows of `delivery` yet. */
  readonly isPrepared: boolean;
  /** Somebody, or the system, has stopped it: what it has not said it does not say by itself. */
  readonly isStopped: boolean;
}

/** Runs that have said, or may say, something between these two moments. */
export const selectDayRuns = ({
  from,
  to,
}: {
  readonly from: Date;
  readonly to: Date;
}): Prisma.Sql => Prisma.sql`
  select id, campaign_id as "campaignId", prepared_at is not null as "isPrepared",
         status not in ('preparing', 'running') as "isStopped"
    from run
   where created_at < ${to} and (finished_at >= ${from} or finished_at is null)`;

/** Others a person gets and how many do; or, of one campaign, how many of the people it reaches. */
export interface OthersRow {
  readonly campaignId: string | null;
  readonly others: number | null;
  readonly people: number;
}

/**
 * How many of the people get how many other campaigns between these two moments, follow-ups included, and which
 * campaigns those are: one statement, however many they are.
 *
 * @param people rows of (recipient_id, skip_reason), as are those of `waiting`, whose people are not frozen yet
 */
export function countOthers(
  people: Prisma.Sql,
  { from, to }: { readonly from: Date; readonly to: Date },
  by: {
    readonly runIds: readonly string[];
    readonly waiting: readonly { readonly campaignId: string; readonly people: Prisma.Sql }[];
  },
): Prisma.Sql {
  const frozen = Prisma.sql`
    select r.campaign_id, d.recipient_id from delivery d join run r on r.id = d.run_id
     where d.run_id = any(${[...by.runIds]}::uuid[]) and d.recipient_id in (select recipient_id from now_sent)
       and (d.state = 'sent' and d.sent_at >= ${from} and d.sent_at < ${to}
            or d.state in ('pending', 'leased', 'sending', 'unknown')
               and r.status = 'running'
               and greatest(d.available_at, clock_timestamp()) >= ${from} and d.available_at < ${to})`;
  const others = by.waiting.map(
    (run) => Prisma.sql`
      select ${run.campaignId}::uuid, w.recipient_id from (${run.people}) as w
       where w.skip_reason is null and w.recipient_id in (select recipient_id from now_sent)`,
  );
  return Prisma.sql`
    with now_sent as materialized (select recipient_id from (${people}) as p where skip_reason is null),
         told as materialized (select distinct campaign_id, recipient_id
                                 from (${Prisma.join([frozen, ...others], ' union all ')}) as t(campaign_id, recipient_id))
    select null::text as "campaignId", n::int as others, count(*)::int as people
      from (select count(*) as n from told group by recipient_id) as each group by n
     union all
    select campaign_id::text, null, count(*)::int from told group by campaign_id`;
}

/**
 * Those who would get it and have had, since their day began, as many notices as they get in one.
 *
 * @param people rows of (recipient_id, skip_reason)
 * @param days when the day began in each zone; of people without one under `null`
 */
export function countCapped(
  people: Prisma.Sql,
  days: readonly { readonly zone: string | null; readonly start: Date }[],
  by: { readonly runIds: readonly string[]; readonly cap: number },
): Prisma.Sql {
  const zones = days.map(({ zone }) => zone);
  const starts = days.map(({ start }) => start);
  return Prisma.sql`
    select count(*)::int as count
      from (select audience.recipient_id
              from (${people}) as audience
              join person p on p.id = audience.recipient_id
              join unnest(${zones}::text[], ${starts}::timestamptz[]) as day(zone, start)
                on day.zone is not distinct from p.time_zone
              join delivery d on d.recipient_id = audience.recipient_id and d.run_id = any(${[...by.runIds]}::uuid[])
             where audience.skip_reason is null
               and (d.state = 'sent' and d.sent_at >= day.start
                    or d.state in ('sending', 'unknown') and d.sending_since >= day.start)
             group by audience.recipient_id having count(*) >= ${by.cap}::int) as capped`;
}

/** Titles of campaigns. */
export const selectTitles = (ids: readonly string[]): Prisma.Sql => Prisma.sql`
  select id::text as id, title from campaign where id = any(${[...ids]}::uuid[])`;
