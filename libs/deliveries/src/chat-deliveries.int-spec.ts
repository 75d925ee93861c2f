import { chatOfRecipient, recipientOfChat } from '#lib/campaigns';
import type { Message, MessageQuery, PachcaClient } from '#lib/pachca';
import { createTestDatabase, Ledger, type TestDatabase } from '#lib/testing';
import { ChatEvidence, type ChatLook, type Sought } from './chat-evidence.js';
import { claim, type Claimed, writeIntent } from './claim.queries.js';
import { takeDueDoubts } from './doubt.queries.js';
import { markedAvatar } from './domain/marker.js';
import type { ForgottenSends } from './forgotten-sends.js';
import type { OtherMessages } from './other-messages.js';
import { bindMessage, doubt } from './outcome.queries.js';
import { openSends } from './own-messages.queries.js';

const BOT = 777;
const CHAT = 12;
const MARKER = 'm'.repeat(22);
const SINCE = new Date('2026-11-22T12:00:00Z');
const MINUTE = 60_000;

/** A chat by its id below zero, beside a person who has the same number: ADR 0010. */
describe('a delivery into a chat', () => {
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
  const claimAll = (runId: string): Promise<Claimed[]> =>
    claim(tx(), { runId, owner: 'owner', limit: 10, leaseMs: 60_000 });
  const doubtful = async (runId: string): Promise<Claimed> => {
    const [delivery] = await claimAll(runId);
    if (delivery === undefined) throw new Error('nothing to claim');
    const contentVersionId = await ledger.versionOf(runId);
    const actor = { senderId, owner: 'owner', epoch: 1n };
    const plan = { actor, deadlineMs: 15_000, markedBy: 'avatar', contentVersionId } as const;
    await db.database.transaction((t) => writeIntent(t, delivery, plan));
    await doubt(tx(), delivery, { cause: 'timeout', firstLookMs: 0 });
    return delivery;
  };

  it('has a lane of its own: a doubt about the chat keeps nothing from the person of the same number', async () => {
    const chat = recipientOfChat(CHAT);
    await doubtful(await ledger.run(senderId, [chat]));
    const next = await ledger.run(senderId, [chat, CHAT]);
    expect((await claimAll(next)).map(({ recipientId }) => Number(recipientId))).toEqual([CHAT]);
  });

  it('is looked for in its chat, known to the bot before or not, and never in a direct one', async () => {
    const [person] = [await ledger.run(senderId, [CHAT])];
    await doubtful(person);
    await doubtful(await ledger.run(senderId, [recipientOfChat(CHAT)]));
    const doubts = await takeDueDoubts(tx(), senderId, { limit: 5, settleMs: 1_000 });
    const found = doubts.map(({ recipientId, chatId }) => [chatOfRecipient(recipientId), chatId]);
    expect(found).toEqual(
      expect.arrayContaining([
        [null, null],
        [CHAT, BigInt(CHAT)],
      ]),
    );
    const open = await openSends(tx(), senderId, { chatId: CHAT, people: [CHAT] });
    expect(open.map(({ isShared }) => isShared).sort()).toEqual([false, true]);
  });

  it('is watched as a post and not as a message that one person reads', async () => {
    const runId = await ledger.run(senderId, [recipientOfChat(CHAT)]);
    const { id } = await doubtful(runId);
    const presence = { messageId: 501, chatId: CHAT, evidence: 'history', createdAt: null } as const;
    await db.database.transaction((t) => bindMessage(t, id, presence));
    expect(
      await db.query('select chat_id::int, message_id::int from chat_post where delivery_id = $1', [id]),
    ).toEqual([{ chat_id: CHAT, message_id: 501 }]);
    expect(await db.query('select from receipt_watch where delivery_id = $1', [id])).toEqual([]);
  });

  it('is to somebody', async () => {
    await expect(ledger.run(senderId, [0])).rejects.toThrow(/delivery_recipient_is_somebody/);
  });

  describe('whose chat is read', () => {
    const message = (id: number, minutes: number, changes: Partial<Message> = {}): Message =>
      ({
        id,
        chatId: CHAT,
        userId: 5,
        isForwarded: false,
        displayAvatarUrl: null,
        buttons: [],
        createdAt: new Date(SINCE.getTime() + minutes * MINUTE),
        ...changes,
      }) as unknown as Message;
    const ours = { userId: BOT, displayAvatarUrl: markedAvatar('https://example.org/a.png', MARKER, 1) };
    let pages: Message[][];
    let asked: number;
    const look = (changes: Partial<Sought> = {}): Promise<ChatLook> => {
      const listMessages = ({ chatId, cursor = '0' }: MessageQuery) => {
        expect(chatId).toBe(CHAT);
        asked += 1;
        const at = Number(cursor);
        const nextCursor = at + 1 < pages.length ? String(at + 1) : null;
        return Promise.resolve({ items: pages[at] ?? [], nextCursor });
      };
      const others = { among: () => Promise.resolve(new Set()) } as unknown as OtherMessages;
      const forgotten = { seen: () => Promise.resolve() } as unknown as ForgottenSends;
      return new ChatEvidence(db.database, others, forgotten).look(
        { client: { listMessages } as unknown as PachcaClient, senderId, botUserId: BOT },
        {
          recipientId: BigInt(recipientOfChat(CHAT)),
          chatId: BigInt(CHAT),
          hwm: 0n,
          sendingSince: SINCE,
          marker: MARKER,
          markedBy: 'avatar',
          ...changes,
        },
      );
    };
    beforeEach(() => {
      asked = 0;
    });

    it('is found among what others write there, by its marker alone', async () => {
      const copy = message(31, 2, { ...ours, isForwarded: true });
      const thief = message(32, 2, { ...ours, userId: 6 });
      pages = [[thief, copy, message(30, 1, ours), message(29, 1), message(28, 0, { userId: BOT })]];
      expect(await look()).toMatchObject({ found: [30], isComplete: true });
    });

    it('is absent once everything since the intent was read, however long the chat has been', async () => {
      pages = [[message(40, 3), message(39, 1)], [message(38, -5), message(37, -11)], [message(36, -500)]];
      expect(await look()).toMatchObject({ found: [], isComplete: true });
      expect(asked).toBe(2);
    });

    it('is neither found nor absent where it could carry no marker: other programs make the bot write, too', async () => {
      pages = [[message(50, 1, { userId: BOT })]];
      expect(await look({ markedBy: null })).toMatchObject({ found: [], isComplete: false });
      pages = [[]];
      expect(await look({ markedBy: null })).toMatchObject({ found: [], isComplete: false });
    });
  });
});
