import { placeInWeek } from './local-week.js';

describe('the place of a moment in its week', () => {
  it.each([
    ['1970-01-01T00:00:00Z', { day: 3, hour: 0 }],
    ['2026-11-23T00:00:00Z', { day: 0, hour: 0 }],
    ['2026-11-22T23:59:59Z', { day: 6, hour: 23 }],
    ['2028-02-29T12:30:00Z', { day: 1, hour: 12 }],
  ])('of %s is %j', (shown, place) => {
    expect(placeInWeek(Date.parse(shown))).toEqual(place);
  });
});
