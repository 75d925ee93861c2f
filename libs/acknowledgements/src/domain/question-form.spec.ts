import { judgeQuestion, MAX_QUESTION, questionForm } from './question-form.js';

const ORIGIN = { marker: 'AAAAAAAAAAAAAAAAAAAAAA', substance: 2, openedBy: 9_007_199_254_740_993n };
const RUSSIAN = questionForm(ORIGIN, { template: 'График отпусков' });
const ENGLISH = questionForm(ORIGIN, { template: 'The vacation plan' });

describe('the form of a question', () => {
  it.each([
    [RUSSIAN, 'Ваш вопрос', 'Что вы хотите спросить?'],
    [ENGLISH, 'Your question', 'What would you like to ask?'],
  ])('speaks the language of the text', (form, title, label) => {
    expect(form).toMatchObject({ title, fields: [{ label, isRequired: true, maxLength: 2_000 }] });
    for (const text of [form.title, form.submitText, form.closeText])
      expect(text.length).toBeLessThanOrEqual(24);
    expect(form.privateMetadata.length).toBeLessThanOrEqual(3_000);
  });

  it('has the prompt of the author over its field', () => {
    const form = questionForm(ORIGIN, { template: 'x', prompt: 'Чего не хватает?' });
    expect(form).toMatchObject({ title: 'Your question', fields: [{ label: 'Чего не хватает?' }] });
  });
});

describe('a form that was sent', () => {
  const send = (question: string | undefined, form = RUSSIAN) =>
    judgeQuestion({ ...form, fields: question === undefined ? {} : { question } });

  it('asks with its words, without the space around them, about its message', () => {
    expect(send(' Когда?\r\nГде? \n')).toEqual({ kind: 'asked', origin: ORIGIN, text: 'Когда?\nГде?' });
  });

  it.each([
    [undefined, RUSSIAN, 'Напишите вопрос.'],
    ['', RUSSIAN, 'Напишите вопрос.'],
    [' \n\t ', ENGLISH, 'Write your question.'],
    ['x'.repeat(MAX_QUESTION + 1), RUSSIAN, 'Не длиннее 2000 символов.'],
    ['x'.repeat(MAX_QUESTION + 1), ENGLISH, 'At most 2000 characters.'],
  ])('is refused in the language of the text where it is blank or too long', (question, form, error) => {
    expect(send(question, form)).toEqual({ kind: 'refused', errors: { question: error } });
  });

  it('may be as long as is said, each character counted once', () => {
    expect(send('👍'.repeat(MAX_QUESTION))).toMatchObject({ kind: 'asked' });
    expect(send('👍'.repeat(MAX_QUESTION + 1))).toMatchObject({ kind: 'refused' });
  });

  it.each<[string, string | null, string | null]>([
    ['another callback', 'timeoff', RUSSIAN.privateMetadata],
    ['no callback', null, RUSSIAN.privateMetadata],
    ['no metadata', RUSSIAN.callbackId, null],
    ['metadata that is no JSON', RUSSIAN.callbackId, '{'],
    ['metadata of another form', RUSSIAN.callbackId, '[1]'],
    [
      'an id that is no number',
      RUSSIAN.callbackId,
      RUSSIAN.privateMetadata.replace('9007199254740993', '-1'),
    ],
    ['a language that we do not speak', RUSSIAN.callbackId, RUSSIAN.privateMetadata.replace('"ru"', '"de"')],
  ])('is somebody else’s with %s', (_what, callbackId, privateMetadata) => {
    const sent = { callbackId, privateMetadata, fields: { question: 'Когда?' } };
    expect(judgeQuestion(sent)).toEqual({ kind: 'foreign' });
  });
});
