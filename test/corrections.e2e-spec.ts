import { EngineScene } from './support/engine-scene.js';
import { until } from './support/scene.js';

/** What was sent is taken back or changed by real processes, whatever becomes of the one that does it. */
describe('corrections of what was sent', () => {
  /** Of the simulated company. */
  const PEOPLE = 12;
  const FIRST = 1001;
  let scene: EngineScene;
  beforeEach(async () => {
    scene = await EngineScene.open(PEOPLE, { VESTNIK_SEND_LIMIT: '10', VESTNIK_DOUBT_SETTLE_SECONDS: '4' });
  });
  afterEach(() => scene.close());

  /** Check, then ask with the number that the check has told. @returns the operation's id */
  const correct = async (id: string, action: string, plan: object, wish: object = {}): Promise<string> => {
    const path = `/v1/campaigns/${id}/${action}`;
    const { body } = await scene.post(`${path}/check`, plan);
    const asked = await scene.post(path, {
      ...plan,
      ...wish,
      reason: 'Ошибка в дате',
      expected_recipients: body['affected'],
    });
    expect(asked).toMatchObject({ status: 202 });
    return String(asked.body['id']);
  };
  const edit = (id: string, template: string): Promise<string> =>
    correct(id, 'edit-sent', {}, { content: { format: 'pachca_markdown', template } });
  const ended = async (operation: string): Promise<Readonly<Record<string, unknown>>> => {
    const { body } = await until(
      () => scene.get(`/v1/operations/${operation}`),
      (answer) => ['succeeded', 'failed', 'cancelled'].includes(String(answer.body['status'])),
    );
    return body;
  };
  /** Of bots, oldest first, one per person unless somebody got two. */
  const messages = async () => (await scene.messenger.messages()).filter(({ isByBot }) => isByBot);
  const visible = async () => (await messages()).filter(({ deletedAt }) => deletedAt === null);

  it('takes messages back, tells who had read them, and keeps who asked for it and why', async () => {
    await scene.startWorker();
    const { id, toSend } = await scene.announce('everyone');
    await scene.reaches(id, 'completed');
    const [first] = await messages();
    await scene.messenger.act(first?.personId ?? 0, 'read', { messageId: first?.id ?? 0 });
    const changed = await edit(id, 'Здравствуйте! В среду.');
    await ended(changed);
    const recalled = await correct(id, 'recall', { scope: 'all' });
    expect(await ended(recalled)).toMatchObject({
      status: 'succeeded',
      done: toSend,
      total: toSend,
      result: { before_read: toSend - 1, after_read: 1, already_gone: 0, failed: 0 },
    });
    expect(await visible()).toEqual([]);
    const list = await scene.get(`/v1/campaigns/${id}/corrections?limit=1`);
    expect(list.body['data']).toMatchObject([
      { kind: 'recall', operation_id: recalled, status: 'succeeded', reason: 'Ошибка в дате' },
    ]);
    const { next_cursor: cursor } = list.body['page'] as { next_cursor: string };
    const rest = await scene.get(`/v1/campaigns/${id}/corrections?limit=1&cursor=${cursor}`);
    expect(rest.body).toMatchObject({
      data: [{ kind: 'edit', operation_id: changed, params: { version: 2 } }],
      page: { has_more: false },
    });
  });

  it.each([
    ['a recall', 'messages.delete'],
    ['an edit', 'messages.update'],
  ] as const)(
    'carries %s to its end when the worker is killed in the middle of it',
    async (kind, operation) => {
      const worker = await scene.startWorker();
      const { id, toSend } = await scene.announce('everyone');
      await scene.reaches(id, 'completed');
      // Some are through, the next one hangs in the messenger: applied, and never answered.
      await scene.messenger.fault('hang', { applied: true }, { operation, skip: 3, count: 2 });
      const older = kind === 'an edit' ? await edit(id, 'Вторая версия') : null;
      const asked =
        kind === 'an edit' ? await edit(id, 'Третья версия') : await correct(id, 'recall', { scope: 'all' });
      await until(
        () => scene.messenger.faults(),
        (faults) => faults.some(({ fired }) => fired > 0),
      );
      await worker.kill();
      await scene.startWorker();
      expect(await ended(asked)).toMatchObject({ status: 'succeeded', done: toSend, total: toSend });
      if (older !== null) expect(await ended(older)).toMatchObject({ status: 'succeeded' });
      const texts = (await visible()).map(({ content }) => content);
      expect(texts).toEqual(kind === 'an edit' ? Array<string>(toSend).fill('Третья версия') : []);
      expect(await messages()).toHaveLength(toSend);
    },
  );

  it('takes back a message that was in doubt when it was asked for, once it is found', async () => {
    await scene.startWorker();
    // Applied, and never answered: whether it exists is found out later.
    await scene.messenger.fault('lost_answer', {}, { operation: 'messages.create', personId: FIRST });
    await scene.messenger.fault('error_before', { status: 503 }, { operation: 'messages.list' });
    const { id } = await scene.announce([FIRST]);
    await until(
      () => scene.stats(id),
      ({ unknown }) => unknown === 1,
    );
    const recalled = await correct(id, 'recall', { scope: 'all' });
    expect(await visible()).toHaveLength(1);
    await scene.messenger.clearFaults();
    expect(await ended(recalled)).toMatchObject({ status: 'succeeded', result: { before_read: 1 } });
    expect(await visible()).toEqual([]);
    expect(await messages()).toHaveLength(1);
  });

  it('sends to those who were given up, and to nobody twice', async () => {
    await scene.startWorker();
    const refused = { operation: 'messages.create', personId: FIRST } as const;
    await scene.messenger.fault('content_refused', { key: 'entity_id', code: 'personal_chat' }, refused);
    const { id, toSend } = await scene.announce('everyone');
    await until(
      () => scene.stats(id),
      ({ failed, sent }) => failed === 1 && sent === toSend - 1,
    );
    await scene.messenger.clearFaults();
    const asked = await correct(id, 'retry-failed', { reasons: ['direct_message_refused'] });
    expect(await ended(asked)).toMatchObject({ status: 'succeeded', done: 1, total: 1 });
    await scene.reaches(id, 'completed');
    await scene.expectOneEach(toSend);
  });
});
