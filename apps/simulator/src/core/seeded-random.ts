/**
 * Repeatable chance: the same parts give the same sequence on every machine.
 *
 * Every decision takes a generator of its own, named by what it decides (`new SeededRandom(seed, 'reads', messageId)`),
 * so that one decision more elsewhere does not shift all later ones. The generator is sfc32, seeded through a 32-bit
 * string hash; it is not meant to be unpredictable.
 */
export class SeededRandom {
  private a: number;
  private b: number;
  private c: number;
  private d = 1;

  constructor(...parts: readonly (number | string)[]) {
    const hash = hashOf(parts.join('/'));
    this.a = hash;
    this.b = Math.imul(hash ^ 0x9e3779b9, 0x85ebca6b);
    this.c = Math.imul(hash ^ 0x243f6a88, 0xc2b2ae35);
    for (let round = 0; round < 12; round++) this.next();
  }

  /** Uniform in `[0, 1)`. */
  next(): number {
    const sum = (this.a + this.b + this.d) | 0;
    this.d = (this.d + 1) | 0;
    this.a = this.b ^ (this.b >>> 9);
    this.b = (this.c + (this.c << 3)) | 0;
    this.c = ((this.c << 21) | (this.c >>> 11)) + sum;
    return (sum >>> 0) / 4_294_967_296;
  }

  /** True in `share` of the cases; 0 is never, 1 is always. */
  chance(share: number): boolean {
    return this.next() < share;
  }

  /** Uniform whole number in `[from, to]`. */
  integer(from: number, to: number): number {
    return from + Math.floor(this.next() * (to - from + 1));
  }

  pick<T>(choices: readonly T[]): T {
    const choice = choices[Math.floor(this.next() * choices.length)];
    if (choice === undefined) throw new RangeError('Nothing to pick from');
    return choice;
  }

  /** One of the choices, each as likely as its weight says. */
  weighted<T extends { readonly weight: number }>(choices: readonly T[]): T {
    let rest = this.next() * choices.reduce((sum, choice) => sum + choice.weight, 0);
    for (const choice of choices) {
      rest -= choice.weight;
      if (rest < 0) return choice;
    }
    return this.pick(choices);
  }

  /** Heavy-tailed and positive: half of the values lie below `median`; `sigma` 1.5 puts 5 % above 12 medians. */
  logNormal(median: number, sigma: number): number {
    const radius = Math.sqrt(-2 * Math.log(1 - this.next()));
    return median * Math.exp(sigma * radius * Math.cos(2 * Math.PI * this.next()));
  }
}

/** 32-bit FNV-1a with a final mix, so that neighbouring numbers give unrelated sequences. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) | 0;
}
