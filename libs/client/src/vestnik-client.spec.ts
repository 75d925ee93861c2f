import { MAX_UPLOAD_BYTES } from './openapi.js';
import { VestnikClient, type VestnikClientOptions } from './vestnik-client.js';
import { NO_PROBLEM_DOCUMENT, VestnikProblem } from './vestnik-problem.js';

interface Asked {
  readonly method: string;
  readonly url: string;
  readonly key: string | null;
  readonly headers: Headers;
  readonly body: string;
}

type Reply = Response | Error;

const json = (body: unknown, status = 200, headers: Record<string, string> = {}): Response =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json', ...headers } });

/** A client whose requests are answered in this order; what it asked is kept. */
function clientWith(replies: readonly Reply[], options: Partial<VestnikClientOptions> = {}) {
  const asked: Asked[] = [];
  const fetch = async (request: Request): Promise<Response> => {
    const reply = replies[asked.length];
    asked.push({
      method: request.method,
      url: request.url,
      key: request.headers.get('idempotency-key'),
      headers: request.headers,
      body: await request.text(),
    });
    if (reply === undefined) throw new Error('nothing more is answered');
    if (reply instanceof Error) throw reply;
    return reply;
  };
  const vestnik = new VestnikClient({ url: 'http://here', fetch, repeatWaitMs: 0, ...options });
  return { vestnik, asked };
}

const LATER = { 'retry-after': '0' };
const params = { path: { campaign_id: 'cmp_1' } };

describe('a request of the typed client', () => {
  it('carries the key of the caller, their language, and its parameters where they belong', async () => {
    const { vestnik, asked } = clientWith([json({})], { apiKey: 'vst_live_1', language: 'ru' });
    await vestnik.get('/v1/campaigns/{campaign_id}/recipients', {
      params: { ...params, query: { status: 'sent,failed', limit: 5 } },
    });
    expect(asked[0]?.url).toBe('http://here/v1/campaigns/cmp_1/recipients?status=sent%2Cfailed&limit=5');
    expect(asked[0]?.headers.get('authorization')).toBe('Bearer vst_live_1');
    expect(asked[0]?.headers.get('accept-language')).toBe('ru');
  });

  it('has an idempotency key where one is taken, a fresh one each time, unless the caller brings one', async () => {
    const { vestnik, asked } = clientWith([json({}), json({}), json({}), json({})]);
    await vestnik.post('/v1/campaigns/{campaign_id}/pause', { params, body: {} });
    await vestnik.post('/v1/campaigns/{campaign_id}/pause', { params, body: {} });
    await vestnik.post('/v1/campaigns/{campaign_id}/pause', {
      params: { ...params, header: { 'Idempotency-Key': 'my-own-key' } },
      body: {},
    });
    await vestnik.post('/v1/campaigns/{campaign_id}/check', { params });
    const keys = asked.map(({ key }) => key);
    expect(keys[0]).toMatch(/^[0-9a-f-]{36}$/);
    expect(keys[1]).toMatch(/^[0-9a-f-]{36}$/);
    expect(keys[1]).not.toBe(keys[0]);
    expect(keys.slice(2)).toEqual(['my-own-key', null]);
  });

  it('is sent again with the same key and body until it is answered', async () => {
    const { vestnik, asked } = clientWith([
      new TypeError('fetch failed'),
      json({ code: 'idempotency_in_progress', detail: 'At work.' }, 409, LATER),
      json({ code: 'rate_limited', detail: 'Later.' }, 429, LATER),
      json({ status: 'paused' }),
    ]);
    const answer = await vestnik.post('/v1/campaigns/{campaign_id}/pause', {
      params,
      body: { reason: 'обед' },
    });
    expect(answer.status).toBe('paused');
    expect(asked).toHaveLength(4);
    expect(new Set(asked.map(({ key }) => key)).size).toBe(1);
    expect(new Set(asked.map(({ body }) => body))).toEqual(new Set(['{"reason":"обед"}']));
  });

  it('is never sent again when that could do something twice', async () => {
    const { vestnik, asked } = clientWith([new TypeError('fetch failed')]);
    await expect(vestnik.patch('/v1/campaigns/{campaign_id}', { params, body: {} })).rejects.toThrow(
      'fetch failed',
    );
    expect(asked).toHaveLength(1);
  });

  it('ends with the last answer when it is told to come back later too often', async () => {
    const refusal = () => json({ code: 'rate_limited', detail: 'Later.', request_id: 'req_1' }, 429, LATER);
    const { vestnik, asked } = clientWith([refusal(), refusal(), refusal()], { repeats: 2 });
    await expect(vestnik.get('/v1/me')).rejects.toMatchObject({ code: 'rate_limited', status: 429 });
    expect(asked).toHaveLength(3);
  });

  it('waits no longer once the caller gives it up', async () => {
    const { vestnik, asked } = clientWith([json({}, 503, { 'retry-after': '3600' })]);
    const giving = new AbortController();
    const answer = vestnik.get('/v1/me', { signal: giving.signal });
    setImmediate(() => {
      giving.abort();
    });
    await expect(answer).rejects.toThrow(/aborted/);
    expect(asked).toHaveLength(1);

    const early = new AbortController();
    const fetch = (): Promise<Response> => {
      early.abort();
      return Promise.resolve(json({}, 503, { 'retry-after': '3600' }));
    };
    const given = new VestnikClient({ url: 'http://here', fetch }).get('/v1/me', { signal: early.signal });
    await expect(given).rejects.toThrow(/aborted/);
  });

  it('can have its answer unread, for files and headers', async () => {
    const csv = new Response('a;b', { headers: { 'content-type': 'text/csv', etag: '"1"' } });
    const gone = json({ code: 'export_expired', detail: 'Gone.' }, 410);
    const { vestnik } = clientWith([csv, gone]);
    const file = { params: { path: { export_id: 'exp_1' } } };
    const answer = await vestnik.download('/v1/exports/{export_id}/file', file);
    expect([answer.headers.get('etag'), await answer.text()]).toEqual(['"1"', 'a;b']);
    await expect(vestnik.download('/v1/exports/{export_id}/file', file)).rejects.toMatchObject({
      code: 'export_expired',
    });
  });
});

describe('a refusal', () => {
  it('is an error with the code, the words and the places of the problem document', async () => {
    const errors = [{ pointer: '#/title', code: 'too_long', detail: 'Короче.' }];
    const document = {
      type: '/errors/validation_failed',
      title: 'Validation failed',
      status: 422,
      instance: '/v1/campaigns',
      code: 'validation_failed',
      detail: 'Так нельзя.',
      request_id: 'req_1',
      errors,
    };
    const { vestnik } = clientWith([json(document, 422)]);
    const refused = await vestnik
      .post('/v1/campaigns', { body: {} as never })
      .catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(VestnikProblem);
    expect(refused).toMatchObject({
      code: 'validation_failed',
      status: 422,
      requestId: 'req_1',
      errors,
      document,
      message: 'POST /v1/campaigns answered 422: Так нельзя.',
    });
  });

  it('of something before the api is an error, too', async () => {
    const { vestnik } = clientWith([new Response('<h1>Bad gateway</h1>', { status: 502 })]);
    await expect(vestnik.get('/v1/me')).rejects.toMatchObject({
      code: NO_PROBLEM_DOCUMENT,
      status: 502,
      document: null,
      requestId: null,
    });
  });
});

describe('a list', () => {
  const page = (ids: readonly number[], next: string | null) =>
    json({
      object: 'list',
      data: ids.map((id) => ({ id })),
      page: { next_cursor: next, has_more: next !== null },
    });

  it('is walked page after page with the same filters', async () => {
    const { vestnik, asked } = clientWith([page([1, 2], 'c1'), page([], 'c2'), page([3], null)]);
    const seen: unknown[] = [];
    const query = { q: 'Анна', limit: 2 };
    for await (const person of vestnik.list('/v1/directory/users', { params: { query } }))
      seen.push(person.id);
    expect(seen).toEqual([1, 2, 3]);
    expect(asked.map(({ url }) => new URL(url).searchParams.get('cursor'))).toEqual([null, 'c1', 'c2']);
    expect(new Set(asked.map(({ url }) => new URL(url).searchParams.get('q')))).toEqual(new Set(['Анна']));
  });

  it('asks for no page that nobody wants', async () => {
    const { vestnik, asked } = clientWith([page([1, 2], 'c1')]);
    for await (const campaign of vestnik.list('/v1/campaigns')) {
      expect(campaign.id).toBe(1);
      break;
    }
    expect(asked).toHaveLength(1);
  });
});

describe('a file', () => {
  const FILE = { id: 'file_1', object: 'file' };
  const textOf = async (request: Request): Promise<string> => {
    const part = /name="file"; filename="([^"]*)"[\s\S]*?\r\n\r\n([\s\S]*?)\r\n--/;
    const [, name, text] = part.exec(await request.text()) ?? [];
    return `${name ?? 'no name'}: ${text ?? ''}`;
  };
  const bringing = (...replies: Reply[]) => {
    const seen: string[] = [];
    const fetch = async (request: Request): Promise<Response> => {
      const reply = replies[seen.length] ?? json(FILE, 201);
      seen.push(await textOf(request));
      if (reply instanceof Error) throw reply;
      return reply;
    };
    return { vestnik: new VestnikClient({ url: 'http://here', fetch, repeatWaitMs: 0 }), seen };
  };
  const bytes = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);
  async function* pieces(...texts: string[]): AsyncGenerator<Uint8Array<ArrayBuffer>> {
    for (const text of texts) yield await Promise.resolve(bytes(text));
  }

  it('is brought from wherever it is, under its name', async () => {
    const { vestnik, seen } = bringing();
    for (const content of [
      new Blob(['график']),
      bytes('график'),
      pieces('гра', 'фик'),
      new Blob(['график']).stream(),
    ])
      expect(await vestnik.upload('План.txt', content)).toEqual(FILE);
    expect(seen).toEqual(Array<string>(4).fill('План.txt: график'));
  });

  it('is brought again, whole, when no answer came or it was told to come later', async () => {
    const { vestnik, seen } = bringing(new TypeError('fetch failed'), json({}, 503, LATER));
    expect(await vestnik.upload('a.txt', pieces('a', 'b'))).toEqual(FILE);
    expect(seen).toEqual(Array<string>(3).fill('a.txt: ab'));
  });

  it('that is too large is not sent, and no more of a stream is read than was needed to know', async () => {
    const { vestnik, seen } = bringing();
    const megabyte = new Uint8Array(1_024 * 1_024);
    let read = 0;
    async function* endless(): AsyncGenerator<Uint8Array<ArrayBuffer>> {
      for (;;) {
        read += 1;
        yield await Promise.resolve(megabyte);
      }
    }
    const large = new Uint8Array(MAX_UPLOAD_BYTES + 1);
    for (const content of [endless(), large, new Blob([large])])
      await expect(vestnik.upload('a.txt', content)).rejects.toThrow(RangeError);
    expect([read, seen]).toEqual([11, []]);
  });

  it('that is refused tells why', async () => {
    const { vestnik } = bringing(json({ code: 'file_empty', detail: 'Empty.' }, 422));
    await expect(vestnik.upload('a.txt', new Blob([]))).rejects.toMatchObject({
      status: 422,
      code: 'file_empty',
    });
  });
});
