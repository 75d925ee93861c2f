/** Where nothing is wrong with the way, or nobody knows yet. */
export const SHORTEST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 30_000;

/**
 * How long a bot waits because no byte of its posts could be written: the address is wrong, or the network away. Waits
 * grow from a second to half a minute. Times are milliseconds of the process's clock.
 */
export class WayBackoff {
  private waitMs = 0;
  private waitingSince = Number.NEGATIVE_INFINITY;

  /** A post reached the messenger, or may have. */
  written(): void {
    this.waitMs = 0;
  }

  /**
   * @param startedAt when the post began. Those under way together meet the same trouble: it is one, not several.
   * @returns how long to wait from `now` on
   */
  unwritten(startedAt: number, now: number): number {
    if (this.waitMs > 0 && startedAt <= this.waitingSince) return this.waitMs;
    this.waitMs = this.waitMs === 0 ? SHORTEST_WAIT_MS : Math.min(this.waitMs * 2, LONGEST_WAIT_MS);
    this.waitingSince = now;
    return this.waitMs;
  }
}
