import { shownMessage } from './shown-message.js';

const LINE = '✅ Ознакомлен · 22 ноября, 11:21';
const MESSAGE = {
  content: 'График отпусков',
  buttons: [
    [{ text: 'Ознакомлен', data: 'v1.m.ack' }],
    [
      { text: 'Открыть', url: 'https://example.org/' },
      { text: 'Позже', data: 'v1.m.later' },
    ],
  ],
};

describe('a message that was confirmed', () => {
  it('keeps its text and its links, and asks no more', () => {
    expect(shownMessage(MESSAGE, { line: LINE, keepsButtons: false })).toEqual({
      content: `График отпусков\n\n${LINE}`,
      buttons: [[{ text: 'Открыть', url: 'https://example.org/' }]],
    });
  });

  it('keeps all its buttons where they alone carry the marker', () => {
    const shown = shownMessage(MESSAGE, { line: LINE, keepsButtons: true });
    expect(shown.buttons).toBe(MESSAGE.buttons);
  });

  it('loses nothing of a text that leaves no room for the line', () => {
    const content = 'я'.repeat(19_990);
    expect(shownMessage({ ...MESSAGE, content }, { line: LINE, keepsButtons: false }).content).toBe(content);
  });
});
