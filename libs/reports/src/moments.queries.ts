import { Prisma, type Tx } from '#lib/database';
import type { QuarterCount } from './domain/heatmap.js';
import type { MinuteCount, SeriesBasis } from './domain/time-series.js';
import { isReadOf } from './reads.queries.js';
import { substanceOf } from './substance.queries.js';

/** Where the interval of a read begins; of `d` and `r`. */
const READ_FROM = Prisma.sql`coalesce(r.unread_as_of, d.sent_at)`;

const minuteOf = (instant: Prisma.Sql, since: Prisma.Sql): Prisma.Sql =>
  Prisma.sql`floor(extract(epoch from ${instant} - ${since}) / 60)::int`;

/** How many were sent, read and confirmed in which minute. */
export async function minuteCounts(tx: Tx, runId: string, basis: SeriesBasis): Promise<MinuteCount[]> {
  const since = basis === 'wall' ? Prisma.sql`'epoch'::timestamptz` : Prisma.sql`d.sent_at`;
  const sends =
    basis === 'wall'
      ? Prisma.sql`'sent' as metric, ${minuteOf(Prisma.sql`d.sent_at`, since)} as minute`
      : Prisma.sql`'eligible' as metric, ${minuteOf(Prisma.sql`transaction_timestamp()`, since)} as minute`;
  return tx.$queryRaw<MinuteCount[]>`
    select ${sends}, count(*)::int as count
      from delivery d where d.run_id = ${runId}::uuid and d.state = 'sent' and d.step = 0 group by 1, 2
    union all
    select bound.metric, ${minuteOf(Prisma.sql`bound.at`, since)} as minute, count(*)::int as count
      from delivery d
      join receipt r on r.delivery_id = d.id and ${isReadOf(runId)}
     cross join lateral (
        values ('read', r.read_at), ('readFrom', ${READ_FROM}), ('readTo', r.read_seen_at)) as bound(metric, at)
     where d.run_id = ${runId}::uuid and d.state = 'sent' and d.step = 0
     group by 1, 2
    union all
    select 'acked' as metric, ${minuteOf(Prisma.sql`a.acked_at`, since)} as minute, count(*)::int as count
      from delivery d
      join (select delivery_id, max(acked_at) as acked_at from acknowledgement
             where run_id = ${runId}::uuid and substance >= ${substanceOf(runId)} group by delivery_id) a on a.delivery_id = d.id
     where d.run_id = ${runId}::uuid and d.state = 'sent' and d.step = 0
     group by 1, 2`;
}

/** The middles of the reads of a run, by the readers' zones. */
export function readQuarters(tx: Tx, runId: string): Promise<QuarterCount[]> {
  return tx.$queryRaw<QuarterCount[]>`
    select p.time_zone as "timeZone", floor(extract(epoch from r.read_at) / 900)::int as quarter,
           count(*)::int as count
      from delivery d
      join receipt r on r.delivery_id = d.id and ${isReadOf(runId)}
      left join person p on p.id = d.recipient_id
     where d.run_id = ${runId}::uuid and d.state = 'sent' and d.step = 0
     group by 1, 2`;
}
