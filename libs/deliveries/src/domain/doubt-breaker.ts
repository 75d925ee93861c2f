/** What a breaker allows. */
export type Admission =
  /** Sends as the gate allows. */
  | { readonly kind: 'closed' }
  /** One send, and nothing beside it. */
  | { readonly kind: 'single' }
  /** Nothing may be sent; the messenger may be asked now whether it answers at all. */
  | { readonly kind: 'probe' }
  /** Nothing, for so many milliseconds. */
  | { readonly kind: 'wait'; readonly ms: number };

export interface BreakerTimes {
  /** From opening until the first probe. */
  readonly firstWaitMs: number;
  /** Waits double up to this. */
  readonly longestWaitMs: number;
}

/** Outcomes older than this say nothing about now. */
const WINDOW_MS = 60_000;
/** So many doubts within the window open the breaker, whatever else there was. */
export const DOUBTS_TO_OPEN = 5;
const SHARE_TO_OPEN = 0.2;
/** A share of very few outcomes is chance: fewer doubts than this never open. */
const LEAST_DOUBTS_OF_SHARE = 3;

type State = 'closed' | 'open' | 'half_open';

/**
 * Keeps an outage of the messenger from turning the audience into doubts.
 *
 *     closed ──5 doubts, or > 20 %, in 60 s──▶ open ──waited, and a probe was answered──▶ half_open
 *       ▲                                      ▲  └──the probe was not: waits twice as long──┘ │ │
 *       │                                      └───────────the single send is a doubt──────────┘ │
 *       └──────────────────────────the single send has a certain outcome─────────────────────────┘
 *
 * The probe is a read, so an outage costs nothing while it lasts; the single send is there because a messenger may
 * answer reads and still lose writes.
 *
 * Pure: every method takes the moment, in milliseconds of one monotonic clock.
 */
export class DoubtBreaker {
  private state: State = 'closed';
  private outcomes: { readonly at: number; readonly isDoubt: boolean }[] = [];
  private waitMs: number;
  private openUntil = 0;

  /** @param openSince a new owner that finds an outage under way begins open, and may probe at once; `null`: closed */
  constructor(
    private readonly times: BreakerTimes,
    openSince: number | null = null,
  ) {
    this.waitMs = times.firstWaitMs;
    if (openSince === null) return;
    this.state = 'open';
    this.openUntil = openSince;
  }

  admission(now: number): Admission {
    if (this.state === 'closed') return { kind: 'closed' };
    if (this.state === 'half_open') return { kind: 'single' };
    return now < this.openUntil ? { kind: 'wait', ms: this.openUntil - now } : { kind: 'probe' };
  }

  /** Whether an intent that was prepared before may still be written. */
  allowsIntent(): boolean {
    return this.state !== 'open';
  }

  /**
   * A post has ended: in doubt, or with an outcome that is certain, whatever it is.
   *
   * @returns whether the breaker has opened or closed by it
   */
  posted(now: number, isDoubt: boolean): 'opened' | 'closed' | null {
    switch (this.state) {
      case 'open':
        // It was under way when the breaker opened.
        return null;
      case 'half_open':
        return isDoubt ? this.openAgain(now) : this.close();
      case 'closed':
        this.outcomes = [...this.outcomes.filter(({ at }) => now - at < WINDOW_MS), { at: now, isDoubt }];
        return this.isTooDoubtful() ? this.open(now) : null;
    }
  }

  /** What a probe came to. */
  probed(now: number, isAnswered: boolean): void {
    if (this.state !== 'open') return;
    if (isAnswered) this.state = 'half_open';
    else this.openAgain(now);
  }

  private isTooDoubtful(): boolean {
    const doubts = this.outcomes.filter(({ isDoubt }) => isDoubt).length;
    if (doubts >= DOUBTS_TO_OPEN) return true;
    return doubts >= LEAST_DOUBTS_OF_SHARE && doubts / this.outcomes.length > SHARE_TO_OPEN;
  }

  private open(now: number): 'opened' {
    this.state = 'open';
    this.openUntil = now + this.waitMs;
    this.outcomes = [];
    return 'opened';
  }

  private openAgain(now: number): 'opened' {
    this.waitMs = Math.min(this.waitMs * 2, this.times.longestWaitMs);
    return this.open(now);
  }

  private close(): 'closed' {
    this.state = 'closed';
    this.outcomes = [];
    this.waitMs = this.times.firstWaitMs;
    return 'closed';
  }
}
