import * as fc from 'fast-check';
import { DEFAULT_BEHAVIOUR, type SimulatorBehaviour } from '../behaviour.js';
import { afterAttention, attentionAt } from './attention.js';
import { planAftermath, planReading } from './reading-plan.js';

const HOUR_MS = 3_600_000;
const MOSCOW = 3;
/** Tuesday, 3 March 2026, 10:00 in Moscow. */
const TUESDAY_MORNING = Date.UTC(2026, 2, 3, 7);
const SATURDAY_NIGHT = Date.UTC(2026, 2, 7, 22);

describe('attention', () => {
  it('is full in working hours of the own zone, and nearly none at night', () => {
    expect(attentionAt(TUESDAY_MORNING, MOSCOW)).toBe(1);
    expect(attentionAt(TUESDAY_MORNING, 12)).toBeLessThan(0.5);
    expect(attentionAt(TUESDAY_MORNING - 8 * HOUR_MS, MOSCOW)).toBeLessThan(0.05);
    expect(attentionAt(TUESDAY_MORNING + 4 * 24 * HOUR_MS, MOSCOW)).toBe(0.25);
  });

  it('takes as long as the clock at work, and until the next morning at night', () => {
    expect(afterAttention(TUESDAY_MORNING, 30, MOSCOW)).toBe(TUESDAY_MORNING + HOUR_MS / 2);
    const night = TUESDAY_MORNING + 14 * HOUR_MS;
    const read = afterAttention(night, 60, MOSCOW) ?? 0;
    expect(read - night).toBeGreaterThan(6 * HOUR_MS);
    expect(read - night).toBeLessThan(12 * HOUR_MS);
  });

  it('never goes back, and more of it never comes earlier', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 14 * 24 * 60 }),
        fc.double({ min: 0, max: 3000, noNaN: true }),
        fc.integer({ min: 2, max: 12 }),
        (minute, minutes, offset) => {
          const from = SATURDAY_NIGHT + minute * 60_000;
          const at = afterAttention(from, minutes, offset) ?? Number.POSITIVE_INFINITY;
          expect(at).toBeGreaterThanOrEqual(from);
          expect(
            afterAttention(from, minutes + 1, offset) ?? Number.POSITIVE_INFINITY,
          ).toBeGreaterThanOrEqual(at);
        },
      ),
    );
  });
});

describe('the plan of reading', () => {
  const plan = (personId: number, changes: Partial<SimulatorBehaviour> = {}): number | null =>
    planReading(
      {
        seed: 1,
        messageId: 5,
        person: { id: personId, timeZone: 'Europe/Moscow' },
        arrivedAtMs: TUESDAY_MORNING,
      },
      { ...DEFAULT_BEHAVIOUR, ...changes },
    );
  const delays = Array.from({ length: 2000 }, (_, index) => plan(index))
    .map((atMs) => (atMs === null ? Number.POSITIVE_INFINITY : (atMs - TUESDAY_MORNING) / 60_000))
    .sort((a, b) => a - b);

  it('is the same every time', () => {
    expect(plan(1)).toBe(plan(1));
    expect(plan(1)).not.toBe(plan(2));
  });

  it('has half of the people read within some tens of minutes, with a long tail', () => {
    expect(delays[1000]).toBeGreaterThan(20);
    expect(delays[1000]).toBeLessThan(90);
    expect(delays[200]).toBeLessThan(15);
    expect(delays[1800]).toBeGreaterThan(4 * 60);
  });

  it('has some never read', () => {
    const never = delays.filter((delay) => delay === Number.POSITIVE_INFINITY).length / delays.length;
    expect(never).toBeGreaterThan(0.04);
    expect(never).toBeLessThan(0.1);
  });

  it('can be at once, or nobody', () => {
    expect(plan(1, { peopleRead: 'at_once' })).toBe(TUESDAY_MORNING);
    expect(plan(1, { peopleRead: 'never' })).toBeNull();
  });

  it('is followed by clicks in the share that the behaviour says, and by deletions only when it says so', () => {
    const kinds = (changes: Partial<SimulatorBehaviour>): string[] =>
      Array.from({ length: 1000 }, (_, id) => {
        const reading = { seed: 1, messageId: 5, person: { id, timeZone: null } };
        return planAftermath(reading, 0, { ...DEFAULT_BEHAVIOUR, ...changes }).map((next) => next.kind);
      }).flat();
    const clicks = kinds({}).filter((kind) => kind === 'click').length;
    expect(clicks).toBeGreaterThan(550);
    expect(clicks).toBeLessThan(650);
    expect(kinds({})).not.toContain('delete');
    expect(kinds({ deleteShare: 1 }).filter((kind) => kind === 'delete')).toHaveLength(1000);
  });
});
