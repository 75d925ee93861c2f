const LEASED = `state = 'leased', lease_owner = 'worker', lease_until = clock_timestamp() + interval '1 minute'`;
const SENDING = `state = 'sending', attempt = attempt + 1, sending_since = clock_timestamp(),
  send_deadline = clock_timestamp() + interval '15 seconds',
  content_version_id = (select content_version_id from run where run.id = run_id)`;

/** The legal way of a row from `pending` to each state, as the guard trigger demands it; `$2` is what the state needs. */
const WAYS = {
  pending: [],
  leased: [LEASED],
  sending: [LEASED, SENDING],
  unknown: [LEASED, SENDING, `state = 'unknown', doubt_since = clock_timestamp(), outcome = 'timeout'`],
  sent: [
    LEASED,
    SENDING,
    `state = 'sent', message_id = id + 1000, chat_id = 334, evidence = 'answer', sent_at = $2`,
  ],
  failed: [LEASED, SENDING, `state = 'failed', reason = $2`],
  skipped: [`state = 'skipped', reason = $2`],
  cancelled: [`state = 'cancelled', outcome = 'cancelled'`],
  expired: [`state = 'expired', outcome = 'expired'`],
} as const satisfies Readonly<Record<string, readonly string[]>>;

/** Where a test may bring a delivery. */
export type DeliveryPlace = keyof typeof WAYS;

/** What the end of the way needs. */
export interface PlaceDetail {
  /** Of a failed or skipped one. */
  readonly reason?: string;
  /** Of a sent one, in milliseconds. */
  readonly sentAgoMs?: number;
}

/** The updates that bring a pending delivery to a state, each with its values behind the id. */
export function wayTo(place: DeliveryPlace, detail: PlaceDetail): { set: string; values: unknown[] }[] {
  const needed =
    place === 'sent' ? new Date(Date.now() - (detail.sentAgoMs ?? 0)) : (detail.reason ?? 'suspended');
  return WAYS[place].map((set) => ({ set, values: set.includes('$2') ? [needed] : [] }));
}
