/** So long without a 429 before the limit grows by one step. */
const STEP_AFTER_MS = 30_000;
/** A step back up, as a share of the ceiling; at least one. */
const STEP_SHARE = 1 / 8;
const FLOOR = 1;
/** Refusals in a row after which the floor is all that is tried: the messenger threatens to restrict such tokens. */
export const THROTTLES_TO_FLOOR = 5;

/** To what a limit was reduced, and since when it has been quiet. */
export interface Reduction {
  /** Requests a second, from 1 to the ceiling. */
  readonly reducedTo: number;
  /** When the wait ends that the messenger asked for; quiet counts from there. Milliseconds. */
  readonly until: number;
}

/** Back up in steps: the limit at `now` of one that was reduced, if there was no 429 since. */
export function recoveredLimit(ceiling: number, reduction: Reduction | null, now: number): number {
  if (reduction === null) return ceiling;
  const steps = Math.max(0, Math.floor((now - reduction.until) / STEP_AFTER_MS));
  const step = Math.max(1, Math.floor(ceiling * STEP_SHARE));
  return Math.min(ceiling, Math.max(FLOOR, reduction.reducedTo) + steps * step);
}

/** What a 429 came to. */
export interface Throttled {
  readonly reducedTo: number;
  /** How many in a row it were, this one included. */
  readonly inARow: number;
  /** Whether this one, by their number, has sent the limit to the floor. */
  readonly isFloored: boolean;
}

/**
 * The limit of a class of requests below the operator's ceiling: halved on a 429, back up in steps after 30 s without
 * one, never below one a second.
 *
 * Refusals of requests that were under way together are one event: whatever comes before the asked wait has ended does
 * not halve again, but it does count towards the refusals in a row.
 *
 * Pure: every method takes the moment, in milliseconds of one monotonic clock.
 */
export class AdaptiveLimit {
  private inARow = 0;

  /** @param reduction what an earlier owner had come to; `null`: the ceiling */
  constructor(
    private readonly ceiling: number,
    private reduction: Reduction | null,
  ) {}

  at(now: number): number {
    return recoveredLimit(this.ceiling, this.reduction, now);
  }

  /** The messenger answered 429 and asked for `waitMs`. */
  throttled(now: number, waitMs: number): Throttled {
    this.inARow += 1;
    const isSameEvent = this.reduction !== null && now < this.reduction.until;
    const current = this.at(now);
    const halved = isSameEvent ? current : Math.max(FLOOR, Math.floor(current / 2));
    const reducedTo = this.inARow >= THROTTLES_TO_FLOOR ? FLOOR : halved;
    const until = Math.max(now + waitMs, this.reduction?.until ?? now);
    this.reduction = { reducedTo, until };
    return { reducedTo, inARow: this.inARow, isFloored: this.inARow === THROTTLES_TO_FLOOR };
  }

  /** The messenger answered something else than 429. */
  answered(): void {
    this.inARow = 0;
  }
}
