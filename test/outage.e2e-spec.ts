import { EngineScene } from './support/engine-scene.js';
import { until } from './support/scene.js';

/** The messenger is down for all requests: the audience must not become doubts. */
describe('an outage of the messenger', () => {
  let scene: EngineScene;
  beforeEach(async () => {
    scene = await EngineScene.open(60);
    await scene.startWorker();
  });
  afterEach(() => scene.close());

  const posts = async (): Promise<number> =>
    (await scene.messenger.requests({ class: 'send' })).filter(
      ({ operation }) => operation === 'messages.create',
    ).length;
  const probes = async (): Promise<number> =>
    (await scene.messenger.requests({ class: 'other' })).filter(
      ({ path, status }) => path.startsWith('/profile') && status === 503,
    ).length;

  it('costs a handful of doubts, then only questions, then one send, then it goes on', async () => {
    const { id, toSend } = await scene.announce('everyone');
    await scene.messenger.waitFor('messagesCreated', 6);
    await scene.messenger.fault('error_before', { status: 503 });
    await until(probes, (count) => count >= 3);
    const [duringOutage, before] = [await posts(), (await scene.messenger.truth()).directMessages];
    // The threshold, and what was under way.
    expect(duringOutage - before).toBeLessThanOrEqual(5 + 4);
    await until(probes, (count) => count >= 5);
    expect(await posts()).toBe(duringOutage);

    await scene.messenger.clearFaults();
    await scene.reaches(id, 'completed');
    expect(await scene.stats(id)).toMatchObject({ sent: toSend, failed: 0, unknown: 0 });
    await scene.expectOneEach(toSend);
  }, 180_000);
});
