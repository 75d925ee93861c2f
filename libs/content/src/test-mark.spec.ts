import { asTest, looksLikeTest } from './test-mark.js';

describe('the mark of a test', () => {
  it.each([
    ['Здравствуйте, Анна!', '[Тест] Здравствуйте, Анна!'],
    ['Hello, Anna!', '[Test] Hello, Anna!'],
    ['Hello, Анна!', '[Тест] Hello, Анна!'],
    ['```\nnpm start\n```', '[Test]\n```\nnpm start\n```'],
  ])('stands before %j in the language of the text, and is found again', (text, marked) => {
    expect(asTest(text)).toBe(marked);
    expect(looksLikeTest(marked)).toBe(true);
    expect(looksLikeTest(text)).toBe(false);
  });

  it('that would make the text longer than the messenger takes makes none', () => {
    expect(asTest('a'.repeat(39_993))).toHaveLength(40_000);
    expect(asTest('a'.repeat(39_994))).toBeNull();
    expect(asTest('я'.repeat(19_994))).not.toBeNull();
    expect(asTest('я'.repeat(19_995))).toBeNull();
  });
});
