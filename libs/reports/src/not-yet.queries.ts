import { Prisma, type Tx } from '#lib/database';
import { HELD_FOR_ABSENCE } from '#lib/deliveries';
import { isOptedOut } from '#lib/directory';
import type { NotYetCount, NotYetDeed, NotYetFilter } from './domain/not-yet.js';
import { isReadOf } from './reads.queries.js';
import { substanceOf } from './substance.queries.js';

/** Of `d`: its message was taken back. */
export const isRecalled = Prisma.sql`
  exists (select from recall rc where rc.delivery_id = d.id and rc.state = 'gone')`;

interface Question {
  readonly runId: string;
  readonly deed: NotYetDeed;
  /** `null`: however long, it is `unread`. */
  readonly unreadDays: number | null;
}

/**
 * Why the recipient of `d` has not read or confirmed; null: they have. The first that holds, in the order of
 * NOT_YET_REASONS. Needs `p` (person) and `r` (receipt), each of which may be absent.
 */
const notYetReason = ({ runId, deed, unreadDays }: Question): Prisma.Sql => Prisma.sql`
  case when d.state in ('pending', 'leased', 'sending', 'unknown') then 'on_its_way'
       when d.state <> 'sent' then 'not_sent'
       when ${hasDone(runId, deed)} then null
       when ${isRecalled} then 'recalled'
       -- A chat is nobody who could be away; its readers are told by themselves.
       when d.recipient_id > 0 and (p.id is null or p.left_at is not null or p.is_suspended) then 'deactivated'
       when p.invite_status <> 'confirmed' then 'never_confirmed'
       when ${isOptedOut(Prisma.sql`p.id`)} then 'opted_out'
       when p.is_away then 'away'
       when r.read_seen_at is not null then 'read_only'
       when d.sent_at <= (select clock_timestamp()) - ${unreadDays}::float8 * interval '1 day' then 'unread_long'
       else 'unread' end`;

const hasDone = (runId: string, deed: NotYetDeed): Prisma.Sql =>
  deed === 'read'
    ? Prisma.sql`r.read_seen_at is not null`
    : Prisma.sql`
      exists (select from acknowledgement a where a.delivery_id = d.id and a.substance >= ${substanceOf(runId)})`;

/** A condition on `d`. */
export function hasNotYetReason(runId: string, { deed, why, unreadDays }: NotYetFilter): Prisma.Sql {
  const reason = Prisma.sql`
    (select ${notYetReason({ runId, deed, unreadDays })}
       from (select) once
       left join person p on p.id = d.recipient_id
       left join receipt r on r.delivery_id = d.id)`;
  return why === undefined ? Prisma.sql`${reason} is not null` : Prisma.sql`${reason} = any(${[...why]})`;
}

/** How many people have not, by why, and of the unread by how many days it is to `asOf`, the moment of the snapshot. */
export function notYetCounts(
  tx: Tx,
  { runId, deed, asOf }: { readonly runId: string; readonly deed: NotYetDeed; readonly asOf: Date },
): Promise<NotYetCount[]> {
  return tx.$queryRaw<NotYetCount[]>`
    select why, case when why = 'unread' then floor(extract(epoch from ${asOf}::timestamptz - sent_at) / 86400)::int end as days,
           count(*)::int as count, count(*) filter (where is_held)::int as held
      from (select ${notYetReason({ runId, deed, unreadDays: null })} as why, d.sent_at,
                   w.recipient_id is not null as is_held
              from delivery d
              left join person p on p.id = d.recipient_id
              left join receipt r on r.delivery_id = d.id and ${isReadOf(runId)}
              left join (select distinct recipient_id from delivery
                          where run_id = ${runId}::uuid and state = 'pending' and step > 0
                            and outcome = ${HELD_FOR_ABSENCE}) w on w.recipient_id = d.recipient_id
             where d.run_id = ${runId}::uuid and d.step = 0) recipient
     group by 1, 2`;
}
