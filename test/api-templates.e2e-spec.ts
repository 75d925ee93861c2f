import { type ApiBench, CAMPAIGN, createApiBench, problemOf } from './api-bench.js';

interface TemplateView {
  readonly id: string;
  readonly name: string;
  readonly version: number;
  readonly built_in: boolean;
  readonly content: { readonly template: string; readonly buttons: readonly object[] };
}

interface Page<T> {
  readonly data: readonly T[];
  readonly page: { readonly next_cursor: string | null };
}

const DRAFT = {
  name: 'Парковка',
  category: 'office',
  language: 'ru',
  content: {
    ...CAMPAIGN.content,
    buttons: [[{ type: 'ack', text: 'Понятно' }]],
    link_preview: false,
  },
};

describe('the template library, over the API', () => {
  let bench: ApiBench;
  beforeAll(async () => {
    bench = await createApiBench();
  });
  afterAll(() => bench.close());

  const list = async (query: string): Promise<Page<TemplateView>> =>
    (await bench.call('get', `/v1/templates?${query}`)).body as Page<TemplateView>;
  const create = async (changes: object): Promise<TemplateView> =>
    (await bench.call('post', '/v1/templates', { ...DRAFT, ...changes })).body as TemplateView;
  const versions = async (id: string): Promise<readonly { version: number; name: string }[]> =>
    (
      (await bench.call('get', `/v1/templates/${id}/versions`)).body as Page<{
        version: number;
        name: string;
      }>
    ).data;
  const builtIn = async (q: string): Promise<TemplateView> => {
    const [first] = (await list(`built_in=true&q=${encodeURIComponent(q)}`)).data;
    if (first === undefined) throw new Error(`no ${q}`);
    return first;
  };

  it('comes with twelve texts in each language, once, however often the api starts', async () => {
    await Promise.all([bench.api.takeFirstSteps(), bench.api.takeFirstSteps()]);
    for (const language of ['ru', 'en'])
      expect((await list(`built_in=true&language=${language}&limit=200`)).data).toHaveLength(12);
    const found = await list(`q=${encodeURIComponent('ОТПУСК')}&category=hr`);
    expect(found.data.map(({ name }) => name)).toEqual(['График отпусков']);
  });

  it('gives content that a campaign takes as it is', async () => {
    const { content } = await builtIn('Инструктаж');
    const made = await bench.call('post', '/v1/campaigns', { ...CAMPAIGN, content });
    expect(made.status).toBe(201);
    expect((made.body as TemplateView).content).toEqual(content);
    // The places to fill in are told of, so that nobody sends them.
    const { id } = made.body as TemplateView;
    const checked = await bench.call('post', `/v1/campaigns/${id}/check`, {});
    expect(checked.body).toMatchObject({
      issues: expect.arrayContaining([expect.objectContaining({ code: 'field_unfilled' })]) as unknown,
    });
  });

  it('keeps every version, and nobody overwrites a change unseen', async () => {
    const made = await create({ name: 'Пропуска' });
    expect(made).toMatchObject({ version: 1, built_in: false, content: DRAFT.content });
    const at = `/v1/templates/${made.id}`;
    const patched = await bench.call('patch', at, { content: { template: 'Кратко' } }).set('if-match', '"1"');
    expect(patched.body).toMatchObject({ version: 2, content: { ...DRAFT.content, template: 'Кратко' } });
    expect(patched.headers['etag']).toBe('"2"');
    const late = await bench.call('patch', at, { name: 'Иначе' }).set('if-match', '"1"');
    expect(problemOf(late)).toMatchObject({ status: 412, code: 'precondition_failed', version: 2 });
    await bench.call('patch', at, { name: 'Пропуска 2027', description: 'Для охраны' });
    expect((await versions(made.id)).map(({ version, name }) => `${version} ${name}`)).toEqual([
      '3 Пропуска 2027',
      '2 Пропуска',
      '1 Пропуска',
    ]);
    const first = await bench.call('get', `${at}/versions?limit=2`);
    const cursor = (first.body as Page<object>).page.next_cursor ?? '';
    const second = await bench.call('get', `${at}/versions?limit=2&cursor=${cursor}`);
    expect(second.body).toMatchObject({
      data: [{ version: 1, content: DRAFT.content }],
      page: { has_more: false },
    });
    expect((await bench.call('delete', at)).status).toBe(204);
    expect((await bench.call('get', at)).status).toBe(404);
  });

  it('pages without missing or repeating one', async () => {
    const seen: string[] = [];
    for (let cursor = ''; ;) {
      const page = await list(`limit=7&built_in=true${cursor}`);
      seen.push(...page.data.map(({ id }) => id));
      if (page.page.next_cursor === null) break;
      cursor = `&cursor=${page.page.next_cursor}`;
    }
    expect(seen).toHaveLength(24);
    expect(new Set(seen).size).toBe(24);
  });

  it('lets what came with the product be changed and reset, and never lost', async () => {
    const { id, name, content } = await builtIn('Медицинский');
    const at = `/v1/templates/${id}`;
    await bench.call('patch', at, {
      name: 'Медосмотр у нас',
      content: { template: 'Кратко', buttons: null },
    });
    // A later start neither adds it again nor takes the change back.
    await bench.api.takeFirstSteps();
    expect((await list('built_in=true&limit=200')).data).toHaveLength(24);
    expect(problemOf(await bench.call('delete', at)).code).toBe('template_built_in');
    const reset = await bench.call('post', `${at}/reset`, {});
    expect(reset.body).toMatchObject({ name, content, version: 3, built_in: true });
    const own = await create({ name: 'Своё' });
    expect(problemOf(await bench.call('post', `/v1/templates/${own.id}/reset`, {})).code).toBe(
      'template_not_built_in',
    );
  });

  it('takes nothing that could not be sent, no name twice, and no rights that the key lacks', async () => {
    const { name } = await create({ name: 'Занято' });
    const refused = async (changes: object): Promise<string> =>
      problemOf(await bench.call('post', '/v1/templates', { ...DRAFT, ...changes })).code;
    expect(await refused({ name })).toBe('template_name_taken');
    expect(await refused({ content: { ...DRAFT.content, template: '{{ user.salary }}' } })).toBe(
      'template_error',
    );
    expect(await refused({ content: { ...DRAFT.content, avatar_url: 'http://x.example/a' } })).toBe(
      'validation_failed',
    );
    expect(await refused({ category: 'party' })).toBe('validation_failed');
    expect(problemOf(await bench.call('get', '/v1/templates?kind=hr')).code).toBe('unknown_parameter');

    const as = (scopes: readonly string[]) =>
      bench
        .key(scopes)
        .then(
          (key) => (body: object) =>
            bench.bare('post', '/v1/templates').set('authorization', `Bearer ${key}`).send(body),
        );
    const reader = await as(['campaigns:read']);
    expect(problemOf(await reader(DRAFT)).scope).toBe('campaigns:write');
    const writer = await as(['campaigns:write']);
    const persona = { ...DRAFT, name: 'С именем', content: { ...DRAFT.content, display_name: 'Директор' } };
    expect(problemOf(await writer(persona)).scope).toBe('campaigns:persona');
  });
});
