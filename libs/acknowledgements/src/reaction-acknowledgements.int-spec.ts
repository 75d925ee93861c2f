import { type INestApplicationContext } from '@nestjs/common';
import { InboundDispatcher } from '#lib/inbox';
import type { SenderSession } from '#lib/senders';
import { createTestDatabase, Ledger, startModule, type TestDatabase } from '#lib/testing';
import { AcknowledgementsModule } from './acknowledgements.module.js';

const PERSON = 7;
const THUMB = { acknowledge_by: { reaction: '👍' } };
/** Of the reactions here, where a test says nothing else. */
const PUT_AT = '2026-11-22T08:21:00.000Z';

describe('a reaction to a message that asks for one', () => {
  let db: TestDatabase;
  let app: INestApplicationContext;
  let ledger: Ledger;
  let senderId: string;
  let runId: string;
  let deliveryId: bigint;
  let messageId: number;

  beforeAll(async () => {
    db = await createTestDatabase();
    app = await startModule(db, AcknowledgementsModule);
    ledger = new Ledger(db);
    await ledger.people([PERSON]);
  });
  beforeEach(async () => {
    senderId = await ledger.sender();
    await sent(THUMB);
  });
  afterAll(async () => {
    await app.close();
    await db.close();
  });

  /** A message of the bot to the person, sent long before `PUT_AT`. */
  const sent = async (parts: object, place: 'sent' | 'unknown' = 'sent'): Promise<void> => {
    runId = await ledger.emptyRun(await ledger.campaign(senderId));
    await db.query(
      `with v as (insert into content_version (id, campaign_id, number, template, content_hash, created_by, parts)
         select gen_random_uuid(), campaign_id, 2, 'Hello', 'h', 'test', $2 from run where id = $1 returning id)
       update run set content_version_id = (select id from v) where id = $1`,
      [runId, parts],
    );
    deliveryId = await ledger.delivery(runId, PERSON, place, { sentAgoMs: 400 * 24 * 3_600_000 });
    const [row] = await ledger.deliveries(runId);
    messageId = row?.messageId ?? 0;
  };
  /** Another text in the message, shown since `finishedAt`. */
  const edited = async (
    version: number,
    finishedAt: string | null,
    { isMaterial = true, parts = THUMB } = {},
  ): Promise<void> => {
    const state = finishedAt === null ? 'superseded' : 'done';
    await db.query(
      `with v as (
         insert into content_version (id, campaign_id, number, template, content_hash, created_by, parts, substance)
         select gen_random_uuid(), campaign_id, $2, 'Other', 'h', 'test', $3, $4 from run where id = $1 returning *),
       e as (
         insert into edit (delivery_id, version, content_version_id, operation_id, run_id, sender_id, state, finished_at)
         select $5, $2, v.id, gen_random_uuid(), $1, $6, $7::edit_state, coalesce($8::timestamptz, now()) from v)
       update run set content_version_id = v.id from v where run.id = $1`,
      [runId, version, parts, isMaterial ? version : 0, deliveryId, senderId, state, finishedAt],
    );
    if (finishedAt !== null)
      await db.query(
        'update delivery set content_version_id = (select content_version_id from run where id = run_id) where id = $1',
        [deliveryId],
      );
  };
  const react = async (changes: object = {}, state = 'received') => {
    const reaction = { messageId, userId: PERSON, code: '👍', name: ':+1:', createdAt: PUT_AT, ...changes };
    await db.query(
      `insert into inbound_event (sender_id, natural_key, source, type, body, said_at, state)
       values ($1, gen_random_uuid()::text, 'polled', 'reaction', $2, now(), $3::inbound_event_state)`,
      [senderId, { type: 'reaction', event: 'new', ...reaction }, state],
    );
    return dispatch();
  };
  const dispatch = () =>
    app.get(InboundDispatcher).runOnce({ senderId, isOpen: () => true } as unknown as SenderSession);
  const acks = () =>
    db.query<{ choice: string; source: string; version: number; substance: number }>(
      `select a.choice, a.source, v.number as version, a.substance
         from acknowledgement a join content_version v on v.id = a.content_version_id
        where a.sender_id = $1 order by a.substance, a.delivery_id`,
      [senderId],
    );
  const ACK = { choice: 'ack', source: 'reaction', version: 2, substance: 0 };

  it('acknowledges once, however often it is told, and is a read', async () => {
    await react();
    await react({ code: '👍🏽', name: ':+1::skin-tone-4:' });
    await Promise.all([react(), react()]);
    expect(await acks()).toEqual([ACK]);
    expect(
      await db.query(
        `select r.source, a.acked_at as at, a.event_id is not null as told from acknowledgement a
           join receipt r on r.delivery_id = a.delivery_id where a.delivery_id = $1`,
        [deliveryId],
      ),
    ).toEqual([{ source: 'reaction', at: new Date(PUT_AT), told: true }]);
  });

  it('that was taken away again has acknowledged', async () => {
    await react();
    await react({ event: 'delete' });
    expect(await acks()).toEqual([ACK]);
    expect(
      await db.query('select 1 from reaction where delivery_id = $1 and removed_at is null', [deliveryId]),
    ).toEqual([]);
  });

  it.each<[string, object]>([
    ['another emoji', { code: '👎', name: ':-1:' }],
    ['somebody else', { userId: PERSON + 1 }],
    ['another message', { messageId: 1 }],
    ['its removal alone', { event: 'delete' }],
  ])('does not acknowledge by %s', async (_, changes) => {
    await react(changes);
    expect(await acks()).toEqual([]);
  });

  it('that is replayed late is not believed', async () => {
    expect(await react({}, 'stale')).toEqual({ applied: 0, refused: 0, later: 1 });
    expect(await acks()).toEqual([]);
  });

  it('may be any, where the text says so, and is nothing where it says nothing', async () => {
    await sent({ acknowledge_by: { reaction: 'any' } });
    await react({ code: '🎉', name: ':tada:' });
    expect(await acks()).toEqual([ACK]);
    senderId = await ledger.sender();
    await sent({ buttons: [[{ type: 'ack', text: 'Ознакомлен' }]] });
    await react();
    expect(await acks()).toEqual([]);
  });

  it('waits for a message that is in doubt, then counts', async () => {
    await sent(THUMB, 'unknown');
    expect(await react({ messageId: 9_001 })).toEqual({ applied: 0, refused: 0, later: 1 });
    await db.query(
      `update delivery set state = 'sent', message_id = 9001, chat_id = 334, evidence = 'history', sent_at = now()
        where id = $1`,
      [deliveryId],
    );
    await db.query('update inbound_event set next_try_at = now() where sender_id = $1', [senderId]);
    await dispatch();
    expect(await acks()).toEqual([ACK]);
  });

  it('is about what the message said when it was put, however late it is told of', async () => {
    await edited(3, '2026-11-22T09:00:00Z');
    await react();
    expect(await acks()).toEqual([ACK]);
    await react({ createdAt: '2026-11-22T09:00:01Z' });
    expect(await acks()).toEqual([ACK, { ...ACK, version: 3, substance: 3 }]);
  });

  it('still counts after a mended typo, and is of the version that stood there', async () => {
    await edited(3, '2026-11-22T08:00:00Z', { isMaterial: false });
    await edited(4, null);
    await edited(5, '2026-11-22T10:00:00Z', { isMaterial: false });
    await react();
    await react({ createdAt: '2026-11-22T11:00:00Z' });
    expect(await acks()).toEqual([{ ...ACK, version: 3 }]);
  });

  it('counts for no text that did not ask for it yet', async () => {
    await sent({});
    await edited(3, '2026-11-22T09:00:00Z', { isMaterial: false });
    await react();
    expect(await acks()).toEqual([]);
    await react({ createdAt: '2026-11-22T10:00:00Z' });
    expect(await acks()).toEqual([{ ...ACK, version: 3 }]);
  });

  it('on a reminder confirms the announcement, too', async () => {
    await ledger.followUp(runId, [PERSON], 'unacknowledged');
    await db.query(
      `insert into content_version (id, campaign_id, step, number, template, content_hash, created_by, parts)
       select gen_random_uuid(), campaign_id, 1, 2, 'Again', 'h', 'test', $2 from run where id = $1`,
      [runId, THUMB],
    );
    for (const set of [
      `state = 'leased', lease_owner = 'w', lease_until = now()`,
      `state = 'sending', attempt = 1, sending_since = now(), send_deadline = now(),
       content_version_id = (select v.id from content_version v join run on run.campaign_id = v.campaign_id
                              where run.id = delivery.run_id and v.step = 1 and v.number = 2)`,
      `state = 'sent', message_id = id + 1000, chat_id = 334, evidence = 'answer', sent_at = clock_timestamp()`,
    ])
      await db.query(`update delivery set ${set} where run_id = $1 and step = 1`, [runId]);
    const [reminder] = await db.query<{ messageId: number }>(
      'select message_id::int as "messageId" from delivery where run_id = $1 and step = 1',
      [runId],
    );
    await react({ messageId: reminder?.messageId });
    expect(await acks()).toEqual([ACK, ACK]);
    expect(
      await db.query('select source from receipt where delivery_id = $1 and read_seen_at is not null', [
        deliveryId,
      ]),
    ).toHaveLength(1);
  });
});
