import fc from 'fast-check';
import {
  directionMarkAt,
  escapeValue,
  hasBrokenCharacters,
  isBlank,
  normaliseText,
  zeroWidthAt,
} from './escape.js';

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
    ['Анна\r\n\tПодпись:\u2028директор', 'Анна Подпись: директор'],
    ['a\u{E0041}b\u3164c\u034Fd\uDC00e\uFDD1f', 'abcdef'],
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

  it('loses marks without width, but not those that make one sign of several', () => {
    expect(normaliseText('@\u200Ball \uFEFFa\u2060b\u00ADc\u200Dd\u200Ce')).toBe('@all abcde');
    for (const kept of ['👩\u200D💻', '👩🏽\u200D💻', '🏳\uFE0F\u200D🌈', 'می\u200Cخواهم']) {
      expect(normaliseText(kept)).toBe(kept);
      expect(zeroWidthAt(kept)).toBe(-1);
    }
    expect(zeroWidthAt('ab\u200Bc')).toBe(2);
  });

  it('may not turn its direction', () => {
    expect([directionMarkAt('ab\u202Ec'), directionMarkAt('\u2066'), directionMarkAt('ab')]).toEqual([
      2, 0, -1,
    ]);
  });

  it('is broken by NUL and by half a character', () => {
    expect(hasBrokenCharacters('a\u0000b')).toBe(true);
    expect(hasBrokenCharacters('a\uD800b')).toBe(true);
    expect(hasBrokenCharacters('👍')).toBe(false);
  });

  it('is blank where nothing can be seen', () => {
    for (const text of ['', ' \n\t', '\u200B\uFEFF', '\u00AD \u3164']) expect(isBlank(text)).toBe(true);
    expect(isBlank(' . ')).toBe(false);
  });
});
