import type { Tx } from '#lib/database';
import type { PriorityClass } from './domain/fair-queue.js';

/** Sends of a bot in the last minute. */
export interface RecentSends {
  readonly senderId: string;
  readonly count: number;
  /** From the first of them until now, in seconds. */
  readonly spanS: number;
}

/** From delivery_sent_ix alone. */
export function recentSendsBySender(tx: Tx): Promise<RecentSends[]> {
  return tx.$queryRaw<RecentSends[]>`
    select s.id as "senderId", count(d.sent_at)::int as count,
           coalesce(extract(epoch from clock_timestamp() - min(d.sent_at)), 0)::float8 as "spanS"
      from sender s
      left join delivery d on d.sender_id = s.id and d.state = 'sent'
                          and d.sent_at > (select clock_timestamp()) - interval '1 minute'
     group by s.id`;
}

/** A run that is not over, with what is still to do. */
export interface OpenRun {
  readonly id: string;
  readonly campaignId: string;
  readonly senderId: string;
  readonly title: string;
  readonly status: 'preparing' | 'running' | 'paused' | 'cancelling';
  readonly priority: PriorityClass;
  readonly openCount: number;
  /** Those of them whose outcome is being found out. */
  readonly unknownCount: number;
}

/** Oldest first. While the people of a run are not frozen, those that were confirmed count. */
export function openRuns(tx: Tx): Promise<OpenRun[]> {
  return tx.$queryRaw<OpenRun[]>`
    select r.id, r.campaign_id as "campaignId", r.sender_id as "senderId", c.title, r.status::text as status, r.priority,
           case when r.prepared_at is null then r.confirmed_count else o.open end as "openCount",
           o.unknown as "unknownCount"
      from run r join campaign c on c.id = r.campaign_id
      cross join lateral (
        select count(*)::int as open, count(*) filter (where d.state = 'unknown')::int as unknown from delivery d
         where d.run_id = r.id and d.state in ('pending', 'leased', 'sending', 'unknown')) o
     where r.status not in ('completed', 'cancelled')
     order by r.created_at, r.id`;
}

/** Corrections of a bot that wait for its gate, or are in it. Those of messages in doubt wait for the end of that, not here. */
export interface WaitingCorrections {
  readonly senderId: string;
  readonly recalls: number;
  readonly edits: number;
}

/** By recall_due_ix and edit_due_ix. */
export function waitingCorrections(tx: Tx): Promise<WaitingCorrections[]> {
  return tx.$queryRaw<WaitingCorrections[]>`
    select s.id as "senderId",
           (select count(*)::int from recall c
             where c.sender_id = s.id and c.state in ('todo', 'doing') and c.due_at is not null) as recalls,
           (select count(*)::int from edit c
             where c.sender_id = s.id and c.state in ('todo', 'doing') and c.due_at is not null) as edits
      from sender s`;
}
