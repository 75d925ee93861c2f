import fc from 'fast-check';
import { type IdleFacts, idleUntil, isActivityTrue, isMadeSure, isRefreshWorthIt } from './idle.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const SENT = Date.UTC(2026, 10, 24, 7);

/** Sent two hours ago, unread an hour ago, the directory is of five minutes ago. */
const factsOf = (changes: Partial<IdleFacts> = {}): IdleFacts => ({
  sentAtMs: SENT,
  unreadAsOfMs: SENT + HOUR,
  lastActivityAtMs: SENT - HOUR,
  nowMs: SENT + 2 * HOUR,
  knownAsOfMs: SENT + 115 * MINUTE,
  knownAnewAtMs: SENT + 125 * MINUTE,
  firstMs: 5 * MINUTE,
  ...changes,
});

describe('somebody who cannot have read', () => {
  it('is left alone until the directory is read again', () => {
    expect(idleUntil(factsOf())).toBe(SENT + 125 * MINUTE);
    expect(idleUntil(factsOf({ lastActivityAtMs: null }))).toBe(SENT + 125 * MINUTE);
  });

  it('is left alone for a minute when the directory is late', () => {
    expect(idleUntil(factsOf({ knownAnewAtMs: SENT }))).toBe(SENT + 121 * MINUTE);
  });

  it('was not in the messenger since the last look, with a margin for how it notes that', () => {
    expect(idleUntil(factsOf({ lastActivityAtMs: SENT + 49 * MINUTE }))).not.toBeNull();
    expect(idleUntil(factsOf({ lastActivityAtMs: SENT + 50 * MINUTE }))).toBeNull();
    expect(idleUntil(factsOf({ lastActivityAtMs: SENT + 90 * MINUTE }))).toBeNull();
  });

  it('is not known from a directory of before the last look, or of long ago', () => {
    expect(idleUntil(factsOf({ knownAsOfMs: SENT + HOUR }))).toBeNull();
    expect(idleUntil(factsOf({ nowMs: SENT + 146 * MINUTE }))).toBeNull();
  });

  it.each([
    ['a day after the send', SENT, SENT + DAY],
    ['two days after the send', SENT + DAY, SENT + 2 * DAY],
    ['four days after the send', SENT + 2 * DAY, SENT + 4 * DAY],
  ])('is looked at all the same %s', (_, unreadAsOfMs, sureAt) => {
    const at = (nowMs: number): number | null =>
      idleUntil(factsOf({ unreadAsOfMs, nowMs, knownAsOfMs: nowMs - MINUTE, knownAnewAtMs: nowMs + HOUR }));
    expect(at(sureAt)).toBeNull();
    expect(at(sureAt - 1)).toBe(sureAt);
  });

  it('is never somebody who was active since, and never left alone without an end', () => {
    const instant = fc.integer({ min: 0, max: 14 * 24 * 60 }).map((minute) => SENT + minute * MINUTE);
    fc.assert(
      fc.property(instant, instant, instant, instant, (unreadAsOfMs, active, knownAsOfMs, nowMs) => {
        const until = idleUntil(
          factsOf({
            unreadAsOfMs,
            lastActivityAtMs: active,
            knownAsOfMs,
            nowMs,
            knownAnewAtMs: knownAsOfMs + 10 * MINUTE,
          }),
        );
        if (until === null) return;
        expect(active).toBeLessThan(unreadAsOfMs);
        expect(until).toBeGreaterThan(nowMs);
        expect(until - unreadAsOfMs).toBeLessThanOrEqual(Math.max(DAY, unreadAsOfMs - SENT));
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('the word of the messenger about activity', () => {
  it('is tried on thirty reads, and given up at more than one in fifty by somebody who was not there', () => {
    expect(isActivityTrue({ reads: 29, byIdle: 0 })).toBe(false);
    expect(isActivityTrue({ reads: 30, byIdle: 0 })).toBe(true);
    expect(isActivityTrue({ reads: 100, byIdle: 2 })).toBe(true);
    expect(isActivityTrue({ reads: 100, byIdle: 3 })).toBe(false);
  });

  it('is put to the test with one look in twenty, each time at somebody else', () => {
    const ids = Array.from({ length: 200 }, (_, id) => BigInt(id));
    const tried = (checks: number): bigint[] => ids.filter((id) => isMadeSure(id, checks));
    expect(tried(0)).toHaveLength(10);
    expect(tried(1)).toHaveLength(10);
    expect(tried(0).filter((id) => tried(1).includes(id))).toEqual([]);
  });
});

describe('reading the directory for the sake of looks', () => {
  it('is worth it when it spares more requests than it takes', () => {
    const facts = { dueLooks: 1_000, requests: 200 };
    expect(isRefreshWorthIt({ ...facts, idleShare: 0.5 })).toBe(true);
    expect(isRefreshWorthIt({ ...facts, idleShare: 0.2 })).toBe(false);
    expect(isRefreshWorthIt({ dueLooks: 0, requests: 0, idleShare: 1 })).toBe(false);
  });
});
