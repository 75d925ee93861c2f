import { randomBytes } from 'node:crypto';

/** Chance, injected so that tests are exact. */
export interface Random {
  /** Uniform in `[0, 1)`. */
  next(): number;
  bytes(count: number): Buffer;
}

/** The runtime's own: `next` is for jitter, `bytes` is fit for secrets. */
export const systemRandom: Random = {
  next: () => Math.random(),
  bytes: (count) => randomBytes(count),
};
