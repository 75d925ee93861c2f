import { isReactionAsked, reactionProblems } from './ack-reaction.js';

describe('a reaction that acknowledges', () => {
  it.each(['👍', '❤️', '👍🏽', '👨‍👩‍👧‍👦', '🇷🇺', '1️⃣', '✅', ':logo:', ':+1:', 'any'])('may be %s', (reaction) => {
    expect(reactionProblems({ reaction })).toEqual([]);
  });

  it.each(['', ' ', 'да', '👍 да', '👍👎', '👍а', 'thumbsup', '1', ':a b:', '::', 'Any'])(
    'may not be «%s»',
    (reaction) => {
      expect(reactionProblems({ reaction })).toEqual([
        expect.objectContaining({
          code: 'wrong_reaction',
          pointer: '#/content/acknowledge_by/reaction',
        }),
      ]);
    },
  );

  it('may not be longer than any emoji', () => {
    expect(reactionProblems({ reaction: '👍'.repeat(33) })).toEqual([
      expect.objectContaining({ code: 'too_long', params: { max: 64 } }),
    ]);
  });

  it.each<[string, string, string, boolean]>([
    ['👍', '👍', ':+1:', true],
    ['👍', '👍🏽', ':+1::skin-tone-4:', true],
    ['👍🏽', '👍', ':+1:', true],
    ['❤️', '❤', 'heart', true],
    ['👍', '👎', ':-1:', false],
    ['👍', '✅', ':+1:', false],
    ['any', '👎', ':-1:', true],
    [':logo:', '', 'logo', true],
    [':logo:', '', ':logo:', true],
    [':+1:', '👍🏽', ':+1::skin-tone-4:', true],
    [':logo:', '👍', ':logo2:', false],
  ])('asked for as %s is met by %s %s: %s', (reaction, code, name, isMet) => {
    expect(isReactionAsked({ reaction }, { code, name })).toBe(isMet);
  });

  it('is none where none was asked for', () => {
    expect(reactionProblems(null)).toEqual([]);
    expect(isReactionAsked(null, { code: '👍', name: ':+1:' })).toBe(false);
  });
});
