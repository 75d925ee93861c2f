import { type ContentButton, contentProblems, type MessageContent, plainContent } from './message-content.js';

const problems = (changes: Partial<MessageContent>): string[] =>
  contentProblems({ ...plainContent('Текст'), ...changes }).map(
    ({ pointer, code }) => `${String(pointer)} ${code}`,
  );
const button = (one: ContentButton): string[] => problems({ buttons: [[one]] });
const ACK = { type: 'ack', text: 'Ознакомлен' } as const;
const choices = (count: number): ContentButton[] =>
  Array.from({ length: count }, (_, n) => ({ type: 'choice', text: 'Да', value: `v${String(n)}` }));

describe('what a message may carry', () => {
  it('is a text alone, or with buttons, a name and a picture', () => {
    expect(problems({})).toEqual([]);
    expect(
      problems({
        buttons: [
          [ACK, { type: 'url', text: 'График', url: 'https://hr.example/план?x=1' }],
          [{ type: 'choice', text: 'Утро', value: 'утро-1' }],
          [{ type: 'question', text: 'Есть вопрос', prompt: 'Чего не хватает?' }],
        ],
        displayName: 'Отдел кадров',
        avatarUrl: 'https://hr.example/logo.png',
      }),
    ).toEqual([]);
  });

  it.each<[ContentButton, string]>([
    [{ type: 'ack', text: ' ' }, '#/content/buttons/0/0/text blank'],
    [{ type: 'ack', text: 'x'.repeat(256) }, '#/content/buttons/0/0/text too_long'],
    [{ type: 'question', text: 'Вопрос', prompt: ' ' }, '#/content/buttons/0/0/prompt blank'],
    [{ type: 'question', text: 'Вопрос', prompt: 'x'.repeat(151) }, '#/content/buttons/0/0/prompt too_long'],
    [{ type: 'choice', text: 'Да', value: '?' }, '#/content/buttons/0/0/value wrong_value'],
    [{ type: 'choice', text: 'Да', value: 'ack' }, '#/content/buttons/0/0/value reserved_value'],
    [{ type: 'choice', text: 'Да', value: 'да или нет' }, '#/content/buttons/0/0/value wrong_value'],
    [{ type: 'choice', text: 'Да', value: '' }, '#/content/buttons/0/0/value wrong_value'],
    [{ type: 'choice', text: 'Да', value: 'x'.repeat(101) }, '#/content/buttons/0/0/value too_long'],
  ])('does not have the button %j', (one, expected) => {
    expect(button(one)).toEqual([expected]);
  });

  it.each([
    'http://hr.example',
    'hr.example',
    'javascript:alert(1)',
    'https://',
    'https://hr.example@evil.example',
    'https://evil.example/\u202Egnp.exe',
    'https://hr.example/a b',
    'https://hr.example/\nx',
  ])('does not lead to %j', (url) => {
    expect(button({ type: 'url', text: 'Открыть', url })).toEqual(['#/content/buttons/0/0/url not_https']);
    expect(problems({ avatarUrl: url })).toEqual(['#/content/avatar_url not_https']);
  });

  it('has at most 12 rows of 8 buttons, none of them empty', () => {
    const row = (y: number): ContentButton[] =>
      choices(8).map((one, x) => ({ ...one, type: 'choice', value: `${String(y)}-${String(x)}` }));
    expect(problems({ buttons: Array.from({ length: 12 }, (_, y) => row(y)) })).toEqual([]);
    expect(problems({ buttons: [choices(9)] })).toEqual(['#/content/buttons/0 too_many']);
    expect(problems({ buttons: Array.from({ length: 13 }, (_, y) => row(y)) })).toEqual([
      '#/content/buttons too_many',
    ]);
    expect(problems({ buttons: [[]] })).toEqual(['#/content/buttons/0 too_few']);
  });

  it('has no two buttons of one meaning', () => {
    expect(problems({ buttons: [[ACK], [ACK]] })).toEqual(['#/content/buttons/1/0 repeated_value']);
    const question = { type: 'question', text: 'Вопрос' } as const;
    expect(problems({ buttons: [[question], [question]] })).toEqual(['#/content/buttons/1/0 repeated_value']);
    expect(problems({ buttons: [[...choices(1), ...choices(1)]] })).toEqual([
      '#/content/buttons/0/1/value repeated_value',
    ]);
  });

  it('has a name and a picture of limited length', () => {
    expect(problems({ displayName: 'x'.repeat(256) })).toEqual(['#/content/display_name too_long']);
    expect(problems({ displayName: '  ' })).toEqual(['#/content/display_name blank']);
    const avatarUrl = `https://hr.example/${'x'.repeat(200)}`;
    expect(problems({ avatarUrl })).toEqual(['#/content/avatar_url too_long']);
  });
});
