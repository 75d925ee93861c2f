import fc from 'fast-check';
import { textKey } from './text-key.js';

describe('the key of a text', () => {
  const key = textKey('Здравствуйте, {{ user.first_name }}!\nЗавтра офис закрыт.');

  it.each([
    'здравствуйте, {{ user.first_name | default: "коллега" }}!   завтра ОФИС закрыт.',
    'Здравствуйте, {{user.full_name}}!\r\n\r\nЗавтра\u00A0офис\u200B закрыт.',
    'Здравствуйте, {% if user.title %}{{ user.title }}{% endif %}! Завтра офис закрыт.',
  ])('is the same for %j', (template) => {
    expect(textKey(template)).toBe(key);
  });

  it.each(['Здравствуйте, {{ user.first_name }}! Завтра офис открыт.', 'Здравствуйте!', '…'])(
    'is another for %j',
    (template) => {
      expect(textKey(template)).not.toBe(key);
      expect(textKey(template)).not.toBeNull();
    },
  );

  it.each(['{{ custom.text }}', ' \n', ''])('is none for %j, which says nothing of its own', (template) => {
    expect(textKey(template)).toBeNull();
  });

  it('does not depend on spaces, wherever they are', () => {
    const words = fc.array(fc.stringMatching(/^[а-яa-z]{1,8}$/), { minLength: 1, maxLength: 8 });
    const space = fc.constantFrom(' ', '\n', '\t', '\u00A0', '  ');
    fc.assert(
      fc.property(words, space, (said, between) => {
        expect(textKey(said.join(between).toUpperCase())).toBe(textKey(said.join(' ')));
      }),
      { numRuns: 200 },
    );
  });
});
