import { RunsService } from '#lib/campaigns';
import { createLogger } from '#lib/observability';
import { createTestDatabase, Ledger, type TestDatabase } from '#lib/testing';
import { RunHolds } from './run-holds.js';

describe('refusals of a text', () => {
  let db: TestDatabase;
  let ledger: Ledger;
  let senderId: string;
  const logger = createLogger({ level: 'silent', service: 'test' });
  beforeAll(async () => {
    db = await createTestDatabase();
    ledger = new Ledger(db);
    senderId = await ledger.sender();
  });
  afterAll(() => db.close());

  /** As in a process that has just started: it remembers nothing. */
  const freshHolds = (): RunHolds => {
    const runs = new RunsService(undefined as never, undefined as never);
    return new RunHolds(logger, db.database, runs, undefined as never);
  };
  const statusOf = async (runId: string): Promise<string> => {
    const [row] = await db.query<{ status: string; code: string | null }>(
      'select status::text, pause_code as code from run where id = $1',
      [runId],
    );
    return [row?.status, row?.code].filter(Boolean).join(' ');
  };
  const refuse = (runId: string, codes = ['too_long']): Promise<void> =>
    db.database.transaction((tx) => freshHolds().contentRefused(tx, runId, codes));

  it('hold the run at the third in a row, whichever processes met them', async () => {
    const runId = await ledger.run(senderId, [1]);
    for (const expected of ['running', 'running', 'paused content_refused']) {
      await refuse(runId);
      expect(await statusOf(runId)).toBe(expected);
    }
  });

  it('are counted anew once somebody has resumed the run', async () => {
    const runId = await ledger.run(senderId, [1]);
    for (let count = 0; count < 3; count += 1) await refuse(runId);
    await db.query(
      `update run set status = 'running', paused_by = null, pause_code = null, pause_reason = null where id = $1`,
      [runId],
    );
    await refuse(runId);
    await refuse(runId);
    expect(await statusOf(runId)).toBe('running');
  });

  it('are no series where they differ', async () => {
    const runId = await ledger.run(senderId, [1]);
    for (const codes of [['a'], ['a'], ['b'], ['a'], ['a']]) await refuse(runId, codes);
    expect(await statusOf(runId)).toBe('running');
  });

  it('are no series where a message got through between them', async () => {
    const runId = await ledger.run(senderId, [1]);
    await refuse(runId);
    await refuse(runId);
    await ledger.delivery(runId, 50, 'sent');
    await refuse(runId);
    expect(await statusOf(runId)).toBe('running');
    await refuse(runId);
    await refuse(runId);
    expect(await statusOf(runId)).toBe('paused content_refused');
  });

  it('are all counted when they come at the same moment', async () => {
    const runId = await ledger.run(senderId, [1]);
    await Promise.all([refuse(runId), refuse(runId), refuse(runId)]);
    expect(await statusOf(runId)).toBe('paused content_refused');
  });
});
