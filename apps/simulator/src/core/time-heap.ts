interface Entry<T> {
  readonly atMs: number;
  readonly order: number;
  readonly item: T;
}

/** Things to come, earliest first; equal times in the order they were added. Adding and taking cost O(log n). */
export class TimeHeap<T> {
  private readonly entries: Entry<T>[] = [];
  private added = 0;

  get size(): number {
    return this.entries.length;
  }

  get nextAtMs(): number | null {
    return this.entries[0]?.atMs ?? null;
  }

  push(atMs: number, item: T): void {
    const entry: Entry<T> = { atMs, order: this.added++, item };
    let index = this.entries.push(entry) - 1;
    while (index > 0) {
      const parent = (index - 1) >> 1;
      const above = this.entries[parent];
      if (above === undefined || !isBefore(entry, above)) break;
      this.entries[index] = above;
      index = parent;
    }
    this.entries[index] = entry;
  }

  /** Takes the earliest item that is due at `nowMs`, or `null`. */
  takeDue(nowMs: number): T | null {
    const first = this.entries[0];
    if (first === undefined || first.atMs > nowMs) return null;
    const last = this.entries.pop();
    if (last !== undefined && this.entries.length > 0) this.sink(last);
    return first.item;
  }

  clear(): void {
    this.entries.length = 0;
  }

  private sink(entry: Entry<T>): void {
    let index = 0;
    for (;;) {
      const left = this.entries[2 * index + 1];
      if (left === undefined) break;
      const right = this.entries[2 * index + 2];
      const isRight = right !== undefined && isBefore(right, left);
      const child = isRight ? right : left;
      if (!isBefore(child, entry)) break;
      this.entries[index] = child;
      index = 2 * index + (isRight ? 2 : 1);
    }
    this.entries[index] = entry;
  }
}

function isBefore<T>(one: Entry<T>, other: Entry<T>): boolean {
  return one.atMs < other.atMs || (one.atMs === other.atMs && one.order < other.order);
}
