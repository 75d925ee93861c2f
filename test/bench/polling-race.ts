import { idleUntil, isMadeSure, nextLookAt } from '#lib/receipts';
import { TimeHeap } from '../../apps/simulator/src/core/time-heap.js';
import type { Recipient, Scene } from './reading-people.js';

/** What a way of looking at readers came to. */
export interface RaceFigures {
  readonly requests: number;
  /** Reads within the time of the bench that were seen within it. */
  readonly detected: number;
  readonly undetected: number;
  readonly requests_per_read: number;
  readonly median_delay_s: number;
  readonly p95_delay_s: number;
}

/** When somebody is looked at next, and whether a look that is due is left out. */
export interface LookPolicy {
  first(person: Recipient): number;
  /** After a look that found it unread; `null`: never. */
  next(person: Recipient, atMs: number): number | null;
  /** Not `null`: no request now; to be asked again then. */
  leaveUntil(person: Watched, atMs: number): number | null;
}

export interface Watched {
  readonly person: Recipient;
  unreadAsOfMs: number;
  checks: number;
}

export const LOOKS_PER_SECOND = 8;
const LOOK_MS = 1_000 / LOOKS_PER_SECOND;

/** One bot in virtual time: looks one after another within the budget, the longest due first. */
export function race(people: readonly Recipient[], scene: Scene, policy: LookPolicy): RaceFigures {
  const queue = new TimeHeap<Watched>();
  for (const person of people)
    queue.push(policy.first(person), { person, unreadAsOfMs: person.sentAtMs, checks: 0 });
  const delays: number[] = [];
  let requests = 0;
  let freeAtMs = 0;
  for (let dueMs = queue.nextAtMs; dueMs !== null; dueMs = queue.nextAtMs) {
    const atMs = Math.max(dueMs, freeAtMs);
    if (atMs >= scene.endMs) break;
    const watched = queue.takeDue(atMs);
    if (watched === null) break;
    const leftUntil = policy.leaveUntil(watched, atMs);
    if (leftUntil !== null) {
      queue.push(leftUntil, watched);
      continue;
    }
    requests += 1;
    freeAtMs = atMs + LOOK_MS;
    const { readAtMs } = watched.person;
    if (readAtMs !== null && readAtMs <= atMs) {
      delays.push(atMs - readAtMs);
      continue;
    }
    watched.unreadAsOfMs = atMs;
    watched.checks += 1;
    const next = policy.next(watched.person, atMs);
    if (next !== null) queue.push(next, watched);
  }
  return figuresOf(people, delays, requests);
}

function figuresOf(people: readonly Recipient[], delays: number[], requests: number): RaceFigures {
  const sorted = delays.toSorted((a, b) => a - b);
  const at = (share: number): number => Math.round((sorted[Math.floor(sorted.length * share)] ?? 0) / 1_000);
  const reads = people.filter(({ readAtMs }) => readAtMs !== null).length;
  return {
    requests,
    detected: delays.length,
    undetected: reads - delays.length,
    requests_per_read: Math.round((requests / delays.length) * 100) / 100,
    median_delay_s: at(0.5),
    p95_delay_s: at(0.95),
  };
}

/** Every unread message again after the same time, whoever the person is. */
export const fixedPolicy = (intervalMs: number): LookPolicy => ({
  first: ({ sentAtMs }) => sentAtMs + intervalMs,
  next: (_, atMs) => atMs + intervalMs,
  leaveUntil: () => null,
});

const FIRST_MS = 300_000;

/** The product's plan. `directoryEveryMs`: how often its directory is read; `null`: it knows nothing of activity. */
export function productPolicy(directoryEveryMs: number | null): LookPolicy {
  return {
    first: ({ sentAtMs }) => sentAtMs + FIRST_MS,
    next: ({ sentAtMs, offsetMs }, lookedAtMs) =>
      nextLookAt({ sentAtMs, lookedAtMs, offsetMs, firstMs: FIRST_MS }),
    leaveUntil: ({ person, unreadAsOfMs, checks }, nowMs) => {
      if (directoryEveryMs === null || isMadeSure(BigInt(person.id), checks)) return null;
      const knownAsOfMs = Math.floor(nowMs / directoryEveryMs) * directoryEveryMs;
      const lastActivityAtMs = person.activeAtMs.findLast((at) => at <= knownAsOfMs) ?? null;
      return idleUntil({
        sentAtMs: person.sentAtMs,
        unreadAsOfMs,
        lastActivityAtMs,
        knownAsOfMs,
        nowMs,
        knownAnewAtMs: knownAsOfMs + directoryEveryMs,
        firstMs: FIRST_MS,
      });
    },
  };
}
