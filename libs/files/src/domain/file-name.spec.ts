import fc from 'fast-check';
import { cleanFileName, MAX_FILE_NAME } from './file-name.js';

describe('the name of a file', () => {
  it.each([
    ['График отпусков 2027.xlsx', 'График отпусков 2027.xlsx'],
    ['../../etc/passwd.txt', 'passwd.txt'],
    ['C:\\Users\\anna\\plan.pdf', 'plan.pdf'],
    ['gnp\u202eexe.png', 'gnpexe.png'],
    ['a\u200bb\0c\r\n.txt', 'abc.txt'],
    ['  .hidden. ', 'hidden'],
    ['a"b<c>.csv', 'a_b_c_.csv'],
    ['е\u0308ж.pdf', 'ёж.pdf'],
  ])('%j becomes %j', (given, clean) => {
    expect(cleanFileName(given)).toBe(clean);
  });

  it.each(['', '...', '\u200b', 'folder/'])('of %j nothing is left', (given) => {
    expect(cleanFileName(given)).toBeNull();
  });

  it('keeps its extension when it is cut', () => {
    const clean = cleanFileName(`${'я'.repeat(300)}.docx`) ?? '';
    expect(Array.from(clean)).toHaveLength(MAX_FILE_NAME);
    expect(clean).toMatch(/я\.docx$/);
  });

  it('never holds a slash, a control character or more than it may, and is clean already once it was cleaned', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (given) => {
        const clean = cleanFileName(given);
        if (clean === null) return;
        expect(clean).not.toMatch(/[/\\\p{Cc}\p{Cf}]/u);
        expect(Array.from(clean).length).toBeLessThanOrEqual(MAX_FILE_NAME);
        expect(clean.trim()).not.toBe('');
      }),
      { numRuns: 300 },
    );
  });
});
