const LOOKS_OF_THE_FIRST_HOURS = [1, 6, 24, 96];
const DAY = 288;
const LAST_DAY = 14;

/**
 * When a sent message is looked at, in multiples of the first look's delay: at the default of five minutes that is
 * 5 min, 30 min, 2 h, 8 h, 24 h and then daily to day 14. Half of those who read do it in the first hours; every later
 * look costs a request and finds less.
 */
export const LOOK_MULTIPLES: readonly number[] = [
  ...LOOKS_OF_THE_FIRST_HOURS,
  ...Array.from({ length: LAST_DAY }, (_, day) => (day + 1) * DAY),
];

/**
 * Milliseconds from the send to the look after the one that was taken `sinceSentMs` after it; `null` when there is
 * none. Reckoned from the time and not from the number of looks, so that the looks that a stopped worker missed
 * collapse into one.
 */
export function nextLookMs(sinceSentMs: number, firstMs: number): number | null {
  const multiple = LOOK_MULTIPLES.find((candidate) => candidate * firstMs > sinceSentMs);
  return multiple === undefined ? null : multiple * firstMs;
}

/** A twelfth: two hours for a message of yesterday, as fine as the schedule itself. */
const AGE_PER_RETRY = 12;

/**
 * Milliseconds until a look that got no answer is tried again. It grows with the message's age and never ends the
 * watch: a failure says nothing about reading, and a message that can never be looked at costs less and less.
 */
export function retryDelayMs(sinceSentMs: number, firstMs: number): number {
  return Math.max(firstMs, Math.round(sinceSentMs / AGE_PER_RETRY));
}
