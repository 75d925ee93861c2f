import { ZoneClock } from './zone-clock.js';

const at = (text: string): number => Date.parse(text) / 1_000;

describe('the clock of a zone', () => {
  const clock = new ZoneClock('Europe/Moscow');

  it.each([
    ['Europe/Moscow', '2026-11-22T12:00:00Z', 3],
    ['Asia/Kamchatka', '2026-11-22T23:59:00Z', 12],
    ['Asia/Kolkata', '2026-11-22T12:00:00Z', 5.5],
    // The clocks of New York go back at six in the morning of UTC.
    ['America/New_York', '2026-11-01T05:59:00Z', -4],
    ['America/New_York', '2026-11-01T06:00:00Z', -5],
    ['Mars/Olympus', '2026-11-22T12:00:00Z', 3],
    [null, '2026-11-22T12:00:00Z', 3],
  ])('of %s is ahead at %s by %d hours', (zone, instant, hours) => {
    expect(clock.offsetOf(zone, at(instant))).toBe(hours * 3_600);
    expect(clock.offsetOf(zone, at(instant))).toBe(hours * 3_600);
  });
});
