import fc from 'fast-check';
import { IANAZone } from 'luxon';
import { instantOf, isTimeZone, localOf, wallMsOf, wallOf, weeksBetween } from './local-time.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const ZONES = Intl.supportedValuesOf('timeZone');

/** No zone changes its clocks twice in so short a time: Morocco's month of Ramadan is the shortest there is. */
const STEP = 14 * 24 * HOUR;

/** Instants at which the zone's clocks change, 2015 to 2035, to the minute, and by how much. */
function transitions(name: string): { at: number; from: number; to: number }[] {
  const zone = IANAZone.create(name);
  const found = [];
  let from = zone.offset(Date.UTC(2015, 0, 1));
  for (let end = Date.UTC(2015, 0, 1) + STEP; end < Date.UTC(2036, 0, 1); end += STEP) {
    const to = zone.offset(end);
    if (to === from) continue;
    let [before, after] = [end - STEP, end];
    while (after - before > MINUTE) {
      const middle = before + Math.floor((after - before) / 2 / MINUTE) * MINUTE;
      if (zone.offset(middle) === from) before = middle;
      else after = middle;
    }
    found.push({ at: after, from, to });
    from = to;
  }
  return found;
}

/** The changes of all zones; zones that always change together are one. */
function allTransitions(): [string, number][] {
  const seen = new Map<string, [string, number]>();
  for (const zone of ZONES)
    for (const { at, from, to } of transitions(zone)) seen.set(`${at} ${from} ${to}`, [zone, at]);
  return [...seen.values()];
}

const show = (local: string, zone: string): [string, string] => {
  const { at, clockChange } = instantOf(local, zone);
  return [at.toISOString(), clockChange];
};

describe('a local time', () => {
  it('that the clock jumps over is as much later as the jump is long', () => {
    expect(show('2026-03-08T02:30', 'America/New_York')).toEqual(['2026-03-08T07:30:00.000Z', 'gap']);
    expect(localOf(new Date('2026-03-08T07:30:00Z'), 'America/New_York')).toBe('2026-03-08T03:30');
    expect(show('2026-10-04T02:15', 'Australia/Lord_Howe')).toEqual(['2026-10-03T15:45:00.000Z', 'gap']);
  });

  it('that the clock shows twice is the first of them', () => {
    expect(show('2026-11-01T01:30', 'America/New_York')).toEqual(['2026-11-01T05:30:00.000Z', 'overlap']);
    expect(show('2024-02-29T23:30', 'Asia/Almaty')).toEqual(['2024-02-29T17:30:00.000Z', 'overlap']);
    expect(show('2026-04-05T01:45', 'Australia/Lord_Howe')).toEqual(['2026-04-04T14:45:00.000Z', 'overlap']);
  });

  it('in Moscow is three hours before UTC in every season', () => {
    for (const day of ['2026-01-15', '2026-07-15'])
      expect(show(`${day}T10:00`, 'Europe/Moscow')).toEqual([`${day}T07:00:00.000Z`, 'none']);
  });

  it('has one instant around every change of every zone, and those that the clock shows keep their order', () => {
    for (const [zone, change] of allTransitions()) {
      const start = wallMsOf(localOf(new Date(change), zone)) - 2 * HOUR;
      let last = 0;
      for (let wall = start; wall < start + 5 * HOUR; wall += 15 * MINUTE) {
        const local = wallOf(wall);
        const { at, clockChange } = instantOf(local, zone);
        if ((localOf(at, zone) === local) === (clockChange === 'gap'))
          throw new Error(`${zone} ${local} is shown as ${localOf(at, zone)}`);
        if (clockChange === 'gap') continue;
        if (at.getTime() < last) throw new Error(`${zone} ${local} goes back`);
        last = at.getTime();
      }
    }
  });

  it('comes back from its instant, in any zone, unless the clock jumps over it', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...ZONES),
        fc.integer({ min: Date.UTC(2015, 0, 1) / MINUTE, max: Date.UTC(2035, 11, 31) / MINUTE }),
        (zone, minute) => {
          const local = wallOf(minute * MINUTE);
          const { at, clockChange } = instantOf(local, zone);
          return clockChange === 'gap' || localOf(at, zone) === local;
        },
      ),
      { numRuns: 3_000 },
    );
  });
});

describe('a zone', () => {
  it('is known by its IANA name only', () => {
    expect(['Europe/Moscow', 'Asia/Kamchatka', 'UTC'].map(isTimeZone)).toEqual([true, true, true]);
    expect(['MSK+3', 'Moscow', '', 'Europe/Atlantis'].map(isTimeZone)).toEqual([false, false, false, false]);
  });
});

describe('weeks', () => {
  it('are counted from Monday to Monday', () => {
    expect(weeksBetween('2026-11-22', '2026-11-23')).toBe(1);
    expect(weeksBetween('2026-11-23', '2026-11-29')).toBe(0);
    expect(weeksBetween('2026-12-28', '2027-01-04')).toBe(1);
  });
});
