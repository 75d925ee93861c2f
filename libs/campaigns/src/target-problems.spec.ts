import { compileTemplate, plainContent } from '#lib/content';
import { chatContentProblems, chatSettingProblems } from './target-problems.js';

const CHATS = { type: 'chat', chatIds: [334] } as const;
const codes = (
  target: typeof CHATS | null,
  text: string,
  buttons: readonly { type: 'ack' | 'url' }[] = [],
) => {
  const content = {
    ...plainContent(text),
    buttons: [buttons.map((b) => ({ ...b, text: 'x', url: 'https://x.example' }))],
  };
  return chatContentProblems(target, content, compileTemplate(text)).map(({ code }) => code);
};

describe('a message for a whole chat', () => {
  it.each([
    [
      'what it asks of a person is nobody’s',
      '{{ user.first_name | default: "коллега" }}',
      [],
      ['field_of_person'],
    ],
    ['a property of theirs is nobody’s, either', 'x {{ custom.Город }}', [], ['field_of_person']],
    ['the campaign is the same for all', '{{ campaign.title }}', [], []],
    ['an answer belongs to one person', 'x', [{ type: 'url' }, { type: 'ack' }], ['answer_in_chat']],
    ['a link is for all', 'x', [{ type: 'url' }], []],
  ] as const)('%s', (_why, text, buttons, expected) => {
    expect(codes(CHATS, text, buttons)).toEqual(expected);
    expect(codes(null, text, buttons)).toEqual([]);
  });

  it('asks nobody for a reaction', () => {
    const content = { ...plainContent('x'), acknowledgeBy: { reaction: '👍' } };
    expect(chatContentProblems(CHATS, content, compileTemplate('x'))).toEqual([
      expect.objectContaining({ code: 'reaction_in_chat', pointer: '#/content/acknowledge_by' }),
    ]);
    expect(chatContentProblems(null, content, compileTemplate('x'))).toEqual([]);
  });

  it('has no first few who look at it, and nobody who joins late', () => {
    const ramp = { firstTo: [1], sample: 50, maxFailurePercent: 5 };
    const lateJoiners = { openUntil: new Date('2026-12-01T00:00:00Z'), atMost: 5 };
    const settings = { ramp, lateJoiners };
    expect(chatSettingProblems(CHATS, settings).map(({ code }) => code)).toEqual([
      'ramp_in_chat',
      'late_joiners_in_chat',
    ]);
    expect(chatSettingProblems(CHATS, { ramp: null, lateJoiners: null })).toEqual([]);
    expect(chatSettingProblems(null, settings)).toEqual([]);
  });
});
