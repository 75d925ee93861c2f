import type { PachcaError } from '#lib/pachca';

/** What a refused request to pin or unpin means for its row. */
export type PinVerdict =
  /** The message is as it was to be. */
  | { readonly kind: 'done' }
  /** The message is not there any more. */
  | { readonly kind: 'gone' }
  /** Again after a while; `why`: somebody has to mend something first. */
  | { readonly kind: 'later'; readonly waitMs: number; readonly why: string | null };

const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 60_000;
/** Somebody may give the bot the right meanwhile: a pin that comes late is worth more than none. */
const REFUSED_MS = 600_000;
/** A message that was posted just now may not be visible yet. */
const MOST_UNSEEN = 5;

/**
 * Total: every failure of the messenger has a meaning. What concerns the bot itself is left to its sends, which hold it:
 * nobody stops a campaign over a pin.
 *
 * @param tries so many so far, the failed one included
 */
export function pinVerdict(error: PachcaError, tries: number): PinVerdict {
  const wait = Math.min(FIRST_WAIT_MS * 2 ** (tries - 1), LONGEST_WAIT_MS);
  switch (error.kind) {
    case 'not_found':
      return tries < MOST_UNSEEN ? { kind: 'later', waitMs: wait, why: null } : { kind: 'gone' };
    case 'refused':
      if (error.codes.includes('message_deleted')) return { kind: 'gone' };
      // Pinning what is pinned is a 422 that says nothing else (openapi.yaml, MessageOperations_pinMessage).
      if (error.status === 422 && error.codes.every((code) => code === 'already_exists'))
        return { kind: 'done' };
      return refused(error);
    case 'scope_missing':
    case 'forbidden':
      return refused(error);
    case 'throttled':
      return { kind: 'later', waitMs: error.retryAfterMs ?? wait, why: null };
    case 'unauthorized':
    case 'payment_required':
    case 'unavailable':
    case 'timeout':
    case 'invalid_response':
    case 'response_too_large':
    case 'unexpected_redirect':
      return { kind: 'later', waitMs: wait, why: null };
  }
}

function refused({ codes, kind }: PachcaError): PinVerdict {
  return { kind: 'later', waitMs: REFUSED_MS, why: codes.length > 0 ? codes.join(', ') : kind };
}
