import { EngineScene } from './support/engine-scene.js';
import { CREATE, until } from './support/scene.js';

interface Bot {
  readonly sender_id: string;
  readonly status: string;
  readonly owned: boolean;
  readonly limit_per_s: number;
  readonly effective_limit_per_s: number;
  readonly rate_per_s: number;
  readonly throttled_last_hour: number;
  readonly holds: readonly { readonly class: string; readonly until: string }[];
  readonly corrections: { readonly recalls: number; readonly edits: number };
  readonly queue: readonly {
    readonly campaign_id: string;
    readonly status: string;
    readonly priority: string;
    readonly open: number;
    readonly unknown: number;
    readonly ahead: number;
    readonly finish_at: string | null;
  }[];
}

describe('GET /v1/capacity', () => {
  let scene: EngineScene;
  beforeAll(async () => {
    scene = await EngineScene.open(80);
  });
  afterAll(() => scene.close());

  const look = async (): Promise<Bot> => {
    const { status, body } = await scene.get('/v1/capacity');
    expect(status).toBe(200);
    expect(body['object']).toBe('capacity');
    const [bot] = body['senders'] as Bot[];
    if (bot === undefined) throw new Error('there is a bot');
    return bot;
  };

  it('tells what carries a bot, what waits for it and until when, from the rows alone', async () => {
    expect(await look()).toMatchObject({ status: 'checking', owned: false, queue: [], holds: [] });
    const worker = await scene.startWorker();
    const idle = { status: 'active', owned: true, limit_per_s: 4, effective_limit_per_s: 4, rate_per_s: 0 };
    const corrections = { recalls: 0, edits: 0 };
    expect(await look()).toMatchObject({ ...idle, throttled_last_hour: 0, corrections });

    const large = await scene.announce('everyone');
    await scene.messenger.waitFor('messagesCreated', 4);
    await scene.post(`/v1/campaigns/${large.id}/pause`, {});
    const urgent = await scene.announce('everyone', { delivery: { priority: 'urgent' } });
    await until(look, ({ queue }) => queue.some(({ status, open }) => status === 'running' && open > 0));
    await scene.post(`/v1/campaigns/${large.id}/resume`, {});
    const busy = await until(look, ({ queue }) => queue.every(({ finish_at }) => finish_at !== null));
    expect(busy.rate_per_s).toBeGreaterThan(0);
    expect(busy.rate_per_s).toBeLessThanOrEqual(4);
    const [first, second] = busy.queue;
    expect(first).toMatchObject({ campaign_id: large.id, priority: 'normal', status: 'running' });
    expect(second).toMatchObject({ campaign_id: urgent.id, priority: 'urgent', ahead: 0 });
    // What is urgent goes first, so it is all ahead of the other, which ends later.
    expect(first?.ahead).toBe(second?.open);
    expect(new Date(first?.finish_at ?? 0) > new Date(second?.finish_at ?? 0)).toBe(true);

    await scene.messenger.fault('throttle', { seconds: 40 }, { ...CREATE, count: 1 });
    const throttled = await until(look, ({ throttled_last_hour }) => throttled_last_hour > 0);
    expect(throttled).toMatchObject({ throttled_last_hour: 1, effective_limit_per_s: 2, limit_per_s: 4 });
    expect(throttled.holds).toMatchObject([{ class: 'send' }]);
    expect(new Date(throttled.holds[0]?.until ?? 0).getTime()).toBeGreaterThan(Date.now() + 20_000);

    // A killed worker is seen at once: its lease is young, but nobody holds the lock.
    await worker.kill();
    await until(look, ({ owned }) => !owned);
    // The next owner honours both the wait and the lower limit.
    await scene.product.startWorker();
    const heir = await until(look, ({ owned }) => owned);
    expect(heir).toMatchObject({ effective_limit_per_s: 2, throttled_last_hour: 1 });
    const sends = (await scene.messenger.truth()).directMessages;
    expect(sends).toBeLessThan(large.toSend);
  });

  it('is for keys that may read reports', async () => {
    const key = await scene.post('/v1/api_keys', {
      name: 'no reports',
      scopes: ['campaigns:read'],
      expires_at: new Date(Date.now() + 86_400_000).toISOString(),
    });
    expect(key.status).toBe(201);
    const response = await fetch(`${scene.api.url}/v1/capacity`, {
      headers: { authorization: `Bearer ${String(key.body['key'])}` },
    });
    expect(response.status).toBe(403);
  });
});
