import { createTestDatabase, Ledger, type TestDatabase } from '#lib/testing';
import { CallListener } from './call-listener.js';

/** What comes, one after the other, for whoever waits for it. */
class Heard<T> {
  private readonly values: T[] = [];
  private wake: () => void = () => undefined;

  readonly take = (value: T): void => {
    this.values.push(value);
    this.wake();
  };

  async next(): Promise<T> {
    for (;;) {
      const value = this.values.shift();
      if (value !== undefined) return value;
      await new Promise<void>((resolve) => (this.wake = resolve));
    }
  }
}

describe('a listener to calls', () => {
  let db: TestDatabase;
  beforeAll(async () => {
    db = await createTestDatabase();
  });
  afterAll(() => db.close());

  const calls = new Heard<string>();
  const begins = new Heard<true>();
  const listenTo = (channel: string, url = db.url): CallListener =>
    new CallListener({
      url,
      channel,
      applicationName: 'test-calls',
      onCall: calls.take,
      onListening: () => {
        begins.take(true);
      },
    });

  it('hears what is committed on its channel, and nothing of others', async () => {
    const listener = listenTo('Some "work"');
    await begins.next();
    await db.query(`notify "other", 'not this'`);
    await db.query(`notify "Some ""work""", 'this'`);
    await expect(calls.next()).resolves.toBe('this');
    await listener.stop();
  });

  it('listens again after its connection is lost, and says so, for it may have missed calls', async () => {
    const listener = listenTo('work');
    await begins.next();
    await db.query(
      "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'test-calls' and datname = current_database()",
    );
    await begins.next();
    await db.query("notify work, 'again'");
    await expect(calls.next()).resolves.toBe('again');
    await listener.stop();
  });

  it('hears of a run, and of nothing that comes for every person', async () => {
    const ledger = new Ledger(db);
    const senderId = await ledger.sender();
    const runId = await ledger.run(senderId, []);
    const listener = listenTo('vestnik_work');
    await begins.next();
    await ledger.delivery(runId, 1001, 'sent');
    await ledger.delivery(runId, 1002, 'pending');
    await db.query("insert into outbox_event (type) values ('receipt.acknowledged')");
    await db.query("insert into outbox_event (type) select 'campaign.progressed' where false");
    await ledger.run(senderId, []);
    await expect(calls.next()).resolves.toBe('run');
    await listener.stop();
  });

  it('can be stopped while it has never had a connection', async () => {
    const nowhere = new URL(db.url);
    nowhere.port = '1';
    await expect(listenTo('work', nowhere.href).stop()).resolves.toBeUndefined();
  });
});
