import { type INestApplicationContext } from '@nestjs/common';
import { InboundDispatcher } from '#lib/inbox';
import { type MessageChanges, PachcaError } from '#lib/pachca';
import type { SenderSession } from '#lib/senders';
import { createTestDatabase, Ledger, startModule, type TestDatabase } from '#lib/testing';
import { AcknowledgementShower } from './acknowledgement-shower.js';
import { AcknowledgementsModule } from './acknowledgements.module.js';

const PERSON = 7;
const PARTS = {
  buttons: [[{ type: 'ack', text: 'Ознакомлен' }], [{ type: 'choice', text: 'Позже', value: 'later' }]],
};

describe('a click', () => {
  let db: TestDatabase;
  let app: INestApplicationContext;
  let senderId: string;
  let deliveryId: bigint;
  let marker: string;
  let messageId: number;
  let edits: [number, MessageChanges][];
  let answer: () => Promise<unknown>;

  beforeAll(async () => {
    db = await createTestDatabase();
    app = await startModule(db, AcknowledgementsModule);
    await new Ledger(db).people([PERSON]);
    await db.query(`update person set time_zone = 'Asia/Omsk'`);
  });
  beforeEach(async () => {
    senderId = await new Ledger(db).sender({ avatarUrl: 'https://x/a.png' });
    await sent('sent');
    edits = [];
    answer = () => Promise.resolve();
  });
  afterAll(async () => {
    await app.close();
    await db.close();
  });

  const sent = async (place: 'sent' | 'unknown'): Promise<void> => {
    const ledger = new Ledger(db);
    const runId = await ledger.emptyRun(await ledger.campaign(senderId));
    await db.query(
      `with v as (insert into content_version (id, campaign_id, number, template, content_hash, created_by, parts)
         select gen_random_uuid(), campaign_id, 2, 'Hello', 'h', 'test', $2 from run where id = $1 returning id)
       update run set content_version_id = (select id from v) where id = $1`,
      [runId, PARTS],
    );
    deliveryId = await ledger.delivery(runId, PERSON, place, { sentAgoMs: 60_000 });
    const [row] = await ledger.deliveries(runId);
    marker = row?.marker ?? '';
    messageId = row?.messageId ?? 0;
  };
  const session = (): SenderSession => {
    const updateMessage = async (id: number, changes: MessageChanges): Promise<object> => {
      await answer();
      edits.push([id, changes]);
      return { content: changes.content };
    };
    return { senderId, isOpen: () => true, backgroundClient: { updateMessage } } as unknown as SenderSession;
  };
  const click = async (changes: object = {}, state = 'received'): Promise<void> => {
    const body = {
      messageId,
      chatId: 334,
      userId: PERSON,
      data: `v1.${marker}.ack`,
      triggerId: 't',
      ...changes,
    };
    await db.query(
      `insert into inbound_event (sender_id, natural_key, source, type, body, said_at, state)
       values ($1, gen_random_uuid()::text, 'webhook', 'button', $2, now(), $3::inbound_event_state)`,
      [senderId, { type: 'button', event: 'click', ...body }, state],
    );
  };
  const dispatch = () => app.get(InboundDispatcher).runOnce(session());
  const outcomes = async () =>
    (
      await db.query<{ said: string }>(
        `select state || ' ' || coalesce(outcome, '') as said from inbound_event where sender_id = $1 order by id`,
        [senderId],
      )
    ).map(({ said }) => said);
  const acks = () =>
    db.query<{ choice: string; isWithin: boolean; version: boolean; source: string | null }>(
      `select a.choice, a.acked_at between d.sent_at and clock_timestamp() as "isWithin",
              a.content_version_id = d.content_version_id as version, r.source
         from acknowledgement a join delivery d on d.id = a.delivery_id left join receipt r on r.delivery_id = d.id
        where a.sender_id = $1`,
      [senderId],
    );
  const show = () => app.get(AcknowledgementShower).runOnce(session());

  it('acknowledges once, with its version, and proves the reading', async () => {
    await click({ data: `v1.${marker}.later` });
    await click();
    await click({ data: `v1.${marker}.later` });
    await Promise.all([dispatch(), dispatch()]);
    await dispatch();
    const [ack, ...more] = await acks();
    expect(more).toEqual([]);
    expect(ack).toMatchObject({ isWithin: true, version: true, source: 'click' });
    expect((await outcomes()).filter((said) => said === 'applied acknowledged')).toHaveLength(1);
    expect((await outcomes()).filter((said) => said === 'applied acknowledged_before')).toHaveLength(2);
  });

  it('under a reminder confirms the announcement, too, and proves that both were read', async () => {
    const ledger = new Ledger(db);
    const [{ runId } = { runId: '' }] = await db.query<{ runId: string }>(
      'select run_id as "runId" from delivery where id = $1',
      [deliveryId],
    );
    // Nobody looks at the announcement any more.
    await db.query('delete from receipt_watch where delivery_id = $1', [deliveryId]);
    await ledger.followUp(runId, [PERSON], 'unacknowledged');
    for (const set of [
      `state = 'leased', lease_owner = 'w', lease_until = now()`,
      `state = 'sending', attempt = 1, sending_since = now(), send_deadline = now(),
       content_version_id = (select content_version_id from run_step where run_step.run_id = delivery.run_id)`,
      `state = 'sent', message_id = id + 1000, chat_id = 334, evidence = 'answer', sent_at = clock_timestamp()`,
    ])
      await db.query(`update delivery set ${set} where run_id = $1 and step = 1`, [runId]);
    const [reminder] = await db.query<{ marker: string; messageId: number }>(
      'select marker, message_id::int as "messageId" from delivery where run_id = $1 and step = 1',
      [runId],
    );
    await click({ messageId: reminder?.messageId, data: `v1.${reminder?.marker ?? ''}.ack` });
    await dispatch();
    expect(await outcomes()).toEqual(['applied acknowledged']);
    expect(await acks()).toEqual(
      expect.arrayContaining([
        { choice: 'ack', isWithin: true, version: true, source: 'newer_message' },
        { choice: 'ack', isWithin: true, version: true, source: 'click' },
      ]),
    );
    await click();
    await dispatch();
    expect((await outcomes()).at(-1)).toBe('applied acknowledged_before');
  });

  it.each<[string, () => object]>([
    ['not_the_recipient', () => ({ userId: PERSON + 1 })],
    ['not_its_message', () => ({ messageId: messageId + 1 })],
    ['undeclared_choice', () => ({ data: `v1.${marker}.never` })],
    ['unknown_marker', () => ({ data: 'v1.AAAAAAAAAAAAAAAAAAAAAA.ack' })],
  ])('is refused as %s, and nothing comes of it', async (reason, changes) => {
    await click(changes());
    expect(await dispatch()).toEqual({ applied: 0, refused: 1, later: 0 });
    expect(await outcomes()).toEqual([`refused ${reason}`]);
    expect(await acks()).toEqual([]);
    expect(await db.query('select 1 from receipt where delivery_id = $1', [deliveryId])).toEqual([]);
  });

  it('of another bot’s event does not reach this delivery', async () => {
    const own = senderId;
    senderId = await new Ledger(db).sender();
    await click();
    await dispatch();
    expect(await outcomes()).toEqual(['refused unknown_marker']);
    senderId = own;
    expect(await acks()).toEqual([]);
  });

  it('that is replayed late is not believed', async () => {
    await click({}, 'stale');
    expect(await dispatch()).toEqual({ applied: 0, refused: 0, later: 1 });
    expect(await acks()).toEqual([]);
  });

  it('waits for a message that is in doubt, then counts', async () => {
    await sent('unknown');
    await click({ messageId: 9_001 });
    expect(await dispatch()).toEqual({ applied: 0, refused: 0, later: 1 });
    await db.query(
      `update delivery set state = 'sent', message_id = 9001, chat_id = 334, evidence = 'history', sent_at = now()
        where id = $1`,
      [deliveryId],
    );
    await db.query('update inbound_event set next_try_at = now()');
    await dispatch();
    expect(await acks()).toHaveLength(1);
  });

  it('is shown once in the message: all of its text, the line, no more questions, the marker', async () => {
    await click();
    await dispatch();
    await db.query(`update acknowledgement set acked_at = '2026-11-22T08:21:00Z' where sender_id = $1`, [
      senderId,
    ]);
    expect(await show()).toEqual({ shown: 1, later: 0, never: 0 });
    expect(edits).toEqual([
      [
        messageId,
        {
          content: 'Hello\n\n✅ Ознакомлен · 22 ноября, 14:21',
          buttons: [],
          displayAvatarUrl: `https://x/a.png#d=${marker}.a1`,
        },
      ],
    ]);
    expect(await show()).toEqual({ shown: 0, later: 0, never: 0 });
  });

  it('is shown later when the messenger is away, and let go when the message is gone', async () => {
    await click();
    await dispatch();
    const due = () =>
      db.query('update acknowledgement set next_show_at = now() where next_show_at is not null');
    answer = () => Promise.reject(new PachcaError('timeout', 'PUT /messages/{id}'));
    expect(await show()).toEqual({ shown: 0, later: 1, never: 0 });
    await due();
    answer = () => Promise.reject(new PachcaError('not_found', 'PUT /messages/{id}'));
    expect(await show()).toEqual({ shown: 0, later: 0, never: 1 });
    await due();
    expect(await show()).toEqual({ shown: 0, later: 0, never: 0 });
    expect(await acks()).toHaveLength(1);
  });

  it('is shown again in the new words when the message was corrected meanwhile', async () => {
    await click();
    await dispatch();
    answer = async () => {
      await db.query(
        `with v as (insert into content_version (id, campaign_id, number, template, content_hash, created_by, parts)
           select gen_random_uuid(), campaign_id, number + 1, 'Corrected', 'h', 'test', parts
             from content_version where id = (select content_version_id from delivery where id = $1) returning id)
         update delivery set content_version_id = (select id from v) where id = $1`,
        [deliveryId],
      );
      answer = () => Promise.resolve();
    };
    await show();
    expect(await show()).toEqual({ shown: 1, later: 0, never: 0 });
    expect(edits.map(([, { content }]) => content?.split('\n')[0])).toEqual(['Hello', 'Corrected']);
  });
});
