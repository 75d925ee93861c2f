import { decide, type DueFacts, PUNCTUAL_MS } from './due.js';

const at = (minute: number): Date => new Date(Date.UTC(2026, 10, 23, 7, minute));
const due = (minute: number) => {
  const key = `2026-11-23T10:${String(minute).padStart(2, '0')}`;
  return { key, firesAt: key, at: at(minute) };
};

const facts = (changes: Partial<DueFacts> = {}): DueFacts => ({
  now: at(30),
  isPaused: false,
  onMissed: 'late',
  lateMinutes: 60,
  overlap: 'skip',
  expiresAfterSeconds: null,
  problem: null,
  hasOpenRun: false,
  open: null,
  ...changes,
});
const told = (minutes: number[], changes?: Partial<DueFacts>): string[] =>
  decide(minutes.map(due), facts(changes)).map(
    ({ key, outcome, reason }) => `${key.slice(-2)} ${outcome}${reason === null ? '' : ` ${reason}`}`,
  );

describe('an occurrence that is due', () => {
  it('is launched, up to so many minutes late', () => {
    expect(told([30])).toEqual(['30 launch']);
    expect(told([0], { lateMinutes: 30 })).toEqual(['00 launch']);
    expect(told([0], { lateMinutes: 29 })).toEqual(['00 missed late']);
  });

  it('that was refused until it was too late is missed for that reason', () => {
    expect(told([0], { lateMinutes: 29, problem: 'sender_held' })).toEqual(['00 missed sender_held']);
  });

  it('may be a minute late whatever was said about those that were missed', () => {
    for (const onMissed of ['skip', 'ask', 'late'] as const) {
      const now = new Date(at(0).getTime() + PUNCTUAL_MS);
      expect(told([0], { now, onMissed, lateMinutes: 0 })).toEqual(['00 launch']);
    }
    expect(told([0], { onMissed: 'skip' })).toEqual(['00 missed late']);
    expect(told([0], { onMissed: 'ask' })).toEqual(['00 asking late']);
  });

  it('is the only one of several that is launched: the newest', () => {
    expect(told([0, 15, 30])).toEqual(['00 missed newer_was_due', '15 missed newer_was_due', '30 launch']);
  });

  it('waits for the run before it, or is left out, as was said', () => {
    expect(told([30], { hasOpenRun: true })).toEqual(['30 skipped previous_run_open']);
    expect(told([30], { hasOpenRun: true, overlap: 'wait' })).toEqual(['30 waiting previous_run_open']);
  });

  it('takes the place of one that still waits or asks', () => {
    for (const outcome of ['waiting', 'asking'] as const)
      expect(told([30], { open: { ...due(0), outcome } })).toEqual(['00 missed newer_was_due', '30 launch']);
  });

  it('is left out while the schedule is paused', () => {
    expect(told([0, 30], { isPaused: true })).toEqual([
      '00 skipped schedule_paused',
      '30 skipped schedule_paused',
    ]);
  });

  it('is missed once it would reach nobody any more', () => {
    expect(told([0], { expiresAfterSeconds: 1_800 })).toEqual(['00 missed expired']);
    expect(told([0], { expiresAfterSeconds: 1_801 })).toEqual(['00 launch']);
  });
});

describe('an occurrence that waits', () => {
  const open = { ...due(0), outcome: 'waiting' as const };

  it('is launched when the run before it is over, however long that took', () => {
    expect(told([], { open, hasOpenRun: true })).toEqual([]);
    expect(told([], { open, lateMinutes: 0 })).toEqual(['00 launch']);
  });

  it('gives up with its expiry, and when the schedule is paused', () => {
    expect(told([], { open, hasOpenRun: true, expiresAfterSeconds: 60 })).toEqual(['00 missed expired']);
    expect(told([], { open, isPaused: true })).toEqual(['00 skipped schedule_paused']);
  });

  it('for a word of somebody stays until a newer one is due', () => {
    expect(told([], { open: { ...open, outcome: 'asking' } })).toEqual([]);
  });
});
