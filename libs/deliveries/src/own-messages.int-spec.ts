import { type INestApplicationContext } from '@nestjs/common';
import { InboundDispatcher, InboxMessages } from '#lib/inbox';
import { type Message, PachcaError } from '#lib/pachca';
import type { SenderSession } from '#lib/senders';
import { createTestDatabase, Ledger, startModule, type TestDatabase } from '#lib/testing';
import { DeliveriesModule } from './deliveries.module.js';
import { SafeMode } from './safe-mode.js';

const BOT = 4_242;
const PERSON = 7;
const CHAT = 70;

describe('an event about a message of our own bot', () => {
  let db: TestDatabase;
  let app: INestApplicationContext;
  let senderId: string;
  /** What the messenger says of messages, by id; those that are not here it does not know. */
  let messages: Map<number, Partial<Message>>;
  let asked: number[];

  beforeAll(async () => {
    db = await createTestDatabase();
    app = await startModule(db, DeliveriesModule);
  });
  beforeEach(async () => {
    await db.query('update sender set bot_user_id = null');
    senderId = await new Ledger(db).sender();
    await db.query('update sender set bot_user_id = $2 where id = $1', [senderId, BOT]);
    messages = new Map();
    asked = [];
  });
  afterAll(async () => {
    await app.close();
    await db.close();
  });

  const session = (): SenderSession => {
    const getMessage = (id: number): Promise<Partial<Message>> => {
      asked.push(id);
      const message = messages.get(id);
      if (message === undefined) throw new PachcaError('not_found', 'GET /messages/{id}');
      return Promise.resolve(message);
    };
    return { senderId, isOpen: () => true, client: { getMessage } } as unknown as SenderSession;
  };
  const message = (id: number, marker: string | null, changes: Partial<Message> = {}): void => {
    const displayAvatarUrl = marker === null ? null : `https://x/a.png#d=${marker}.a1`;
    const own = {
      id,
      userId: BOT,
      chatId: CHAT,
      content: '',
      buttons: [],
      displayAvatarUrl,
      isForwarded: false,
    };
    messages.set(id, { ...own, createdAt: new Date(), deletedAt: null, ...changes });
  };
  const told = async (messageId: number, changes: object = {}, source = 'polled'): Promise<void> => {
    const body = {
      type: 'message',
      event: 'new',
      messageId,
      chatId: CHAT,
      userId: BOT,
      entityType: 'user',
      entityId: PERSON,
      parentMessageId: null,
      isInThread: false,
      createdAt: new Date().toISOString(),
      changedAt: null,
      ...changes,
    };
    await db.query(
      `insert into inbound_event (sender_id, natural_key, source, type, message_id, body, said_at, state)
       values ($1, gen_random_uuid()::text, $2, 'message', $3, $4, now(), 'received')`,
      [senderId, source, messageId, body],
    );
  };
  const dispatch = () => app.get(InboundDispatcher).runOnce(session());
  const delivery = async (place: 'pending' | 'sending' | 'unknown' | 'sent', person = PERSON) => {
    const ledger = new Ledger(db);
    const runId = await ledger.emptyRun(await ledger.campaign(senderId));
    const id = await ledger.delivery(runId, person, place);
    await db.query(`update delivery set marked_by = 'avatar' where id = $1`, [id]);
    const [row] = await ledger.deliveries(runId);
    if (row === undefined) throw new Error('no delivery');
    return { id, runId, marker: row.marker, now: async () => (await ledger.deliveries(runId))[0] };
  };
  const outcomes = async (): Promise<(string | null)[]> =>
    (
      await db.query<{ outcome: string | null }>(
        'select outcome from inbound_event where sender_id = $1 order by id',
        [senderId],
      )
    ).map(({ outcome }) => outcome);

  it.each([
    ['polled', 'events'],
    ['webhook', 'webhook'],
  ])('settles a doubt by its marker (%s)', async (source, evidence) => {
    const { marker, now } = await delivery('unknown');
    message(501, marker);
    await told(501, {}, source);
    expect(await dispatch()).toEqual({ applied: 1, refused: 0, later: 0 });
    expect(await now()).toMatchObject({ state: 'sent', messageId: 501, evidence });
    // The same again, and an event of a later edit: known, at no cost.
    await told(501, { event: 'update' }, source);
    await dispatch();
    expect(asked).toEqual([501]);
  });

  it('gives a deleted message to nobody where it may have been a test', async () => {
    const { runId, now } = await delivery('unknown');
    await db.query(
      `with asked as (
         insert into test_send (operation_id, campaign_id, sender_id, title, template, requested_by)
         values ($1, $1, $2, 'test', 'Hello', 'key_boss') returning operation_id)
       insert into test_message (operation_id, sender_id, person_id, state, began_at)
       select operation_id, $2, $3, 'unknown', clock_timestamp() from asked`,
      [runId, senderId, PERSON],
    );
    message(503, null, { deletedAt: new Date() });
    await told(503, { event: 'delete' });
    await dispatch();
    expect(await now()).toMatchObject({ state: 'unknown' });
    expect(await outcomes()).toEqual(['unattributed']);
  });

  it('settles a doubt whose message its recipient has deleted, by the lane', async () => {
    const { id, now } = await delivery('unknown');
    message(502, null, { deletedAt: new Date() });
    await told(502, { event: 'delete' });
    await dispatch();
    expect(await now()).toMatchObject({ state: 'sent', messageId: 502, evidence: 'events' });
    const events = await db.query(
      'select why from delivery_event where delivery_id = $1 order by id desc limit 1',
      [id],
    );
    expect(events).toEqual([{ why: 'deleted by the recipient' }]);
  });

  it('attributes no deleted message where two sends are in doubt', async () => {
    const parked = await delivery('unknown');
    await db.query('update delivery set is_parked = true where id = $1', [parked.id]);
    const other = await delivery('unknown');
    message(503, null, { deletedAt: new Date() });
    await told(503, { event: 'delete' });
    await dispatch();
    expect([(await parked.now())?.state, (await other.now())?.state]).toEqual(['unknown', 'unknown']);
    expect(await outcomes()).toEqual(['unattributed']);
  });

  it('attributes no deleted message that may be one which was believed to be absent', async () => {
    const earlier = await delivery('unknown');
    // Nothing was found, so it was sent once more; that copy is known.
    await db.query(
      `update delivery set state = 'pending', fence = fence + 1, negative_reads = 2 where id = $1`,
      [earlier.id],
    );
    const current = await delivery('unknown');
    message(508, null, { deletedAt: new Date() });
    await told(508, { event: 'delete' });
    await dispatch();
    expect([(await earlier.now())?.state, (await current.now())?.state]).toEqual(['pending', 'unknown']);
    expect(await outcomes()).toEqual(['unattributed']);
  });

  it('waits while the send is under way, for its answer says it cheaper', async () => {
    const { id, now } = await delivery('sending');
    await told(504);
    expect(await dispatch()).toEqual({ applied: 0, refused: 0, later: 1 });
    expect([asked, (await now())?.state]).toEqual([[], 'sending']);
    // While it waits, an absence does not count.
    const place = { senderId, authorId: BOT, chatId: null, personId: PERSON };
    expect(await app.get(InboxMessages).isAboutOpen(db.database.client, place)).toBe(true);
    const elsewhere = { ...place, personId: PERSON + 1, chatId: CHAT + 1 };
    expect(await app.get(InboxMessages).isAboutOpen(db.database.client, elsewhere)).toBe(false);
    await db.query(
      `update delivery set state = 'sent', message_id = 504, chat_id = $2, evidence = 'answer', sent_at = now() where id = $1`,
      [id, CHAT],
    );
    await db.query('update inbound_event set next_try_at = now()');
    expect(await dispatch()).toEqual({ applied: 1, refused: 0, later: 0 });
    expect(asked).toEqual([]);
  });

  it('keeps a message from being sent twice that a delivery waits to send', async () => {
    const { marker, now } = await delivery('pending');
    message(505, marker);
    await told(505);
    await dispatch();
    expect(await now()).toMatchObject({ state: 'sent', messageId: 505, evidence: 'events' });
    // Nothing that this database remembers can have made it: what else was forgotten is looked up first.
    expect(await app.get(SafeMode).state(db.database.client)).toMatchObject({ code: 'forgotten_send' });
  });

  it('finds a second copy by its marker', async () => {
    const { id, marker } = await delivery('sent');
    message(506, marker);
    await told(506);
    await dispatch();
    const copies = await db.query('select message_id::int from duplicate_message where delivery_id = $1', [
      id,
    ]);
    expect(copies).toEqual([{ message_id: 506 }]);
    expect(await outcomes()).toEqual(['second_copy']);
  });

  it('proves nothing when it is forwarded, somebody else’s, in a thread, gone, or nobody’s here', async () => {
    const { marker, now } = await delivery('unknown');
    message(507, marker, { isForwarded: true });
    message(508, marker, { userId: PERSON });
    message(510, 'another-marker-22-char');
    await told(507);
    await told(508);
    await told(509);
    await told(510);
    await told(511, { isInThread: true });
    await told(512, { userId: PERSON });
    await dispatch();
    expect((await now())?.state).toBe('unknown');
    expect(await outcomes()).toEqual(['nothing', 'nothing', 'nothing', 'foreign', 'nothing', 'nothing']);
    const foreign = await db.query('select message_id::int as id from foreign_message');
    expect(foreign).toEqual([{ id: 510 }]);
  });
});
