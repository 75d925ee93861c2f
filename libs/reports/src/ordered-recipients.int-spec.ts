import { Prisma } from '#lib/database';
import { createTestDatabase, Ledger, type TestDatabase } from '#lib/testing';
import { selectValued, type ValuedOrder } from './ordered-recipients.queries.js';

/** Messages of the run before, and of the run that is reported on; each is read and confirmed. */
const OTHERS = 4_000;
const PEOPLE = 2_000;

describe('recipients of a run in the order of what they did', () => {
  let db: TestDatabase;
  let runId: string;

  beforeAll(async () => {
    db = await createTestDatabase();
    const ledger = new Ledger(db);
    const senderId = await ledger.sender();
    for (const count of [OTHERS, PEOPLE]) {
      runId = await ledger.emptyRun(await ledger.campaign(senderId), { expectedCount: count });
      await readAndConfirmed(db, runId, count);
    }
    for (const table of ['delivery', 'receipt', 'acknowledgement']) await db.query(`vacuum analyze ${table}`);
  });
  afterAll(() => db.close());

  const planOf = async (order: ValuedOrder): Promise<string> => {
    const frame = { runId, filter: {}, companyZone: 'UTC' };
    const sql = selectValued(frame, { order, place: null, limit: 50 });
    const plan = await db.database.client.$queryRaw<{ 'QUERY PLAN': string }[]>(Prisma.sql`explain ${sql}`);
    return plan.map((line) => line['QUERY PLAN']).join('\n');
  };

  it.each([
    ['read_at', 'receipt_run_read_ix'],
    ['-read_at', 'receipt_run_read_ix'],
    ['acked_at', 'acknowledgement_run_acked_ix'],
    ['-acked_at', 'acknowledgement_run_acked_ix'],
  ] as const)('are walked by %s along an index, and nothing is sorted', async (order, index) => {
    const plan = await planOf(order);
    expect(plan).toMatch(new RegExp(String.raw`Index (Only )?Scan (Backward )?using ${index}`));
    expect(plan).not.toMatch(/->  Sort .*\n +Sort Key: (r\.read_at|a\.acked_at)/);
  });

  it('take their place when the read becomes known, in the middle of what is known about it', async () => {
    const [row] = await db.query<{ id: string }>(
      `insert into delivery (run_id, sender_id, recipient_id, included_by, marker, state, content_version_id, attempt,
                             message_id, chat_id, sent_at, evidence)
       select id, sender_id, 90000, 'test', new_marker(), 'sent', content_version_id, 1, 90000, 9, '2026-11-01 10:00Z', 'answer'
         from run where id = $1 returning id`,
      [runId],
    );
    const receipt = (set: string): Promise<{ runId: string | null; readAt: Date | null }[]> =>
      db.query(`${set} returning run_id as "runId", read_at as "readAt"`, [row?.id]);
    expect(
      await receipt(
        `insert into receipt (delivery_id, unread_as_of, checked_at) values ($1, '2026-11-01 12:00Z', '2026-11-01 12:00Z')`,
      ),
    ).toEqual([{ runId: null, readAt: null }]);
    expect(
      await receipt(
        `update receipt set read_seen_at = '2026-11-01 13:00Z', source = 'poll', checked_at = '2026-11-01 13:00Z' where delivery_id = $1`,
      ),
    ).toEqual([{ runId, readAt: new Date('2026-11-01T12:30:00Z') }]);
  });
});

async function readAndConfirmed(db: TestDatabase, runId: string, count: number): Promise<void> {
  await db.query(
    `insert into delivery (run_id, sender_id, recipient_id, included_by, marker, state, content_version_id, attempt,
                           message_id, chat_id, sent_at, evidence)
     select id, sender_id, n, 'test', new_marker(), 'sent', content_version_id, 1, $2 * 10 + n, n,
            now() - interval '1 day', 'answer'
       from run cross join generate_series(1, $2::int) n where id = $1`,
    [runId, count],
  );
  await db.query(
    `insert into receipt (delivery_id, read_seen_at, source, checked_at)
     select id, sent_at + recipient_id * interval '1 second', 'poll', now() from delivery where run_id = $1`,
    [runId],
  );
  await db.query(
    `insert into acknowledgement (delivery_id, sender_id, choice, content_version_id, source, event_id, acked_at)
     select id, sender_id, 'ack', content_version_id, 'click', id, sent_at + recipient_id * interval '2 seconds'
       from delivery where run_id = $1`,
    [runId],
  );
}
