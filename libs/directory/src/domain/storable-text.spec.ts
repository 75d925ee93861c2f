import { storableField, storableText } from './storable-text.js';

describe('text for the database', () => {
  it('loses what Postgres cannot store and nothing else', () => {
    expect(storableText('Ан\0на')).toBe('Ан\uFFFDна');
    expect(storableText('a\uD83Db')).toBe('a\uFFFDb');
    expect(storableText('\uDE00')).toBe('\uFFFD');
    expect(storableText('Ёж 😀 o\u0301')).toBe('Ёж 😀 o\u0301');
  });

  it('is missing where it is blank', () => {
    expect(storableField('')).toBeNull();
    expect(storableField('  ')).toBeNull();
    expect(storableField(null)).toBeNull();
    expect(storableField('Склад')).toBe('Склад');
  });
});
