import { Prisma } from '#lib/database';
import { createTestDatabase, type TestDatabase } from '#lib/testing';
import { selectAmong } from './few-people.queries.js';
import { selectRecipients } from './recipients.queries.js';
import { type RunIds, RunRows } from './run-rows.fixture.js';
import { countByReason, countByState } from './run-stats.queries.js';

/** People of the runs before, and of the run that is reported on. */
const OTHERS = 20_000;
const PEOPLE = 1_000;

describe('reports of a run among many', () => {
  let db: TestDatabase;
  let run: RunIds;

  beforeAll(async () => {
    db = await createTestDatabase();
    const rows = new RunRows(db);
    const earlier = await rows.run(OTHERS, 'completed');
    run = await rows.run(PEOPLE);
    for (const [{ runId, senderId }, count] of [
      [earlier, OTHERS],
      [run, PEOPLE],
    ] as const) {
      await db.query(
        `insert into delivery (run_id, sender_id, recipient_id, included_by, marker)
         select $1, $2, n, 'everyone', new_marker() from generate_series(1, $3::int) n`,
        [runId, senderId, count],
      );
      await db.query(
        `update delivery set state = 'skipped', reason = 'suspended' where run_id = $1 and recipient_id % 3 = 0`,
        [runId],
      );
    }
    // Outside of a transaction: what every row's visibility is known of is counted from the index alone.
    for (const table of ['delivery', 'receipt', 'person']) await db.query(`vacuum analyze ${table}`);
  });
  afterAll(() => db.close());

  const planOf = async (sql: Prisma.Sql): Promise<string> => {
    const plan = await db.database.client.$queryRaw<{ 'QUERY PLAN': string }[]>(Prisma.sql`explain ${sql}`);
    return plan.map((line) => line['QUERY PLAN']).join('\n');
  };

  it('count the states from the index alone', async () => {
    expect(await planOf(countByState(run.runId))).toContain('Index Only Scan using delivery_run_state_ix');
  });

  it('count the reasons among the rows that have one', async () => {
    const plan = await planOf(countByReason(run.runId));
    expect(plan).toContain('delivery_run_state_ix');
    expect(plan).toMatch(/state = ANY/);
    expect(plan).not.toContain('Seq Scan on delivery');
  });

  it.each([
    ['the first page', {}, 0n],
    ['a later page', {}, 20_500n],
    ['the unread', { isRead: false }, 0n],
    ['a department', { departments: ['Склад'] }, 0n],
    ['a name', { search: 'смирнова' }, 0n],
  ] as const)(
    'walk %s by run, state and row, never past the rows of earlier runs',
    async (_, filter, after) => {
      const plan = await planOf(
        selectRecipients({ runId: run.runId, filter, companyZone: 'UTC' }, { limit: 50, after }),
      );
      expect(plan).toContain('Index Scan using delivery_run_state_ix');
      expect(plan).toMatch(/Index Cond: \(\(ROW\(run_id, state, id\) >/);
      expect(plan).not.toContain('delivery_pkey');
      expect(plan).not.toContain('Seq Scan on delivery');
    },
  );

  it('look a few people up by run and person', async () => {
    const frame = { runId: run.runId, filter: { departments: ['Склад'] }, companyZone: 'UTC' };
    const plan = await planOf(selectAmong(frame, [3n, 5n, 900n], { limit: 50 }));
    expect(plan).toContain('delivery_run_id_recipient_id_step_key');
    expect(plan).not.toContain('Seq Scan on delivery');
  });
});
