import fc from 'fast-check';
import { LocalClock } from './local-clock.js';

const at = (text: string): number => Date.parse(text);

describe('the clock of a zone', () => {
  it.each([
    ['Europe/Moscow', '2026-11-22T07:42:00.000Z', '2026-11-22T10:42:00.000+03:00'],
    ['UTC', '2026-02-28T23:59:59.999Z', '2026-02-28T23:59:59.999+00:00'],
    ['America/St_Johns', '2026-07-01T00:00:00.000Z', '2026-06-30T21:30:00.000-02:30'],
    ['Asia/Kamchatka', '2024-02-28T12:00:00.000Z', '2024-02-29T00:00:00.000+12:00'],
    ['Europe/Berlin', '2026-10-25T00:59:59.000Z', '2026-10-25T02:59:59.000+02:00'],
    ['Europe/Berlin', '2026-10-25T01:00:00.000Z', '2026-10-25T02:00:00.000+01:00'],
  ])('of %s shows %s as %s', (zone, utc, local) => {
    expect(new LocalClock(zone).rfc3339(at(utc))).toBe(local);
  });

  it('writes as the language does, and as spreadsheets count', () => {
    const clock = new LocalClock('Europe/Moscow');
    expect(clock.shown(at('2026-11-22T07:42:09.900Z'), 'ru')).toBe('22.11.2026 10:42:09');
    expect(clock.shown(at('2026-11-22T07:42:09.900Z'), 'en')).toBe('2026-11-22 10:42:09');
    expect(clock.serial(at('2026-11-21T21:00:00.000Z'))).toBe(46_348);
    expect(clock.serial(at('2026-11-22T09:00:00.000Z'))).toBe(46_348.5);
  });

  it('never loses the moment, whatever was asked before', () => {
    const clock = new LocalClock('Australia/Lord_Howe');
    fc.assert(
      fc.property(fc.integer({ min: at('1990-01-01'), max: at('2060-01-01') }), (ms) => {
        expect(Date.parse(clock.rfc3339(ms))).toBe(ms);
      }),
      { numRuns: 500 },
    );
  });

  it('knows no zone that is none', () => {
    expect(() => new LocalClock('Mars/Olympus')).toThrow(RangeError);
  });
});
