/**
 * The most arrivals that any second held, ends included: of arrivals at 0, 500 and 1000 ms that is 3.
 * Kept as they come, so nothing has to be stored but the last second.
 */
export class BusiestSecond {
  private recent: number[] = [];
  private head = 0;
  private most = 0;

  get max(): number {
    return this.most;
  }

  /** Times must not go back. */
  note(atMs: number): void {
    this.recent.push(atMs);
    while ((this.recent[this.head] ?? atMs) < atMs - 1000) this.head += 1;
    this.most = Math.max(this.most, this.recent.length - this.head);
    if (this.head > 1024 && this.head * 2 > this.recent.length) {
      this.recent = this.recent.slice(this.head);
      this.head = 0;
    }
  }
}
