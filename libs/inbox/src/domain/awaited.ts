import type { InboundBody } from './inbound-event.js';

/**
 * What the data of a button ends in behind which a form is: whoever clicks it waits, and the click's trigger is good for
 * three seconds (vendor's guide «Forms»). Such clicks go before all else, and their worker is called. It is `QUESTION_VALUE`
 * of the content lib, which is above this one.
 */
const AWAITED = '?';

/** Whether somebody waits in front of the screen for what comes of it. */
export function isAwaited(body: InboundBody): boolean {
  return body.type === 'button' && body.data.endsWith(AWAITED);
}
