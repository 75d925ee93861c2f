import { plainContent } from '#lib/content';
import { type CampaignsBench, createCampaignsBench, TO_SEND } from './campaigns.fixture.js';
import type { Preview, PreviewRequest } from './content-preview.js';

/** Ten people called Анна Смирнова; the first three have no department, the tenth is suspended. */
describe('a preview', () => {
  let bench: CampaignsBench;
  beforeAll(async () => {
    bench = await createCampaignsBench();
    await bench.db.query("update person set first_name = 'Пётр', nickname = 'Petr' where id = 2");
    await bench.db.query("update person set first_name = 'Константин-Александр' where id = 5");
    const city = JSON.stringify([{ id: 1, name: 'Город', dataType: 'string', value: 'Тверь' }]);
    await bench.db.query('update person set custom_properties = $1 where id in (4, 5)', [city]);
  });
  afterAll(() => bench.close());

  const preview = (template: string, request: Partial<PreviewRequest> = {}): Promise<Preview> =>
    bench.previews.preview({
      content: plainContent(template),
      title: 'График',
      audience: null,
      skipInvited: false,
      skipGuests: false,
      people: [],
      ...request,
    });
  const reasons = ({ samples }: Preview): object =>
    Object.fromEntries(
      samples.map(({ person, reasons: all }) => [
        person.id,
        all.map(({ why, field }) => (field === null ? why : `${why} ${field}`)),
      ]),
    );

  it('shows whom it was asked for, and those in whose messages trouble shows first', async () => {
    const text = '**{{ campaign.title }}**: {{ user.first_name }}, {{ user.department }} {{ custom.Город }}';
    const shown = await preview(text, { people: [7, 99] });
    expect(reasons(shown)).toEqual({
      4: ['typical'],
      5: ['longest'],
      1: ['missing custom.Город', 'missing user.department'],
      7: ['given'],
    });
    expect(shown.unknownPeople).toEqual([99]);
    expect(shown.samples[0]).toMatchObject({ person: { id: 7, name: 'Анна Смирнова', department: 'Склад' } });
    const typical = shown.samples.find(({ person }) => person.id === 4);
    expect(typical).toMatchObject({
      text: '**График**: Анна, Склад Тверь',
      html: '<p><strong>График</strong>: Анна, Склад Тверь</p>\n',
      bytes: 49,
    });
    expect(shown.missingFields).toEqual([
      { field: 'custom.Город', count: TO_SEND - 2 },
      { field: 'user.department', count: 3 },
    ]);
  });

  it('looks among the audience alone', async () => {
    const audience = { type: 'rules', include: [{ users: [2, 3] }] };
    expect(reasons(await preview('{{ user.first_name }}', { audience }))).toEqual({
      2: ['typical', 'longest'],
    });
    const unknown = preview('a', { audience: { type: 'rules', include: [{ users: [99] }] } });
    await expect(unknown).rejects.toMatchObject({ code: 'unknown_person' });
  });

  it('says what is wrong instead of failing, and to whom nothing would be sent', async () => {
    const broken = await preview('{{ user.salary }}');
    expect(broken).toMatchObject({
      issues: [{ level: 'error', code: 'template_unknown_field' }],
      samples: [],
    });
    const hollow = await preview('{{ user.department }}');
    const without = hollow.samples.find(({ text }) => text === null);
    expect(without).toMatchObject({ html: null, issue: { code: 'template_blank' } });
  });

  it('writes mentions by name by id, and tells whom nobody or several are called', async () => {
    const { id } = await bench.draft({ content: plainContent('Вопросы: <@Смирнова ПЕТР>, `<@Никто>`') });
    const { content } = await bench.campaigns.get(id);
    expect(content.template).toBe('Вопросы: <@2>, `<@Никто>`');
    const [sample] = (await preview(content.template, { people: [1] })).samples;
    expect(sample?.html).toContain('<span class="mention">@Petr</span>');

    const codes = async (text: string): Promise<string[]> =>
      (await preview(text)).issues.map(({ code }) => code);
    expect(await codes('<@Анна Смирнова>')).toEqual(['template_ambiguous_mention']);
    expect(await codes('<@Никто Никакой>')).toEqual(['template_unknown_mention']);
    expect(await codes('@petr @nobody <@2> <@99>')).toEqual(['mention_unknown', 'mention_unknown']);
    await expect(bench.draft({ content: plainContent('<@Анна Смирнова>') })).rejects.toMatchObject({
      details: [{ code: 'ambiguous_mention', params: { count: 8, line: 1, column: 1 } }],
    });
  });
});
