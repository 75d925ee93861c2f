import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Test, type TestingModule } from '@nestjs/testing';
import { ConfigModule, loadConfig } from '#lib/config';
import { Database, DatabaseModule } from '#lib/database';
import { createLogger, ObservabilityModule } from '#lib/observability';
import { Outbox, OutboxRelay } from '#lib/outbox';
import { createTestDatabase, type TestDatabase } from '#lib/testing';
import { Webhook } from 'standardwebhooks';
import { WebhookDeliveries } from './webhook-deliveries.js';
import { WebhookEndpoints } from './webhook-endpoints.js';
import { WebhookHealth } from './webhook-health.js';
import { WebhookSender } from './webhook-sender.js';
import { WebhooksModule } from './webhooks.module.js';

interface Posted {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

describe('webhooks', () => {
  let db: TestDatabase;
  let module: TestingModule;
  let server: Server;
  let url: string;
  let status = 204;
  /** Requests that are not answered until somebody says so. */
  let gate: Promise<void> | null = null;
  const posted: Posted[] = [];
  let endpointId: string;
  let secret: string;

  beforeAll(async () => {
    server = createServer((request, response) => {
      let body = '';
      request.on('data', (chunk: Buffer) => (body += chunk.toString()));
      request.on('end', () => {
        posted.push({ headers: request.headers as Record<string, string>, body });
        void (gate ?? Promise.resolve()).then(() => response.writeHead(status).end('whatever'));
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/in`;
    db = await createTestDatabase();
    module = await Test.createTestingModule({
      imports: [
        ConfigModule.with(loadConfig({ VESTNIK_WEBHOOK_ALLOWED_HOSTS: '127.0.0.1' })),
        ObservabilityModule.with(createLogger({ level: 'silent', service: 'test' })),
        DatabaseModule.with({ url: db.url, applicationName: 'test' }),
        WebhooksModule,
      ],
    }).compile();
    await module.init();
  });
  beforeEach(async () => {
    await db.query('delete from webhook_endpoint');
    [status, gate] = [204, null];
    posted.length = 0;
    ({ id: endpointId, secret } = await create());
  });
  afterAll(async () => {
    await module.close();
    server.closeAllConnections();
    server.close();
    await db.close();
  });

  const tx = () => module.get(Database).client;
  const create = async (at = url): Promise<{ id: string; secret: string }> => {
    const values = { url: at, description: null, types: ['campaign.paused', 'campaign.held'] as const };
    const made = await module.get(WebhookEndpoints).create(tx(), values, 'key_1');
    return { id: made.endpoint.id, secret: made.secret };
  };
  const happens = async (count = 1): Promise<void> => {
    for (let at = 0; at < count; at += 1)
      await module.get(Outbox).record(tx(), { type: 'campaign.paused', data: { at } });
    await module.get(OutboxRelay).runOnce();
  };
  const pass = (): Promise<number> => module.get(WebhookSender).runOnce(endpointId);
  /** Virtual time: what waits is due, as if its wait had passed. */
  const later = (): Promise<unknown> =>
    db.query("update webhook_delivery set next_try_at = now() - interval '1 s'");
  const list = async () =>
    (await module.get(WebhookDeliveries).list({ endpointId, state: null }, { after: null, limit: 200 }))
      .deliveries;
  const stateOf = async (): Promise<unknown> =>
    (await module.get(WebhookEndpoints).get(endpointId)).disabledBecause;
  const ats = (): unknown[] =>
    posted.map(({ body }) => (JSON.parse(body) as { data: { at?: number } }).data.at);

  it('post an event, signed so that any library of Standard Webhooks verifies it', async () => {
    await happens();
    expect(await module.get(WebhookSender).due()).toEqual([endpointId]);
    expect(await pass()).toBe(1);
    const [{ headers, body } = { headers: {}, body: '' }] = posted;
    expect(new Webhook(secret).verify(body, { ...headers })).toMatchObject({
      type: 'campaign.paused',
      data: { at: 0 },
    });
    expect(headers['webhook-id']).toMatch(/^evt_/);
    expect(() => new Webhook(secret).verify(`${body} `, { ...headers })).toThrow('No matching signature');
    const [delivery] = await list();
    expect(delivery).toMatchObject({ state: 'delivered', attempts: [{ status: 204, error: null }] });
    expect(await module.get(WebhookSender).due()).toEqual([]);
  });

  it('tell only of what was asked for, and each event once', async () => {
    await module.get(Outbox).record(tx(), { type: 'campaign.resumed' });
    await happens(2);
    await pass();
    await module.get(OutboxRelay).runOnce();
    await pass();
    expect(ats()).toEqual([0, 1]);
  });

  it('lose nothing while the receiver is away for ten minutes, and keep to the schedule', async () => {
    status = 503;
    await happens(12);
    for (const tries of [1, 2, 3]) {
      await pass();
      expect(await pass()).toBe(0);
      const waits = await db.query<{ tries: number; wait: number }>(
        `select tries, round(extract(epoch from next_try_at - clock_timestamp()) / 5)::int * 5 as wait
           from webhook_delivery where state = 'pending' group by 1, 2`,
      );
      expect(waits).toEqual([{ tries, wait: [5, 300, 1_800][tries - 1] }]);
      if (tries < 3) await later();
    }
    status = 200;
    posted.length = 0;
    await later();
    await pass();
    expect(new Set(ats())).toEqual(new Set(Array.from({ length: 12 }, (_, at) => at)));
    expect(
      (await list()).every(({ state, attempts }) => state === 'delivered' && attempts.length === 4),
    ).toBe(true);
    expect((await module.get(WebhookEndpoints).get(endpointId)).failingSince).toBeNull();
  });

  it('try each delivery in one process at a time', async () => {
    let open: () => void = () => undefined;
    gate = new Promise((resolve) => (open = resolve));
    await happens(3);
    const both = Promise.all([pass(), pass(), pass()]);
    while (posted.length < 3) await new Promise((resolve) => setImmediate(resolve));
    expect(await pass()).toBe(0);
    open();
    expect((await both).reduce((sum, count) => sum + count)).toBe(3);
    expect([...ats()].sort()).toEqual([0, 1, 2]);
  });

  it('let nobody who lost the claim write down how it went', async () => {
    let open: () => void = () => undefined;
    gate = new Promise((resolve) => (open = resolve));
    status = 500;
    await happens();
    const stalled = pass();
    while (posted.length < 1) await new Promise((resolve) => setImmediate(resolve));
    await later();
    const other = pass();
    while (posted.length < 2) await new Promise((resolve) => setImmediate(resolve));
    open();
    await Promise.all([stalled, other]);
    const [delivery] = await list();
    expect(delivery?.attempts).toHaveLength(1);
  });

  it('are given up after the last try, and can be posted again by hand, under the same id', async () => {
    status = 500;
    await happens();
    for (let tries = 0; tries < 10; tries += 1) {
      await later();
      expect(await pass()).toBe(1);
      await db.query('update webhook_endpoint set failing_since = now()');
    }
    const [given] = await list();
    expect(given).toMatchObject({ state: 'failed' });
    expect(given?.attempts).toHaveLength(10);
    await later();
    expect(await pass()).toBe(0);
    status = 200;
    await module.get(WebhookDeliveries).redeliver(tx(), endpointId, given?.id ?? '');
    await pass();
    expect((await list())[0]).toMatchObject({ state: 'delivered' });
    expect(new Set(posted.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
  });

  it('stop after a day without a success, and go on with what waits once enabled', async () => {
    status = 500;
    await happens(2);
    await pass();
    await db.query(
      "update webhook_endpoint set failing_since = failing_since - interval '23 hours 50 minutes'",
    );
    await later();
    await pass();
    expect(await stateOf()).toBeNull();
    await db.query("update webhook_endpoint set failing_since = failing_since - interval '11 minutes'");
    await later();
    await pass();
    expect(await stateOf()).toBe('failing');
    const [health] = await module.get(WebhookHealth).all();
    expect(health).toMatchObject({ id: endpointId, disabledBecause: 'failing', waiting: 2 });
    expect(health?.failingSeconds).toBeGreaterThanOrEqual(24 * 3_600);
    await later();
    expect(await module.get(WebhookSender).due()).toEqual([]);
    expect(await pass()).toBe(0);
    await happens();
    expect(await list()).toHaveLength(2);
    status = 200;
    const enabled = await module.get(WebhookEndpoints).update(tx(), endpointId, { isEnabled: true });
    expect(enabled).toMatchObject({ disabledBecause: null, failingSince: null });
    expect(await pass()).toBe(2);
    expect((await list()).map(({ state }) => state)).toEqual(['delivered', 'delivered']);
  });

  it('stop at once where the answer is 410', async () => {
    status = 410;
    await happens();
    await pass();
    expect(await stateOf()).toBe('gone');
    expect((await list())[0]).toMatchObject({ state: 'pending', attempts: [{ status: 410, error: 'gone' }] });
  });

  it('take a redirect for a failure', async () => {
    status = 301;
    await happens();
    await pass();
    expect((await list())[0]).toMatchObject({
      state: 'pending',
      attempts: [{ status: 301, error: 'redirect' }],
    });
  });

  it('carry both signatures for a day after a rotation, then the new one alone', async () => {
    const { secret: next } = await module.get(WebhookEndpoints).rotateSecret(tx(), endpointId);
    await happens();
    await pass();
    const verifies = (by: string): boolean => {
      const last = posted.at(-1);
      try {
        new Webhook(by).verify(last?.body ?? '', { ...last?.headers });
        return true;
      } catch {
        return false;
      }
    };
    expect([verifies(secret), verifies(next)]).toEqual([true, true]);
    await db.query("update webhook_endpoint set previous_until = now() - interval '1 second'");
    await happens();
    await pass();
    expect([verifies(secret), verifies(next)]).toEqual([false, true]);
  });

  it('keep their secrets sealed', async () => {
    const [row] = await db.query<{ all: string }>('select e::text as all from webhook_endpoint e');
    expect(row?.all).not.toContain(secret.slice(6));
    expect(row?.all).not.toContain(Buffer.from(secret).toString('hex'));
    expect(JSON.stringify(await module.get(WebhookEndpoints).list())).not.toContain(secret.slice(6, 20));
  });

  it('are tried by a test that goes to one endpoint alone', async () => {
    const other = await create();
    await module.get(WebhookDeliveries).test(tx(), endpointId);
    await module.get(OutboxRelay).runOnce();
    expect(await module.get(WebhookSender).runOnce(other.id)).toBe(0);
    expect(await pass()).toBe(1);
    expect(JSON.parse(posted[0]?.body ?? '')).toMatchObject({ type: 'webhook.test' });
  });

  it('are twenty at most, even when asked for at once', async () => {
    const made = await Promise.allSettled(
      Array.from({ length: 22 }, () =>
        module
          .get(Database)
          .transaction((inner) =>
            module
              .get(WebhookEndpoints)
              .create(inner, { url, description: null, types: ['campaign.held'] }, 'key_1'),
          ),
      ),
    );
    expect(made.filter(({ status: outcome }) => outcome === 'fulfilled')).toHaveLength(19);
  });
});
