import { LINT_CODES } from '#lib/content';
import { TRANSLATED_ISSUES } from '../apps/api/src/campaigns/issue-texts.js';
import { type ApiBench, CAMPAIGN, createApiBench, problemOf } from './api-bench.js';

const RICH = {
  ...CAMPAIGN.content,
  buttons: [
    [
      { type: 'ack', text: 'Ознакомлен' },
      { type: 'choice', text: 'Утром', value: 'утро' },
    ],
    [{ type: 'url', text: 'График', url: 'https://hr.example/plan' }],
  ],
  link_preview: false,
  display_name: 'Отдел кадров',
  avatar_url: 'https://hr.example/logo.png',
};

describe('what a message carries, over the API', () => {
  let bench: ApiBench;
  beforeAll(async () => {
    bench = await createApiBench();
  });
  afterAll(() => bench.close());

  const create = (content: object) => bench.call('post', '/v1/campaigns', { ...CAMPAIGN, content });
  const preview = (body: object, language = 'en') =>
    bench.call('post', '/v1/preview', body).set('accept-language', language);

  it('is kept as it was given, and changed by a merge patch', async () => {
    const made = await create(RICH);
    const { id, content } = made.body as { readonly id: string; readonly content: object };
    expect(content).toMatchObject(RICH);
    const patch = (changes: object) => bench.call('patch', `/v1/campaigns/${id}`, { content: changes });
    const changed = await patch({ buttons: null, display_name: null, template: 'Кратко' });
    expect(changed.body).toMatchObject({
      content: { ...RICH, template: 'Кратко', buttons: [], display_name: null },
    });
  });

  it.each<[object, string]>([
    [{ buttons: [[{ type: 'url', text: 'a' }]] }, '#/content/buttons/0/0/url required'],
    [
      { buttons: [[{ type: 'ack', text: 'a', url: 'https://x.example' }]] },
      '#/content/buttons/0/0/url unknown_field',
    ],
    [{ buttons: [[{ type: 'form', text: 'a' }]] }, '#/content/buttons/0/0/type not_allowed'],
    [{ buttons: [{ type: 'ack', text: 'a' }] }, '#/content/buttons wrong_type'],
    [{ buttons: [['ack']] }, '#/content/buttons/0/0 wrong_type'],
    [{ buttons: [[{ type: 'ack', text: 'a', data: 'v1.x' }]] }, '#/content/buttons/0/0/data unknown_field'],
    [{ buttons: [[{ type: 'url', text: 'a', url: 'javascript:x' }]] }, '#/content/buttons/0/0/url not_https'],
    [{ buttons: [[]] }, '#/content/buttons/0 too_few'],
    [{ avatar_url: 'http://hr.example/a.png' }, '#/content/avatar_url not_https'],
    [{ template: 'Вопросы: <@Никто Никакой>' }, '#/content/template unknown_mention'],
    [{ template: 'a\u202Eb' }, '#/content/template direction_mark'],
    [{ template: '{% include "package.json" %}' }, '#/content/template syntax'],
    [{ template: '{{ user.__proto__ }}' }, '#/content/template unknown_field'],
    [
      { template: `{{ "${'a'.repeat(15_000)}" | replace: "a", "${'b'.repeat(15_000)}" }}` },
      '#/content/template too_expensive',
    ],
  ])('is refused with its place: %j', async (changes, expected) => {
    const problem = problemOf(await create({ ...RICH, ...changes }));
    expect(problem.status).toBe(422);
    expect(problem.errors?.map(({ pointer, code }) => `${String(pointer)} ${code}`)).toContain(expected);
  });

  it('takes rights of its own: another name, and to call everybody', async () => {
    const writer = await bench.key(['campaigns:read', 'campaigns:write']);
    const as = (method: 'post' | 'patch', path: string, body: object) =>
      bench.bare(method, path).set('authorization', `Bearer ${writer}`).send(body);
    const post = (content: object) => as('post', '/v1/campaigns', { ...CAMPAIGN, content });
    const persona = { ...CAMPAIGN.content, display_name: 'Отдел кадров' };
    expect(problemOf(await post(persona))).toMatchObject({
      code: 'scope_missing',
      scope: 'campaigns:persona',
    });
    const call = { ...CAMPAIGN.content, template: 'Коллеги, @\u200Ball!' };
    expect(problemOf(await post(call))).toMatchObject({
      code: 'scope_missing',
      scope: 'campaigns:mention_all',
    });
    // Who changes the title does not need the rights for what stays as it was.
    const { id } = (await create({ ...persona, template: '@all, здравствуйте' })).body as {
      readonly id: string;
    };
    expect((await as('patch', `/v1/campaigns/${id}`, { title: 'Новый' })).status).toBe(200);
    const renamed = await as('patch', `/v1/campaigns/${id}`, { content: { display_name: 'Директор' } });
    expect(problemOf(renamed).scope).toBe('campaigns:persona');
  });

  it('is previewed with what is wrong, in the words of the reader', async () => {
    const content = { ...RICH, template: 'Нужно:\n- {{ user.title }}\n- СНИЛС' };
    const shown = await preview({ content, audience: CAMPAIGN.audience, users: [3] }, 'ru');
    expect(shown.body).toMatchObject({
      ok: true,
      issues: expect.arrayContaining([
        expect.objectContaining({
          code: 'markdown_list_not_rendered',
          line: 2,
          detail: expect.stringMatching(/[а-я]/) as string,
        }),
        expect.objectContaining({ code: 'fallback_missing', line: 2, column: 6 }),
      ]) as unknown,
      missing_fields: [{ field: 'user.title', count: 9 }],
      samples: [
        { user: { id: 3 }, html: '<p>Нужно:<br>\n-<br>\n- СНИЛС</p>\n' },
        { user: { id: 1 }, reasons: [{ why: 'longest' }, { why: 'missing', field: 'user.title' }] },
      ],
    });
    const broken = await preview({ content: { ...RICH, template: 'a\n{{ user.salary }}' } }, 'ru');
    expect(broken.body).toMatchObject({
      ok: false,
      issues: [
        {
          code: 'template_unknown_field',
          line: 2,
          detail: expect.stringContaining('поля «user.salary» нет') as string,
        },
      ],
      samples: [],
    });
  });

  it('has Russian words for whatever the linter finds', () => {
    expect(TRANSLATED_ISSUES).toEqual(expect.arrayContaining([...LINT_CODES]));
  });
});
