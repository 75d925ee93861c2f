/** A twelfth: two hours for a message of yesterday, which is twice the gap of its looks. */
const AGE_PER_RETRY = 12;

/**
 * Milliseconds until a look that got no answer is tried again. It grows with the message's age and never ends the
 * watch: a failure says nothing about reading, and a message that can never be looked at costs less and less.
 */
export function retryDelayMs(sinceSentMs: number, firstMs: number): number {
  return Math.max(firstMs, Math.round(sinceSentMs / AGE_PER_RETRY));
}
