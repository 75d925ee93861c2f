import { loadConfig } from '#lib/config';
import { createTestDatabase, Ledger, type TestDatabase } from '#lib/testing';
import { ReceiptsService } from './receipts.service.js';
import { knownOf, type SentMessage, sentMessage } from './sent-messages.fixture.js';
import { leaveAlone } from './watch.queries.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

describe('what is known about reading', () => {
  let db: TestDatabase;
  let ledger: Ledger;
  let senderId: string;
  let runId: string;

  beforeAll(async () => {
    db = await createTestDatabase();
    ledger = new Ledger(db);
  });
  afterAll(() => db.close());
  beforeEach(async () => {
    senderId = await ledger.sender();
    runId = await ledger.emptyRun(await ledger.campaign(senderId));
  });

  const ago = (ms: number): Date => new Date(Date.now() - ms);
  const receipt = (id: bigint, unreadAsOf: Date | null, readSeenAt: Date | null, source?: string) =>
    db.query(
      `insert into receipt (delivery_id, unread_as_of, read_seen_at, source, checked_at)
       values ($1, $2::timestamptz, $3::timestamptz, $4, coalesce($3, $2))`,
      [id, unreadAsOf, readSeenAt, source ?? null],
    );
  const acknowledge = ({ deliveryId }: SentMessage, at: Date): Promise<unknown> =>
    db.query(
      `insert into acknowledgement (delivery_id, sender_id, choice, content_version_id, source, event_id, acked_at)
       select id, sender_id, 'ack', content_version_id, 'click', 1, $2 from delivery where id = $1`,
      [deliveryId, at],
    );

  describe('is guarded by the database, whoever writes', () => {
    it.each([
      [
        'the read is taken away',
        'update receipt set read_seen_at = null, source = null where delivery_id = $1',
      ],
      [
        'the read is moved',
        `update receipt set read_seen_at = read_seen_at - interval '1 s' where delivery_id = $1`,
      ],
      ['another source is named', `update receipt set source = 'click' where delivery_id = $1`],
      ['its interval is narrowed', `update receipt set unread_as_of = read_seen_at where delivery_id = $1`],
      ['the row is deleted', 'delete from receipt where delivery_id = $1'],
    ])('when %s', async (_, statement) => {
      const message = await sentMessage(db, runId, 1, HOUR);
      await receipt(message.deliveryId, ago(30 * MINUTE), ago(20 * MINUTE), 'poll');
      const before = await knownOf(db, message);
      await expect(db.query(statement, [message.deliveryId])).rejects.toMatchObject({ code: '23514' });
      expect(await knownOf(db, message)).toEqual(before);
    });

    it('against a read of what was not sent', async () => {
      const pending = await ledger.delivery(runId, 1);
      await expect(receipt(pending, null, ago(MINUTE), 'poll')).rejects.toMatchObject({ code: '23514' });
    });

    it('against an interval that ends before it begins, and a source that nobody knows', async () => {
      const { deliveryId } = await sentMessage(db, runId, 1, HOUR);
      await expect(receipt(deliveryId, ago(MINUTE), ago(2 * MINUTE), 'poll')).rejects.toMatchObject({
        code: '23514',
      });
      await expect(receipt(deliveryId, null, ago(MINUTE), 'guess')).rejects.toMatchObject({ code: '23514' });
    });

    it('so that «not yet read» never goes back', async () => {
      const message = await sentMessage(db, runId, 1, HOUR);
      const unreadAsOf = ago(10 * MINUTE);
      await receipt(message.deliveryId, unreadAsOf, null);
      await db.query('update receipt set unread_as_of = $2, checked_at = $2 where delivery_id = $1', [
        message.deliveryId,
        ago(30 * MINUTE),
      ]);
      expect(await knownOf(db, message)).toMatchObject({ unread_as_of: unreadAsOf, checked_at: unreadAsOf });
    });
  });

  describe('of somebody who has confirmed', () => {
    it('is that they have read, even where nobody wrote that down', async () => {
      const message = await sentMessage(db, runId, 1, HOUR);
      const [unreadAsOf, ackedAt] = [ago(30 * MINUTE), ago(20 * MINUTE)];
      await receipt(message.deliveryId, unreadAsOf, null);
      await acknowledge(message, ackedAt);
      expect(await knownOf(db, message)).toMatchObject({
        unread_as_of: unreadAsOf,
        read_seen_at: ackedAt,
        source: 'click',
        checked_at: ackedAt,
        checks: null,
      });
    });

    it('stays what was known before', async () => {
      const message = await sentMessage(db, runId, 1, HOUR);
      await receipt(message.deliveryId, null, ago(40 * MINUTE), 'poll');
      const before = await knownOf(db, message);
      await acknowledge(message, ago(20 * MINUTE));
      expect(await knownOf(db, message)).toEqual(before);
    });
  });

  describe('has a cost and an age', () => {
    const receipts = new ReceiptsService(loadConfig({ VESTNIK_READ_LIMIT: '2' }));
    const freshness = (): ReturnType<ReceiptsService['freshness']> =>
      receipts.freshness(db.database.client, runId);

    it('of one request for everybody who has not read, at the budget of the bot', async () => {
      for (let person = 1; person <= 5; person += 1) await sentMessage(db, runId, person, HOUR);
      const read = await sentMessage(db, runId, 6, HOUR);
      await receipts.recordRead(db.database.client, { ...read, seenAt: ago(MINUTE), source: 'click' });
      expect(await freshness()).toMatchObject({ requestsPerSweep: 5, sweepSeconds: 3, unavailable: null });
    });

    it('which is that of the person about whom least is known; the idle are known not to have read', async () => {
      const message = await sentMessage(db, runId, 1, HOUR);
      expect((await freshness()).ageAtMostS).toBeGreaterThanOrEqual(3_600);
      const asOf = ago(10 * MINUTE);
      await leaveAlone(db.database.client, asOf, [{ deliveryId: message.deliveryId, until: ago(-HOUR) }]);
      const known = await freshness();
      expect(known.asOf).toEqual(asOf);
      expect(known.ageAtMostS).toBeGreaterThanOrEqual(600);
      expect(known.ageAtMostS).toBeLessThan(3_600);
    });

    it.each([
      ['lacks the right', { scopes: ['messages:create'] }, 'scope_missing'],
      ['has it', { scopes: ['messages:create', 'messages:read'] }, null],
      ['was not tried yet', { scopes: [] }, null],
      ['is held', { scopes: ['messages:read'], hold: 'token_rejected' }, 'token_rejected'],
    ])(
      'or a reason why there is none, when the bot %s',
      async (_, { scopes, hold = null }: Rights, reason) => {
        await sentMessage(db, runId, 1, HOUR);
        await db.query(
          `update sender set scopes = $2, hold_code = $3,
                status = case when $3::text is null then 'active' else 'held' end::sender_status where id = $1`,
          [senderId, scopes, hold],
        );
        expect(await freshness()).toMatchObject({ unavailable: reason, requestsPerSweep: 1 });
      },
    );
  });
});

interface Rights {
  readonly scopes: readonly string[];
  readonly hold?: string | null;
}
