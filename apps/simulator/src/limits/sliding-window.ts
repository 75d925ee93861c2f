/**
 * At most `limit` admissions in any `windowMs`, exactly: it remembers when the last `limit` ones were.
 * Refused requests do not count.
 */
export class SlidingWindow {
  /** The newest admissions, oldest first; never more than `limit`. */
  private readonly admitted: number[] = [];

  constructor(
    private readonly limit: number,
    private readonly windowMs: number,
  ) {}

  /** Milliseconds to wait at `atMs`; 0 = there is room. */
  waitMs(atMs: number): number {
    const oldest = this.admitted[0];
    if (oldest === undefined || this.admitted.length < this.limit) return 0;
    return Math.max(0, oldest + this.windowMs - atMs);
  }

  admit(atMs: number): void {
    this.admitted.push(atMs);
    if (this.admitted.length > this.limit) this.admitted.shift();
  }
}
