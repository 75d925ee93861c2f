import { loadConfig } from '#lib/config';
import { PachcaError, type PachcaErrorKind } from '#lib/pachca';
import { createTestDatabase, Ledger, type TestDatabase } from '#lib/testing';
import { ChatPostPoller, type ChatSource, type PostPollResult } from './chat-post-poller.js';

const CHAT = -334;

/** The messenger, by a script. */
class Chat implements ChatSource {
  members: readonly number[] = [];
  readers: readonly (readonly number[])[] = [[]];
  failure: PachcaErrorKind | null = null;

  getChat(): Promise<{ memberIds: readonly number[] }> {
    return Promise.resolve({ memberIds: this.members });
  }

  async *readMemberIds(): AsyncGenerator<readonly number[]> {
    if (this.failure !== null) throw new PachcaError(this.failure, 'GET /messages/{id}/read_member_ids');
    yield* await Promise.resolve(this.readers);
  }
}

describe('ChatPostPoller', () => {
  let db: TestDatabase;
  let ledger: Ledger;
  let poller: ChatPostPoller;
  let senderId: string;
  let chat: Chat;
  let deliveryId: bigint;
  beforeAll(async () => {
    db = await createTestDatabase();
    ledger = new Ledger(db);
    poller = new ChatPostPoller(db.database, loadConfig({}));
  });
  afterAll(() => db.close());
  beforeEach(async () => {
    senderId = await ledger.sender();
    deliveryId = await ledger.delivery(await ledger.emptyRun(await ledger.campaign(senderId)), CHAT, 'sent');
    chat = new Chat();
  });

  const poll = async (): Promise<PostPollResult> => {
    await db.query('update chat_post set next_look_at = clock_timestamp() where next_look_at is not null');
    return poller.runOnce({ senderId, client: chat, limit: 10 });
  };
  const people = async (): Promise<Record<number, string>> => {
    const rows = await db.query<{ id: number; word: string }>(
      `select person_id::int as id, concat_ws(' ', case when was_member then 'was' end, case when is_member then 'is' end,
              case when read_seen_at is not null then 'read' end) as word
         from chat_post_reader where delivery_id = $1`,
      [deliveryId],
    );
    return Object.fromEntries(rows.map(({ id, word }) => [id, word]));
  };
  const post = async () => {
    const [row] = await db.query<Record<string, unknown>>(
      'select looks, trouble, next_look_at is null as "isOver", read_as_of is not null as "isRead" from chat_post where delivery_id = $1',
      [deliveryId],
    );
    return row;
  };

  it('freezes the members at the first look, and tells who came, who left and who reads from outside', async () => {
    chat.members = [1, 2, 3];
    chat.readers = [[1], [2]];
    expect(await poll()).toMatchObject({ looked: 1, stopped: null });
    expect(await people()).toEqual({ 1: 'was is read', 2: 'was is read', 3: 'was is' });
    chat.members = [1, 3, 4];
    chat.readers = [[1, 4, 9]];
    await poll();
    expect(await people()).toEqual({ 1: 'was is read', 2: 'was read', 3: 'was is', 4: 'is read', 9: 'read' });
    expect(await post()).toMatchObject({ looks: 2, isRead: true, isOver: false });
  });

  it.each([
    ['just now', '0', '5 minutes', '5 minutes'],
    // However late in the week: a twenty-fourth of two days of work is less than two hours, at night ten times as long.
    ['two days ago', '2 days', '20 minutes', '20 hours'],
  ])('is looked at again by the plan of direct messages: sent %s', async (_, ago, least, most) => {
    await db.query('update chat_post set sent_at = clock_timestamp() - $2::interval where delivery_id = $1', [
      deliveryId,
      ago,
    ]);
    await poll();
    const [row] = await db.query(
      `select next_look_at - read_as_of between $2::interval and $3::interval as "isPlanned"
         from chat_post where delivery_id = $1`,
      [deliveryId, least, most],
    );
    expect(row).toEqual({ isPlanned: true });
  });

  it('is looked at once more after two weeks, and then no more', async () => {
    await db.query(
      `update chat_post set sent_at = clock_timestamp() - interval '15 days' where delivery_id = $1`,
      [deliveryId],
    );
    await poll();
    expect(await post()).toMatchObject({ looks: 1, isOver: true });
  });

  it('counts no bot, neither itself nor another', async () => {
    const [bot] = await db.query<{ id: number }>('select bot_user_id::int as id from sender where id = $1', [
      senderId,
    ]);
    await db.query(
      `insert into person (id, nickname, role, is_suspended, is_bot, invite_status, synced_at)
       values (77, 'other_bot', 'user', false, true, 'confirmed', clock_timestamp())`,
    );
    chat.members = [1, bot?.id ?? 0, 77];
    chat.readers = [[bot?.id ?? 0, 77]];
    await poll();
    expect(await people()).toEqual({ 1: 'was is' });
  });

  it('keeps the first instant of a read', async () => {
    chat.members = [1];
    chat.readers = [[1]];
    await poll();
    const seen = () =>
      db.query('select read_seen_at from chat_post_reader where delivery_id = $1', [deliveryId]);
    const first = await seen();
    chat.readers = [[]];
    await poll();
    expect(await seen()).toEqual(first);
  });

  it('ends for a message that is missing twice, and only then', async () => {
    chat.failure = 'not_found';
    expect(await poll()).toMatchObject({ missing: 1 });
    expect(await post()).toMatchObject({ isOver: false });
    expect(await poll()).toMatchObject({ missing: 1 });
    expect(await post()).toMatchObject({ isOver: true, trouble: 'gone' });
    expect(await poll()).toMatchObject({ looked: 0, missing: 0 });
  });

  it('learns nothing from a failure, and stops for one that every look would meet', async () => {
    chat.failure = 'timeout';
    expect(await poll()).toMatchObject({ failed: 1, stopped: null });
    expect(await post()).toMatchObject({ trouble: 'timeout', looks: 0, isRead: false });
    chat.failure = 'unauthorized';
    expect(await poll()).toMatchObject({ failed: 1, stopped: 'unauthorized' });
    chat.failure = null;
    expect(await poll()).toMatchObject({ looked: 1 });
    expect(await post()).toMatchObject({ trouble: null, isRead: true });
  });
});
