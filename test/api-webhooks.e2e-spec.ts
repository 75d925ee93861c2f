import { randomUUID } from 'node:crypto';
import { type ApiBench, createApiBench, problemOf } from './api-bench.js';

const ENDPOINT = {
  url: 'https://hooks.example.com/vestnik',
  event_types: ['campaign.completed', 'campaign.held'],
  description: 'Кадровая система',
};

interface EndpointView {
  readonly id: string;
  readonly secret?: string;
  readonly event_types: readonly string[];
}

interface DeliveryView {
  readonly id: string;
  readonly status: string;
}

describe('webhook endpoints, over the API', () => {
  let bench: ApiBench;
  beforeAll(async () => {
    bench = await createApiBench();
  });
  afterAll(() => bench.close());

  const create = async (changes: object = {}): Promise<EndpointView> =>
    (await bench.call('post', '/v1/webhook_endpoints', { ...ENDPOINT, ...changes })).body as EndpointView;
  const at = (id: string, rest = ''): string => `/v1/webhook_endpoints/${id}${rest}`;

  it('are made, read, changed, rotated and deleted, and show each secret once', async () => {
    const made = await bench.call('post', '/v1/webhook_endpoints', ENDPOINT);
    const { id, secret } = made.body as EndpointView;
    expect(made.status).toBe(201);
    expect(made.headers['location']).toBe(at(id));
    expect(secret).toMatch(/^whsec_/);
    const read = await bench.call('get', at(id));
    expect(read.body).toMatchObject({ ...ENDPOINT, enabled: true, disabled_because: null });
    expect(read.text).not.toContain('whsec_');
    const patched = await bench.call('patch', at(id), { enabled: false, description: null });
    expect(patched.body).toMatchObject({ enabled: false, disabled_because: 'by_request', description: null });
    expect(patched.body).toMatchObject({ url: ENDPOINT.url, event_types: ENDPOINT.event_types });
    const rotated = (await bench.call('post', at(id, '/rotate_secret'))).body as EndpointView;
    expect(rotated.secret).toMatch(/^whsec_/);
    expect(rotated.secret).not.toBe(secret);
    expect((await bench.call('get', '/v1/webhook_endpoints')).text).toContain(id);
    expect((await bench.call('delete', at(id))).status).toBe(204);
    expect(problemOf(await bench.call('get', at(id))).code).toBe('webhook_endpoint_unknown');
  });

  it('are made once however often the request is repeated, with the same secret', async () => {
    const key = randomUUID();
    const ask = () => bench.call('post', '/v1/webhook_endpoints', ENDPOINT).set('idempotency-key', key);
    const [first, second] = [await ask(), await ask()];
    expect(second.body).toEqual(first.body);
    const [kept] = await bench.db.query<{ body: string }>(
      'select body::text from idempotency_key where key = $1',
      [key],
    );
    expect(kept?.body).not.toContain('whsec_');
  });

  it('tell in words why an address is refused', async () => {
    const refused = async (url: string, language = 'en') =>
      problemOf(
        await bench
          .call('post', '/v1/webhook_endpoints', { ...ENDPOINT, url })
          .set('accept-language', language),
      );
    expect(await refused('http://hooks.example.com/')).toMatchObject({
      status: 422,
      code: 'webhook_url_refused',
      reason: 'not_https',
    });
    for (const url of ['https://0x7f.1/', 'https://[::ffff:127.0.0.1]/', 'https://169.254.169.254/'])
      expect((await refused(url)).reason).toBe('address');
    expect((await refused('https://10.0.0.1/', 'ru')).detail).toContain('частную или особую сеть');
    const { id } = await create();
    expect(problemOf(await bench.call('patch', at(id), { url: 'ftp://x.example.com' })).code).toBe(
      'webhook_url_refused',
    );
    const unknown = { ...ENDPOINT, event_types: ['webhook.test'] };
    expect(problemOf(await bench.call('post', '/v1/webhook_endpoints', unknown)).code).toBe(
      'validation_failed',
    );
  });

  it('need their own scopes, and those of what they are to hear', async () => {
    const as = async (scopes: readonly string[]) => {
      const key = await bench.key(scopes);
      const answer = await bench
        .bare('post', '/v1/webhook_endpoints')
        .set('authorization', `Bearer ${key}`)
        .send(ENDPOINT);
      return answer.status === 201 ? 'made' : problemOf(answer).scope;
    };
    expect(await as(['webhooks:read', 'campaigns:read'])).toBe('webhooks:write');
    expect(await as(['webhooks:write'])).toBe('campaigns:read');
    expect(await as(['webhooks:write', 'campaigns:read'])).toBe('made');
  });

  it('are tried, and what was posted is listed and posted again', async () => {
    const { id } = await create();
    const tried = await bench.call('post', at(id, '/test'));
    const delivery = tried.body as DeliveryView;
    expect(tried.status).toBe(202);
    expect(tried.headers['location']).toBe(at(id, `/deliveries/${delivery.id}`));
    expect((await bench.call('get', at(id, `/deliveries/${delivery.id}`))).body).toMatchObject({
      event_type: 'webhook.test',
      status: 'pending',
      attempts: [],
    });
    await bench.db.query(
      "update webhook_delivery set state = 'delivered', finished_at = now(), next_try_at = now()",
    );
    const again = await bench.call('post', at(id, `/deliveries/${delivery.id}/redeliver`));
    expect([again.status, (again.body as DeliveryView).status]).toEqual([202, 'pending']);
    const listed = (await bench.call('get', at(id, '/deliveries?status=pending'))).body as {
      data: DeliveryView[];
    };
    expect(listed.data.map((each) => each.id)).toEqual([delivery.id]);
    await bench.call('patch', at(id), { enabled: false });
    expect(problemOf(await bench.call('post', at(id, '/test'))).code).toBe('webhook_disabled');
    const other = 'whd_01kq3k8mehe8zbnn5q0wwz5bst';
    expect(problemOf(await bench.call('get', at(id, `/deliveries/${other}`))).code).toBe(
      'webhook_delivery_unknown',
    );
  });
});
