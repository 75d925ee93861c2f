import { Prisma } from '#lib/database';

/** Locks the schedule of a campaign that has not ended; before the campaign's own row, as whoever fires it does. */
export const lockLive = (campaignId: string): Prisma.Sql => Prisma.sql`
  select id from schedule where campaign_id = ${campaignId}::uuid and ended_at is null for update`;

/**
 * The schedule that has waited longest for somebody to look at it, locked until the transaction ends; any number of
 * workers may ask. Due is what is due by the database's clock. Schedules whose times were computed with older rules
 * about zones than this process has are due, too; newer ones are left alone, so that two versions do not take turns.
 *
 * @param at in place of the database's time, for whoever simulates it
 */
export const takeDue = (zoneData: string, at: Date | null): Prisma.Sql => Prisma.sql`
  select id, coalesce(${at}::timestamptz, clock_timestamp()) as now from schedule
   where ended_at is null
     and (due_at <= coalesce(${at}::timestamptz, clock_timestamp()) or zone_data < ${zoneData})
   order by due_at nulls last limit 1 for update skip locked`;

/** Everything that follows a rule is computed anew: the calendar has changed. */
export const setAllDue = (): Prisma.Sql => Prisma.sql`
  update schedule set due_at = least(due_at, clock_timestamp()) where ended_at is null and kind <> 'now'`;

/** After a refused launch: somebody looks again a little later, by the database's clock. */
export const noteRefusal = (
  id: string,
  refusal: {
    readonly problem: string;
    readonly zoneData: string;
    readonly at: Date | null;
    readonly afterMs: number;
  },
): Prisma.Sql => Prisma.sql`
  update schedule
     set problem = ${refusal.problem}::jsonb, zone_data = ${refusal.zoneData},
         due_at = coalesce(${refusal.at}::timestamptz, clock_timestamp())
                  + make_interval(secs => ${refusal.afterMs / 1_000}::float8)
   where id = ${id}::uuid and ended_at is null`;

/** A few dozen at most, however many people there are. */
export const peoplesZones = (): Prisma.Sql => Prisma.sql`
  select distinct time_zone as zone from person where left_at is null and time_zone is not null`;

/** Occurrences, the newest first; the order matches the primary key of their schedule. */
export const selectOccurrences = (
  campaignId: string,
  page: { readonly after: { readonly firesAt: Date; readonly key: string } | null; readonly limit: number },
): Prisma.Sql => Prisma.sql`
  select o.schedule_id as "scheduleId", o.local_key as key, o.fires_at as "firesAt", o.outcome, o.reason,
         o.run_id as "runId", o.decided_by as "decidedBy", o.recorded_at as "recordedAt"
    from schedule_occurrence o join schedule s on s.id = o.schedule_id
   where s.campaign_id = ${campaignId}::uuid
     and ${page.after === null ? Prisma.sql`true` : Prisma.sql`(o.fires_at, o.schedule_id::text || o.local_key) < (${page.after.firesAt}, ${page.after.key})`}
   order by o.fires_at desc, o.schedule_id::text || o.local_key desc
   limit ${page.limit}`;

/** Namespace of the lock of whoever changes the production calendar. */
const CALENDAR_LOCK = 'production calendar';

export const lockCalendar = (): Prisma.Sql => Prisma.sql`
  select pg_advisory_xact_lock(hashtextextended(${CALENDAR_LOCK}, 0))::text as locked`;
