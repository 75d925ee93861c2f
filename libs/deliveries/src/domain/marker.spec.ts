import { markedAvatar, markedData, lostChannels, markerIn, readButtonData } from './marker.js';

const MARKER = 'abcdefghijklmnopqrstu_';
const OTHER = 'ABCDEFGHIJKLMNOPQRSTU-';
const withAvatar = (displayAvatarUrl: string | null) => markerIn({ displayAvatarUrl, buttons: [] });

describe('the marker in the avatar', () => {
  it('survives the round trip, and replaces a fragment that was there', () => {
    const marked = markedAvatar('https://img.example/bot.png?s=64#old', MARKER, 3);
    expect(marked).toBe(`https://img.example/bot.png?s=64#d=${MARKER}.a3`);
    expect(withAvatar(marked)).toBe(MARKER);
  });

  it('does not ride where there is no avatar or no room', () => {
    expect(markedAvatar(null, MARKER, 1)).toBeNull();
    expect(markedAvatar(`https://img.example/${'x'.repeat(240)}`, MARKER, 1)).toBeNull();
  });

  it('is not read out of anything else', () => {
    for (const url of [
      null,
      '',
      'https://img.example/bot.png',
      `https://x/#d=${MARKER}`,
      `https://x/#d=short.a1`,
    ]) {
      expect(withAvatar(url)).toBeNull();
    }
  });
});

describe('the marker in a button', () => {
  it('survives the round trip with its answer, dots in it included', () => {
    for (const choice of ['ack', 'утро-1', 'a.b:c']) {
      for (const substance of [0, 2, 41]) {
        const data = markedData({ marker: MARKER, substance, choice });
        expect(readButtonData(data)).toEqual({ marker: MARKER, substance, choice });
      }
    }
    expect(
      markedData({ marker: MARKER, substance: 123_456_789, choice: 'x'.repeat(100) }).length,
    ).toBeLessThanOrEqual(255);
  });

  it('is not read out of what others wrote', () => {
    for (const data of [
      undefined,
      null,
      '',
      'ack',
      `v2.${MARKER}.ack`,
      `v1.short.ack`,
      `v1.${MARKER}.`,
      `v1.${MARKER}~0.ack`,
      `v1.${MARKER}~2ack`,
      MARKER,
    ])
      expect(readButtonData(data)).toBeNull();
  });

  it('tells whose a message is, as the avatar does, which goes first', () => {
    const buttons = [
      [{ data: 'of others' }],
      [{}, { data: markedData({ marker: MARKER, substance: 2, choice: 'ack' }) }],
    ];
    expect(markerIn({ displayAvatarUrl: null, buttons })).toBe(MARKER);
    const displayAvatarUrl = markedAvatar('https://img.example/bot.png', OTHER, 1);
    expect(markerIn({ displayAvatarUrl, buttons })).toBe(OTHER);
  });
});

describe('the channels of a marker that did not come back', () => {
  it.each([
    ['both', MARKER, MARKER, []],
    ['both', null, MARKER, ['avatar']],
    ['both', MARKER, OTHER, ['buttons']],
    ['avatar', MARKER, null, []],
    ['buttons', null, null, ['buttons']],
    [null, null, null, []],
  ] as const)('of one sent by %s and seen as %s and %s', (sent, avatar, buttons, lost) => {
    expect(lostChannels(sent, { avatar, buttons }, MARKER)).toEqual(lost);
  });
});
