import {
  actions,
  closeScene,
  CREATE,
  EVERYBODY,
  expectOneEach,
  openScene,
  type Recipient,
  type Scene,
  until,
} from './support/scene.js';

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
    expect(figures.sent + figures.skipped).toBe(figures.recipients);
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
      (now) => now.read === 1,
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
    await scene.messenger.waitFor('messagesCreated', 6);
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
    await scene.messenger.waitFor('messagesCreated', 3);
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
    await scene.messenger.waitFor('messagesCreated', 3);
    expect(await worker.stop()).toBe(0);
    const left = await scene.db.query(
      `select state from delivery where state in ('leased', 'sending', 'unknown')`,
    );
    expect(left).toEqual([]);
    expect(id).toMatch(/^cmp_/);
  });
});
