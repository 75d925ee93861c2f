import { markedAvatar, markerOf } from './marker.js';

const MARKER = 'abcdefghijklmnopqrstu_';

describe('the marker in the avatar', () => {
  it('survives the round trip, and replaces a fragment that was there', () => {
    const marked = markedAvatar('https://img.example/bot.png?s=64#old', MARKER, 3);
    expect(marked).toBe(`https://img.example/bot.png?s=64#d=${MARKER}.a3`);
    expect(markerOf(marked)).toBe(MARKER);
  });

  it('does not ride where there is no avatar or no room', () => {
    expect(markedAvatar(null, MARKER, 1)).toBeNull();
    expect(markedAvatar(`https://img.example/${'x'.repeat(240)}`, MARKER, 1)).toBeNull();
  });

  it('is not read out of anything else', () => {
    for (const url of [
      null,
      undefined,
      '',
      'https://img.example/bot.png',
      `https://x/#d=${MARKER}`,
      `https://x/#d=short.a1`,
    ]) {
      expect(markerOf(url)).toBeNull();
    }
  });
});
