import { SecretBox } from '#lib/access';
import { loadConfig } from '#lib/config';
import { createLogger } from '#lib/observability';
import { OperationsService } from '#lib/operations';
import {
  createTestDatabase,
  Ledger,
  openTestSession,
  SimulatorHandle,
  type TestDatabase,
} from '#lib/testing';
import { CanaryRoundTrip } from './canary-round-trip.js';
import { CanaryService } from './canary.service.js';
import { LeftCanaries } from './left-canaries.js';
import type { SenderSession } from './sender-session.js';
import { SendersRepository } from './senders.repository.js';
import { SendersService } from './senders.service.js';

const ACCOUNT = 1001;
const AVATAR = 'https://example.com/bot.png';
const CREATE = { operation: 'messages.create' } as const;

describe('the round-trip canary', () => {
  let db: TestDatabase;
  let ledger: Ledger;
  let messenger: SimulatorHandle;
  let senders: SendersService;
  let canaries: CanaryService;
  let operations: OperationsService;
  let session: SenderSession;
  let senderId: string;

  beforeAll(async () => {
    db = await createTestDatabase();
    messenger = await SimulatorHandle.start({
      people: 5,
      behaviour: { peopleRead: 'never' },
      rateProfile: 'off',
    });
    ledger = new Ledger(db);
    const config = loadConfig({ VESTNIK_DOUBT_SETTLE_SECONDS: '300' });
    const logger = createLogger({ level: 'silent', service: 'test' });
    const { database } = db;
    senders = new SendersService(database, new SendersRepository(), undefined as unknown as SecretBox);
    operations = new OperationsService(database);
    const left = new LeftCanaries(config, logger, database);
    canaries = new CanaryService(logger, database, senders, operations, new CanaryRoundTrip(), left);
  });

  beforeEach(async () => {
    await messenger.reset();
    await messenger.setBehaviour({ avatarFragment: 'kept', buttonData: 'kept', editKeepsAvatar: true });
    senderId = await ledger.sender({ avatarUrl: AVATAR });
    await senders.setCanaryUser(senderId, ACCOUNT);
    session = open();
  });

  afterEach(() => {
    session.close('over');
    session.dispose();
  });

  afterAll(async () => {
    await messenger.close();
    await db.close();
  });

  const open = (): SenderSession => openTestSession(senderId, messenger);
  const markers = async () => (await senders.get(senderId)).markers;
  const standing = async () => (await messenger.messages()).filter(({ deletedAt }) => deletedAt === null);
  const makeDue = () =>
    db.query('update sender set canary_due_at = clock_timestamp() where id = $1', [senderId]);
  const rows = () =>
    db.query<{ messageId: string | null; isGone: boolean }>(
      `select message_id as "messageId", removed_at is not null as "isGone" from canary_message where sender_id = $1`,
      [senderId],
    );

  it('finds every channel kept, leaves nothing behind, and is not due again', async () => {
    expect(await canaries.runOnce(session)).toMatchObject({ outcome: 'passed' });
    expect(await markers()).toMatchObject({
      avatar: 'kept',
      buttons: 'kept',
      history: 'kept',
      edit: 'kept',
      outcome: 'passed',
    });
    expect(await messenger.messages()).toHaveLength(1);
    expect(await standing()).toEqual([]);
    expect(await rows()).toEqual([{ messageId: expect.any(String) as string, isGone: true }]);
    expect(await canaries.runOnce(session)).toBeNull();
  });

  it.each([
    [{ avatarFragment: 'stripped' }, { avatar: 'lost', buttons: 'kept', history: 'kept' }, 'lost'],
    [{ buttonData: 'dropped' }, { avatar: 'kept', buttons: 'lost', history: 'kept' }, 'lost'],
    [{ editKeepsAvatar: false }, { avatar: 'kept', buttons: 'kept', edit: 'lost' }, 'passed'],
  ] as const)('sees what a messenger with %j does to the marks', async (behaviour, channels, outcome) => {
    await messenger.setBehaviour(behaviour);
    expect(await canaries.runOnce(session)).toMatchObject({ outcome, channels });
    expect(await markers()).toMatchObject({ ...channels, outcome });
    expect(await standing()).toEqual([]);
  });

  it('sees that the history does not show a message', async () => {
    await messenger.fault('history_lag', { ms: 600_000 }, { operation: 'messages.list' });
    expect(await canaries.runOnce(session)).toMatchObject({ outcome: 'lost', channels: { history: 'lost' } });
  });

  it('does without the picture where the bot has none, and without the edit where it may not', async () => {
    await db.query('update sender set avatar_url = null where id = $1', [senderId]);
    await messenger.fault('scope_missing', {}, { operation: 'messages.update' });
    expect(await canaries.runOnce(session)).toMatchObject({
      outcome: 'passed',
      channels: { avatar: 'unusable', buttons: 'kept', edit: 'unusable' },
    });
  });

  it('keeps what was known when the messenger does not answer, and tries again', async () => {
    await canaries.runOnce(session);
    await messenger.fault('error_before', {}, { operation: 'messages.get' });
    await makeDue();
    expect(await canaries.runOnce(session)).toEqual({ outcome: 'unanswered', channels: null });
    expect(await markers()).toMatchObject({ avatar: 'kept', outcome: 'unanswered' });
    expect(await standing()).toEqual([]);
    const [row] = await db.query<{ isSoon: boolean }>(
      `select canary_due_at < clock_timestamp() + interval '10 minutes' as "isSoon" from sender where id = $1`,
      [senderId],
    );
    expect(row?.isSoon).toBe(true);
  });

  it('says that the account cannot be written to', async () => {
    await messenger.changePerson(ACCOUNT, { suspended: true });
    expect(await canaries.runOnce(session)).toEqual({ outcome: 'account_refused', channels: null });
    expect(await rows()).toEqual([{ messageId: null, isGone: true }]);
  });

  it('takes away, by the marker, one whose answer was lost', async () => {
    await messenger.fault('lost_answer', {}, { ...CREATE, count: 1 });
    expect(await canaries.runOnce(session)).toMatchObject({ outcome: 'unanswered' });
    expect(await standing()).toHaveLength(1);
    await canaries.runOnce(session);
    expect(await standing()).toEqual([]);
    expect(await rows()).toEqual([{ messageId: null, isGone: true }]);
  });

  it('takes away, by the id, one that a crash left standing', async () => {
    await messenger.fault('error_before', {}, { operation: 'messages.delete', count: 1 });
    await canaries.runOnce(session);
    expect(await standing()).toHaveLength(1);
    await canaries.runOnce(session);
    expect(await standing()).toEqual([]);
  });

  it('does not give one up before its absence counts', async () => {
    await messenger.fault('lost_request', {}, { ...CREATE, count: 1 });
    await canaries.runOnce(session);
    await canaries.runOnce(session);
    expect(await rows()).toEqual([{ messageId: null, isGone: false }]);
    await db.query(
      `update canary_message set began_at = began_at - interval '11 minutes', next_try_at = began_at where sender_id = $1`,
      [senderId],
    );
    await canaries.runOnce(session);
    expect(await rows()).toEqual([{ messageId: null, isGone: true }]);
  });

  it('knows its messages by their ids and by their texts, and nobody else’s', async () => {
    await canaries.runOnce(session);
    const [message] = await messenger.messages();
    if (message === undefined) throw new Error('no canary');
    const { content } = message;
    const among = async (messages: readonly { id: number; content: string }[]) => [
      ...(await canaries.among(db.database.client, senderId, messages)),
    ];
    expect(await among([{ id: message.id, content: 'x' }])).toEqual([message.id]);
    expect(await among([{ id: 77, content }])).toEqual([77]);
    expect(await among([{ id: 77, content: 'Здравствуйте' }])).toEqual([]);
  });

  it('writes to nobody without an account', async () => {
    await senders.setCanaryUser(senderId, null);
    await makeDue();
    expect(await canaries.runOnce(session)).toBeNull();
    await expect(canaries.request(db.database.client, senderId, 'key')).rejects.toMatchObject({
      code: 'canary_account_missing',
    });
    expect(await messenger.messages()).toEqual([]);
  });

  it('answers a request with what it found, once for all who ask', async () => {
    await canaries.runOnce(session);
    const ask = () => db.database.transaction((tx) => canaries.request(tx, senderId, 'key'));
    const { id } = await ask();
    expect((await ask()).id).toBe(id);
    await canaries.runOnce(session);
    expect(await operations.get(id)).toMatchObject({
      status: 'succeeded',
      result: { outcome: 'passed', channels: { avatar: 'kept' } },
    });
    expect(await messenger.messages()).toHaveLength(2);
  });

  it('is wanted by a run that starts, unless it was tried lately', async () => {
    // The column keeps milliseconds, rounded: an instant of just now may lie ahead of the clock by one.
    const isDue = async () =>
      (
        await db.query<{ isDue: boolean }>(
          `select canary_due_at <= clock_timestamp() + interval '1 second' as "isDue" from sender where id = $1`,
          [senderId],
        )
      )[0]?.isDue;
    await canaries.runOnce(session);
    await canaries.wantFresh(db.database.client, [senderId]);
    expect(await isDue()).toBe(false);
    await db.query(
      `update sender set canary_tried_at = canary_tried_at - interval '11 minutes' where id = $1`,
      [senderId],
    );
    await canaries.wantFresh(db.database.client, [senderId]);
    expect(await isDue()).toBe(true);
  });

  it('learns from the answer to a send which marker is lost', async () => {
    await canaries.channelLost(senderId, 'buttons');
    expect(await markers()).toMatchObject({ avatar: 'untested', buttons: 'lost' });
    await canaries.channelLost(senderId, 'avatar');
    expect(await markers()).toMatchObject({ avatar: 'lost', buttons: 'lost' });
  });
});
