import type { LedgerState } from './recipient-state.js';
import { type AttemptSummary, attemptsOf, type LedgerEvent, timelineOf } from './timeline.js';

const at = (second: number): Date => new Date(Date.UTC(2026, 10, 22, 10, 0, second));

/** A history in which one second passes between changes: `pending leased 0` means «to leased, attempt 0». */
const history = (...steps: (readonly [LedgerState, number, string?])[]): LedgerEvent[] =>
  steps.map(([to, attempt, why], index) => ({
    at: at(index),
    from: steps[index - 1]?.[0] ?? 'pending',
    to,
    attempt,
    actor: 'worker',
    why: why ?? null,
  }));

const brief = (attempts: AttemptSummary[]): unknown =>
  attempts.map(({ attempt, outcome, startedAt, endedAt }) => [
    attempt,
    outcome,
    startedAt.getUTCSeconds(),
    endedAt?.getUTCSeconds() ?? null,
  ]);

describe('the attempts of a delivery', () => {
  it('are none before the first intent', () => {
    expect(attemptsOf(history(['leased', 0], ['skipped', 0, 'suspended']))).toEqual([]);
  });

  it('end with what the messenger answered', () => {
    const events = history(
      ['leased', 0],
      ['sending', 1],
      ['pending', 1, 'throttled'],
      ['leased', 1],
      ['sending', 2],
      ['failed', 2, 'not_found'],
    );
    expect(brief(attemptsOf(events))).toEqual([
      [1, 'pending', 1, 2],
      [2, 'failed', 4, 5],
    ]);
    expect(attemptsOf(events).map(({ why }) => why)).toEqual(['throttled', 'not_found']);
  });

  it('stay open while under way and in doubt', () => {
    expect(brief(attemptsOf(history(['leased', 0], ['sending', 1])))).toEqual([[1, 'sending', 1, null]]);
    const doubted = history(['leased', 0], ['sending', 1], ['unknown', 1]);
    expect(brief(attemptsOf(doubted))).toEqual([[1, 'unknown', 1, null]]);
    const found = [
      ...doubted,
      ...history(['sent', 1]).map((event) => ({ ...event, from: 'unknown' as const })),
    ];
    expect(attemptsOf(found)).toMatchObject([{ outcome: 'sent' }]);
    expect(attemptsOf(found)[0]?.endedAt).not.toBeNull();
  });

  it('are proved sent by evidence that comes after they were given up', () => {
    const events = history(
      ['leased', 0],
      ['sending', 1],
      ['unknown', 1],
      ['pending', 1, 'absent'],
      ['sent', 1, 'history'],
    );
    expect(brief(attemptsOf(events))).toEqual([[1, 'sent', 1, 4]]);
  });

  it('are not changed by what happens to the row after them', () => {
    const events = history(['leased', 0], ['sending', 1], ['pending', 1], ['cancelled', 1]);
    expect(brief(attemptsOf(events))).toEqual([[1, 'pending', 1, 2]]);
  });
});

describe('the timeline of a delivery', () => {
  it('leaves out what a worker took in hand and put back', () => {
    const events = history(
      ['leased', 0],
      ['pending', 0, 'lease lapsed'],
      ['leased', 0],
      ['sending', 1],
      ['sent', 1],
    );
    expect(timelineOf(events).map(({ from, to }) => `${from} ${to}`)).toEqual([
      'pending sending',
      'sending sent',
    ]);
  });
});
