import { contentHash, contentOf, type ContentParts, contentParts } from './content-parts.js';
import { type MessageContent, plainContent } from './domain/message-content.js';

const RICH: MessageContent = {
  ...plainContent('Здравствуйте!'),
  buttons: [
    [{ type: 'ack', text: 'Ознакомлен' }],
    [{ type: 'url', text: 'График', url: 'https://hr.example' }],
  ],
  acknowledgeBy: { reaction: '👍' },
  files: ['0192f0c1-0000-7000-8000-000000000001'],
  linkPreview: false,
  displayName: 'Отдел кадров',
  avatarUrl: 'https://hr.example/a.png',
};

const stored = (content: MessageContent): ContentParts =>
  JSON.parse(JSON.stringify(contentParts(content))) as ContentParts;

describe('the parts of a content', () => {
  it('are stored and read back as they were, through JSON', () => {
    for (const content of [RICH, plainContent('текст')]) {
      expect(contentOf(content.template, stored(content))).toEqual(content);
    }
    expect(contentParts(plainContent('текст'))).toEqual({});
  });

  it('hash alike for other line ends, and otherwise for whatever a reader would see', () => {
    const hash = contentHash(RICH);
    expect(contentHash(plainContent('a\r\nb'))).toBe(contentHash(plainContent('a\nb')));
    expect(contentHash(contentOf(RICH.template, stored(RICH)))).toBe(hash);
    const others: Partial<MessageContent>[] = [
      { template: 'Здравствуйте.' },
      { buttons: [...RICH.buttons].reverse() },
      { buttons: [[{ type: 'choice', text: 'Ознакомлен', value: 'yes' }]] },
      { acknowledgeBy: null },
      { acknowledgeBy: { reaction: 'any' } },
      { files: [] },
      { linkPreview: true },
      { displayName: null },
      { avatarUrl: null },
    ];
    const hashes = others.map((other) => contentHash({ ...RICH, ...other }));
    expect(new Set([hash, ...hashes]).size).toBe(others.length + 1);
  });
});
