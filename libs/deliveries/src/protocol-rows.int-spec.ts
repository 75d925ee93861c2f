import { postgresError, SQLSTATE } from '#lib/database';
import { createTestDatabase, type TestDatabase } from '#lib/testing';
import { DELIVERY_STATES, DELIVERY_TRANSITIONS } from './domain/delivery-state.js';
import { bindMessage } from './outcome.queries.js';
import { ProtocolBench } from './protocol.fixture.js';
import { finishedRuns } from './upkeep.queries.js';

/** What the rows say of a run, and which changes of them Postgres itself refuses. */
describe('the delivery protocol in Postgres, by its rows', () => {
  let bench: ProtocolBench;
  beforeAll(async () => {
    bench = await ProtocolBench.open();
  });
  beforeEach(() => bench.newSender());
  afterAll(() => bench.close());

  it('completes a run by its rows: not while one is open, not while one is missing', async () => {
    const runId = await bench.run([1]);
    const isFinished = async () => (await finishedRuns(bench.tx)).filter((run) => run.id === runId);
    expect(await isFinished()).toEqual([]);
    const delivery = await bench.doubtful(runId);
    expect(await isFinished()).toEqual([]);
    await bench.db.database.transaction((t) =>
      bindMessage(t, delivery.id, { messageId: 801, chatId: 8, evidence: 'history', createdAt: null }),
    );
    expect(await isFinished()).toEqual([{ id: runId, status: 'running', isWhole: true }]);
    await bench.db.query('update run set expected_count = 2 where id = $1', [runId]);
    expect(await isFinished()).toEqual([{ id: runId, status: 'running', isWhole: false }]);
  });

  it('refuses, in Postgres itself, every transition that the table does not have', async () => {
    for (const from of DELIVERY_STATES) {
      for (const to of DELIVERY_STATES) {
        if (from === to) continue;
        const isAllowed = await tryTransition(from, to);
        const isListed = DELIVERY_TRANSITIONS[from].includes(to);
        // An operator's retry and the way out of doubt need more than a new state; both have tests of their own.
        const needsMore = to === 'pending' && ['failed', 'skipped', 'expired', 'unknown'].includes(from);
        expect({ from, to, isAllowed }).toEqual({ from, to, isAllowed: isListed && !needsMore });
      }
    }
  });

  it('keeps its history, its message and its ledger rows', async () => {
    const runId = await bench.run([1]);
    const delivery = await bench.claimOne(runId);
    await bench.intend(delivery);
    await bench.db.database.transaction((t) =>
      bindMessage(t, delivery.id, { messageId: 901, chatId: 9, evidence: 'answer', createdAt: null }),
    );
    const refused = [
      `update delivery set message_id = 902 where id = ${String(delivery.id)}`,
      `update delivery set fence = 0 where id = ${String(delivery.id)}`,
      `update delivery set recipient_id = 2 where id = ${String(delivery.id)}`,
      `delete from delivery where id = ${String(delivery.id)}`,
      `delete from delivery_event where delivery_id = ${String(delivery.id)}`,
      `update delivery_event set why = 'x' where delivery_id = ${String(delivery.id)}`,
    ];
    for (const statement of refused)
      await expect(bench.db.query(statement)).rejects.toMatchObject({ code: SQLSTATE.checkViolation });
    const events = await bench.db.query<{ to_state: string }>(
      'select to_state::text from delivery_event where delivery_id = $1 order by id',
      [delivery.id],
    );
    expect(events.map((event) => event.to_state)).toEqual(['leased', 'sending', 'sent']);
  });

  /** Puts a fresh row into `from` by the shortest legal way, then tries `to` by force. */
  async function tryTransition(from: string, to: string): Promise<boolean> {
    const runId = await bench.run([Math.floor(lastPerson++)]);
    const { id } = await bench.only(runId);
    const columns: Record<string, string> = {
      pending: '',
      leased: `, lease_owner = 'x'`,
      sending: `, lease_owner = 'x', send_deadline = clock_timestamp()`,
      unknown: `, doubt_since = clock_timestamp()`,
      sent: `, message_id = ${String(lastPerson)}, evidence = 'history', reason = null, sent_at = clock_timestamp()`,
      failed: `, reason = 'no_access'`,
      skipped: `, reason = 'bot'`,
      cancelled: ', reason = null',
      expired: ', reason = null',
    };
    const ways: Record<string, string[]> = {
      pending: [],
      leased: ['leased'],
      sending: ['leased', 'sending'],
      unknown: ['leased', 'sending', 'unknown'],
      sent: ['sent'],
      failed: ['leased', 'sending', 'failed'],
      skipped: ['skipped'],
      cancelled: ['cancelled'],
      expired: ['expired'],
    };
    const move = (state: string) =>
      bench.db.query(`update delivery set state = '${state}'${columns[state] ?? ''} where id = $1`, [id]);
    for (const state of ways[from] ?? []) await move(state);
    // A row that leaves a closed state forcibly keeps its reason; the reason must not be what refuses it.
    if (!['failed', 'skipped'].includes(to))
      columns[to] = (columns[to] ?? '').replace(', reason = null', '') + ', reason = null';
    try {
      await move(to);
      return true;
    } catch (error) {
      if ((error as { code?: string }).code !== SQLSTATE.checkViolation) throw error;
      return false;
    }
  }
  let lastPerson = 1_000;
});

describe('what Prisma makes of Postgres errors', () => {
  let db: TestDatabase;
  beforeAll(async () => {
    db = await createTestDatabase();
  });
  afterAll(() => db.close());

  it('still shows the SQLSTATE of a raw statement', async () => {
    const error: unknown = await db.database.client
      .$executeRaw`insert into secret_key (id, material) values (2, '\\x00')`.catch(
      (caught: unknown) => caught,
    );
    expect(postgresError(error)?.sqlState).toBe(SQLSTATE.checkViolation);
  });
});
