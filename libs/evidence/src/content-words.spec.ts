import { contentWords } from './content-words.js';

describe('what a message carries, in words', () => {
  it.each([
    [{ reaction: '👍' }, 'Подтверждает реакция: 👍', 'Confirmed by a reaction: 👍'],
    [{ reaction: 'any' }, 'Подтверждает реакция: любая', 'Confirmed by a reaction: any'],
  ])('names the reaction that confirms it: %j', (asked, ru, en) => {
    expect(contentWords({ acknowledge_by: asked }, 'ru')).toBe(ru);
    expect(contentWords({ acknowledge_by: asked }, 'en')).toBe(en);
  });
});
