import fc from 'fast-check';
import { escapeValue, hasBrokenCharacters, normaliseText } from './escape.js';

describe('escapeValue', () => {
  it('leaves ordinary names alone', () => {
    for (const name of ['Анна-Мария Смирнова', "O'Neill", 'Отдел № 5 (склад)'])
      expect(escapeValue(name)).toBe(name);
  });

  it.each([
    ['@all', '＠all'],
    ['<@12>', '\\<＠12>'],
    ['**жирный**', '\\*\\*жирный\\*\\*'],
    ['[ссылка](https://evil.example)', '\\[ссылка\\](https://evil.example)'],
    ['a\u202Eb\u200Bc\u0007d', 'abcd'],
    ['\\*', '\\\\\\*'],
  ])('defuses %s', (value, expected) => {
    expect(escapeValue(value)).toBe(expected);
  });

  it('never lets a mention or unescaped markup through, whatever the value', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 80 }), (value) => {
        const escaped = escapeValue(value);
        expect(escaped).not.toContain('@');
        // Without the escaped pairs nothing of the markup is left.
        expect(escaped.replace(/\\[\\*_~`[\]<]/g, '')).not.toMatch(/[\\*_~`[\]<]/);
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('text', () => {
  it('knows one kind of line end', () => {
    expect(normaliseText('a\r\nb\rc\nd')).toBe('a\nb\nc\nd');
  });

  it('is broken by NUL and by half a character', () => {
    expect(hasBrokenCharacters('a\u0000b')).toBe(true);
    expect(hasBrokenCharacters('a\uD800b')).toBe(true);
    expect(hasBrokenCharacters('👍')).toBe(false);
  });
});
