import fc from 'fast-check';
import { type MinuteCount, MOST_POINTS, SERIES_INTERVAL_NAMES, seriesOf } from './time-series.js';

const UTC = (): number => 0;
const MOSCOW = (): number => 10_800;
const AUTO = { interval: null, offsetOf: UTC };

describe('a series', () => {
  const counts: MinuteCount[] = [
    { metric: 'sent', minute: 10, count: 5 },
    { metric: 'sent', minute: 11, count: 3 },
    { metric: 'readFrom', minute: 11, count: 2 },
    { metric: 'read', minute: 14, count: 2 },
    { metric: 'readTo', minute: 17, count: 2 },
    { metric: 'acked', minute: 17, count: 1 },
  ];

  it('tells running totals, with the bounds of what nobody knows exactly', () => {
    expect(seriesOf(counts, 'wall', AUTO)).toEqual({
      interval: '1m',
      points: [
        { second: 600, sent: 5, read: 0, readLeast: 0, readMost: 0, acked: 0 },
        { second: 660, sent: 8, read: 0, readLeast: 0, readMost: 2, acked: 0 },
        { second: 840, sent: 8, read: 2, readLeast: 0, readMost: 2, acked: 0 },
        { second: 1_020, sent: 8, read: 2, readLeast: 2, readMost: 2, acked: 1 },
      ],
    });
  });

  it('takes the interval that was asked for', () => {
    const { interval, points } = seriesOf(counts, 'wall', { interval: '15m', offsetOf: UTC });
    expect(interval).toBe('15m');
    expect(points.map(({ second, sent }) => [second, sent])).toEqual([
      [0, 8],
      [900, 8],
    ]);
  });

  it('begins days at midnight of the local clock', () => {
    const day: MinuteCount[] = [
      { metric: 'sent', minute: 20 * 60, count: 1 },
      { metric: 'sent', minute: 21 * 60, count: 1 },
    ];
    const { points } = seriesOf(day, 'wall', { interval: '1d', offsetOf: MOSCOW });
    expect(points.map(({ second, sent }) => [second, sent])).toEqual([
      [-10_800, 1],
      [75_600, 2],
    ]);
    expect(seriesOf(day, 'wall', { interval: '1h', offsetOf: MOSCOW }).points[0]?.second).toBe(72_000);
  });

  it('since the send counts only messages that are old enough to tell', () => {
    const { points } = seriesOf(
      [
        { metric: 'eligible', minute: 2, count: 4 },
        { metric: 'eligible', minute: 60, count: 6 },
        { metric: 'read', minute: 1, count: 3 },
        { metric: 'read', minute: 30, count: 2 },
      ],
      'since_send',
      AUTO,
    );
    expect(points.map(({ second, sent, read }) => [second, sent, read])).toEqual([
      [60, 10, 3],
      [120, 10, 3],
      [1_800, 6, 5],
      [3_600, 6, 5],
    ]);
  });

  it('ends with everything, in whatever interval, and never goes back', () => {
    const things = fc.array(
      fc.record({
        metric: fc.constantFrom('sent', 'read', 'readFrom', 'readTo', 'acked'),
        minute: fc.nat({ max: 30_000 }),
        count: fc.integer({ min: 1, max: 9 }),
      }),
      { maxLength: 700 },
    );
    fc.assert(
      fc.property(things, fc.constantFrom(null, ...SERIES_INTERVAL_NAMES), (happened, interval) => {
        const { points } = seriesOf(happened, 'wall', { interval, offsetOf: MOSCOW });
        const sum = (wanted: string): number =>
          happened.filter(({ metric }) => metric === wanted).reduce((all, { count }) => all + count, 0);
        expect(points.length).toBeLessThanOrEqual(MOST_POINTS);
        const last = points.at(-1) ?? { sent: 0, read: 0, readLeast: 0, readMost: 0, acked: 0 };
        expect(last).toMatchObject({
          sent: sum('sent'),
          read: sum('read'),
          readLeast: sum('readTo'),
          readMost: sum('readFrom'),
          acked: sum('acked'),
        });
        for (const [index, point] of points.entries()) {
          const before = points[index - 1];
          if (before === undefined) continue;
          expect(point.second).toBeGreaterThan(before.second);
          expect(point.read).toBeGreaterThanOrEqual(before.read);
        }
      }),
      { numRuns: 200 },
    );
  });
});
