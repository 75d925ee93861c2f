import type { OccurrenceOutcome, OccurrenceReason, Named, OnMissed, Overlap } from './schedule.js';

/** What is known when occurrences of a schedule are due. */
export interface DueFacts {
  /** By the database's clock. */
  readonly now: Date;
  readonly isPaused: boolean;
  readonly onMissed: OnMissed;
  readonly lateMinutes: number;
  readonly overlap: Overlap;
  readonly expiresAfterSeconds: number | null;
  /** Code of the error that the launch was refused with until now. */
  readonly problem: string | null;
  readonly hasOpenRun: boolean;
  /** An earlier occurrence that is not settled. */
  readonly open: (Named & { readonly outcome: 'waiting' | 'asking' }) | null;
}

/** What is to become of one occurrence. `launch` is to be tried now; the others are written down. */
export interface Verdict extends Named {
  readonly outcome: 'launch' | Exclude<OccurrenceOutcome, 'launched'>;
  /** `null` for a launch. */
  readonly reason: OccurrenceReason | null;
}

/** Launched so much after its time is in time: a tick, a busy database. */
export const PUNCTUAL_MS = 60_000;

/**
 * What becomes of occurrences that are due. One at most is launched, and only the newest: after an outage nobody gets
 * what has piled up.
 *
 * @param due not written down yet, in the order of their instants
 */
export function decide(due: readonly Named[], facts: DueFacts): Verdict[] {
  const newest = due.at(-1);
  if (newest === undefined) return facts.open?.outcome === 'waiting' ? ofWaiting(facts.open, facts) : [];
  const earlier = [...(facts.open === null ? [] : [facts.open]), ...due.slice(0, -1)];
  const reason = facts.isPaused ? 'schedule_paused' : 'newer_was_due';
  const outcome = facts.isPaused ? 'skipped' : 'missed';
  return [
    ...earlier.map(({ key, firesAt, at }): Verdict => ({ key, firesAt, at, outcome, reason })),
    ofNewest(newest, facts),
  ];
}

function ofWaiting({ key, firesAt, at }: Named, facts: DueFacts): Verdict[] {
  if (facts.isPaused) return [{ key, firesAt, at, outcome: 'skipped', reason: 'schedule_paused' }];
  if (isExpired(at, facts)) return [{ key, firesAt, at, outcome: 'missed', reason: 'expired' }];
  return facts.hasOpenRun ? [] : [{ key, firesAt, at, outcome: 'launch', reason: null }];
}

function ofNewest({ key, firesAt, at }: Named, facts: DueFacts): Verdict {
  if (facts.isPaused) return { key, firesAt, at, outcome: 'skipped', reason: 'schedule_paused' };
  if (isExpired(at, facts)) return { key, firesAt, at, outcome: 'missed', reason: 'expired' };
  if (facts.now.getTime() - at.getTime() > graceMs(facts)) {
    const outcome = facts.onMissed === 'ask' ? 'asking' : 'missed';
    return { key, firesAt, at, outcome, reason: facts.problem ?? 'late' };
  }
  if (!facts.hasOpenRun) return { key, firesAt, at, outcome: 'launch', reason: null };
  return {
    key,
    firesAt,
    at,
    outcome: facts.overlap === 'wait' ? 'waiting' : 'skipped',
    reason: 'previous_run_open',
  };
}

function isExpired(at: Date, { now, expiresAfterSeconds }: DueFacts): boolean {
  return expiresAfterSeconds !== null && now.getTime() >= at.getTime() + expiresAfterSeconds * 1_000;
}

function graceMs({ onMissed, lateMinutes }: DueFacts): number {
  return onMissed === 'late' ? Math.max(lateMinutes * 60_000, PUNCTUAL_MS) : PUNCTUAL_MS;
}
