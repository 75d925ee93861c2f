import type { Response } from 'supertest';
import { newUuid, publicId } from '#lib/kernel';
import { badInputs } from './api-bad-input.js';
import { type ApiBench, createApiBench, problemOf, TO_SEND } from './api-bench.js';

/** Names only: the requests need ids that exist once the bench is there. */
const NAMES = badInputs('', '').map(([name]) => name);

const confirm = (count: number): object => ({ expected_recipients: count, confirm_repeat: true });

describe('the REST API answers bad input with a code, a sentence and a place, and writes nothing:', () => {
  let bench: ApiBench;
  let id: string;
  let sent: string;
  let paused: string;
  let nobody: string;
  beforeAll(async () => {
    bench = await createApiBench();
    id = (await bench.draft()).id;
    sent = (await bench.draft()).id;
    paused = (await bench.draft()).id;
    nobody = (await bench.draft({ audience: { type: 'rules', include: [{ users: [10] }] } })).id;
    expect((await bench.act({ id: sent, action: 'send', key: 'the-only-send' })).status).toBe(202);
    expect((await bench.act({ id: paused, action: 'send' })).status).toBe(202);
    expect((await bench.act({ id: paused, action: 'pause' })).status).toBe(200);
    // The key that signs cursors is made at its first use.
    await bench.call('get', '/v1/campaigns?limit=1');
  });
  afterAll(() => bench.close());

  it.each(NAMES)('%s', async (name) => {
    const input = badInputs(id, sent).find(([each]) => each === name);
    if (input === undefined) throw new Error(name);
    const [, answer, method, path, body] = input;
    const before = await bench.everything();
    const problem = problemOf(await bench.call(method, path, body));
    const [place] = problem.errors ?? [];
    const told = [problem.status, problem.code, place?.pointer ?? place?.parameter, place?.code];
    // Where no place is expected, what is told of places does not matter.
    expect(told.slice(0, answer.split(' ').length).join(' ')).toBe(answer);
    expect(await bench.everything()).toEqual(before);
  });

  const actions: Readonly<Record<string, readonly [answer: string, ask: () => Promise<Response>]>> = {
    'an empty audience': [
      '422 audience_empty',
      () => bench.act({ id: nobody, action: 'send', body: confirm(0) }),
    ],
    'another number than was confirmed': [
      '409 audience_changed',
      () => bench.act({ id, action: 'send', body: confirm(TO_SEND + 1) }),
    ],
    'no number': ['422 validation_failed', () => bench.act({ id, action: 'send', body: {} })],
    'a second send': ['409 state_conflict', () => bench.act({ id: sent, action: 'send' })],
    'a send while it is paused': ['409 campaign_paused', () => bench.act({ id: paused, action: 'send' })],
    'a send without a key': [
      '400 idempotency_key_required',
      async () => bench.call('post', `/v1/campaigns/${id}/send`, confirm(TO_SEND)),
    ],
    'a pause without a key': [
      '400 idempotency_key_required',
      async () => bench.call('post', `/v1/campaigns/${sent}/pause`),
    ],
    'an unusable key': ['400 idempotency_key_invalid', () => bench.act({ id, action: 'send', key: 'short' })],
    'the same key with another body': [
      '422 idempotency_key_reused',
      () => bench.act({ id: sent, action: 'send', key: 'the-only-send', body: confirm(1) }),
    ],
    'the same key at another address': [
      '422 idempotency_key_reused',
      () => bench.act({ id: sent, action: 'pause', key: 'the-only-send' }),
    ],
    'pausing a draft': ['409 state_conflict', () => bench.act({ id, action: 'pause' })],
    'resuming a draft': ['409 state_conflict', () => bench.act({ id, action: 'resume' })],
    'cancelling a draft': ['409 state_conflict', () => bench.act({ id, action: 'cancel' })],
    'pausing what is not there': [
      '404 not_found',
      () => bench.act({ id: publicId('cmp', newUuid()), action: 'pause' }),
    ],
  };

  it.each(Object.keys(actions))('%s', async (name) => {
    const [answer, ask] = actions[name] ?? ['', () => Promise.reject(new Error(name))];
    const before = await bench.everything();
    const problem = problemOf(await ask());
    expect(`${problem.status} ${problem.code}`).toBe(answer);
    expect(await bench.everything()).toEqual(before);
  });

  it('a body that is no JSON, or of another type', async () => {
    const raw = async (type: string, text: string) =>
      problemOf(await bench.call('post', '/v1/campaigns').set('content-type', type).send(text));
    const before = await bench.everything();
    expect(await raw('application/json', '{\n  "title": 1,}')).toMatchObject({
      code: 'malformed_request',
      reason: 'not_json',
      line: 2,
      column: 14,
      detail: 'The body is not valid JSON. It breaks at line 2, character 14.',
    });
    expect(await raw('application/json', '{"title":')).toMatchObject({ reason: 'not_json' });
    expect(await raw('application/json', '{"__proto__":{"a":1}}')).toMatchObject({
      reason: 'forbidden_member',
    });
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'application/xml']) {
      expect(await raw(type, '{"a":1}')).toMatchObject({ code: 'unsupported_media_type' });
    }
    expect(await bench.everything()).toEqual(before);
  });

  it('a cursor of another list, of other filters, or changed', async () => {
    const first = await bench.call('get', '/v1/campaigns?limit=1');
    const cursor = (first.body as { page: { next_cursor: string } }).page.next_cursor;
    expect((await bench.call('get', `/v1/campaigns?limit=2&cursor=${cursor}`)).status).toBe(200);
    const wrong = [
      `/v1/campaigns?status=draft&cursor=${cursor}`,
      `/v1/directory/users?cursor=${cursor}`,
      `/v1/campaigns?cursor=A${cursor.slice(1)}`,
      `/v1/campaigns?cursor=${cursor.split('.')[0] ?? ''}`,
      `/v1/campaigns?cursor=${cursor}.x`,
    ];
    for (const path of wrong) expect(problemOf(await bench.call('get', path)).code).toBe('invalid_cursor');
  });

  it('in Russian for those who prefer it', async () => {
    const response = await bench
      .call('post', `/v1/campaigns/${id}/send`, confirm(1))
      .set('idempotency-key', 'in-russian')
      .set('accept-language', 'ru-RU,ru;q=0.9,en;q=0.8');
    expect(problemOf(response)).toMatchObject({
      title: 'Аудитория изменилась',
      detail: `Аудитория изменилась: было 1, стало ${TO_SEND}. Проверьте ещё раз: POST …/check.`,
      expected: 1,
      actual: TO_SEND,
    });
    expect(response.headers['content-language']).toBe('ru');
  });
});
