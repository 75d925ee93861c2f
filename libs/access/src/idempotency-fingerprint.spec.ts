import { requestFingerprint } from './idempotency-fingerprint.js';

const request = { method: 'POST', path: '/v1/campaigns', body: { a: 1, b: [{ c: 2, d: 3 }] } };
const hex = (changes: object): string => requestFingerprint({ ...request, ...changes }).toString('hex');

describe('the fingerprint of a request', () => {
  it('does not depend on the order of members', () => {
    expect(hex({ body: { b: [{ d: 3, c: 2 }], a: 1 } })).toBe(hex({}));
  });

  it('depends on the method, the path, each value and the order of lists', () => {
    const others = [
      { method: 'PATCH' },
      { path: '/v1/campaigns/x' },
      { body: { a: 1, b: [{ c: 2, d: 4 }] } },
      { body: { a: '1', b: [{ c: 2, d: 3 }] } },
      { body: [1, 2] },
      { body: [2, 1] },
      { body: {} },
      { body: undefined },
      { body: null },
    ];
    const prints = [hex({}), ...others.map(hex)];
    expect(new Set(prints).size).toBe(prints.length);
  });
});
