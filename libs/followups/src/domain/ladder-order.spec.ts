import { firstOutOfOrder } from './ladder-order.js';

const ladder = (...hours: number[]) => hours.map((afterHours) => ({ afterHours }));

describe('the order of a ladder', () => {
  it.each([
    [[24], null],
    [[24, 48, 72], null],
    [[24, 24], 1],
    [[24, 48, 47], 2],
    [[], null],
  ])('of %j is wrong at %s', (hours, at) => {
    expect(firstOutOfOrder(ladder(...hours))).toBe(at);
  });
});
