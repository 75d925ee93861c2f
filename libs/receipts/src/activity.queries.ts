import type { Tx } from '#lib/database';
import type { ActivitySample } from './domain/idle.js';
import { interval } from './interval.queries.js';

/** So many reads tell enough, and they are counted each time the directory was read. */
const MOST_READS = 500;

/**
 * The newest reads of the day before `asOf`, and how many of them are by people who, as the directory says as of then,
 * were not in the messenger between the last look that found the message unread and that read.
 */
export async function sampleActivity(tx: Tx, asOf: Date, slackMs: number): Promise<ActivitySample> {
  const [sample] = await tx.$queryRaw<ActivitySample[]>`
    with newest as (
      select delivery_id, unread_as_of from receipt
       where read_seen_at < ${asOf}::timestamptz and read_seen_at > ${asOf}::timestamptz - interval '1 day'
         and source <> 'newer_message'
       order by read_seen_at desc limit ${MOST_READS})
    select count(*)::int as reads,
           (count(*) filter (where coalesce(p.last_activity_at, '-infinity')
                                   < coalesce(n.unread_as_of, d.sent_at) - ${interval(slackMs)}))::int as "byIdle"
      from newest n join delivery d on d.id = n.delivery_id join person p on p.id = d.recipient_id`;
  return sample ?? { reads: 0, byIdle: 0 };
}

/** Looks that are due, of all bots; counted no further than `most`. */
export async function countDueLooks(tx: Tx, most: number): Promise<number> {
  const [row] = await tx.$queryRaw<{ count: number }[]>`
    select count(*)::int as count from (
      select from sender s
       cross join lateral (select from receipt_watch w
                            where w.sender_id = s.id and w.next_check_at <= (select clock_timestamp()) limit ${most}) w
       limit ${most}) due`;
  return row?.count ?? 0;
}
