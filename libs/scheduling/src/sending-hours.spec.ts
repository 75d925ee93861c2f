import fc from 'fast-check';
import { localOf } from './local-time.js';
import { ProductionCalendar } from './production-calendar.js';
import { type HoursRule, openingOf } from './sending-hours.js';

const calendar = new ProductionCalendar();
const NIGHT: HoursRule = { quiet: { from: '21:00', to: '08:00' }, isWorkdaysOnly: false };
const WORKDAYS: HoursRule = { ...NIGHT, isWorkdaysOnly: true };
const opening = (at: string, timeZone: string, hours: HoursRule = NIGHT): string =>
  openingOf(new Date(at), timeZone, { hours, calendar }).toISOString();

describe('quiet hours', () => {
  it('hold to the minute in which they end, where the person is', () => {
    expect(opening('2026-11-23T18:00:00Z', 'Europe/Moscow')).toBe('2026-11-24T05:00:00.000Z');
    expect(opening('2026-11-23T04:59:59Z', 'Europe/Moscow')).toBe('2026-11-23T05:00:00.000Z');
    expect(opening('2026-11-23T18:00:00Z', 'Asia/Kamchatka')).toBe('2026-11-23T20:00:00.000Z');
  });

  it('leave alone what is outside of them', () => {
    for (const at of ['2026-11-23T05:00:00.000Z', '2026-11-23T17:59:59.999Z'])
      expect(opening(at, 'Europe/Moscow')).toBe(at);
  });

  it('may lie within a day', () => {
    const noon = { quiet: { from: '12:00', to: '14:00' }, isWorkdaysOnly: false };
    expect(opening('2026-11-23T09:30:00Z', 'Europe/Moscow', noon)).toBe('2026-11-23T11:00:00.000Z');
    expect(opening('2026-11-23T11:00:00Z', 'Europe/Moscow', noon)).toBe('2026-11-23T11:00:00.000Z');
  });
});

describe('quiet hours on the night when clocks are set back', () => {
  const hours = { quiet: { from: '01:00', to: '02:30' }, isWorkdaysOnly: false };

  it('hold the second reading of the clock to its own end, never to a moment that has passed', () => {
    // Berlin shows 02:10 twice on 25 October 2026; this is the second time.
    expect(opening('2026-10-25T01:10:00.000Z', 'Europe/Berlin', hours)).toBe('2026-10-25T01:30:00.000Z');
    expect(opening('2026-10-25T00:10:00.000Z', 'Europe/Berlin', hours)).toBe('2026-10-25T00:30:00.000Z');
  });
});

describe('days that are not worked', () => {
  it('hold to the morning of the next workday, holidays and transfers included', () => {
    expect(opening('2026-11-21T10:00:00Z', 'Europe/Moscow', WORKDAYS)).toBe('2026-11-23T05:00:00.000Z');
    expect(opening('2025-12-30T18:00:00Z', 'Europe/Moscow', WORKDAYS)).toBe('2026-01-12T05:00:00.000Z');
    expect(opening('2025-11-01T10:00:00Z', 'Europe/Moscow', WORKDAYS)).toBe('2025-11-01T10:00:00.000Z');
  });
});

describe('whatever the zone, the hours and the moment', () => {
  const times = fc
    .integer({ min: 0, max: 47 })
    .map((half) => `${String(Math.floor(half / 2)).padStart(2, '0')}:${half % 2 === 0 ? '00' : '30'}`);

  it('what is open stays, what is closed is moved forward to an open minute, and no further than a holiday is long', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...Intl.supportedValuesOf('timeZone')),
        fc.integer({ min: Date.UTC(2015, 0, 1), max: Date.UTC(2035, 11, 1) }),
        fc.record({ from: times, to: times }).filter(({ from, to }) => from !== to),
        fc.boolean(),
        (timeZone, ms, quiet, isWorkdaysOnly) => {
          const hours = { quiet, isWorkdaysOnly };
          const open = openingOf(new Date(ms), timeZone, { hours, calendar });
          expect(open.getTime()).toBeGreaterThanOrEqual(ms);
          expect(open.getTime() - ms).toBeLessThan(16 * 86_400_000);
          expect(openingOf(open, timeZone, { hours, calendar })).toEqual(open);
          const [date, time] = [localOf(open, timeZone).slice(0, 10), localOf(open, timeZone).slice(11)];
          if (isWorkdaysOnly) expect(calendar.isWorked(date)).toBe(true);
          const { from, to } = quiet;
          expect(from < to ? time >= from && time < to : time >= from || time < to).toBe(false);
        },
      ),
      { numRuns: 1_000 },
    );
  });
});
