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
    [{ text: 'Есть вопрос', data: 'v1.m.?' }],
  ],
};

const isAnswer = ({ data }: { readonly data?: string }): boolean => data !== undefined && !data.endsWith('?');

describe('a message that was confirmed', () => {
  it('keeps its text, its links and its question, and asks for no answer any more', () => {
    expect(shownMessage(MESSAGE, { line: LINE, keepsButtons: false, isAnswer })).toEqual({
      content: `График отпусков\n\n${LINE}`,
      buttons: [
        [{ text: 'Открыть', url: 'https://example.org/' }],
        [{ text: 'Есть вопрос', data: 'v1.m.?' }],
      ],
    });
  });

  it('keeps all its buttons where they alone carry the marker', () => {
    const shown = shownMessage(MESSAGE, { line: LINE, keepsButtons: true, isAnswer });
    expect(shown.buttons).toBe(MESSAGE.buttons);
  });

  it('loses nothing of a text that leaves no room for the line', () => {
    const content = 'я'.repeat(19_990);
    const how = { line: LINE, keepsButtons: false, isAnswer };
    expect(shownMessage({ ...MESSAGE, content }, how).content).toBe(content);
  });
});
