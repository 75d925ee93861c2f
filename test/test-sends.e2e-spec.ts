import { EngineScene } from './support/engine-scene.js';
import { until } from './support/scene.js';

describe('a test of a campaign', () => {
  let scene: EngineScene;
  let campaign: string;
  let people: number[];

  beforeAll(async () => {
    scene = await EngineScene.open(10);
    await scene.startWorker();
    const { body } = await scene.get('/v1/directory/users?limit=50');
    people = (body['data'] as { id: number; bot: boolean; suspended: boolean }[])
      .filter(({ bot, suspended }) => !bot && !suspended)
      .map(({ id }) => id);
    const draft = await scene.post('/v1/campaigns', {
      title: 'Проба',
      content: {
        format: 'pachca_markdown',
        template: 'Здравствуйте, {{ user.first_name | default: "коллега" }}!',
        buttons: [[{ type: 'ack', text: 'Ознакомлен' }]],
      },
      audience: { type: 'rules', include: [{ everyone: true }] },
    });
    campaign = String(draft.body['id']);
  });
  afterAll(() => scene.close());

  it('reaches the people named, marked, and leaves the draft a draft', async () => {
    const to = people.slice(0, 2);
    const asked = await scene.post(`/v1/campaigns/${campaign}/test`, { to });
    expect(asked).toMatchObject({ status: 202, body: { object: 'operation', status: 'queued', total: 2 } });
    const { body } = await until(
      () => scene.get(`/v1/operations/${String(asked.body['id'])}`),
      (answer) => answer.body['status'] === 'succeeded',
    );
    expect(body['result']).toMatchObject({ sent: 2, refused: 0, unknown: 0 });
    const sent = await scene.messenger.messages();
    expect(sent.map(({ personId }) => personId)).toEqual(to);
    for (const { content } of sent) expect(content).toMatch(/^\[Тест\] Здравствуйте, /);
    expect((await scene.get(`/v1/campaigns/${campaign}`)).body['status']).toBe('draft');
  });

  it.each([
    [{}, 'required', '«to»: обязательно.'],
    [{ to: [] }, 'too_few', 'не должно быть пустым'],
    [{ to: ['me'] }, 'me_is_nobody', 'ключ API не связан с сотрудником'],
    [{ to: ['анна'] }, 'wrong_type', 'список id сотрудников'],
    [{ to: Array.from({ length: 11 }, (_, i) => i + 1) }, 'too_many', 'не больше 10'],
    [{ to: [1, 1] }, 'repeated', 'повторы не нужны'],
    [{ to: [777] }, 'unknown_person', 'сотрудника 777 в справочнике нет'],
  ])('of %j is refused in words', async (body, code, sentence) => {
    const { product, api } = scene;
    const refused = await product.call(api, {
      method: 'POST',
      path: `/v1/campaigns/${campaign}/test`,
      body,
      language: 'ru',
      idempotencyKey: `refused-${code}`,
    });
    expect(refused.status).toBe(422);
    expect(refused.body['errors']).toMatchObject([{ code }]);
    expect(String(refused.body['detail'])).toContain(sentence);
  });
});
