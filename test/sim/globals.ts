import http from 'node:http';
import { systemClock } from '#lib/kernel';
import pg from 'pg';
import { BEGINNING } from './virtual-time.js';
import type { SimContext } from './context.js';

const RealDate = globalThis.Date;
const real = {
  setTimeout: globalThis.setTimeout,
  clearTimeout: globalThis.clearTimeout,
  random: Math.random,
  request: http.request,
  Client: pg.Client,
  clock: { ...systemClock },
};

/** A timer as Node's own, as far as libraries use it. */
class Timer {
  constructor(readonly due: { isCancelled: boolean }) {}
  ref = (): this => this;
  unref = (): this => this;
  hasRef = (): boolean => true;
  [Symbol.toPrimitive] = (): number => 0;
}

/** Between two questions for work of a delivering process: the one wait of the product that may be stretched. */
const IDLE_MS = 300;
/** Nobody in the product sets a timer for longer: it would have been reckoned by a clock that somebody may set. */
const LONGEST_TIMER_MS = 60_000;

/**
 * Puts the seed's time, chance, network and sessions in the place of Node's, for everything that is loaded: the product
 * runs as it is. Only this process is touched, and `release` puts all of it back.
 */
export function capture(seed: SimContext): () => void {
  const { time, streams } = seed;
  const wall = (): number => Math.floor(time.now + (time.current?.skewMs ?? 0));
  class SimDate extends RealDate {
    constructor(...parts: readonly unknown[]) {
      super(...((parts.length === 0 ? [wall()] : parts) as [number]));
    }
    static override now(): number {
      return wall();
    }
    static override [Symbol.hasInstance](value: unknown): boolean {
      return Object.prototype.toString.call(value) === '[object Date]';
    }
  }
  globalThis.Date = SimDate as DateConstructor;
  globalThis.setTimeout = ((work: (...args: unknown[]) => void, ms = 0, ...args: unknown[]) => {
    if (ms > LONGEST_TIMER_MS) seed.journal.fail(`I12: a timer of ${String(ms)} ms`);
    return new Timer(
      time.after(ms === IDLE_MS ? ms * seed.idle.quiet(time.current) : Math.max(1, ms), {
        label: 'timer',
        process: time.current,
        isIdle: ms === IDLE_MS,
        run: () => {
          work(...args);
        },
      }),
    );
  }) as unknown as typeof setTimeout;
  globalThis.clearTimeout = (timer: unknown) => {
    if (timer instanceof Timer) timer.due.isCancelled = true;
  };
  Math.random = () => streams.next('product');
  Object.assign(systemClock, {
    now: () => new Date(),
    monotonicMs: () => time.now - BEGINNING + (time.current?.monotonicOffsetMs ?? 0),
    sleep: (ms: number, signal?: AbortSignal) => sleep(seed, ms, signal),
  });
  http.request = seed.network.request as typeof http.request;
  pg.Client = seed.sessions.clientClass as typeof pg.Client;
  return release;
}

function release(): void {
  globalThis.Date = RealDate;
  globalThis.setTimeout = real.setTimeout;
  globalThis.clearTimeout = real.clearTimeout;
  Math.random = real.random;
  http.request = real.request;
  pg.Client = real.Client;
  Object.assign(systemClock, real.clock);
}

function sleep(seed: SimContext, ms: number, signal?: AbortSignal): Promise<void> {
  const { time } = seed;
  return new Promise((resolve, reject) => {
    if (signal?.aborted === true) {
      reject(signal.reason as Error);
      return;
    }
    const onAbort = (): void => {
      due.isCancelled = true;
      reject(signal?.reason as Error);
    };
    const wake = (): void => {
      signal?.removeEventListener('abort', onAbort);
      resolve();
    };
    const due = time.after(Math.max(1, ms), { label: 'sleep', process: time.current, run: wake });
    signal?.addEventListener('abort', onAbort, { once: true });
  });
}
