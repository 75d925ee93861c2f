/**
 * The clock by which simulated people live: it may start anywhere and runs `speed` times as fast as the real one.
 *
 * Only people's delays and working hours follow it. Every time that the API reports (`created_at`, `last_activity_at`,
 * `webhook_timestamp`) is real, because the client compares those with its own clock; limits are real too.
 */
export class SimulatedClock {
  private startedAtMs: number;
  private realStartMs: number;
  private factor: number;

  constructor(
    startAtMs: number,
    speed: number,
    private readonly realNowMs: () => number = () => performance.now(),
  ) {
    this.startedAtMs = startAtMs;
    this.realStartMs = realNowMs();
    this.factor = speed;
  }

  /** Milliseconds since 1970, simulated. */
  nowMs(): number {
    return this.startedAtMs + (this.realNowMs() - this.realStartMs) * this.factor;
  }

  get speed(): number {
    return this.factor;
  }

  /** From now on runs `speed` times as fast; 0 stops it. What has passed stays passed. */
  setSpeed(speed: number): void {
    this.startedAtMs = this.nowMs();
    this.realStartMs = this.realNowMs();
    this.factor = speed;
  }

  /** Real milliseconds until the simulated instant; 0 when it has passed, `Infinity` while the clock stands. */
  realDelayMs(untilMs: number): number {
    const left = untilMs - this.nowMs();
    if (left <= 0) return 0;
    return this.factor === 0 ? Number.POSITIVE_INFINITY : left / this.factor;
  }
}
