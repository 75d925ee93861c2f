import { bindingRefusal } from './operator-binding.js';

const MARKER = 'abcdefghijklmnopqrstuv';
const message = { authorId: 7, chatId: 70, isForwarded: false, marker: MARKER };
const facts = { botUserId: 7, chatId: 70, marker: MARKER };

describe('a message that an operator names', () => {
  it.each([
    ['carries the marker of the delivery', {}],
    ['carries none', { marker: null }],
  ])('can be the one when it %s', (_name, over) => {
    expect(bindingRefusal({ ...message, ...over }, facts)).toBeNull();
  });

  it.each([
    ['not_from_bot', { authorId: 8 }],
    ['wrong_chat', { chatId: 71 }],
    ['forwarded', { isForwarded: true }],
    ['other_marker', { marker: 'zbcdefghijklmnopqrstuv' }],
  ])('is refused as %s', (code, over) => {
    expect(bindingRefusal({ ...message, ...over }, facts)?.code).toBe(code);
  });

  it('is nobody’s when the bot itself is not known', () => {
    expect(bindingRefusal(message, { ...facts, botUserId: null })?.code).toBe('not_from_bot');
  });
});
