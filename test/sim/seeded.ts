/** A number in `[0, 1)` that depends on nothing but the words given: equal words, equal numbers. (cyrb53 and mulberry32) */
export function fraction(...words: readonly (string | number)[]): number {
  let high = 0xdeadbeef;
  let low = 0x41c6ce57;
  for (const char of words.join('\u0000')) {
    const code = char.codePointAt(0) ?? 0;
    high = Math.imul(high ^ code, 2_654_435_761);
    low = Math.imul(low ^ code, 1_597_334_677);
  }
  let mixed = (high ^ Math.imul(low ^ (low >>> 16), 2_246_822_507)) >>> 0;
  mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
  mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
}

/**
 * Chance in streams: the n-th number of a stream depends on the seed, the stream's name and n alone. So switching one
 * fault off leaves the others where they were as far as the schedule allows, which makes a failure shrink.
 */
export class Streams {
  private readonly counts = new Map<string, number>();

  constructor(readonly seed: number) {}

  next(stream: string): number {
    const count = (this.counts.get(stream) ?? 0) + 1;
    this.counts.set(stream, count);
    return fraction(this.seed, stream, count);
  }

  /** How many numbers the stream has given. */
  count(stream: string): number {
    return this.counts.get(stream) ?? 0;
  }

  between(stream: string, from: number, to: number): number {
    return from + this.next(stream) * (to - from);
  }

  whole(stream: string, from: number, to: number): number {
    return Math.floor(this.between(stream, from, to + 1));
  }

  /** @throws when there is nothing to pick from */
  pick<T>(stream: string, list: readonly T[]): T {
    const picked = list[Math.floor(this.next(stream) * list.length)];
    if (picked === undefined) throw new Error('nothing to pick from');
    return picked;
  }

  shuffled<T>(stream: string, list: readonly T[]): T[] {
    return list
      .map((value) => ({ value, rank: this.next(stream) }))
      .sort((a, b) => a.rank - b.rank)
      .map(({ value }) => value);
  }
}
