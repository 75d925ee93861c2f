import { type INestApplicationContext } from '@nestjs/common';
import { InboundDispatcher } from '#lib/inbox';
import type { SenderSession } from '#lib/senders';
import { createTestDatabase, Ledger, startModule, type TestDatabase } from '#lib/testing';
import { ReceiptsModule } from './receipts.module.js';
import { knownOf, type SentMessage, sentMessage } from './sent-messages.fixture.js';

const PERSON = 7;
const MINUTE = 60_000;

describe('whoever does something with a message', () => {
  let db: TestDatabase;
  let app: INestApplicationContext;
  let senderId: string;
  let older: SentMessage;
  let newer: SentMessage;

  beforeAll(async () => {
    db = await createTestDatabase();
    app = await startModule(db, ReceiptsModule);
  });
  beforeEach(async () => {
    const ledger = new Ledger(db);
    senderId = await ledger.sender();
    const sent = async (agoMs: number, person = PERSON): Promise<SentMessage> =>
      sentMessage(db, await ledger.emptyRun(await ledger.campaign(senderId)), person, agoMs);
    older = await sent(20 * MINUTE);
    // Between the two an answer has room: ids of messages grow by one.
    await sent(15 * MINUTE, PERSON + 1);
    newer = await sent(10 * MINUTE);
    await db.query(
      'insert into dm_chat (sender_id, recipient_id, chat_id, last_message_id) values ($1, $2, 334, 0)',
      [senderId, PERSON],
    );
  });
  afterAll(async () => {
    await app.close();
    await db.close();
  });

  const told = async (body: object): Promise<void> => {
    await db.query(
      `insert into inbound_event (sender_id, natural_key, source, type, body, said_at, state)
       values ($1, gen_random_uuid()::text, 'polled', $2::jsonb->>'type', $2, now(), 'received')`,
      [senderId, { event: 'new', createdAt: new Date(Date.now() - MINUTE).toISOString(), ...body }],
    );
    const session = { senderId, isOpen: () => true } as unknown as SenderSession;
    await app.get(InboundDispatcher).runOnce(session);
  };
  const reply = (messageId: number, changes: object = {}) =>
    told({
      type: 'message',
      messageId,
      chatId: 334,
      userId: PERSON,
      entityType: 'user',
      entityId: PERSON,
      isInThread: false,
      parentMessageId: null,
      ...changes,
    });
  const react = (messageId: number, changes: object = {}) =>
    told({ type: 'reaction', messageId, userId: PERSON, code: '👍', name: 'thumbsup', ...changes });
  const sources = async (): Promise<(string | null)[]> =>
    (await Promise.all([older, newer].map((message) => knownOf(db, message)))).map(
      (known) => (known as { source?: string | null } | null)?.source ?? null,
    );

  it('has read it, if it was a reaction to it, and what stands above', async () => {
    await react(newer.messageId);
    expect(await sources()).toEqual(['newer_message', 'reaction']);
  });

  it('has read what was sent before an answer, and nothing that was sent later', async () => {
    await reply(newer.messageId - 1);
    expect(await sources()).toEqual(['reply', null]);
    await reply(newer.messageId + 1);
    expect(await sources()).toEqual(['reply', 'reply']);
  });

  it('has not read it, if it was somebody else, another chat, a thread, or taken back', async () => {
    await react(newer.messageId, { userId: PERSON + 1 });
    await react(newer.messageId, { event: 'delete' });
    await reply(newer.messageId + 1, { chatId: 335 });
    await reply(newer.messageId + 1, { userId: PERSON + 1 });
    await reply(newer.messageId + 1, { isInThread: true });
    expect(await sources()).toEqual([null, null]);
  });

  describe('leaves it to be listed', () => {
    const replies = () =>
      db.query(
        `select delivery_id::text as delivery, message_id::int as message, is_quoting as quotes, deleted_at is not null as deleted
           from reply where sender_id = $1 order by id`,
        [senderId],
      );
    const reactions = (message = newer) =>
      db.query('select code, removed_at >= put_at as gone from reaction where delivery_id = $1 order by id', [
        message.deliveryId,
      ]);
    const at = (secondsAgo: number): object => ({
      createdAt: new Date(Date.now() - secondsAgo * 1_000).toISOString(),
    });

    it('as a reply to the newest message before it, or to the one that it answers; once, however often it is told', async () => {
      await reply(newer.messageId + 1);
      await reply(newer.messageId + 1);
      await reply(newer.messageId + 2, { parentMessageId: older.messageId });
      await reply(newer.messageId + 3, { userId: PERSON + 5 });
      expect(await replies()).toEqual([
        { delivery: String(newer.deliveryId), message: newer.messageId + 1, quotes: false, deleted: false },
        { delivery: String(older.deliveryId), message: newer.messageId + 2, quotes: true, deleted: false },
      ]);
      await reply(newer.messageId + 1, { event: 'delete' });
      expect(await replies()).toEqual([
        expect.objectContaining({ message: newer.messageId + 1, deleted: true }),
        expect.objectContaining({ message: newer.messageId + 2, deleted: false }),
      ]);
    });

    it('as a reaction, which goes and comes back in whatever order that is told', async () => {
      await react(newer.messageId, at(50));
      await react(newer.messageId, { ...at(50), event: 'delete' });
      expect(await reactions()).toEqual([{ code: '👍', gone: true }]);
      await react(newer.messageId, at(50));
      expect(await reactions()).toEqual([{ code: '👍', gone: true }]);
      await react(newer.messageId, { createdAt: new Date(Date.now() + MINUTE).toISOString() });
      expect(await reactions()).toEqual([{ code: '👍', gone: false }]);
      await react(newer.messageId, { code: '🎉', userId: PERSON + 5 });
      expect(await reactions()).toHaveLength(1);
    });

    it('in a chat from everybody but the bot, and as nobody’s read', async () => {
      const [bot] = await db.query<{ id: string }>('select bot_user_id as id from sender where id = $1', [
        senderId,
      ]);
      const ledger = new Ledger(db);
      const post = await sentMessage(
        db,
        await ledger.emptyRun(await ledger.campaign(senderId)),
        -500,
        MINUTE,
      );
      await react(post.messageId, { userId: 41 });
      await react(post.messageId, { userId: Number(bot?.id) });
      await reply(post.messageId + 1, { chatId: 500, userId: 42, parentMessageId: post.messageId });
      await reply(post.messageId + 2, { chatId: 500, userId: 43 });
      expect(await reactions(post)).toHaveLength(1);
      expect(await replies()).toEqual([
        expect.objectContaining({ delivery: String(post.deliveryId), quotes: true }),
      ]);
      expect(await db.query('select from receipt where delivery_id = $1', [post.deliveryId])).toEqual([]);
    });
  });
});
