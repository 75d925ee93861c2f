import { beginsAs, extensionOf, FILE_EXTENSIONS, isText, isTextType, typeOf } from './file-kind.js';

const head = (text: string): Uint8Array => Buffer.from(text, 'latin1');

describe('the type of a file', () => {
  it.each([
    ['pdf', '%PDF-1.7'],
    ['png', '\x89PNG\r\n\x1a\n'],
    ['jpg', '\xff\xd8\xff\xe0'],
    ['gif', 'GIF89a'],
    ['gif', 'GIF87a'],
    ['webp', 'RIFF\0\0\0\0WEBP'],
    ['docx', 'PK\x03\x04'],
    ['xls', '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1'],
    ['mp4', '\0\0\0\x20ftypisom'],
    ['csv', 'Имя;Отдел'],
  ])('%s is known by how it begins', (extension, begins) => {
    expect(beginsAs(extension, head(begins))).toBe(true);
  });

  it.each([
    ['pdf', 'MZ\x90\0'],
    ['png', '\xff\xd8\xff\xe0'],
    ['webp', 'RIFF\0\0\0\0WAVE'],
    ['docx', ''],
    ['exe', 'MZ\x90\0'],
    ['svg', '<svg'],
    ['__proto__', ''],
    ['constructor', ''],
  ])('%s that begins as %j is refused', (extension, begins) => {
    expect(beginsAs(extension, head(begins))).toBe(false);
  });

  it('is none for programs, pages and names of the language', () => {
    for (const extension of ['exe', 'html', 'svg', 'js', 'bat', 'lnk', '', '__proto__', 'toString'])
      expect(typeOf(extension)).toBeNull();
    expect(typeOf('jpeg')).toEqual({ contentType: 'image/jpeg', kind: 'image' });
    expect(FILE_EXTENSIONS).toHaveLength(26);
  });

  it('is read off the last extension', () => {
    expect(extensionOf('Отчёт.final.PDF')).toBe('pdf');
    expect(extensionOf('invoice.pdf.exe')).toBe('exe');
    expect(extensionOf('README')).toBe('');
  });

  it('of a text means that it has no zero bytes', () => {
    expect(isTextType('csv')).toBe(true);
    expect(isTextType('pdf')).toBe(false);
    expect(isText(head('a;b'))).toBe(true);
    expect(isText(head('a\0b'))).toBe(false);
  });
});
