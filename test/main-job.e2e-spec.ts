import { randomUUID } from 'node:crypto';
import {
  type ApiAnswer,
  createTestDatabase,
  RunningProduct,
  type RunningProcess,
  SimulatorHandle,
  type TestDatabase,
} from '#lib/testing';

/** Real processes against the simulated messenger: api and workers as an operator runs them. */
const SHORT_TIMES = {
  VESTNIK_DOUBT_SETTLE_SECONDS: '4',
  VESTNIK_REQUEST_TIMEOUT_SECONDS: '2',
  VESTNIK_RECEIPT_FIRST_CHECK_SECONDS: '1',
};

interface Recipient {
  readonly id: string;
  readonly user: { readonly id: number };
  readonly delivery: { readonly message_id: number };
}

interface Scene {
  readonly db: TestDatabase;
  readonly messenger: SimulatorHandle;
  readonly product: RunningProduct;
  readonly api: RunningProcess;
}

async function openScene(people: number): Promise<Scene> {
  const db = await createTestDatabase();
  const messenger = await SimulatorHandle.start({ people, behaviour: { peopleRead: 'never' } });
  const product = new RunningProduct({
    databaseUrl: db.url,
    pachcaUrl: messenger.apiUrl,
    token: messenger.token,
    env: SHORT_TIMES,
  });
  return { db, messenger, product, api: await product.startApi() };
}

async function closeScene({ db, messenger, product }: Scene): Promise<void> {
  await product.close();
  await messenger.close();
  await db.close();
}

/** Asks until `isRight`; the product has no other signal to the outside than its answers. */
async function until<T>(look: () => Promise<T>, isRight: (value: T) => boolean): Promise<T> {
  for (;;) {
    const value = await look();
    if (isRight(value)) return value;
    await new Promise((resolve) => setImmediate(resolve));
  }
}

function actions({ product, api }: Scene) {
  const post = (path: string, body: unknown): Promise<ApiAnswer> =>
    product.call(api, { method: 'POST', path, body, idempotencyKey: randomUUID() });
  const get = (path: string): Promise<ApiAnswer> => product.call(api, { path });
  const stats = async (id: string): Promise<Record<string, number>> =>
    (await get(`/v1/campaigns/${id}/stats`)).body as Record<string, number>;
  return {
    post,
    get,
    stats,
    directoryIsRead: () =>
      until(
        () => get('/v1/directory/users?limit=1'),
        (answer) => (answer.body['data'] as unknown[]).length > 0,
      ),
    /** Draft, check, send; @returns the campaign's id and how many people were confirmed. */
    announce: async (audience: unknown): Promise<{ id: string; toSend: number }> => {
      const template = 'Здравствуйте, {{ user.first_name | default: "коллега" }}!';
      const draft = await post('/v1/campaigns', {
        title: 'Проверка',
        content: { format: 'pachca_markdown', template },
        audience,
      });
      const id = String(draft.body['id']);
      const check = await post(`/v1/campaigns/${id}/check`, {});
      const toSend = (check.body['recipients'] as { to_send: number }).to_send;
      const sent = await post(`/v1/campaigns/${id}/send`, { expected_recipients: toSend });
      expect(sent.status).toBe(202);
      return { id, toSend };
    },
    completed: (id: string) =>
      until(
        () => get(`/v1/campaigns/${id}`),
        (answer) => answer.body['status'] === 'completed',
      ),
  };
}

const CREATE = { operation: 'messages.create' } as const;

const tags = (...names: string[]) => ({ type: 'rules', include: [{ tags_any: names }], exclude: [] });
const EVERYBODY = tags('Офис', 'Склад', 'Магазины', 'Удалённо', 'Водители');

/** What the messenger really has: one message per person, none to others, never more than four in a second. */
async function expectOneEach(scene: Scene, expected: number): Promise<void> {
  const truth = await scene.messenger.truth({ people: true });
  expect((truth.byPerson ?? []).filter((person) => person.messages !== 1)).toEqual([]);
  expect(truth.recipients).toBe(expected);
  const sends = (await scene.messenger.rates()).filter((rate) => rate.requestClass === 'send');
  for (const rate of sends) expect(rate.maxPerSecond).toBeLessThanOrEqual(4);
}

describe('the main job: announce, deliver under the limit, know who has read it', () => {
  let scene: Scene;
  beforeAll(async () => {
    scene = await openScene(30);
    await scene.product.startWorker();
    await actions(scene).directoryIsRead();
  });
  afterAll(() => closeScene(scene));

  it('sends to everybody meant, once, and shows one status per person', async () => {
    const { announce, completed, stats, get } = actions(scene);
    const { id, toSend } = await announce(EVERYBODY);
    await completed(id);
    const figures = await stats(id);
    expect(figures).toMatchObject({ sent: toSend, pending: 0, sending: 0, unknown: 0, failed: 0 });
    expect((figures['sent'] ?? 0) + (figures['skipped'] ?? 0)).toBe(figures['recipients']);
    await expectOneEach(scene, toSend);

    const page = await get(`/v1/campaigns/${id}/recipients?status=sent&limit=5`);
    expect(page.body['data']).toHaveLength(5);
    const [first] = page.body['data'] as Recipient[];
    const one = await get(`/v1/campaigns/${id}/recipients/${first?.id ?? ''}`);
    expect(one.status).toBe(200);
    expect(one.body['attempts']).toHaveLength(1);

    // Somebody reads it; the next looks at the readers find out.
    if (first === undefined) throw new Error('somebody got it');
    await scene.messenger.act(first.user.id, 'read', { messageId: first.delivery.message_id });
    const read = await until(
      () => stats(id),
      (now) => now['read'] === 1,
    );
    expect(read).toMatchObject({ read: 1, sent: toSend });
    const readers = await get(`/v1/campaigns/${id}/recipients?read=true`);
    expect(readers.body['data']).toHaveLength(1);
  });
});

describe('when things break in the middle of a run', () => {
  let scene: Scene;
  beforeEach(async () => {
    scene = await openScene(24);
  });
  afterEach(() => closeScene(scene));

  it('loses and doubles nothing when the worker is killed and another is started', async () => {
    const { announce, completed, stats, directoryIsRead } = actions(scene);
    const worker = await scene.product.startWorker();
    await directoryIsRead();
    // The kill must find a post under way: answers take a while.
    await scene.messenger.fault('latency', { ms: 400 }, CREATE);
    const { id, toSend } = await announce(EVERYBODY);
    await scene.messenger.waitFor('messagesCreated', 6, 60_000);
    await worker.kill();
    await scene.product.startWorker();
    await completed(id);
    expect(await stats(id)).toMatchObject({ sent: toSend, unknown: 0 });
    await expectOneEach(scene, toSend);
  });

  it('finds out about lost answers in the chat, and sends again only what never arrived', async () => {
    const { announce, completed, stats, directoryIsRead } = actions(scene);
    await scene.product.startWorker();
    await directoryIsRead();
    await scene.messenger.fault('lost_answer', {}, { ...CREATE, count: 2 });
    await scene.messenger.fault('lost_request', {}, { ...CREATE, count: 2 });
    await scene.messenger.fault('error_after', {}, { ...CREATE, count: 1 });
    const { id, toSend } = await announce(EVERYBODY);
    await completed(id);
    expect(await stats(id)).toMatchObject({ sent: toSend, unknown: 0, failed: 0 });
    await expectOneEach(scene, toSend);
    const found = await scene.db.query<{ evidence: string; count: number }>(
      `select evidence, count(*)::int from delivery where evidence is not null group by 1`,
    );
    expect(found.find((row) => row.evidence === 'history')?.count).toBe(3);
  });

  it('shares one bot among several workers without ever exceeding its limit', async () => {
    const { announce, completed, stats, directoryIsRead } = actions(scene);
    await Promise.all([
      scene.product.startWorker(),
      scene.product.startWorker(),
      scene.product.startWorker(),
    ]);
    await directoryIsRead();
    const { id, toSend } = await announce(EVERYBODY);
    await completed(id);
    expect(await stats(id)).toMatchObject({ sent: toSend });
    await expectOneEach(scene, toSend);
  });

  it('sends nothing after a pause has returned, and goes on after a resume', async () => {
    const { announce, completed, post, directoryIsRead } = actions(scene);
    await scene.product.startWorker();
    await directoryIsRead();
    const { id, toSend } = await announce(EVERYBODY);
    await scene.messenger.waitFor('messagesCreated', 3, 60_000);
    const paused = await post(`/v1/campaigns/${id}/pause`, { reason: 'обед' });
    expect(paused.status).toBe(200);
    const atPause = (await scene.messenger.truth()).directMessages;
    expect(paused.body['in_flight']).toBe(0);
    expect(atPause).toBeLessThan(toSend);
    // Everything that a second send would need passes by: a whole window, with the worker looking for work.
    const before = (await scene.messenger.truth()).nowMs;
    await until(
      () => scene.messenger.truth(),
      (truth) => truth.nowMs - before > 2_500,
    );
    expect((await scene.messenger.truth()).directMessages).toBe(atPause);
    await post(`/v1/campaigns/${id}/resume`, {});
    await completed(id);
    await expectOneEach(scene, toSend);
  });

  it('stops in order on SIGTERM, leaving nothing in the hands of the worker', async () => {
    const { announce, directoryIsRead } = actions(scene);
    const worker = await scene.product.startWorker();
    await directoryIsRead();
    const { id } = await announce(EVERYBODY);
    await scene.messenger.waitFor('messagesCreated', 3, 60_000);
    expect(await worker.stop()).toBe(0);
    const left = await scene.db.query(
      `select state from delivery where state in ('leased', 'sending', 'unknown')`,
    );
    expect(left).toEqual([]);
    expect(id).toMatch(/^cmp_/);
  });
});
