import { plainContent } from '#lib/content';
import type { CampaignValues } from './campaign.js';
import { type CampaignsBench, createCampaignsBench } from './campaigns.fixture.js';
import type { ThreadTarget } from './domain/target.js';

const BOT = 500;
const CHAT = 1;
const CLOSED = 2;
const ARCHIVED = 3;

describe('a campaign into threads', () => {
  let bench: CampaignsBench;
  beforeAll(async () => {
    bench = await createCampaignsBench();
    await bench.db.query(`update sender set bot_user_id = $1, scopes = '{threads:read,threads:create}'`, [
      BOT,
    ]);
    await bench.db.query(
      `insert into chat (id, name, is_channel, is_archived, is_public, is_member, member_count, synced_at, members_synced_at)
       select id, 'chat', id = 4, id = ${ARCHIVED}, false, true, 3, now(), now() from generate_series(1, 4) id`,
    );
    await bench.db.query(
      `insert into chat_member (chat_id, person_id) select id, ${BOT} from unnest(array[1, 3, 4]) id
       union all select 1, 4 union all select 1, 5 union all select 2, 6`,
    );
  });
  beforeEach(() => bench.db.query('truncate place_lookup, thread'));
  afterAll(() => bench.close());

  const into = (target: Partial<ThreadTarget>): Partial<CampaignValues> => ({
    content: plainContent('В тред'),
    audience: {},
    target: { type: 'thread', threadIds: [], messageIds: [], skipInviteMentions: false, ...target },
  });
  /** As the bot's owner writes it down. */
  const told = (
    kind: 'thread' | 'message' | 'chat',
    id: number,
    answer: { obstacle?: string; threadChat?: number; root?: number; minutesAgo?: number } = {},
  ) =>
    bench.db.query(
      `insert into place_lookup (sender_id, kind, id, looked_at, obstacle, thread_chat_id, root_chat_id)
       values ($1, $2, $3, clock_timestamp() - make_interval(mins => $4), $5, $6, $7)
       on conflict (sender_id, kind, id) do update
         set looked_at = excluded.looked_at, obstacle = excluded.obstacle, next_try_at = null,
             thread_chat_id = excluded.thread_chat_id, root_chat_id = excluded.root_chat_id`,
      [
        ...[bench.senderId, kind, id, answer.minutesAgo ?? 0, answer.obstacle ?? null],
        ...[answer.threadChat ?? null, answer.root ?? null],
      ],
    );
  const errorsOf = async (id: string): Promise<unknown[]> =>
    (await bench.checks.check(id)).issues
      .filter(({ level }) => level === 'error')
      .map(({ code, pointer, params }) => [code, pointer, params]);
  const launch = (id: string, expectedRecipients: number) =>
    bench.tx((tx) =>
      bench.launches.launch(tx, id, { expectedRecipients, confirmRepeat: true, by: 'key_test' }),
    );

  it('has its bot look at what it names, and until then cannot be sent', async () => {
    const { id } = await bench.draft(into({ threadIds: [50], messageIds: [5] }));
    const asked = await bench.db.query(
      'select kind, id::int from place_lookup where next_try_at is not null',
    );
    expect(asked).toEqual(
      expect.arrayContaining([
        { kind: 'thread', id: 50 },
        { kind: 'message', id: 5 },
      ]),
    );
    expect(await errorsOf(id)).toEqual([
      ['thread_not_looked_at', '#/target/thread_ids', { thread_id: 50 }],
      ['thread_not_looked_at', '#/target/message_ids', { message_id: 5 }],
    ]);
    await expect(launch(id, 0)).rejects.toMatchObject({ code: 'chat_not_writable' });
  });

  it('goes into threads that are known and below messages that have none yet', async () => {
    const { id } = await bench.draft(into({ threadIds: [50], messageIds: [5], skipInviteMentions: true }));
    await told('thread', 50, { threadChat: 900, root: CHAT });
    await told('message', 5, { root: CHAT });
    const { isOk, recipients, confirmation } = await bench.checks.check(id);
    expect({ isOk, recipients }).toEqual({ isOk: true, recipients: { matched: 2, toSend: 2, skipped: [] } });
    // That the thread is opened meanwhile changes nothing of what was confirmed.
    await told('message', 5, { threadChat: 901, root: CHAT });
    expect((await bench.checks.check(id)).confirmation).toEqual(confirmation);
    const { run } = await launch(id, 2);
    expect(run.target).toEqual({
      type: 'thread',
      threadIds: [50],
      messageIds: [5],
      skipInviteMentions: true,
    });
  });

  it('is another one to confirm when its mentions invite nobody', async () => {
    const of = async (skipInviteMentions: boolean) => {
      const { id } = await bench.draft(into({ threadIds: [50], skipInviteMentions }));
      return (await bench.checks.check(id)).confirmation.delivery;
    };
    expect(await of(true)).not.toBe(await of(false));
  });

  it.each([
    ['gone', { obstacle: 'not_found' }, 'place_not_found'],
    ['below a deleted message', { obstacle: 'message_deleted' }, 'thread_message_deleted'],
    ['below a message that is in a thread itself', { obstacle: 'message_in_thread' }, 'thread_in_thread'],
    ['in a chat that is archived', { root: ARCHIVED }, 'chat_archived'],
    ['in a chat without the bot', { root: CLOSED }, 'chat_not_member'],
    ['in a chat that nobody knows', { root: 99 }, 'thread_chat_unknown'],
  ])('is told of one that is %s', async (_why, answer, code) => {
    const { id } = await bench.draft(into({ messageIds: [5] }));
    await told('message', 5, answer);
    expect(await errorsOf(id)).toEqual([[code, '#/target/message_ids', { message_id: 5 }]]);
  });

  it('names no thread twice, however it is named', async () => {
    const { id } = await bench.draft(into({ threadIds: [50], messageIds: [5] }));
    await told('thread', 50, { threadChat: 900, root: CHAT });
    await told('message', 5, { threadChat: 900, root: CHAT });
    expect(await errorsOf(id)).toEqual([['thread_named_twice', '#/target/message_ids', { message_id: 5 }]]);
  });

  it('believes what was against it for ten minutes; then somebody may have mended it', async () => {
    const { id } = await bench.draft(into({ threadIds: [50] }));
    await told('thread', 50, { threadChat: 900, root: CHAT, obstacle: 'no_access', minutesAgo: 9 });
    expect(await errorsOf(id)).toHaveLength(1);
    await told('thread', 50, { threadChat: 900, root: CHAT, obstacle: 'no_access', minutesAgo: 11 });
    expect(await errorsOf(id)).toEqual([]);
  });

  it('needs a bot that may open threads', async () => {
    await bench.db.query(`update sender set scopes = '{threads:read}'`);
    const { id } = await bench.draft(into({ messageIds: [5] }));
    await told('message', 5, { root: CHAT });
    expect(await errorsOf(id)).toEqual([
      ['sender_scope_missing', '#/target/message_ids', { scope: 'threads:create' }],
    ]);
    await expect(launch(id, 1)).rejects.toMatchObject({
      code: 'sender_scope_missing',
      facts: { scope: 'threads:create' },
    });
    await bench.db.query(`update sender set scopes = '{threads:read,threads:create}'`);
  });

  it('cannot go into a channel in which its bot only reads, and says so before it is sent', async () => {
    const target = { type: 'chat', chatIds: [4] } as const;
    const { id } = await bench.draft({ content: plainContent('В канал'), audience: {}, target });
    const codes = async () => (await bench.checks.check(id)).issues.map(({ code }) => code);
    expect(await codes()).toContain('chat_right_unknown');
    await told('chat', 4);
    expect(await codes()).not.toContain('chat_right_unknown');
    await told('chat', 4, { obstacle: 'read_only' });
    expect(await errorsOf(id)).toEqual([['chat_read_only', '#/target/chat_ids', { chat_id: 4 }]]);
    await expect(launch(id, 0)).rejects.toMatchObject({
      facts: { chats: [{ chat_id: 4, reason: 'read_only' }] },
    });
  });
});
