import { PachcaError, type PachcaErrorKind } from '#lib/pachca';
import type { ReadersSource } from './readers-source.js';

/** What one look at a message's readers came to. */
export type Look =
  /** The person is among the readers. */
  | { readonly outcome: 'read' }
  /** The list was read to its end and the person is not in it. */
  | { readonly outcome: 'unread' }
  /** The messenger does not know the message. `isCertain`: it says that the message was deleted. */
  | { readonly outcome: 'missing'; readonly isCertain: boolean }
  /** Nothing was learned. */
  | { readonly outcome: 'failed'; readonly kind: PachcaErrorKind; readonly policy: FailurePolicy };

/** What a failed look means for its row and for the rest of the pass. */
export interface FailurePolicy {
  /** `kept`: it stays due, the failure is not about it; `postponed`: others go first. */
  readonly row: 'kept' | 'postponed';
  /** The next look would fail in the same way. */
  readonly stopsPass: boolean;
}

/**
 * Looks whether a person has read a message, and no further than needed.
 *
 * @throws what is not a `PachcaError`
 */
export async function lookAtReaders(
  client: ReadersSource,
  message: { readonly messageId: number; readonly recipientId: number },
): Promise<Look> {
  try {
    for await (const page of client.readMemberIds(message.messageId)) {
      if (page.includes(message.recipientId)) return { outcome: 'read' };
    }
    return { outcome: 'unread' };
  } catch (error) {
    if (error instanceof PachcaError) return failureOf(error);
    throw error;
  }
}

const MESSAGE_DELETED = 'message_deleted';

/** Total: what each failure of the messenger means for a look. */
export function failureOf(error: PachcaError): Look {
  if (error.codes.includes(MESSAGE_DELETED)) return { outcome: 'missing', isCertain: true };
  // Also what a message answers that is not visible yet.
  if (error.kind === 'not_found') return { outcome: 'missing', isCertain: false };
  return { outcome: 'failed', kind: error.kind, policy: POLICIES[error.kind] };
}

const ALL_WAIT: FailurePolicy = { row: 'kept', stopsPass: true };
const THIS_WAITS: FailurePolicy = { row: 'postponed', stopsPass: false };

const POLICIES: Readonly<Record<Exclude<PachcaErrorKind, 'not_found'>, FailurePolicy>> = {
  unauthorized: ALL_WAIT,
  payment_required: ALL_WAIT,
  scope_missing: ALL_WAIT,
  throttled: ALL_WAIT,
  // Of the bot or of this chat, the answer does not say: if of this chat, it must not stop every later pass.
  forbidden: { row: 'postponed', stopsPass: true },
  refused: THIS_WAITS,
  unavailable: THIS_WAITS,
  timeout: THIS_WAITS,
  invalid_response: THIS_WAITS,
  response_too_large: THIS_WAITS,
  unexpected_redirect: THIS_WAITS,
};
