import { createHmac } from 'node:crypto';
import { isSignedBy } from './webhook-signature.js';

const BODY = Buffer.from('{"type":"button","data":"да"}');
const sign = (secret: string, body = BODY): string => createHmac('sha256', secret).update(body).digest('hex');

describe('a signature', () => {
  it('is good by any of the secrets, in either case', () => {
    expect(isSignedBy(['new', 'old'], BODY, sign('new'))).toBe(true);
    expect(isSignedBy(['new', 'old'], BODY, sign('old').toUpperCase())).toBe(true);
    expect(isSignedBy(['new'], BODY, sign('old'))).toBe(false);
  });

  it('is broken by a change of any byte of the body', () => {
    const signature = sign('secret');
    for (let at = 0; at < BODY.length; at += 1) {
      const changed = Buffer.from(BODY);
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect([at, isSignedBy(['secret'], changed, signature)]).toEqual([at, false]);
    }
  });

  it('is broken by a change of any of its digits, by another length, and by its absence', () => {
    const signature = sign('secret');
    for (let at = 0; at < signature.length; at += 1) {
      const digit = signature[at] === '0' ? '1' : '0';
      const changed = signature.slice(0, at) + digit + signature.slice(at + 1);
      expect([at, isSignedBy(['secret'], BODY, changed)]).toEqual([at, false]);
    }
    for (const wrong of [
      undefined,
      '',
      signature.slice(1),
      `${signature}0`,
      `0x${signature.slice(2)}`,
      'я'.repeat(64),
    ])
      expect(isSignedBy(['secret'], BODY, wrong)).toBe(false);
    expect(isSignedBy([], BODY, signature)).toBe(false);
  });
});
