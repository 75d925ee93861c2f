import { retryDelayMs } from './retry-delay.js';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const FIRST = 5 * MINUTE;

describe('the delay of a look that got no answer', () => {
  it('is the first delay for a young message and a twelfth of the age later', () => {
    expect(retryDelayMs(0, FIRST)).toBe(FIRST);
    expect(retryDelayMs(30 * MINUTE, FIRST)).toBe(FIRST);
    expect(retryDelayMs(DAY, FIRST)).toBe(120 * MINUTE);
  });

  it('does not end, however old the message is', () => {
    expect(retryDelayMs(60 * DAY, FIRST)).toBe(5 * DAY);
  });
});
