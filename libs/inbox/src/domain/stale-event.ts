import type { InboundType } from './inbound-event.js';

/** How far the time in a signed event may be from the database's, in seconds; the vendor recommends one minute. */
export const TOLERANCE_SECONDS = 60;
/** How long a stale event waits for the history to confirm it. The history is read once a minute at least. */
export const UNCONFIRMED_AFTER_MS = 3_600_000;

/**
 * Whether an old one does no harm: what it means is read from the messenger anyway, or is written down once for ever,
 * as a form that was sent. Of the others the history alone is a witness: a stale click is believed when the bot's event
 * history has the same one.
 */
export function isHarmless(type: InboundType): boolean {
  return type === 'message' || type === 'company_member' || type === 'view' || type === 'other';
}
