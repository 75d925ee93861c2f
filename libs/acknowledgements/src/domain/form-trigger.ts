/** How long a click lets a form be opened (the vendor's guide «Forms», and its document ButtonWebhookPayload). */
const TRIGGER_MS = 3_000;
/** The messenger tells the time of an event in whole seconds, by its own clock. */
const SAID_WITHIN_MS = 2_000;

/** When a click was told, and when it came here. */
export interface ToldClick {
  readonly source: 'polled' | 'webhook';
  readonly saidAt: Date;
  readonly receivedAt: Date;
  /** Since it came. */
  readonly ageMs: number;
}

/**
 * Milliseconds in which the click's trigger may still be good; 0 or less: no form opens with it any more.
 *
 * A posted click was just made when it came, whatever its clock says. One that was read from the history may be older
 * than any trigger; there the messenger's time has to do.
 */
export function triggerLeftMs({ source, saidAt, receivedAt, ageMs }: ToldClick): number {
  const leftMs = TRIGGER_MS - ageMs;
  if (source === 'webhook') return leftMs;
  const saidAgoMs = receivedAt.getTime() + ageMs - saidAt.getTime();
  return Math.min(leftMs, TRIGGER_MS + SAID_WITHIN_MS - saidAgoMs);
}
