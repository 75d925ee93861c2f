import { type SimulatorBehaviour } from '../behaviour.js';
import { SlidingWindow } from './sliding-window.js';

/** Restricts a token that goes on in spite of 429s: so many of them in so short a time, and nothing works for a while. */
export class AbuseWatch {
  private readonly breaches: SlidingWindow;
  private restrictedUntilMs = Number.NEGATIVE_INFINITY;

  constructor(private readonly behaviour: SimulatorBehaviour) {
    this.breaches = new SlidingWindow(behaviour.abuseBreaches, behaviour.abuseWindowMs);
  }

  isRestricted(atMs: number): boolean {
    return atMs < this.restrictedUntilMs;
  }

  noteBreach(atMs: number): void {
    this.breaches.admit(atMs);
    if (this.breaches.waitMs(atMs) > 0) this.restrictedUntilMs = atMs + this.behaviour.abuseLengthMs;
  }
}
