import type { AddressInfo } from 'node:net';
import { OutboxRelay } from '#lib/outbox';
import { type ApiBench, createApiBench } from './api-bench.js';

interface Frame {
  readonly id?: string;
  readonly event?: string;
  readonly data?: Readonly<Record<string, unknown>>;
}

/** One open stream, read frame by frame. */
interface Stream {
  /** The next frame that fits; those before it are passed over. */
  until(fits: (frame: Frame) => boolean): Promise<Frame>;
  /** What is left until the other side ends it. */
  rest(): Promise<readonly Frame[]>;
  close(): Promise<void>;
}

describe('the stream', () => {
  let bench: ApiBench;
  let url: string;
  const open: Stream[] = [];
  beforeAll(async () => {
    bench = await createApiBench();
    const server = bench.api.app.getHttpAdapter().getInstance();
    await server.listen({ port: 0, host: '127.0.0.1' });
    url = `http://127.0.0.1:${(bench.api.app.getHttpServer().address() as AddressInfo).port}`;
  });
  afterEach(async () => {
    await Promise.all(open.splice(0).map((stream) => stream.close()));
  });
  afterAll(() => bench.close());

  const ask = (topics: string, options: { key?: string; lastEventId?: string } = {}): Promise<Response> =>
    fetch(`${url}/v1/stream?topics=${topics}`, {
      headers: {
        authorization: `Bearer ${options.key ?? bench.admin}`,
        'accept-language': 'ru',
        ...(options.lastEventId !== undefined && { 'last-event-id': options.lastEventId }),
      },
    });
  const watch = async (
    topics: string,
    options: { key?: string; lastEventId?: string } = {},
  ): Promise<Stream> => {
    const stream = streamOf(await ask(topics, options));
    open.push(stream);
    return stream;
  };
  const publish = (): Promise<number> => bench.api.app.get(OutboxRelay).runOnce();
  const launched = async (): Promise<string> => {
    const { id } = await bench.draft();
    await bench.act({ id, action: 'send' });
    await publish();
    return id;
  };

  it('tells what happens to a campaign, and its figures, and nothing of another', async () => {
    const [id, other] = [await launched(), await launched()];
    const stream = await watch(`campaign:${id}`);
    const first = await stream.until(({ id: place }) => place !== undefined);
    expect(Number(first.id)).toBeGreaterThan(0);
    const figures = await stream.until(({ event }) => event === 'campaign.progress');
    expect(figures.data).toMatchObject({ id, sent: 0 });
    expect(figures.id).toBeUndefined();
    await bench.act({ id: other, action: 'pause' });
    await bench.act({ id, action: 'pause', body: { reason: 'ждём\r\nevent: forged' } });
    await publish();
    const told = await stream.until(({ event }) => event === 'campaign.status');
    expect(told.data).toMatchObject({ id, type: 'campaign.paused', reason: 'ждём\r\nevent: forged' });
    expect(Number(told.id)).toBeGreaterThan(Number(first.id));
  });

  it('goes on where it was, misses nothing and repeats nothing', async () => {
    const id = await launched();
    const stream = await watch(`campaign:${id}`);
    const { id: place = '' } = await stream.until((frame) => frame.id !== undefined);
    await stream.close();
    for (const action of ['pause', 'resume', 'pause'] as const) await bench.act({ id, action });
    await publish();
    const resumed = await watch(`campaign:${id}`, { lastEventId: place });
    await bench.act({ id, action: 'cancel' });
    await publish();
    const types: unknown[] = [];
    while (types.at(-1) !== 'campaign.cancelled')
      types.push((await resumed.until(({ event }) => event === 'campaign.status')).data?.['type']);
    expect(types).toEqual([
      'campaign.paused',
      'campaign.resumed',
      'campaign.paused',
      'campaign.cancelling',
      'campaign.cancelled',
    ]);
  });

  it.each(['999999999', '0'])('says so where it cannot go on after %s', async (lastEventId) => {
    await bench.db.query("update outbox_event set created_at = now() - interval '40 days' where seq = 1");
    await launched();
    await bench.api.app.get(OutboxRelay).purge();
    const stream = await watch('campaigns', { lastEventId });
    expect(await stream.until(({ event }) => event !== undefined)).toEqual({ event: 'reset', data: {} });
  });

  it('tells how far operations are', async () => {
    await bench.call('post', '/v1/directory/sync', {});
    const stream = await watch('operations');
    const { data } = await stream.until(({ event }) => event === 'operation.progress');
    expect(data).toMatchObject({ type: 'directory_sync', status: 'queued' });
  });

  it('shows a key no more than it may see otherwise', async () => {
    const id = await launched();
    const key = await bench.key(['campaigns:read']);
    const stream = await watch(`campaign:${id},operations`, { key });
    await stream.until((frame) => frame.id !== undefined);
    await bench.db.query(
      `insert into outbox_event (type, campaign_id) select 'receipt.acknowledged', campaign_id from run order by created_at desc limit 1`,
    );
    await bench.act({ id, action: 'pause' });
    await publish();
    const next = await stream.until(({ event }) => event !== undefined && !event.startsWith('operation.'));
    expect(next).toMatchObject({ event: 'campaign.status', data: { type: 'campaign.paused' } });
    const refused = await ask('connection', { key });
    expect([refused.status, await refused.json()]).toMatchObject([
      403,
      { code: 'scope_missing', scope: 'senders:read' },
    ]);
  });

  it.each([
    ['campaign:42', 422, 'validation_failed'],
    ['everything', 422, 'validation_failed'],
    ['', 422, 'validation_failed'],
    ['campaigns&colour=red', 400, 'unknown_parameter'],
  ])('refuses the topics «%s»', async (topics, status, code) => {
    const answer = await ask(topics);
    expect([answer.status, await answer.json()]).toMatchObject([status, { code }]);
  });

  it('is open ten times for a key at most', async () => {
    const key = await bench.key(['campaigns:read']);
    const streams = await Promise.all(Array.from({ length: 10 }, () => watch('campaigns', { key })));
    const refused = await ask('campaigns', { key });
    expect([refused.status, await refused.json()]).toMatchObject([
      429,
      { code: 'too_many_streams', max: 10 },
    ]);
    expect(refused.headers.get('retry-after')).toBe('15');
    await Promise.all(streams.map((stream) => stream.close()));
    const again = async (): Promise<number> => {
      const answer = await ask('campaigns', { key });
      await answer.body?.cancel();
      return answer.status;
    };
    while ((await again()) !== 200);
  });

  it('ends in order when the process does', async () => {
    const stream = await watch('campaigns');
    await stream.until((frame) => frame.id !== undefined);
    const rest = stream.rest();
    const other = bench;
    await other.api.app.close();
    await expect(rest).resolves.toBeDefined();
  });
});

function streamOf(answer: Response): Stream {
  if (!answer.ok || answer.body === null) throw new Error(`no stream: ${answer.status}`);
  const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  const next = async (): Promise<Frame | null> => {
    for (;;) {
      const end = text.indexOf('\n\n');
      if (end >= 0) {
        const block = text.slice(0, end);
        text = text.slice(end + 2);
        return frameOf(block);
      }
      const { value, done } = await reader.read();
      if (done) return null;
      text += value;
    }
  };
  return {
    until: async (fits) => {
      for (let frame = await next(); frame !== null; frame = await next()) if (fits(frame)) return frame;
      throw new Error('the stream has ended');
    },
    rest: async () => {
      const frames: Frame[] = [];
      for (let frame = await next(); frame !== null; frame = await next()) frames.push(frame);
      return frames;
    },
    close: () => reader.cancel().catch(() => undefined),
  };
}

function frameOf(block: string): Frame {
  const fields = Object.fromEntries(
    block.split('\n').map((line) => {
      const [name = '', ...rest] = line.split(': ');
      return [name, rest.join(': ')];
    }),
  );
  const { id, event, data } = fields;
  return {
    ...(id !== undefined && { id }),
    ...(event !== undefined && { event }),
    ...(data !== undefined && { data: JSON.parse(data) as Readonly<Record<string, unknown>> }),
  };
}
