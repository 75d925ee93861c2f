import { connect, createServer, type Server, type Socket } from 'node:net';
import { once } from 'node:events';
import { createLogger } from '#lib/observability';
import { loadConfig } from '#lib/config';
import { systemRandom } from '#lib/kernel';
import { newApiKeyText } from '#lib/access';
import { createTestDatabase, type TestDatabase } from '#lib/testing';
import request, { type Response } from 'supertest';
import { type Api, createApi } from '../apps/api/src/create-api.js';
import { CAMPAIGN, problemOf } from './api-bench.js';

/** A way to Postgres that can be cut and mended. */
class Wire {
  private readonly sockets = new Set<Socket>();

  private constructor(
    private readonly server: Server,
    readonly port: number,
    private isCut: boolean,
  ) {}

  static async to(target: { readonly host: string; readonly port: number }): Promise<Wire> {
    const server = createServer();
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const wire = new Wire(server, (server.address() as { port: number }).port, false);
    server.on('connection', (near) => {
      if (wire.isCut) {
        near.destroy();
        return;
      }
      const far = connect(target);
      for (const socket of [near, far]) {
        wire.sockets.add(socket);
        socket.on('error', () => undefined);
        socket.on('close', () => {
          near.destroy();
          far.destroy();
        });
      }
      near.pipe(far);
      far.pipe(near);
    });
    return wire;
  }

  cut(): void {
    this.isCut = true;
    for (const socket of this.sockets) socket.destroy();
    this.sockets.clear();
  }

  mend(): void {
    this.isCut = false;
  }

  async close(): Promise<void> {
    this.cut();
    this.server.close();
    await once(this.server, 'close');
  }
}

describe('while the database is away', () => {
  const key = newApiKeyText(systemRandom).text;
  let db: TestDatabase;
  let wire: Wire;
  let api: Api;
  beforeAll(async () => {
    db = await createTestDatabase();
    const url = new URL(db.url);
    wire = await Wire.to({ host: url.hostname, port: Number(url.port) });
    url.hostname = '127.0.0.1';
    url.port = String(wire.port);
    const config = loadConfig({ VESTNIK_BOOTSTRAP_API_KEY: key });
    const logger = createLogger({ level: 'silent', service: 'api' });
    api = await createApi({ config, databaseUrl: url.href, logger });
    await api.takeFirstSteps();
    await db.query("insert into tag (id, name, users_count, synced_at) values (1, 'Склад', 0, now())");
    await db.query(
      `insert into person (id, nickname, role, is_suspended, is_bot, invite_status, synced_at)
       values (1, 'a', 'user', false, false, 'confirmed', now())`,
    );
  });
  afterAll(async () => {
    await api.app.close();
    await wire.close();
    await db.close();
  });

  const get = (path: string): Promise<Response> =>
    request(api.app.getHttpServer()).get(path).set('authorization', `Bearer ${key}`).then();
  const create = (idempotencyKey: string): Promise<Response> =>
    request(api.app.getHttpServer())
      .post('/v1/campaigns')
      .set('authorization', `Bearer ${key}`)
      .set('idempotency-key', idempotencyKey)
      .send(CAMPAIGN)
      .then();

  it('says so, in words for clients that repeat, and is alive but not ready', async () => {
    wire.cut();
    for (const response of [await get('/v1/campaigns'), await get('/v1/me'), await create('while-away-1')]) {
      expect(problemOf(response)).toMatchObject({ status: 503, code: 'database_unavailable' });
      expect(response.headers['retry-after']).toBe('2');
    }
    expect((await get('/health/live')).status).toBe(200);
    expect(problemOf(await get('/health/ready'))).toMatchObject({ status: 503, code: 'not_ready' });
    wire.mend();
  });

  it('recovers by itself, and a repeat with the same key has its effect once', async () => {
    const made = await create('while-away-1');
    expect(made.status).toBe(201);
    expect((await create('while-away-1')).text).toBe(made.text);
    expect(await db.query('select from campaign')).toHaveLength(1);
    expect((await get('/health/ready')).status).toBe(200);
  });

  it('loses nothing when the connections break in the middle of many requests', async () => {
    const requests = Array.from({ length: 30 }, (_, n) => create(`in-the-middle-${n}`));
    await Promise.race(requests);
    wire.cut();
    const answers = await Promise.all(requests);
    wire.mend();
    for (const { status } of answers) expect([201, 503]).toContain(status);
    const repeats = await Promise.all(answers.map((_, n) => create(`in-the-middle-${n}`)));
    for (const { status } of repeats) expect(status).toBe(201);
    for (const [n, answer] of answers.entries()) {
      if (answer.status === 201) expect(repeats[n]?.text).toBe(answer.text);
    }
    expect(await db.query('select from campaign')).toHaveLength(31);
  });
});
