import { inspect } from 'node:util';

import { PachcaError } from './domain/pachca-error.js';
import { PachcaClient } from './pachca-client.js';
import { type RequestClass, type RequestGate } from './rate-gate.js';
import {
  chatJson,
  errorsJson,
  messageJson,
  oauthJson,
  pageJson,
  userJson,
} from './testing/sample-answers.js';
import { hang, reply, reset, type Script, ScriptedServer } from './testing/scripted-server.js';

/** Notes what passes it, and limits nothing. */
class NotingGate implements RequestGate {
  readonly passed: RequestClass[] = [];
  readonly held: { readonly cls: RequestClass; readonly ms: number }[] = [];

  async run<T>(cls: RequestClass, request: () => Promise<T>): Promise<T> {
    this.passed.push(cls);
    return request();
  }

  hold(cls: RequestClass, ms: number): void {
    this.held.push({ cls, ms });
  }
}

describe('every other call', () => {
  let server: ScriptedServer;
  let client: PachcaClient;
  let gate: NotingGate;

  beforeEach(async () => {
    server = await ScriptedServer.start();
    gate = new NotingGate();
    client = new PachcaClient({ baseUrl: server.url, token: 'secret-token', gate });
  });
  afterEach(async () => {
    client.close();
    await server.close();
  });

  const failure = async (
    script: Script,
    call: () => Promise<unknown> = () => client.getUser(12),
  ): Promise<PachcaError> => {
    server.requests.length = 0;
    server.script = [script];
    const error: unknown = await call().then(
      () => null,
      (reason: unknown) => reason,
    );
    expect(server.requests).toHaveLength(1);
    if (!(error instanceof PachcaError)) throw new Error('The call should have thrown a PachcaError.');
    return error;
  };
  const collect = async <T>(pages: AsyncIterable<readonly T[]>): Promise<T[]> => {
    const items: T[] = [];
    for await (const page of pages) items.push(...page);
    return items;
  };
  const calls = (): string[] =>
    server.requests.map(
      ({ method, path, query }) => `${method} ${path}?${decodeURIComponent(query.toString())}`,
    );

  it('asks the documented address in the right class', async () => {
    server.script = [
      reply(200, { data: messageJson() }),
      reply(200, pageJson([messageJson()], { next: 'c', hasNext: true })),
      reply(200, { data: messageJson({ content: 'new' }) }),
      reply(204),
      reply(200, { data: userJson() }),
      reply(200, pageJson([userJson()], { next: 'c', total: 1 })),
      reply(200, { data: chatJson() }),
      reply(200, { data: userJson({ bot: true }) }),
      reply(200, { data: [{ id: 1, name: 'City', data_type: 'file' }] }),
      reply(204),
    ];
    expect((await client.getMessage(7)).id).toBe(194275);
    expect(await client.listMessages({ chatId: 334, limit: 20, order: 'asc', cursor: 'x' })).toMatchObject({
      nextCursor: 'c',
    });
    expect((await client.updateMessage(7, { content: 'new', buttons: [] })).content).toBe('new');
    expect(await client.deleteMessage(7)).toBe('deleted');
    expect((await client.getUser(12)).tagNames).toEqual(['Product', 'Design']);
    expect(await client.searchUsers({ text: 'Олег', limit: 10 })).toMatchObject({ total: 1 });
    expect((await client.getChat(334)).memberIds).toEqual([185, 186]);
    expect((await client.getProfile()).isBot).toBe(true);
    expect(await client.listCustomProperties('User')).toEqual([{ id: 1, name: 'City', dataType: 'other' }]);
    expect(await client.deleteWebhookEvent('01KA/?')).toBe('deleted');
    expect(calls()).toEqual([
      'GET /messages/7?',
      'GET /messages?chat_id=334&sort=id&order=asc&limit=20&cursor=x',
      'PUT /messages/7?',
      'DELETE /messages/7?',
      'GET /users/12?',
      'GET /search/users?query=Олег&limit=10',
      'GET /chats/334?',
      'GET /profile?',
      'GET /custom_properties?entity_type=User',
      'DELETE /webhooks/events/01KA%2F%3F?',
    ]);
    expect(server.requests[2]?.body).toBe('{"message":{"content":"new","buttons":[]}}');
    expect(new Set(server.requests.map((request) => request.headers.authorization))).toEqual(
      new Set(['Bearer secret-token']),
    );
    expect(gate.passed).toEqual([
      'history',
      'history',
      'send',
      'send',
      ...Array<RequestClass>(6).fill('other'),
    ]);
  });

  it('tells about the token', async () => {
    const info = { id: 4827, token: 'cH5kR9mN...x7Qp', name: null, user_id: 12, scopes: ['messages:create'] };
    const times = {
      created_at: '2025-01-15T10:30:00.000Z',
      revoked_at: null,
      expires_in: null,
      last_used_at: null,
    };
    server.script = [reply(200, { data: { ...info, ...times } })];
    expect(await client.getTokenInfo()).toMatchObject({
      userId: 12,
      scopes: ['messages:create'],
      lastUsedAt: null,
    });
    expect(calls()).toEqual(['GET /oauth/token/info?']);
  });

  it('walks lists to their end, by the flag in one form and by the count in the other', async () => {
    server.script = [
      reply(200, pageJson([userJson({ id: 1 })], { next: 'a', hasNext: true })),
      reply(200, pageJson([], { next: 'b', hasNext: true })),
      reply(200, pageJson([userJson({ id: 2 }), userJson({ id: 3 })], { next: 'b', hasNext: false })),
    ];
    expect((await collect(client.listUsers())).map((user) => user.id)).toEqual([1, 2, 3]);
    expect(calls()).toEqual([
      'GET /users?limit=50',
      'GET /users?limit=50&cursor=a',
      'GET /users?limit=50&cursor=b',
    ]);
    server.requests.length = 0;
    server.script = [
      reply(200, pageJson([userJson({ id: 1 })], { next: 'a', total: 2 })),
      reply(200, pageJson([userJson({ id: 2 })], { next: 'b', total: 2 })),
    ];
    expect((await collect(client.listTagUsers(9))).map((user) => user.id)).toEqual([1, 2]);
    expect(calls()).toEqual([
      'GET /group_tags/9/users?limit=50',
      'GET /group_tags/9/users?limit=50&cursor=a',
    ]);
  });

  it('asks every list with its own filters, limit and class', async () => {
    const last = (...items: unknown[]): Script => reply(200, pageJson(items, { next: 'z', hasNext: false }));
    const event = {
      id: '01KAJZ',
      event_type: 'button_click',
      payload: { type: 'button' },
      created_at: '2026-08-08T10:00:01.000Z',
    };
    server.script = [
      last(12, 13),
      last({ id: 9, name: 'Design', users_count: 2 }),
      last(chatJson()),
      last(userJson()),
      last(event),
    ];
    expect(await collect(client.readMemberIds(7))).toEqual([12, 13]);
    expect(await collect(client.listTags(['Design', 'Дизайн']))).toEqual([
      { id: 9, name: 'Design', userCount: 2 },
    ]);
    const since = new Date('2026-08-08T10:00:00Z');
    expect(
      await collect(client.listChats({ personal: true, sort: 'last_message_at', lastMessageAtAfter: since })),
    ).toHaveLength(1);
    expect(await collect(client.listChatMembers(334))).toHaveLength(1);
    expect(await collect(client.listWebhookEvents())).toMatchObject([
      { id: '01KAJZ', payload: { type: 'button' } },
    ]);
    expect(calls()).toEqual([
      'GET /messages/7/read_member_ids?limit=300',
      'GET /group_tags?names[]=Design&names[]=Дизайн&limit=50',
      'GET /chats?personal=true&sort=last_message_at&last_message_at_after=2026-08-08T10:00:00.000Z&limit=50',
      'GET /chats/334/members?role=all&limit=50',
      'GET /webhooks/events?limit=50',
    ]);
    expect(gate.passed).toEqual(['history', 'other', 'other', 'other', 'events']);
  });

  it('stops at a server that goes in circles', async () => {
    server.script = [reply(200, pageJson([userJson()], { next: 'same', hasNext: true }))];
    await expect(collect(client.listUsers())).rejects.toMatchObject({
      kind: 'invalid_response',
      operation: 'GET /users',
    });
    expect(server.requests).toHaveLength(2);
  });

  it('fails a list whose later page fails, instead of ending it', async () => {
    server.script = [reply(200, pageJson([userJson()], { next: 'a', hasNext: true })), reply(502)];
    await expect(collect(client.listUsers())).rejects.toMatchObject({ kind: 'unavailable', status: 502 });
  });

  it('takes 404 for the end of a deletion, but not the 404 of a gateway', async () => {
    server.script = [
      reply(404, errorsJson({ key: 'id', code: 'not_found' })),
      reply(404),
      reply(404, '<html>default backend</html>'),
    ];
    expect(await client.deleteMessage(7)).toBe('gone');
    expect(await client.deleteMessage(7)).toBe('gone');
    await expect(client.deleteMessage(7)).rejects.toMatchObject({ kind: 'unavailable', status: 404 });
  });

  it('pins and unpins a message, takes 404 for unpinned, and tells that it was pinned before', async () => {
    const missing = errorsJson({ key: 'id', code: 'not_found' });
    server.script = [reply(204), reply(422), reply(204), reply(404, missing), reply(404, missing)];
    await client.pinMessage(7);
    await expect(client.pinMessage(7)).rejects.toMatchObject({ kind: 'refused', status: 422, codes: [] });
    expect(await client.unpinMessage(7)).toBe('deleted');
    expect(await client.unpinMessage(7)).toBe('gone');
    await expect(client.pinMessage(7)).rejects.toMatchObject({ kind: 'not_found' });
    expect(calls().slice(0, 3)).toEqual([
      'POST /messages/7/pin?',
      'POST /messages/7/pin?',
      'DELETE /messages/7/pin?',
    ]);
    expect(new Set(gate.passed)).toEqual(new Set(['other']));
  });

  it('throws the kind, the status and the codes of a refusal, once and without repeating', async () => {
    const refused = await failure(
      reply(422, errorsJson({ key: 'base', code: 'message_deleted' }), { 'x-request-id': 'req-1' }),
    );
    expect(refused).toMatchObject({
      kind: 'refused',
      status: 422,
      codes: ['message_deleted'],
      requestId: 'req-1',
    });
    expect(await failure(reply(401, oauthJson('invalid_token')))).toMatchObject({ kind: 'unauthorized' });
    expect(await failure(reply(402, errorsJson({ key: 'base', code: 'payment_required' })))).toMatchObject({
      kind: 'payment_required',
    });
    expect(await failure(reply(403, oauthJson('insufficient_scope')))).toMatchObject({
      kind: 'scope_missing',
    });
    expect(await failure(reply(403, errorsJson({ key: 'base', code: 'forbidden' })))).toMatchObject({
      kind: 'forbidden',
    });
    expect(await failure(reply(404))).toMatchObject({ kind: 'not_found' });
    expect(await failure(reply(503))).toMatchObject({ kind: 'unavailable', status: 503 });
    expect(await failure(reply(302, undefined, { Location: '/users/13' }))).toMatchObject({
      kind: 'unexpected_redirect',
    });
    expect(gate.held).toEqual([]);
  });

  it('holds its class at the gate on 429', async () => {
    const script = reply(429, errorsJson({ key: 'base', code: 'rate_limit' }), { 'Retry-After': '2' });
    expect(await failure(script)).toMatchObject({ kind: 'throttled', retryAfterMs: 2_000 });
    await failure(script, () => client.getMessage(1));
    await failure(reply(429), () => client.deleteMessage(1));
    expect(gate.held).toEqual([
      { cls: 'other', ms: 2_000 },
      { cls: 'history', ms: 2_000 },
      { cls: 'send', ms: 1_000 },
    ]);
  });

  it('throws when the connection breaks or the answer cannot be used', async () => {
    expect(await failure(reset)).toMatchObject({ kind: 'unavailable', status: null });
    expect(await failure(reply(200, '{"data":{"id":1'))).toMatchObject({
      kind: 'invalid_response',
      status: 200,
    });
    expect(await failure(reply(200))).toMatchObject({ kind: 'invalid_response' });
    const wrong = await failure(
      reply(200, { data: userJson({ created_at: 'x' }) }, { 'x-request-id': 'req-2' }),
    );
    expect(wrong).toMatchObject({ kind: 'invalid_response', path: 'data.created_at', requestId: 'req-2' });
    const page = reply(200, pageJson([userJson(), userJson({ id: '2' })], { next: 'a', hasNext: true }));
    expect(await failure(page, () => collect(client.listUsers()))).toMatchObject({ path: 'data[1].id' });
    expect(await failure(reply(200, 'x'.repeat(1_100_000)))).toMatchObject({ kind: 'response_too_large' });
  });

  it('throws a timeout when nothing, or nothing more, comes', async () => {
    client = new PachcaClient({ baseUrl: server.url, token: 'secret-token', requestTimeoutMs: 500 });
    expect(await failure(hang)).toMatchObject({ kind: 'timeout', status: null });
    const stall: Script = (response) => {
      response.writeHead(200).write('{');
    };
    expect(await failure(stall)).toMatchObject({ kind: 'timeout', status: 200 });
  });

  it('never shows the token or a body, in errors or in the client itself', async () => {
    const scripts = [
      reset,
      reply(401, oauthJson('invalid_token')),
      reply(200, { data: 'Иван' }),
      reply(422, { errors: ['Иван'] }),
    ];
    for (const script of scripts) {
      const error = await failure(script);
      const shown = inspect(error, { depth: 20, showHidden: true }) + JSON.stringify(error);
      expect(shown).not.toMatch(/secret-token|Иван/);
      expect(error.cause).toBeUndefined();
    }
    expect(inspect(client, { depth: 20, showHidden: true })).not.toContain('secret-token');
  });

  it('checks its settings and its ids', () => {
    const make = (baseUrl: string, token: string) => () => new PachcaClient({ baseUrl, token });
    expect(make('http://api.pachca.com/api/shared/v1', 't')).toThrow('must begin with https://');
    expect(make('https://api.pachca.com/api?x=1', 't')).toThrow('no query');
    for (const token of ['', 'a b', 'a\nb', 'токен'])
      expect(make('https://api.pachca.com', token)).toThrow('token must be');
    expect(() => client.readMemberIds(-1)).toThrow(RangeError);
  });
});
