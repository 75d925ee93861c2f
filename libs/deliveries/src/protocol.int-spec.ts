import { createTestDatabase, Ledger, type TestDatabase } from '#lib/testing';
import { isUniqueViolation, postgresError, SQLSTATE } from '#lib/database';
import { claim, type Claimed, closeRunGate, writeIntent } from './claim.queries.js';
import { countNegative, resolveAbsent, takeDueDoubts } from './doubt.queries.js';
import { DELIVERY_STATES, DELIVERY_TRANSITIONS } from './domain/delivery-state.js';
import { bindMessage, doubt, fail, handBack } from './outcome.queries.js';
import { doubtLapsedSends, finishedRuns, releaseLapsedLeases } from './upkeep.queries.js';

/** The statements of the send path on real Postgres: what each crash point leaves behind, and who may go on from it. */
describe('the delivery protocol in Postgres', () => {
  let db: TestDatabase;
  let ledger: Ledger;
  let senderId: string;
  beforeAll(async () => {
    db = await createTestDatabase();
    ledger = new Ledger(db);
  });
  beforeEach(async () => {
    senderId = await ledger.sender();
  });
  afterAll(() => db.close());

  const tx = () => db.database.client;
  const claimOne = async (runId: string, leaseMs = 60_000): Promise<Claimed> => {
    const [row] = await claim(tx(), { runId, owner: 'owner', limit: 1, leaseMs });
    if (row === undefined) throw new Error('nothing to claim');
    return row;
  };
  const intend = async (
    delivery: Claimed,
    over: { epoch?: bigint; deadlineMs?: number } = {},
  ): Promise<number | null> => {
    const contentVersionId = await ledger.versionOf(delivery.runId);
    return db.database.transaction((t) =>
      writeIntent(t, delivery, {
        actor: { senderId, owner: 'owner', epoch: over.epoch ?? 1n },
        deadlineMs: over.deadlineMs ?? 15_000,
        markedBy: 'avatar',
        contentVersionId,
      }),
    );
  };
  const only = async (runId: string) => {
    const [row] = await ledger.deliveries(runId);
    if (row === undefined) throw new Error('no delivery');
    return row;
  };
  /** A delivery in doubt whose absence counts from now on. */
  const doubtful = async (runId: string): Promise<Claimed> => {
    const delivery = await claimOne(runId);
    await intend(delivery);
    await doubt(tx(), delivery, { cause: 'timeout', firstLookMs: 0 });
    return delivery;
  };

  describe('claim', () => {
    it('never gives two workers the same row', async () => {
      const people = Array.from({ length: 200 }, (_, at) => at + 1);
      const runId = await ledger.run(senderId, people);
      const batches = await Promise.all(
        Array.from({ length: 8 }, (_, at) =>
          claim(tx(), { runId, owner: `w${String(at)}`, limit: 40, leaseMs: 60_000 }),
        ),
      );
      const ids = batches.flat().map((row) => row.id);
      expect(new Set(ids).size).toBe(ids.length);
      expect(ids).toHaveLength(200);
    });

    it('uses the index made for it', async () => {
      const runId = await ledger.run(
        senderId,
        Array.from({ length: 3_000 }, (_, at) => at + 1),
      );
      await db.query('analyze delivery');
      const plan = await db.query<{ 'QUERY PLAN': string }>(
        `explain select id from delivery where run_id = '${runId}' and state = 'pending'
            and available_at <= clock_timestamp() order by available_at, id limit 4 for update skip locked`,
      );
      expect(plan.map((row) => row['QUERY PLAN']).join('\n')).toContain('delivery_claim_ix');
    });

    it('leaves out people to whom a send of the bot is in doubt', async () => {
      const first = await ledger.run(senderId, [7]);
      await doubtful(first);
      const second = await ledger.run(senderId, [7, 8]);
      const rows = await claim(tx(), { runId: second, owner: 'owner', limit: 10, leaseMs: 60_000 });
      expect(rows.map((row) => Number(row.recipientId))).toEqual([8]);
    });
  });

  describe('C2: a worker dies holding a lease', () => {
    it('gives the row back when the lease has lapsed, and refuses the dead worker an intent after the next claim', async () => {
      const runId = await ledger.run(senderId, [1]);
      const dead = await claimOne(runId, 0);
      expect(await releaseLapsedLeases(tx())).toBe(1);
      const next = await claimOne(runId);
      expect(next.fence).toBe(dead.fence + 1n);
      expect(await intend(dead)).toBeNull();
      expect(await intend(next)).toBe(1);
    });

    it('does not take a lease that still runs', async () => {
      const runId = await ledger.run(senderId, [1]);
      await claimOne(runId);
      await releaseLapsedLeases(tx());
      expect((await only(runId)).state).toBe('leased');
    });
  });

  describe('C3: the reply to the intent is lost', () => {
    it('lets the worker hand back what it knows it has not posted, committed or not', async () => {
      const runId = await ledger.run(senderId, [1]);
      const delivery = await claimOne(runId);
      await intend(delivery);
      expect(await handBack(tx(), delivery, { outcome: 'the intent was lost', waitMs: 0 })).toBe(true);
      expect(await only(runId)).toMatchObject({ state: 'pending', attempt: 1 });
    });
  });

  describe('C4 and C5: a worker dies after the intent', () => {
    it('makes the row a doubt at the deadline, never a send', async () => {
      const runId = await ledger.run(senderId, [1]);
      const delivery = await claimOne(runId);
      await intend(delivery, { deadlineMs: 0 });
      expect(await doubtLapsedSends(tx(), 0)).toBe(1);
      expect(await only(runId)).toMatchObject({ state: 'unknown', outcome: 'owner lost' });
      expect(await claim(tx(), { runId, owner: 'other', limit: 5, leaseMs: 1 })).toEqual([]);
    });

    it('accepts the late answer of the one who was thought dead', async () => {
      const runId = await ledger.run(senderId, [1]);
      const delivery = await claimOne(runId);
      await intend(delivery, { deadlineMs: 0 });
      await doubtLapsedSends(tx(), 0);
      const presence = { messageId: 501, chatId: 5, evidence: 'answer', createdAt: null } as const;
      expect(await db.database.transaction((t) => bindMessage(t, delivery.id, presence))).toBe('bound');
      expect(await only(runId)).toMatchObject({ state: 'sent', messageId: 501, evidence: 'answer' });
    });
  });

  describe('C6 and C8: an outcome is written twice, or two messages exist', () => {
    it('takes the same message twice without harm and keeps another one as a second copy', async () => {
      const runId = await ledger.run(senderId, [1]);
      const delivery = await claimOne(runId);
      await intend(delivery);
      const bind = (messageId: number) =>
        db.database.transaction((t) =>
          bindMessage(t, delivery.id, { messageId, chatId: 6, evidence: 'answer', createdAt: null }),
        );
      expect([await bind(601), await bind(601), await bind(602), await bind(602)]).toEqual([
        'bound',
        'known',
        'second_copy',
        'known',
      ]);
      const copies = await db.query('select message_id::int from duplicate_message where delivery_id = $1', [
        delivery.id,
      ]);
      expect(copies).toEqual([{ message_id: 602 }]);
    });

    it('binds a message to one delivery only', async () => {
      const first = await claimOne(await ledger.run(senderId, [1]));
      const second = await claimOne(await ledger.run(senderId, [2]));
      const presence = { messageId: 701, chatId: 7, evidence: 'history', createdAt: null } as const;
      await db.database.transaction((t) => bindMessage(t, first.id, presence));
      const again = db.database.transaction((t) => bindMessage(t, second.id, presence));
      const error: unknown = await again.catch((caught: unknown) => caught);
      expect(isUniqueViolation(error, 'delivery_message_uq')).toBe(true);
    });
  });

  describe('C9 and C10: absence', () => {
    it('sends again only after two absences, with a new fence and the same marker', async () => {
      const runId = await ledger.run(senderId, [1]);
      await doubtful(runId);
      const before = await only(runId);
      const [first] = await takeDueDoubts(tx(), senderId, { limit: 5, settleMs: 300_000 });
      if (first === undefined) throw new Error('a doubt is due');
      await countNegative(tx(), first, 0);
      const [second] = await takeDueDoubts(tx(), senderId, { limit: 5, settleMs: 300_000 });
      if (second === undefined) throw new Error('the doubt is due again');
      expect(second.negatives).toBe(1);
      expect(await db.database.transaction((t) => resolveAbsent(t, second))).toBe(true);
      const after = await only(runId);
      expect(after).toMatchObject({ state: 'pending', marker: before.marker, fence: before.fence + 1 });
    });

    it('counts one look once, however often it is written', async () => {
      const runId = await ledger.run(senderId, [1]);
      await doubtful(runId);
      const [look] = await takeDueDoubts(tx(), senderId, { limit: 5, settleMs: 300_000 });
      if (look === undefined) throw new Error('a doubt is due');
      await countNegative(tx(), look, 0);
      await countNegative(tx(), look, 0);
      expect((await only(runId)).negatives).toBe(1);
    });

    it('lets nobody send again without proof, not even by mistake', async () => {
      const runId = await ledger.run(senderId, [1]);
      const delivery = await doubtful(runId);
      const cheat = db.query(`update delivery set state = 'pending', fence = fence + 1 where id = $1`, [
        delivery.id,
      ]);
      await expect(cheat).rejects.toThrow(/resend without proof of absence/);
    });
  });

  describe('the lane', () => {
    it('refuses a second open send of a bot to a person', async () => {
      const [first, second] = [await ledger.run(senderId, [9]), await ledger.run(senderId, [9])];
      const [one, two] = [await claimOne(first), await claimOne(second)];
      expect(await intend(one)).toBe(1);
      const error: unknown = await intend(two).catch((caught: unknown) => caught);
      expect(isUniqueViolation(error, 'delivery_lane_uq')).toBe(true);
      await fail(tx(), one, 'no_access');
      expect(await intend(two)).toBe(1);
    });
  });

  describe('what forbids an intent', () => {
    it.each([
      [
        'a run that is paused',
        `update run set status = 'paused', paused_by = 'x', pause_code = 'x' where id = $1`,
      ],
      ['a run that has expired', `update run set expires_at = clock_timestamp() where id = $1`],
      [
        'a bot that is held',
        `update sender set status = 'held', hold_code = 'x' where id = (select sender_id from run where id = $1)`,
      ],
    ])('is %s', async (_name, change) => {
      const runId = await ledger.run(senderId, [1]);
      const delivery = await claimOne(runId);
      await db.query(change, [runId]);
      expect(await intend(delivery)).toBeNull();
      expect((await only(runId)).state).toBe('leased');
    });

    it('is an earlier ownership of the bot', async () => {
      const delivery = await claimOne(await ledger.run(senderId, [1]));
      await db.query('update sender_lease set epoch = epoch + 1 where sender_id = $1', [senderId]);
      expect(await intend(delivery)).toBeNull();
    });
  });

  it('lets no intent be written after a pause has returned, in many races', async () => {
    const runId = await ledger.run(
      senderId,
      Array.from({ length: 100 }, (_, at) => at + 1),
    );
    const claimed = await claim(tx(), { runId, owner: 'owner', limit: 100, leaseMs: 60_000 });
    const intents = claimed.map((delivery) => intend(delivery));
    await db.database.transaction(async (t) => {
      await closeRunGate(t, runId);
      await t.$executeRaw`update run set status = 'paused', paused_by = 'x', pause_code = 'x' where id = ${runId}::uuid`;
    });
    const inFlight = await db.query<{ count: number }>(
      `select count(*)::int from delivery where run_id = $1 and state = 'sending'`,
      [runId],
    );
    await Promise.all(intents);
    const afterwards = await db.query<{ count: number }>(
      `select count(*)::int from delivery where run_id = $1 and state = 'sending'`,
      [runId],
    );
    expect(afterwards).toEqual(inFlight);
  });

  it('completes a run by its rows: not while one is open, not while one is missing', async () => {
    const runId = await ledger.run(senderId, [1]);
    const isFinished = async () => (await finishedRuns(tx())).filter((run) => run.id === runId);
    expect(await isFinished()).toEqual([]);
    const delivery = await doubtful(runId);
    expect(await isFinished()).toEqual([]);
    await db.database.transaction((t) =>
      bindMessage(t, delivery.id, { messageId: 801, chatId: 8, evidence: 'history', createdAt: null }),
    );
    expect(await isFinished()).toEqual([{ id: runId, status: 'running', isWhole: true }]);
    await db.query('update run set expected_count = 2 where id = $1', [runId]);
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
    const runId = await ledger.run(senderId, [1]);
    const delivery = await claimOne(runId);
    await intend(delivery);
    await db.database.transaction((t) =>
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
      await expect(db.query(statement)).rejects.toMatchObject({ code: SQLSTATE.checkViolation });
    const events = await db.query<{ to_state: string }>(
      'select to_state::text from delivery_event where delivery_id = $1 order by id',
      [delivery.id],
    );
    expect(events.map((event) => event.to_state)).toEqual(['leased', 'sending', 'sent']);
  });

  /** Puts a fresh row into `from` by the shortest legal way, then tries `to` by force. */
  async function tryTransition(from: string, to: string): Promise<boolean> {
    const runId = await ledger.run(senderId, [Math.floor(lastPerson++)]);
    const { id } = await only(runId);
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
      db.query(`update delivery set state = '${state}'${columns[state] ?? ''} where id = $1`, [id]);
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
