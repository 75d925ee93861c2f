/**
 * The middle answer time that the estimate assumes. A place in the completion window is taken until the answer is here
 * and for a second after (protocol 2.10), so `limit` places carry `limit / (1 s + answer time)` messages a second.
 */
const ASSUMED_ANSWER_SECONDS = 0.25;

export interface DurationEstimate {
  /** Messages a second, to a hundredth. */
  readonly ratePerSecond: number;
  /** Whole seconds from the start to the last message, with nothing else to send and no doubts. */
  readonly durationSeconds: number;
}

/**
 * How long a run of so many messages takes a bot that sends nothing else, as long as the messenger answers as assumed.
 *
 * @param sendLimit most sends of the bot in any second (`VESTNIK_SEND_LIMIT`)
 */
export function estimateDuration(recipients: number, sendLimit: number): DurationEstimate {
  const rate = sendLimit / (1 + ASSUMED_ANSWER_SECONDS);
  return { ratePerSecond: Math.round(rate * 100) / 100, durationSeconds: Math.ceil(recipients / rate) };
}
