import { mentionsEverybody, mentionsIn, withMentionIds } from './mentions.js';

const found = (text: string): string[] =>
  mentionsIn(text).map(
    (mention) => `${mention.kind} ${mention.kind === 'id' ? String(mention.id) : mention.name}`,
  );

describe('mentions in a text', () => {
  it.each<[string, string[]]>([
    ['@anna, <@12> и <@Анна  Смирнова>', ['nickname anna', 'id 12', 'name Анна Смирнова']],
    ['@all @HERE @allan', ['everybody all', 'everybody HERE', 'nickname allan']],
    ['hr@example.ru, a/@b, .@c', []],
    ['`@anna` и\n```\n@petr\n```', []],
    ['{{ "@anna" }}{% comment %}@petr{% endcomment %}', []],
    ['(@anna). @petr.', ['nickname anna', 'nickname petr']],
    ['<@0>', ['name 0']],
    ['@', []],
  ])('%j', (text, expected) => {
    expect(found(text)).toEqual(expected);
  });

  it('by name become mentions by id, each where it stands', () => {
    const ids = new Map([
      ['Анна Смирнова', 12],
      ['Пётр', 7],
    ]);
    expect(withMentionIds('<@Анна  Смирнова>, {{ user.title }} <@Пётр> <@Анна Смирнова> <@Никто>', ids)).toBe(
      '<@12>, {{ user.title }} <@7> <@12> <@Никто>',
    );
  });

  it('know who calls everybody', () => {
    expect(mentionsEverybody('Коллеги, @here')).toBe(true);
    for (const hidden of [
      '@\u200Ball',
      '@{% if user.title %}all{% endif %}',
      '@al{%- if user.title -%} l{% endif %}',
    ])
      expect([hidden, mentionsEverybody(hidden)]).toEqual([hidden, true]);
    expect(mentionsEverybody('Почта all@here.ru, `@all`')).toBe(false);
  });
});
