import { DiscoveryService } from '@nestjs/core';
import { SCOPES } from '#lib/access';
import { newUuid, publicId, systemRandom } from '#lib/kernel';
import { newApiKeyText } from '#lib/access';
import type { Permission } from '../apps/api/src/access/permission.js';
import { type Route, routeTable } from '../apps/api/src/access/route-table.js';
import { type ApiBench, createApiBench, type Method, type Problem, problemOf, TO_SEND } from './api-bench.js';

/** Reading routes with a parameter that must be given: what to watch, by what to break down, of which rung. */
const ASKS_FOR_MORE = new Set([
  ...['/v1/calendar', '/v1/stream', '/v1/campaigns/:campaign_id/breakdown'],
  '/v1/campaigns/:campaign_id/follow-up-plan/without-manager',
]);

describe('who may do what', () => {
  let bench: ApiBench;
  let routes: Route[];
  /** A key for each scope, which has that scope alone. */
  const keys = new Map<Permission, string>();
  let revoked: string;
  let expired: string;
  beforeAll(async () => {
    bench = await createApiBench();
    routes = routeTable(bench.api.app.get(DiscoveryService));
    for (const scope of SCOPES) keys.set(scope, await bench.key([scope]));
    [revoked, expired] = [await bench.key(['admin']), await bench.key(['admin'])];
    await bench.db.query('update api_key set revoked_at = now() where key_id = $1', [revoked.slice(9, 21)]);
    await bench.db.query('update api_key set expires_at = now() where key_id = $1', [expired.slice(9, 21)]);
  });
  afterAll(() => bench.close());

  const closed = (): Route[] => routes.filter(({ permission }) => permission !== 'public');
  /** The route's address with ids that are well formed and belong to nothing. */
  const addressOf = ({ path }: Route): string =>
    path
      .replace(':campaign_id', publicId('cmp', newUuid()))
      .replace(':sender_id', publicId('snd', newUuid()))
      .replace(':operation_id', publicId('op', newUuid()))
      .replace(':key_id', publicId('key', newUuid()))
      .replace(':delivery_id', 'dlv_1')
      .replace(':user_id', '999999')
      .replace(':code', 'internal');
  const ask = async (
    route: Route,
    authorization?: string,
  ): Promise<{ status: number; problem: Problem | null }> => {
    const request = bench.bare(route.method.toLowerCase() as Method, addressOf(route));
    const response = await (authorization === undefined
      ? request
      : request.set('authorization', authorization));
    return { status: response.status, problem: response.status < 400 ? null : problemOf(response) };
  };

  it('is declared by every route, and only health, documents, error codes and signed events are open', () => {
    expect(routes.length).toBeGreaterThan(25);
    expect(routes.filter(({ permission }) => permission === null)).toEqual([]);
    const open = routes.filter(({ permission }) => permission === 'public').map(({ path }) => path);
    expect(open.sort()).toEqual([
      '/',
      '/errors/:code',
      '/health/live',
      '/health/ready',
      '/pachca/webhook/:path',
    ]);
    const forAnyKey = routes.filter(({ permission }) => permission === 'any_key').map(({ path }) => path);
    // These ask for the scope of the operation's kind, of each event's type, of each topic, which the route does not know.
    expect(forAnyKey.sort()).toEqual([
      ...['/v1/events', '/v1/events/:event_id', '/v1/me', '/v1/operations/:operation_id'],
      ...['/v1/operations/:operation_id/cancel', '/v1/stream'],
    ]);
  });

  it('leaves the open routes open', async () => {
    const reading = ({ permission, method }: Route): boolean => permission === 'public' && method === 'GET';
    for (const route of routes.filter(reading)) {
      expect((await ask(route)).status).toBe(200);
    }
    for (const path of ['/openapi.json', '/docs']) expect((await bench.bare('get', path)).status).toBe(200);
  });

  it.each<[string, string, () => string | undefined]>([
    ['nobody', 'missing', () => undefined],
    ['an empty header', 'missing', () => ''],
    ['another scheme', 'malformed', () => `Basic ${bench.admin}`],
    ['a key without its scheme', 'malformed', () => bench.admin],
    ['a key that was cut', 'malformed', () => `Bearer ${bench.admin.slice(0, -1)}`],
    ['a key that was never made', 'unknown', () => `Bearer ${newApiKeyText(systemRandom).text}`],
    ['a revoked key', 'revoked', () => `Bearer ${revoked}`],
    ['an expired key', 'expired', () => `Bearer ${expired}`],
  ])('refuses every closed route to %s', async (_who, reason, header) => {
    const before = await bench.everything();
    for (const route of closed()) {
      const { status, problem } = await ask(route, header());
      expect([route.handler, status, problem?.code, problem?.reason]).toEqual([
        ...[route.handler, 401, 'unauthenticated', reason],
      ]);
    }
    expect(await bench.everything()).toEqual(before);
  });

  it.each(SCOPES)('lets a key with %s alone do that and nothing else', async (scope) => {
    const before = await bench.everything();
    for (const route of closed().filter(({ method }) => scope !== 'admin' || method === 'GET')) {
      const { permission } = route;
      const isAllowed = scope === 'admin' || permission === 'any_key' || permission === scope;
      // What is allowed may change something; that it is not refused is told by the reading routes.
      if (isAllowed && route.method !== 'GET') continue;
      const { status, problem } = await ask(route, `Bearer ${keys.get(scope) ?? ''}`);
      const isRefused = status === 403 && problem?.code === 'scope_missing' && problem.scope === permission;
      expect([route.handler, isRefused]).toEqual([route.handler, !isAllowed]);
      if (isAllowed) expect(ASKS_FOR_MORE.has(route.path) ? [422] : [200, 404]).toContain(status);
    }
    expect(await bench.everything()).toEqual(before);
  });

  it('lets nobody hand out more than they hold', async () => {
    const made = await bench
      .bare('post', '/v1/api_keys')
      .set('authorization', `Bearer ${keys.get('api_keys:write') ?? ''}`)
      .send({ name: 'x', scopes: ['admin'] });
    expect(problemOf(made)).toMatchObject({
      status: 422,
      errors: [{ pointer: '#/scopes/0', code: 'scope_not_held' }],
    });
  });

  it('limits a key by the people that it reaches, and tells it and whoever asks', async () => {
    const audience = { type: 'rules', include: [{ users: [1, 2] }], exclude: [] };
    const scopes = ['campaigns:read', 'campaigns:write', 'campaigns:send', 'api_keys:write'];
    const limits = { max_recipients: 5, audience };
    const made = await bench.call('post', '/v1/api_keys', { name: 'Склад', scopes, limits });
    const { id: keyId, key } = made.body as { id: string; key: string };
    const own = (method: Method, path: string) =>
      bench.bare(method, path).set('authorization', `Bearer ${key}`).set('idempotency-key', newUuid());
    expect((await own('get', '/v1/me')).body).toMatchObject({ limits });

    const { id } = await bench.draft();
    const check = (await own('post', `/v1/campaigns/${id}/check`)).body as { ok: boolean; issues: object[] };
    expect(check).toMatchObject({ ok: false });
    expect(check.issues.slice(0, 2)).toMatchObject([
      { code: 'key_limit_exceeded' },
      { code: 'audience_not_allowed' },
    ]);
    const body = { expected_recipients: TO_SEND, confirm_repeat: true };
    const send = () => own('post', `/v1/campaigns/${id}/send`).set('accept-language', 'ru').send(body);
    const facts = { limit: 'max_recipients', max: 5, actual: TO_SEND, key_id: keyId };
    expect(problemOf(await send())).toMatchObject({ status: 403, code: 'key_limit_exceeded', ...facts });

    const patch = (as: string, change: object) =>
      bench.bare('patch', `/v1/api_keys/${keyId}`).set('authorization', `Bearer ${as}`).send(change);
    const loosened = await patch(key, { limits: { max_recipients: null } });
    expect(problemOf(loosened).errors).toMatchObject([
      { pointer: '#/limits/max_recipients', code: 'limit_not_held' },
    ]);
    const widened = await patch(bench.admin, { limits: { max_recipients: null } });
    expect(widened.body).toMatchObject({ name: 'Склад', limits: { max_recipients: null, audience } });
    expect(problemOf(await send())).toMatchObject({
      status: 403,
      code: 'audience_not_allowed',
      outside: TO_SEND - 2,
      actual: TO_SEND,
      detail: expect.stringContaining(`вне аудитории, разрешённой ключу ${keyId}`) as string,
    });
    expect((await patch(bench.admin, { limits: null })).body).toMatchObject({ limits: null });
    expect((await send()).status).toBe(202);
  });

  it('lets nobody widen a limit by the saved audience that it names', async () => {
    const audiences = ['Свои', 'Внутри'].map(async (name) =>
      bench.call('post', '/v1/audiences', { name, rules: { type: 'rules', include: [{ users: [1] }] } }),
    );
    const [outer, inner] = (await Promise.all(audiences)).map(({ body }) => (body as { id: string }).id);
    const rules = (users: number[], ...ids: (string | undefined)[]) => ({
      type: 'rules',
      include: [{ users }, ...ids.map((id) => ({ audiences: [id] }))],
    });
    await bench.call('patch', `/v1/audiences/${outer ?? ''}`, { rules: rules([1], inner) });
    const limits = { audience: { type: 'rules', include: [{ audiences: [outer] }] } };
    const scopes = ['campaigns:write'];
    const made = await bench.call('post', '/v1/api_keys', { name: 'x', scopes, limits });
    const { key } = made.body as { key: string };
    for (const id of [outer, inner]) {
      const widened = bench.bare('patch', `/v1/audiences/${id ?? ''}`).set('authorization', `Bearer ${key}`);
      expect(problemOf(await widened.send({ rules: rules([1, 2]) }))).toMatchObject({
        status: 403,
        code: 'audience_is_limit',
      });
    }
    const used = problemOf(await bench.call('delete', `/v1/audiences/${outer ?? ''}`));
    expect(used).toMatchObject({ code: 'audience_in_use', used_by: [{ object: 'api_key', name: 'x' }] });
    expect((await bench.call('patch', `/v1/audiences/${inner ?? ''}`, { rules: rules([1, 2]) })).status).toBe(
      200,
    );
  });

  it.each([
    [{ max_recipients: 0 }, '#/limits/max_recipients'],
    [{ most: 5 }, '#/limits/most'],
    [{ audience: { type: 'rules', include: [] } }, '#/limits/audience/include'],
    [
      { audience: { type: 'rules', include: [{ tags_any: ['Склдд'] }] } },
      '#/limits/audience/include/0/tags_any/0',
    ],
  ])('takes no limits that say nothing or name nobody: %j', async (limits, pointer) => {
    const made = await bench.call('post', '/v1/api_keys', { name: 'x', scopes: ['reports:read'], limits });
    expect(problemOf(made)).toMatchObject({ status: 422, errors: [{ pointer }] });
  });

  it('does not take a key from anywhere but its header', async () => {
    const response = await bench.bare('get', `/v1/me?api_key=${bench.admin}`).set('x-api-key', bench.admin);
    expect(problemOf(response).status).toBe(401);
  });
});
