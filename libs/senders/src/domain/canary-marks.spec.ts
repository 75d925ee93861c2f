import { canaryAvatar, canaryButtonData, canaryInText, canaryText } from './canary-marks.js';
import { outcomeOf, UNTESTED } from './marker-channels.js';

const MARKER = 'AbCdEfGhIjKlMnOpQrSt_-';

describe('the marks of a canary', () => {
  it('ride in the fragment of the picture, whatever fragment was there before', () => {
    expect(canaryAvatar('https://x/a.png#old', MARKER)).toBe(`https://x/a.png#d=${MARKER}.a1`);
  });

  it('do not ride where there is no picture, or no room', () => {
    expect(canaryAvatar(null, MARKER)).toBeNull();
    expect(canaryAvatar(`https://x/${'a'.repeat(230)}`, MARKER)).toBeNull();
  });

  it('are found in the text, before and after the edit', () => {
    expect(canaryInText(canaryText(MARKER, 'sent'))).toBe(MARKER);
    expect(canaryInText(canaryText(MARKER, 'edited'))).toBe(MARKER);
    expect(canaryInText(canaryText(MARKER.slice(1), 'sent'))).toBeNull();
    expect(canaryInText('Проверка связи')).toBeNull();
  });

  it('change with the edit, so that an edit that was ignored shows', () => {
    expect(canaryText(MARKER, 'edited')).not.toBe(canaryText(MARKER, 'sent'));
  });

  it('stand in the data of the button', () => {
    expect(canaryButtonData(MARKER)).toBe(`v1.${MARKER}.canary`);
  });
});

describe('the outcome of a round trip', () => {
  it.each(['avatar', 'buttons', 'history'] as const)('is lost when %s is', (channel) => {
    expect(outcomeOf({ ...UNTESTED, [channel]: 'lost' })).toBe('lost');
  });

  it('is passed where only an edit drops the marker: every edit names it anyway', () => {
    expect(outcomeOf({ avatar: 'kept', buttons: 'kept', history: 'kept', edit: 'lost' })).toBe('passed');
    expect(outcomeOf({ avatar: 'unusable', buttons: 'kept', history: 'kept', edit: 'unusable' })).toBe(
      'passed',
    );
  });
});
