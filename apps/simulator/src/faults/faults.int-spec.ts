import { type FaultOrder } from '../simulator.js';
import { errorCodesOf, type Seen, Visitor } from '../testing/visitor.js';

const PERSON = 1001;

describe('faults, as the client sees them and as it really was', () => {
  let visitor: Visitor;

  beforeEach(async () => {
    visitor = await Visitor.to();
  });

  afterEach(async () => {
    await visitor.leave();
  });

  const order = (fault: FaultOrder): Promise<unknown> => visitor.control('POST', '/faults', fault);

  const seenAndCreated = async (
    fault: FaultOrder,
  ): Promise<Pick<Seen, 'status' | 'error'> & { created: number }> => {
    await order(fault);
    const { status, error } = await visitor.send(PERSON);
    return { status, error, created: await visitor.createdCount() };
  };

  it.each<[FaultOrder, { status: number | null; error: string | null; created: number }]>([
    [{ kind: 'lost_request' }, { status: null, error: 'ECONNRESET', created: 0 }],
    [{ kind: 'lost_answer' }, { status: null, error: 'ECONNRESET', created: 1 }],
    [
      { kind: 'error_before', params: { status: 500 } },
      { status: 500, error: null, created: 0 },
    ],
    [{ kind: 'error_before' }, { status: 503, error: null, created: 0 }],
    [
      { kind: 'error_after', params: { status: 504 } },
      { status: 504, error: null, created: 1 },
    ],
    [{ kind: 'throttle' }, { status: 429, error: null, created: 0 }],
    [{ kind: 'redirect' }, { status: 307, error: null, created: 1 }],
    [{ kind: 'token_revoked' }, { status: 401, error: null, created: 0 }],
    [{ kind: 'payment_required' }, { status: 402, error: null, created: 0 }],
    [{ kind: 'scope_missing' }, { status: 403, error: null, created: 0 }],
    [{ kind: 'content_refused' }, { status: 422, error: null, created: 0 }],
    [{ kind: 'truncated' }, { status: 201, error: 'ECONNRESET', created: 1 }],
    [{ kind: 'wrong_body' }, { status: 200, error: null, created: 1 }],
    [
      { kind: 'dribble', params: { everyMs: 0 } },
      { status: 201, error: null, created: 1 },
    ],
    [
      { kind: 'latency', params: { ms: 30, maxMs: 40 } },
      { status: 201, error: null, created: 1 },
    ],
  ])('%j', async (fault, expected) => {
    expect(await seenAndCreated(fault)).toEqual(expected);
    const { faults } = (await visitor.control('GET', '/faults')) as { faults: { fired: number }[] };
    expect(faults[0]?.fired).toBe(1);
  });

  it('late apply: the connection is cut first, the message comes afterwards', async () => {
    await order({ kind: 'late_apply', params: { delayMs: 100 } });
    expect(await visitor.send(PERSON)).toMatchObject({ status: null, error: 'ECONNRESET' });
    await visitor.control('GET', '/wait?counter=messagesCreated&atLeast=1');
    const { requests } = (await visitor.control('GET', '/requests')) as {
      requests: { answeredMs: number }[];
    };
    const { messages } = (await visitor.control('GET', '/messages')) as { messages: { appliedMs: number }[] };
    expect(messages).toHaveLength(1);
    expect((messages[0]?.appliedMs ?? 0) - (requests[0]?.answeredMs ?? 0)).toBeGreaterThan(90);
  });

  it.each([
    [true, 1],
    [false, 0],
  ])('hang, applied: %s: silence until the connection ends', async (applied, created) => {
    await order({ kind: 'hang', params: { applied } });
    const waiting = visitor.send(PERSON);
    await visitor.control('GET', '/wait?counter=faultsFired&atLeast=1');
    expect(await visitor.createdCount()).toBe(created);
    await visitor.leave();
    expect(await waiting).toMatchObject({ status: null, error: 'ECONNRESET' });
    visitor = await Visitor.to();
  });

  it('truncated: half of an answer whose whole length was promised', async () => {
    await order({ kind: 'truncated' });
    const seen = await visitor.send(PERSON);
    const promised = Number(seen.headers['content-length']);
    expect(Buffer.byteLength(seen.text)).toBeGreaterThan(0);
    expect(Math.abs(Buffer.byteLength(seen.text) - promised / 2)).toBeLessThan(4);
    expect(() => JSON.parse(seen.text) as unknown).toThrow();
  });

  it('dribble: the whole answer, byte by byte', async () => {
    await order({ kind: 'dribble', params: { everyMs: 0 } });
    expect(JSON.parse((await visitor.send(PERSON)).text)).toMatchObject({ data: { entity_id: PERSON } });
  });

  it.each([
    ['json', (text: string) => text === '{"ok":true}'],
    ['html', (text: string) => text.startsWith('<!doctype html>')],
    ['empty', (text: string) => text === ''],
    ['huge', (text: string) => text.length > 10_000_000],
  ] as const)('wrong body: %s', async (body, isRight) => {
    await order({ kind: 'wrong_body', params: { body } });
    const seen = await visitor.send(PERSON);
    expect(seen.status).toBe(200);
    expect(isRight(seen.text)).toBe(true);
  });

  it.each([
    [{ seconds: 7 }, /^7$/],
    [{ retryAfter: 'http_date', seconds: 60 }, /^\w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d GMT$/],
    [{ retryAfter: 'absent' }, null],
    [{ retryAfter: 'absurd' }, /^99999999999$/],
    [{ value: 'soon' }, /^soon$/],
  ] as const)('throttle %j', async (params, retryAfter) => {
    await order({ kind: 'throttle', params });
    const seen = await visitor.send(PERSON);
    expect(errorCodesOf(seen)).toEqual(['rate_limit']);
    if (retryAfter === null) expect(seen.headers['retry-after']).toBeUndefined();
    else expect(seen.headers['retry-after']).toMatch(retryAfter);
  });

  it('history lag: an accepted message shows in the list only when it is old enough', async () => {
    const { chat_id: chatId, id } = await visitor.sent(PERSON);
    await order({ kind: 'history_lag', params: { ms: 3_600_000 } });
    expect(await visitor.ok('GET', `/messages?chat_id=${chatId}`)).toMatchObject({ data: [] });
    expect(await visitor.ok('GET', `/messages/${id}`)).toMatchObject({ data: { id } });
    await visitor.control('DELETE', '/faults');
    expect(await visitor.ok('GET', `/messages?chat_id=${chatId}`)).toMatchObject({ data: [{ id }] });
  });

  it('short pages: fewer rows than asked for, and the right word on whether there are more', async () => {
    await order({ kind: 'short_pages', params: { size: 2 } });
    const page = await visitor.ok('GET', '/users?limit=50');
    expect(page['data']).toHaveLength(2);
    expect(page['meta']).toMatchObject({ paginate: { has_next: true } });
  });

  it('empty page: nothing, but more to come, at the same place', async () => {
    await order({ kind: 'empty_page', match: { count: 1 } });
    const page = await visitor.ok('GET', '/users?limit=3');
    expect(page).toMatchObject({ data: [], meta: { paginate: { has_next: true } } });
    const { paginate } = page['meta'] as { paginate: { next_page: string } };
    const next = await visitor.ok('GET', `/users?limit=3&cursor=${paginate.next_page}`);
    expect(next['data']).toMatchObject([{ id: 501 }, { id: 502 }, { id: 503 }]);
  });

  it('forbidden history: 403 for reads of that person, sends go on', async () => {
    const { chat_id: chatId, id } = await visitor.sent(PERSON);
    await order({ kind: 'history_forbidden', match: { personId: PERSON } });
    for (const path of [
      `/messages?chat_id=${chatId}`,
      `/messages/${id}`,
      `/messages/${id}/read_member_ids`,
    ]) {
      expect((await visitor.api('GET', path)).status).toBe(403);
    }
    expect((await visitor.send(PERSON)).status).toBe(201);
    expect((await visitor.send(PERSON + 1)).status).toBe(201);
  });

  it('recipient deletes: the message is gone from the list, and says when', async () => {
    await order({ kind: 'recipient_deletes', params: { afterMs: 0 } });
    const { chat_id: chatId, id } = await visitor.sent(PERSON);
    await visitor.control('GET', '/wait?counter=messagesDeleted&atLeast=1');
    expect(await visitor.ok('GET', `/messages?chat_id=${chatId}`)).toMatchObject({ data: [] });
    expect(await visitor.ok('GET', `/messages/${id}`)).toMatchObject({
      data: { content: '', buttons: null },
    });
    const { messages } = (await visitor.control('GET', '/messages')) as { messages: unknown[] };
    expect(messages).toMatchObject([{ id, content: 'Текст', deletedById: PERSON }]);
  });

  it('are written into the log of requests', async () => {
    await order({ kind: 'lost_answer', match: { count: 1 } });
    await visitor.send(PERSON);
    await visitor.send(PERSON);
    const { requests } = (await visitor.control('GET', '/requests?class=send')) as { requests: unknown[] };
    expect(requests).toMatchObject([
      {
        operation: 'messages.create',
        status: null,
        applied: true,
        personId: PERSON,
        faults: ['lost_answer'],
      },
      { operation: 'messages.create', status: 201, applied: true, personId: PERSON, faults: [] },
    ]);
  });
});
