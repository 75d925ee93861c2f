import { isAwaited } from './awaited.js';
import type { ButtonClick } from './inbound-event.js';

const click = (data: string): ButtonClick => {
  const ids = { messageId: 1, chatId: 2, userId: 3 };
  return { type: 'button', event: 'click', ...ids, data, triggerId: 't' };
};

describe('whether somebody waits for what comes of an event', () => {
  it.each([
    ['v1.AAAAAAAAAAAAAAAAAAAAAA.?', true],
    ['v1.AAAAAAAAAAAAAAAAAAAAAA~3.?', true],
    ['v1.AAAAAAAAAAAAAAAAAAAAAA.ack', false],
    ['', false],
  ])('a click with %j: %j', (data, expected) => {
    expect(isAwaited(click(data))).toBe(expected);
  });

  it('is no question of other events', () => {
    expect(isAwaited({ type: 'other', event: 'what?' })).toBe(false);
  });
});
