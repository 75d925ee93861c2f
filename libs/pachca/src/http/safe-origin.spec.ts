import { isSafeOrigin, parseBaseUrl } from './safe-origin.js';

describe('the base URL', () => {
  it('is taken without the slashes at its end', () => {
    expect(parseBaseUrl('https://api.pachca.com/api/shared/v1')).toBe('https://api.pachca.com/api/shared/v1');
    expect(parseBaseUrl('https://api.pachca.com/api/shared/v1//')).toBe(
      'https://api.pachca.com/api/shared/v1',
    );
    expect(parseBaseUrl('HTTPS://Api.Pachca.com')).toBe('https://api.pachca.com');
  });

  it('may be plain http on this machine only', () => {
    for (const host of ['127.0.0.1:8080', '127.9.9.9', '127.1', 'localhost:1', '[::1]:80']) {
      expect(isSafeOrigin(new URL(`http://${host}/`))).toBe(true);
    }
    for (const host of [
      'api.pachca.com',
      'localhost.example.com',
      '127.example.com',
      '10.0.0.1',
      '[::2]',
      '0.0.0.0',
    ]) {
      expect(isSafeOrigin(new URL(`http://${host}/`))).toBe(false);
      expect(() => parseBaseUrl(`http://${host}/api`)).toThrow('must begin with https://');
    }
    expect(() => parseBaseUrl('ftp://127.0.0.1/')).toThrow('must begin with https://');
  });

  it('holds no credentials, query or fragment, and never repeats a password', () => {
    expect(() => parseBaseUrl('https://me:secret@api.pachca.com')).toThrow(
      expect.objectContaining({ message: expect.not.stringContaining('secret') as unknown }) as Error,
    );
    expect(() => parseBaseUrl('https://me@api.pachca.com')).toThrow('credentials');
    for (const tail of ['?a=1', '?', '#x', '#'])
      expect(() => parseBaseUrl(`https://api.pachca.com/v1${tail}`)).toThrow('query');
    expect(() => parseBaseUrl('api.pachca.com')).toThrow('is not a URL');
  });
});
