import { audienceWords, labelWords } from './audience-words.js';

describe('an audience in words', () => {
  it.each([
    [
      'ru',
      'Кому: с тегом «Склад» или «Офис»; из отдела «Логистика» и с ролью гость\nКроме: поимённо, ID 5, 7',
    ],
    [
      'en',
      'To: with the tag «Склад» or «Офис»; of the department «Логистика» and with the role guest\nExcept: by name, ID 5, 7',
    ],
  ] as const)('names whom it means and whom it leaves out, in %s', (language, words) => {
    const audience = {
      type: 'rules',
      include: [
        { tags_any: ['Склад', 'Офис'] },
        { all_of: [{ departments: ['Логистика'] }, { roles: ['guest'] }] },
      ],
      exclude: [{ users: [5, 7] }],
    };
    expect(audienceWords(audience, language)).toBe(words);
  });

  it.each([
    [{ everyone: true }, 'все сотрудники'],
    [{ tags_all: ['А', 'Б'] }, 'со всеми тегами «А» и «Б»'],
    [{ titles: ['Водитель'] }, 'в должности «Водитель»'],
    [{ custom_property: { name: 'Грейд', values: ['5', '6'] } }, '«Грейд»: «5» или «6»'],
    [{ time_zones: ['company', 'Asia/Omsk'] }, 'живут по времени компании или «Asia/Omsk»'],
    [{ departments: ['company', 'guest'] }, 'из отдела «company» или «guest»'],
    [{ chats: [12] }, 'участники чата 12'],
    [{ audiences: ['aud_1'] }, 'из сохранённой аудитории «aud_1»'],
    [
      { run_results: { run_id: 'run_1', results: ['unread', 'not_acknowledged'] } },
      'run_1: не прочитал или не подтвердил',
    ],
    [{ planets: ['Марс'] }, '{"planets":["Марс"]}'],
  ])('says %j', (selector, words) => {
    expect(audienceWords({ type: 'rules', include: [selector] }, 'ru')).toBe(`Кому: ${words}`);
  });

  it('names fifty people, and how many more there are', () => {
    const users = Array.from({ length: 60 }, (_, n) => n + 1);
    const words = audienceWords({ type: 'rules', include: [{ users }] }, 'ru');
    expect(words).toMatch(/^Кому: поимённо, ID 1, 2, .*, 50 и ещё 10$/);
  });

  it('stays as it is where it is of no form that is known', () => {
    expect(audienceWords({ tags_any: ['Склад'] }, 'ru')).toBe('{"tags_any":["Склад"]}');
  });
});

describe('why somebody belongs to it', () => {
  it.each([
    ['everyone', 'все сотрудники'],
    ['tag:Склад & department:Офис', 'тег Склад & отдел Офис'],
    ['tag:R & D', 'тег R & D'],
    ['person', 'поимённо'],
    ['late_join', 'вошёл в аудиторию после запуска'],
    ['https://x', 'https://x'],
  ])('says %s in words', (label, words) => {
    expect(labelWords(label, 'ru')).toBe(words);
  });
});
