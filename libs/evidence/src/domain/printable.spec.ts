import { printable } from './printable.js';

describe('a text for paper', () => {
  it('stays as it is in the languages of the font, line breaks included', () => {
    const text =
      'Щёголь № 7 — «ёж», “quoted”… Zürich, Ελλάδα, 5 ₽ ≈ 0,05 €\n  • с отступом\u00a0и ' + 'Ә ў қ';
    expect(printable(text)).toBe(text);
  });

  it('has the numbers of what the font cannot draw, each sign apart', () => {
    expect(printable('✅ Готово 👍🏽\r\n\tда\u0000')).toBe(
      '[U+2705] Готово [U+1F44D][U+1F3FD]\n    да[U+0000]',
    );
  });
});
