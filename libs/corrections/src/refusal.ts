import type { PachcaError } from '#lib/pachca';
import type { SenderHoldCode } from '#lib/senders';

/** What a failed DELETE or PUT means for its row. */
export type Refusal =
  /** The bot, not the message: it is held, and the row waits. */
  | { readonly kind: 'sender'; readonly code: SenderHoldCode }
  /** The message is not there (any more). */
  | { readonly kind: 'gone' }
  /** Nothing is known, or it was too fast: again after a while. */
  | { readonly kind: 'later'; readonly waitMs: number; readonly isDoubt: boolean }
  /** The messenger will not do it for this message. */
  | { readonly kind: 'refused'; readonly why: string };

const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 60_000;

/**
 * Total: every failure of the messenger has a meaning.
 *
 * @param tries so many so far, the failed one included
 */
export function refusalOf(error: PachcaError, tries: number): Refusal {
  // Both kinds of request are safe to repeat, so an answer that is missing or odd costs a wait and nothing else.
  const wait = Math.min(FIRST_WAIT_MS * 2 ** (tries - 1), LONGEST_WAIT_MS);
  switch (error.kind) {
    case 'unauthorized':
      return { kind: 'sender', code: 'token_rejected' };
    case 'payment_required':
      return { kind: 'sender', code: 'payment_required' };
    case 'scope_missing':
      return { kind: 'sender', code: 'scope_missing' };
    case 'forbidden':
      return isOfBot(error) ? { kind: 'sender', code: 'access_denied' } : refused(error);
    case 'not_found':
      return { kind: 'gone' };
    case 'refused':
      return error.codes.includes('message_deleted') ? { kind: 'gone' } : refused(error);
    case 'throttled':
      return { kind: 'later', waitMs: error.retryAfterMs ?? wait, isDoubt: false };
    case 'unavailable':
    case 'timeout':
    case 'invalid_response':
    case 'response_too_large':
    case 'unexpected_redirect':
      return { kind: 'later', waitMs: wait, isDoubt: true };
  }
}

/** A 403 that names no rule, or says so outright, is about the bot and would meet every other message, too. */
function isOfBot({ codes }: PachcaError): boolean {
  return codes.length === 0 || codes.includes('access_denied');
}

function refused(error: PachcaError): Refusal {
  const said = error.codes.length > 0 ? error.codes.join(', ') : String(error.status ?? error.kind);
  return { kind: 'refused', why: said };
}
