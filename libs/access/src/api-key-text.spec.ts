import { systemRandom } from '#lib/kernel';
import fc from 'fast-check';
import { newApiKeyText, parseApiKeyText } from './api-key-text.js';

describe('the text of an API key', () => {
  it('has a prefix for secret scanners, an id, a secret of more than 256 bits and a checksum', () => {
    expect(newApiKeyText(systemRandom).text).toMatch(/^vst_live_[0-9A-Za-z]{12}_[0-9A-Za-z]{49}$/);
  });

  it('reads back to the same id and hash', () => {
    const made = newApiKeyText(systemRandom);
    expect(parseApiKeyText(made.text)).toEqual(made);
  });

  it('is refused after any one character was changed', () => {
    const { text } = newApiKeyText(systemRandom);
    fc.assert(
      fc.property(fc.nat(text.length - 1), fc.constantFrom('0', 'Z', 'a', 'z', '_', '-'), (at, other) => {
        fc.pre(text[at] !== other);
        expect(parseApiKeyText(text.slice(0, at) + other + text.slice(at + 1))).toBeNull();
      }),
    );
  });

  it('is refused when cut, extended or empty', () => {
    const { text } = newApiKeyText(systemRandom);
    for (const wrong of ['', 'vst_live_', text.slice(0, -1), `${text}0`, ` ${text}`, text.toLowerCase()]) {
      expect(parseApiKeyText(wrong)).toBeNull();
    }
  });

  it('uses every character about equally often, whatever the bytes', () => {
    const bytes = Buffer.from(Array.from({ length: 256 }, (_, byte) => byte));
    const counts = new Map<string, number>();
    for (let start = 0; start < 256; start += 1) {
      const turned = {
        next: () => 0,
        bytes: () => Buffer.concat([bytes.subarray(start), bytes.subarray(0, start)]),
      };
      const secret = newApiKeyText(turned).text.slice(22, 65);
      for (const character of secret) counts.set(character, (counts.get(character) ?? 0) + 1);
    }
    expect(counts.size).toBe(62);
    expect(Math.max(...counts.values()) / Math.min(...counts.values())).toBeLessThan(1.1);
  });
});
