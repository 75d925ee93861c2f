import { hasGap, type HistoryReading } from './history-gap.js';

const at = (minutes: number): Date => new Date(Date.UTC(2026, 10, 22, 12) + minutes * 60_000);

/** Read at 12:00, again at 12:01; what had been seen is of 11:59. */
const READING: HistoryReading = {
  lastEventAt: at(-1),
  lastPolledAt: at(0),
  startedAt: at(1),
  isReached: false,
  oldestAt: at(0.5),
  count: 3,
};

describe('a gap in the event history', () => {
  it.each<[string, Partial<HistoryReading>, boolean]>([
    ['what was seen before is not there any more', {}, true],
    ['nothing is there any more', { oldestAt: null, count: 0 }, true],
    ['a storm pushed out what was seen, however old that was', { lastEventAt: at(-9_999), count: 200 }, true],
    [
      'we were away for longer than a history lasts',
      { lastEventAt: at(-9_999), lastPolledAt: at(-9_990) },
      true,
    ],
    ['it leads back to what was seen', { isReached: true }, false],
    ['it leads back to before the last reading', { oldestAt: at(-0.5) }, false],
    ['it is the first reading', { lastPolledAt: null, lastEventAt: null }, false],
    ['nothing was ever seen', { lastEventAt: null }, false],
    ['what was seen has left by age, after a quiet time', { lastEventAt: at(-9_999) }, false],
    ['all has left by age, after a quiet time', { lastEventAt: at(-9_999), oldestAt: null, count: 0 }, false],
  ])('when %s', (_when, changes, isGap) => {
    expect(hasGap({ ...READING, ...changes })).toBe(isGap);
  });
});
