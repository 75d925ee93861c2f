import { SlidingWindow } from './sliding-window.js';
import { TokenBucket } from './token-bucket.js';

const STEADY_PER_SECOND = 4;
const PEAK_PER_SECOND = 30;
const PEAK_SECONDS = 5;

/** What five bursts of 30 take when the fifth comes right after four seconds, less the refill of those four. */
const BURST_CAPACITY = PEAK_PER_SECOND * PEAK_SECONDS - STEADY_PER_SECOND * (PEAK_SECONDS - 1);

/** The limit of one token in one chat: 4 a second in the long run, up to 30 in any second for some 5 seconds. */
export class ChatLimit {
  private readonly steady: TokenBucket;
  private readonly peak = new SlidingWindow(PEAK_PER_SECOND, 1000);

  constructor(nowMs: number) {
    this.steady = new TokenBucket(BURST_CAPACITY, STEADY_PER_SECOND, nowMs);
  }

  waitMs(atMs: number): number {
    return Math.max(this.steady.waitMs(atMs), this.peak.waitMs(atMs));
  }

  admit(atMs: number): void {
    this.steady.take();
    this.peak.admit(atMs);
  }
}
