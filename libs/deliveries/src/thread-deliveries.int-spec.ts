import type { INestApplicationContext } from '@nestjs/common';
import {
  CAMPAIGN_DEFAULTS,
  CampaignLaunch,
  CampaignsService,
  type Run,
  type ThreadTarget,
} from '#lib/campaigns';
import { plainContent } from '#lib/content';
import { Database, type Tx } from '#lib/database';
import { PlaceLookups } from '#lib/directory';
import type { SenderSession } from '#lib/senders';
import {
  createTestDatabase,
  Ledger,
  openTestSession,
  SimulatorHandle,
  startModule,
  type TestDatabase,
} from '#lib/testing';
import { DeliveriesModule } from './deliveries.module.js';
import { Eligibility } from './eligibility.js';
import { RunPreparation } from './run-preparation.js';
import { ThreadOpener } from './thread-opener.js';

interface ChatJson {
  readonly id: number;
  readonly name: string;
  readonly member_ids: readonly number[];
}

/** Against the messenger that we have ourselves: its threads are those of the vendor's document. */
describe('a delivery into a thread', () => {
  let db: TestDatabase;
  let module: INestApplicationContext;
  let messenger: SimulatorHandle;
  let session: SenderSession;
  let chatId: number;
  let botId: number;

  beforeAll(async () => {
    db = await createTestDatabase();
    module = await startModule(db, DeliveriesModule);
    messenger = await SimulatorHandle.start({ people: 5, rateProfile: 'off' });
    const senderId = await new Ledger(db).sender();
    session = openTestSession(senderId, messenger);
    botId = (await session.client.getProfile()).id;
    await db.query(
      `update sender set bot_user_id = $2, scopes = '{threads:read,threads:create}' where id = $1`,
      [senderId, botId],
    );
    chatId = await mirrored('Общий чат');
  });
  beforeEach(async () => {
    await db.query(
      "update run set status = 'cancelled', finished_at = now(), paused_by = null, pause_code = null, pause_reason = null",
    );
    await messenger.clearFaults();
  });
  afterAll(async () => {
    session.close('over');
    session.dispose();
    await messenger.close();
    await module.close();
    await db.close();
  });

  const mirrored = async (name: string): Promise<number> => {
    for await (const page of session.client.listChats()) {
      const chat = page.find((each) => each.name === name) as
        ({ memberIds: number[] } & ChatJson) | undefined;
      if (chat === undefined) continue;
      await db.query(
        `insert into chat (id, name, is_channel, is_archived, is_public, is_member, member_count, synced_at, members_synced_at)
         values ($1, $2, false, false, true, true, 1, now(), now())`,
        [chat.id, name],
      );
      await db.query('insert into chat_member (chat_id, person_id) values ($1, $2)', [chat.id, botId]);
      return chat.id;
    }
    throw new Error(`no chat ${name}`);
  };
  const tx = <T>(work: (inner: Tx) => Promise<T>): Promise<T> => module.get(Database).transaction(work);
  /** A message of the chat, below which threads are opened. */
  const said = async (): Promise<number> => {
    const outcome = await session.client.createMessage(
      { entityType: 'discussion', entityId: chatId, content: 'Обсуждаем' },
      { deadlineMs: Number.POSITIVE_INFINITY },
    );
    if (outcome.kind !== 'accepted') throw new Error(outcome.kind);
    return outcome.message.id;
  };
  const launched = async (target: Partial<ThreadTarget>, count: number): Promise<Run> => {
    const values = {
      ...CAMPAIGN_DEFAULTS,
      title: 'В тред',
      content: plainContent('Ответ'),
      audience: {},
      senderId: session.senderId,
      target: {
        type: 'thread' as const,
        threadIds: [],
        messageIds: [],
        skipInviteMentions: false,
        ...target,
      },
    };
    const { id } = await tx((inner) => module.get(CampaignsService).create(inner, values, 'key_test'));
    await module.get(PlaceLookups).runOnce(session);
    const request = { expectedRecipients: count, confirmRepeat: true, by: 'key_test' };
    return (await tx((inner) => module.get(CampaignLaunch).launch(inner, id, request))).run;
  };
  const open = () => module.get(ThreadOpener).runOnce(session);
  const prepare = () => module.get(RunPreparation).runOnce();
  const rows = (runId: string) =>
    db.query<{ recipient_id: string; included_by: string }>(
      'select recipient_id, included_by from delivery where run_id = $1 order by recipient_id',
      [runId],
    );
  const threadCount = async () => (await messenger.waitFor('threads', 0)).threads;

  it('has the chat of its thread as its key, which is opened before there is a row, once', async () => {
    const messageId = await said();
    const run = await launched({ messageIds: [messageId] }, 1);
    // Nothing is prepared before its thread is there.
    expect(await prepare()).toBeNull();
    const before = await threadCount();
    expect(await open()).toBe(1);
    expect(await open()).toBe(0);
    expect(await threadCount()).toBe(before + 1);
    expect(await prepare()).toMatchObject({ runId: run.id, rows: 1, outcome: 'running' });
    const { thread } = await session.client.getMessage(messageId);
    expect(await rows(run.id)).toEqual([
      { recipient_id: String(-(thread?.chatId ?? 0)), included_by: 'message' },
    ]);
    const key = BigInt(-(thread?.chatId ?? 0));
    expect(await module.get(Eligibility).of(session, key, 0)).toMatchObject({
      kind: 'eligible',
      to: { kind: 'chat', chatId: thread?.chatId, thread: { id: thread?.id } },
    });
  });

  it('finds the thread that a process opened before it died, and makes no second one', async () => {
    const messageId = await said();
    const run = await launched({ messageIds: [messageId] }, 1);
    await messenger.fault('lost_answer', {}, { operation: 'threads.create', count: 1 });
    expect(await open()).toBe(0);
    const before = await threadCount();
    // The messenger did not answer: it is asked again after a while, and not at once.
    const again = (inSeconds: number) =>
      db.query(
        `update place_lookup set next_try_at = clock_timestamp() + make_interval(secs => $1)
          where trouble is not null returning id`,
        [inSeconds],
      );
    expect(await again(3_600)).toHaveLength(1);
    expect(await open()).toBe(0);
    await again(0);
    expect(await open()).toBe(1);
    expect(await threadCount()).toBe(before);
    expect(await prepare()).toMatchObject({ runId: run.id, rows: 1 });
  });

  it('is one of a thread that was there, by its own id', async () => {
    const thread = await session.client.openThread(await said());
    const run = await launched({ threadIds: [thread.id] }, 1);
    expect(await prepare()).toMatchObject({ runId: run.id, rows: 1 });
    expect(await rows(run.id)).toEqual([{ recipient_id: String(-thread.chatId), included_by: 'thread' }]);
  });

  it('is held where the message was deleted since somebody confirmed it', async () => {
    const messageId = await said();
    const run = await launched({ messageIds: [messageId] }, 1);
    await session.client.deleteMessage(messageId);
    expect(await open()).toBe(0);
    expect(await prepare()).toEqual({ runId: run.id, rows: 0, outcome: 'held' });
    const [held] = await db.query('select pause_code, pause_reason from run where id = $1', [run.id]);
    expect(held).toMatchObject({
      pause_code: 'audience_changed',
      pause_reason: expect.stringContaining('1 threads then, 0 now') as string,
    });
  });

  it('is left out where the message above was deleted right before the send', async () => {
    const messageId = await said();
    const thread = await session.client.openThread(messageId);
    await launched({ threadIds: [thread.id] }, 1);
    await session.client.deleteMessage(messageId);
    expect(await module.get(Eligibility).of(session, BigInt(-thread.chatId), 0)).toEqual({
      kind: 'ineligible',
      reason: 'not_found',
    });
  });
});
