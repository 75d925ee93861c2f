/** `capacity` at once, then `perSecond`: a burst is allowed, a steady excess is not. Starts full. */
export class TokenBucket {
  private tokens: number;
  private filledAtMs: number;

  constructor(
    private readonly capacity: number,
    private readonly perSecond: number,
    nowMs: number,
  ) {
    this.tokens = capacity;
    this.filledAtMs = nowMs;
  }

  /** Milliseconds to wait at `atMs`; 0 = there is a token. */
  waitMs(atMs: number): number {
    this.refill(atMs);
    return this.tokens >= 1 ? 0 : ((1 - this.tokens) / this.perSecond) * 1000;
  }

  take(): void {
    this.tokens -= 1;
  }

  private refill(atMs: number): void {
    // Requests are judged by their arrival, so they may come here slightly out of order.
    if (atMs <= this.filledAtMs) return;
    this.tokens = Math.min(this.capacity, this.tokens + ((atMs - this.filledAtMs) / 1000) * this.perSecond);
    this.filledAtMs = atMs;
  }
}
