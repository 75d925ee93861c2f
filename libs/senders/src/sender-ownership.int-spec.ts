import { Test } from '@nestjs/testing';
import { type Config, ConfigModule, loadConfig } from '#lib/config';
import { DatabaseModule } from '#lib/database';
import { createLogger, ObservabilityModule } from '#lib/observability';
import { createTestDatabase, type TestDatabase } from '#lib/testing';
import { PRIORITY } from './class-gate.js';
import { SenderOwnership } from './sender-ownership.js';
import { SendersModule } from './senders.module.js';
import { SendersService } from './senders.service.js';

describe('who owns a bot', () => {
  let db: TestDatabase;
  let senders: SendersService;
  const stops: (() => Promise<void>)[] = [];
  const config: Config = loadConfig({ PACHCA_API_URL: 'http://127.0.0.1:9/none' });

  beforeAll(async () => {
    db = await createTestDatabase();
  });
  afterEach(async () => {
    for (const stop of stops.splice(0)) await stop();
  });
  afterAll(() => db.close());

  /** One worker process, as far as ownership goes. */
  async function process(): Promise<SenderOwnership> {
    const module = await Test.createTestingModule({
      imports: [
        ConfigModule.with(config),
        ObservabilityModule.with(createLogger({ level: 'silent', service: 'test' })),
        DatabaseModule.with({ url: db.url, applicationName: 'test' }),
        SendersModule,
      ],
    }).compile();
    const app = await module.init();
    const ownership = app.get(SenderOwnership);
    senders = app.get(SendersService);
    stops.push(async () => {
      await ownership.stop(() => Promise.resolve());
      await app.close();
    });
    return ownership;
  }

  /** Passes of all processes until one owns the bot. */
  async function owner(processes: readonly SenderOwnership[], senderId: string): Promise<SenderOwnership> {
    for (;;) {
      for (const candidate of processes) await candidate.runOnce().catch(() => undefined);
      const owning = processes.filter((each) =>
        each.owned().some((session) => session.senderId === senderId),
      );
      expect(owning.length).toBeLessThanOrEqual(1);
      const [one] = owning;
      if (one !== undefined) return one;
    }
  }

  it('is one process at a time, and another as soon as that one gives up', async () => {
    const [a, b] = [await process(), await process()];
    const { id } = await senders.add({ name: 'one', token: 'token-of-one-bot' });
    const first = await owner([a, b], id);
    const second = first === a ? b : a;
    await second.runOnce();
    expect(second.owned()).toEqual([]);
    const epoch = first.owned()[0]?.epoch ?? 0n;
    await first.stop(() => Promise.resolve());
    await owner([second], id);
    expect(second.owned().find((session) => session.senderId === id)?.epoch).toBe(epoch + 1n);
  });

  it('is not taken anew by a pass that a stop has overtaken', async () => {
    const a = await process();
    const { id } = await senders.add({ name: 'stopping', token: 'token-of-a-stopping-bot' });
    await owner([a], id);
    const epoch = a.owned().find((session) => session.senderId === id)?.epoch;
    let overtaken: ReturnType<SenderOwnership['runOnce']> | undefined;
    let stopped: Promise<void> | undefined;
    await db.database.transaction(async (tx) => {
      await tx.$executeRaw`select 1 from sender_lease where sender_id = ${id}::uuid for update`;
      const pass = a.runOnce();
      while (!(await db.someoneWaits()));
      stopped = a.stop(() => pass.then(() => undefined));
      overtaken = pass;
    });
    expect(await overtaken).toMatchObject({ taken: 0, lost: 0 });
    await stopped;
    expect(await db.query('select epoch from sender_lease where sender_id = $1', [id])).toEqual([
      { epoch: String(epoch) },
    ]);
  });

  it('ends the moment its connection is cut, and everything that waits at the gate is told', async () => {
    const a = await process();
    const { id } = await senders.add({ name: 'two', token: 'token-of-two-bots' });
    await owner([a], id);
    const session = a.owned().find((each) => each.senderId === id);
    if (session === undefined) throw new Error('the bot is owned');
    const told = new Promise<void>((resolve) => {
      session.closed.addEventListener('abort', () => {
        resolve();
      });
    });
    await db.query(`select pg_terminate_backend(pid) from pg_stat_activity
                     where datname = current_database() and application_name = 'vestnik-ownership'`);
    await told;
    expect(session.isOpen()).toBe(false);
    await owner([a], id);
  });

  it('lets nothing start any more when the bot was lost without a word of it', async () => {
    const a = await process();
    const { id } = await senders.add({ name: 'unheard', token: 'token-of-an-unheard-bot' });
    await owner([a], id);
    const session = a.owned().find((each) => each.senderId === id);
    if (session === undefined) throw new Error('the bot is owned');
    // As if Postgres had ended the connection and taken on another owner, and the network had swallowed the end.
    await db.query(`update sender_lease set epoch = epoch + 1 where sender_id = $1`, [id]);
    expect(session.isOpen()).toBe(true);
    const requests = { started: 0 };
    const request = session.gate.class('send').run(PRIORITY.urgent, () => {
      requests.started += 1;
      return Promise.resolve();
    });
    await expect(request).rejects.toThrow('another process owns the bot');
    expect(requests.started).toBe(0);
    expect(session.isOpen()).toBe(false);
    // The connection still holds the lock: the bot is taken anew, under an epoch of its own.
    await owner([a], id);
    expect(a.owned().find((each) => each.senderId === id)?.epoch).toBe(session.epoch + 2n);
  });

  it('is taken from a process that has been silent for too long, and from no other', async () => {
    const [a, b] = [await process(), await process()];
    const { id } = await senders.add({ name: 'three', token: 'token-of-three-bots' });
    await owner([a], id);
    await b.runOnce();
    expect(b.owned().some((session) => session.senderId === id)).toBe(false);
    // As if `a` had been stopped: it keeps its connection and its lock, but renews nothing.
    await db.query(`update sender_lease set renewed_at = clock_timestamp() - interval '16 seconds'`);
    const session = a.owned().find((each) => each.senderId === id);
    await owner([b], id);
    await a.runOnce().catch(() => undefined);
    expect(session?.isOpen()).toBe(false);
  });

  it('begins anew when the token has changed', async () => {
    const a = await process();
    const { id } = await senders.add({ name: 'four', token: 'token-of-four-bots' });
    await owner([a], id);
    const before = a.owned().find((session) => session.senderId === id);
    await senders.replaceToken(id, 'another-token-of-four');
    await a.runOnce();
    expect(before?.isOpen()).toBe(false);
    await owner([a], id);
    expect(a.owned().find((session) => session.senderId === id)?.tokenVersion).not.toBe(before?.tokenVersion);
  });

  it('passes on the moment the owner is gone, without anybody looking', async () => {
    const [a, b] = [await process(), await process()];
    const { id } = await senders.add({ name: 'six', token: 'token-of-six-bots' });
    await owner([a], id);
    // From here on nobody calls a pass of `b`: it waits for the lock.
    await b.runOnce();
    await expectEventually(
      async () =>
        (
          await db.query(`select 1 from pg_locks where locktype = 'advisory' and not granted and database =
                          (select oid from pg_database where datname = current_database())`)
        ).length > 0,
    );
    await a.stop(() => Promise.resolve());
    await expectEventually(() => Promise.resolve(b.owned().some((session) => session.senderId === id)));
  });

  it('inherits a hold that the messenger asked of an earlier owner', async () => {
    const [a, b] = [await process(), await process()];
    const { id } = await senders.add({ name: 'five', token: 'token-of-five-bots' });
    await owner([a], id);
    const session = a.owned().find((each) => each.senderId === id);
    session?.gate.hold('send', 60_000);
    await expectEventually(
      async () => (await db.query('select 1 from class_hold where sender_id = $1', [id])).length === 1,
    );
    await a.stop(() => Promise.resolve());
    await owner([b], id);
    const heir = b.owned().find((each) => each.senderId === id);
    expect(heir?.gate.class('send').holdMs()).toBeGreaterThan(50_000);
    expect(heir?.gate.class('send').effectiveLimit()).toBe(config.limits.send / 2);
    expect(heir?.gate.class('history').holdMs()).toBe(0);
    expect(heir?.gate.class('history').effectiveLimit()).toBe(config.limits.read);
  });

  it('obeys a hold that reaches an earlier session of this process, stored or not', async () => {
    const a = await process();
    const { id } = await senders.add({ name: 'seven', token: 'token-of-seven-bots' });
    const session = () => a.owned().find((each) => each.senderId === id);
    await owner([a], id);
    const before = session();
    before?.gate.hold('send', 60_000);
    // As if Postgres had been away when the messenger asked.
    await expectEventually(
      async () =>
        (await db.query('delete from class_hold where sender_id = $1 returning 1', [id])).length === 1,
    );
    await senders.replaceToken(id, 'another-token-of-seven');
    await a.runOnce();
    await owner([a], id);
    expect(session()).not.toBe(before);
    expect(session()?.gate.class('send').holdMs()).toBeGreaterThan(50_000);

    before?.gate.hold('history', 60_000);
    expect(session()?.gate.class('history').holdMs()).toBeGreaterThan(50_000);
    expect(session()?.maySend()).toBe(false);
  });

  it('obeys a hold that reached an earlier owner late', async () => {
    const [a, b] = [await process(), await process()];
    const { id } = await senders.add({ name: 'eight', token: 'token-of-eight-bots' });
    await owner([a], id);
    const earlier = a.owned().find((each) => each.senderId === id);
    await a.stop(() => Promise.resolve());
    await owner([b], id);
    earlier?.gate.hold('send', 60_000);
    await expectEventually(async () => {
      await b.runOnce();
      return (
        (b
          .owned()
          .find((each) => each.senderId === id)
          ?.gate.class('send')
          .holdMs() ?? 0) > 50_000
      );
    });
  });
});

async function expectEventually(condition: () => Promise<boolean>): Promise<void> {
  while (!(await condition())) await new Promise((resolve) => setImmediate(resolve));
}
