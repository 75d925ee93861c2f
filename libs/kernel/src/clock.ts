import { setTimeout as delay } from 'node:timers/promises';

/**
 * Time as seen by this process. What is compared between processes is compared in Postgres, by
 * `clock_timestamp()`; this clock is for logs (`now`) and for intervals inside one process (`monotonicMs`).
 */
export interface Clock {
  now(): Date;
  /** Milliseconds since an arbitrary moment; never goes back, unaffected by changes of the wall clock. */
  monotonicMs(): number;
  /** Resolves after at least `ms`; rejects with the signal's reason when it is aborted first. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

/** The process's own clock and timers; `monotonicMs` counts from an arbitrary moment, in milliseconds. */
export const systemClock: Clock = {
  now: () => new Date(),
  monotonicMs: () => Number(process.hrtime.bigint()) / 1e6,
  sleep: async (ms, signal) => {
    await delay(ms, undefined, signal === undefined ? {} : { signal });
  },
};
