import { EngineScene } from './support/engine-scene.js';
import { until } from './support/scene.js';

/** Real processes: what only the messenger's events can tell. */
describe('events of the messenger', () => {
  let scene: EngineScene;
  beforeAll(async () => {
    // Long enough that nothing here ends because absence was believed.
    scene = await EngineScene.open(8, { VESTNIK_DOUBT_SETTLE_SECONDS: '120' });
    await scene.startWorker();
  });
  afterAll(() => scene.close());

  const person = async (): Promise<number> => {
    const { body } = await scene.get('/v1/directory/users?suspended=false&limit=50');
    const users = body['data'] as { id: number; bot: boolean; invite_status: string }[];
    return users.find((user) => !user.bot && user.invite_status === 'confirmed')?.id ?? 0;
  };
  const recipient = async (campaign: string) => {
    const { body } = await scene.get(`/v1/campaigns/${campaign}/recipients`);
    return (body['data'] as { id: string; delivery: { status: string } }[])[0];
  };

  it('settle a send whose recipient deletes the message while its answer is lost (A8)', async () => {
    const id = await person();
    await scene.messenger.fault('hang', { applied: true }, { operation: 'messages.create', count: 1 });
    const { id: campaign } = await scene.announce([id]);
    await scene.messenger.waitFor('messagesCreated', 1);
    const [message] = await scene.messenger.messages({ personId: id });
    // The request still hangs: no history is read before the message is gone from it.
    await scene.messenger.act(id, 'delete', { messageId: message?.id ?? 0 });
    const row = await until(
      () => recipient(campaign),
      (now) => now?.delivery.status === 'sent',
    );
    const { body } = await scene.get(`/v1/campaigns/${campaign}/recipients/${row?.id ?? ''}`);
    expect(body).toMatchObject({ evidence: 'events', delivery: { message_id: message?.id } });
    expect(body['timeline']).toContainEqual(
      expect.objectContaining({ to: 'sent', why: 'deleted by the recipient' }),
    );
    expect(await scene.messenger.messages({ personId: id })).toHaveLength(1);
  });

  it('carry an answer: counted once, by the recipient alone, and shown in the message', async () => {
    const id = await person();
    const { id: campaign } = await scene.announce([id], {
      content: {
        format: 'pachca_markdown',
        template: 'Собрание в пятницу',
        buttons: [
          [{ type: 'ack', text: 'Ознакомлен' }],
          [
            { type: 'choice', text: 'Приду', value: 'yes' },
            { type: 'url', text: 'Повестка', url: 'https://example.org/' },
          ],
        ],
      },
    });
    await until(
      () => recipient(campaign),
      (now) => now?.delivery.status === 'sent',
    );
    const own = async () => (await scene.messenger.messages({ personId: id, marker: 'v1.' })).at(-1);
    const posted = await own();
    const data = posted?.buttons?.flat().map((button) => button.data) ?? [];
    await scene.messenger.act(id, 'click', { messageId: posted?.id ?? 0, data: data[1] ?? '' });
    const stats = await until(
      () => scene.get(`/v1/campaigns/${campaign}/stats`),
      ({ body }) => body['acked'] === 1,
    );
    expect(stats.body).toMatchObject({ read: 1, acked: 1, choices: [{ choice: 'yes', count: 1 }] });
    const { body } = await scene.get(`/v1/campaigns/${campaign}/recipients?acked=true`);
    expect(body['data']).toMatchObject([{ engagement: { read: true, source: 'click', choice: 'yes' } }]);
    expect((await scene.get(`/v1/campaigns/${campaign}/recipients?acked=false`)).body['data']).toEqual([]);
    await scene.messenger.waitFor('messagesEdited', 1);
    const shown = (await scene.messenger.messages({ personId: id })).find(
      ({ id: each }) => each === posted?.id,
    );
    expect(shown?.content).toMatch(/^Собрание в пятницу\n\n✅ Приду · \d+ [а-я]+, \d\d:\d\d$/);
    expect(shown?.buttons).toEqual([[{ text: 'Повестка', url: 'https://example.org/' }]]);
    expect(shown?.displayAvatarUrl).toBe(posted?.displayAvatarUrl);
  });

  it('carry a question: a form opens at the click, stays open with what is wrong, and its words are listed', async () => {
    const id = await person();
    const { messenger } = scene;
    // The messenger may take its time here; how long a click is good for, the product sees to itself.
    await messenger.setBehaviour({ triggerLifetimeMs: 3_600_000, formAnswerMs: 3_600_000 });
    const content = {
      format: 'pachca_markdown',
      template: 'График отпусков открыт',
      buttons: [
        [{ type: 'ack', text: 'Ознакомлен' }],
        [{ type: 'question', text: 'Есть вопрос', prompt: 'Чего не хватает?' }],
      ],
    };
    await receiveWebhooks();
    const { id: campaign } = await scene.announce([id], { content });
    await until(
      () => recipient(campaign),
      (now) => now?.delivery.status === 'sent',
    );
    const posted = (await messenger.messages({ personId: id, marker: 'v1.' })).at(-1);
    const messageId = posted?.id ?? 0;
    const [ack = '', ask = ''] = posted?.buttons?.flat().map(({ data }) => data) ?? [];
    await messenger.act(id, 'click', { messageId, data: ask });
    const forms = await until(
      async () => {
        // Whoever was too late clicks again.
        const [last] = await scene.db.query<{ outcome: string | null }>(
          'select outcome from inbound_event where is_awaited order by id desc limit 1',
        );
        if (last?.outcome === 'form_too_late') await messenger.act(id, 'click', { messageId, data: ask });
        return messenger.forms(id);
      },
      (open) => open.length > 0,
    );
    expect(forms[0]?.view).toMatchObject({ title: 'Ваш вопрос', blocks: [{ label: 'Чего не хватает?' }] });
    expect(await messenger.submit(id, { data: { question: ' ' } })).toEqual({
      isClosed: false,
      status: 400,
      errors: { question: 'Напишите вопрос.' },
    });
    const question = 'Можно перенести отпуск на июль?';
    expect(await messenger.submit(id, { data: { question } })).toMatchObject({ isClosed: true, status: 200 });
    const { body } = await until(
      () => scene.get(`/v1/campaigns/${campaign}/questions?user_id=${String(id)}`),
      ({ body: { data } }) => (data as unknown[]).length > 0,
    );
    expect(body['data']).toMatchObject([{ object: 'question', user: { id }, text: question }]);
    const stats = await scene.get(`/v1/campaigns/${campaign}/stats`);
    expect(stats.body).toMatchObject({ questions: 1, read: 1, acked: 0 });
    await messenger.act(id, 'click', { messageId, data: ack });
    const shown = await until(
      async () => (await messenger.messages({ personId: id })).find((each) => each.id === messageId),
      (message) => message?.content.includes('✅') === true,
    );
    expect(shown?.buttons?.flat().map(({ text }) => text)).toEqual(['Есть вопрос']);
  });

  const receiveWebhooks = async (): Promise<void> => {
    const [sender] = (await scene.get('/v1/senders')).body['data'] as { id: string }[];
    const [bot] = await scene.messenger.bots();
    const secret = { signing_secret: bot?.signingSecret };
    const made = await scene.post(`/v1/senders/${sender?.id ?? ''}/webhook`, secret);
    const outgoingUrl = scene.api.url + String(made.body['path']);
    await scene.messenger.changeBot(bot?.userId ?? 0, { outgoingUrl });
  };
});
