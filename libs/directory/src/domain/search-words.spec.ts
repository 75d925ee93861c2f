import { searchWords } from './search-words.js';

describe('the words of a search', () => {
  it('are folded and split', () => {
    expect(searchWords('  Смирнова  АЛЁНА ')).toEqual(['смирнова', 'алена']);
    expect(searchWords('')).toEqual([]);
  });

  it('are at most eight', () => {
    expect(searchWords('a '.repeat(1_000))).toHaveLength(8);
  });
});
