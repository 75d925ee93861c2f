import type { Tx } from '#lib/database';
import { MOST_ATTEMPTS } from './domain/retry-schedule.js';

/** How one bot's events stand. */
export interface InboxFacts {
  readonly senderId: string;
  /** When the last reading of the history began that came to its end. */
  readonly polledAt: Date | null;
  /** Why the last one did not; `null`: it did. */
  readonly trouble: string | null;
  /** Whether there is an address at which the messenger may post its events. */
  readonly hasWebhook: boolean;
  /** Something may have come and gone unseen after this instant, found out at `gapFoundAt`. */
  readonly gapFrom: Date | null;
  readonly gapFoundAt: Date | null;
  /** Events that are stored and not settled. */
  readonly waiting: number;
  /** Since it was stored; `null`: none waits. */
  readonly oldestWaitingSeconds: number | null;
  /** Events of the last day that failed too often, or about which the messenger never answered. */
  readonly givenUp: number;
  /** Forms that were sent and whose words cannot be kept where they belong; among those that wait, tried by the hour. */
  readonly formsFailing: number;
}

/** @param senderId `null`: of all bots */
export function inboxFacts(tx: Tx, senderId: string | null): Promise<InboxFacts[]> {
  return tx.$queryRaw<InboxFacts[]>`
    select s.id as "senderId", h.polled_at as "polledAt", h.trouble, h.gap_from as "gapFrom",
           h.gap_found_at as "gapFoundAt",
           exists (select from inbound_webhook w where w.sender_id = s.id) as "hasWebhook", open.waiting,
           open."oldestWaitingSeconds", open."formsFailing", lost."givenUp"
      from sender s
      left join event_history h on h.sender_id = s.id
     cross join lateral (
        select count(*)::int as waiting,
               (count(*) filter (where type = 'view' and attempts >= ${MOST_ATTEMPTS}))::int as "formsFailing",
               extract(epoch from clock_timestamp() - min(received_at))::float8 as "oldestWaitingSeconds"
          from inbound_event where sender_id = s.id and state in ('received', 'stale')) open
     cross join lateral (
        select count(*)::int as "givenUp" from inbound_event
         where sender_id = s.id and state = 'refused' and settled_at > clock_timestamp() - interval '1 day'
           and outcome in ('failed', 'unanswered')) lost
     where ${senderId}::uuid is null or s.id = ${senderId}::uuid
     order by s.created_at`;
}

/** `absent`: there is no address. `untried`: there is, and nothing has ever come with a good signature. */
export type WebhookTrust = 'absent' | 'untried' | 'tried';

export async function webhookTrust(tx: Tx, senderId: string): Promise<WebhookTrust> {
  const [row] = await tx.$queryRaw<{ isTried: boolean }[]>`
    select accepted_at is not null as "isTried" from inbound_webhook where sender_id = ${senderId}::uuid`;
  if (row === undefined) return 'absent';
  return row.isTried ? 'tried' : 'untried';
}
