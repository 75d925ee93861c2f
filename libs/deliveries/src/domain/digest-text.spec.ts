import { digestText, MAX_DIGEST_NAMES } from './digest-text.js';

const people = (count: number): string[] => Array.from({ length: count }, (_, n) => `Человек ${String(n)}`);

describe('a digest', () => {
  it('names everybody below its text', () => {
    expect(digestText('Не прочитали:', { names: ['Анна', 'Борис'], total: 2 }, 1000)).toBe(
      'Не прочитали:\n\n— Анна\n— Борис',
    );
  });

  it('names so many, and says how many more there are', () => {
    const lines = digestText('Т', { names: people(60), total: 70 }, 100_000).split('\n');
    expect(lines).toHaveLength(2 + MAX_DIGEST_NAMES + 1);
    expect(lines.at(-1)).toBe(`… +${String(70 - MAX_DIGEST_NAMES)}`);
  });

  it('leaves names out rather than becoming longer than the messenger takes', () => {
    const text = digestText('Т', { names: people(5), total: 5 }, 60);
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(60);
    expect(text).toMatch(/^Т\n\n— Человек 0\n— Человек 1\n… \+3$/);
  });

  it('shows the beginning of a name without end', () => {
    expect(digestText('Т', { names: ['Я'.repeat(200)], total: 1 }, 1000)).toHaveLength(3 + 2 + 100);
  });
});
