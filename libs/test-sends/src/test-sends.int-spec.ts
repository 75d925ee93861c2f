import { Test, type TestingModule } from '@nestjs/testing';
import { ConfigModule, loadConfig } from '#lib/config';
import { DatabaseModule } from '#lib/database';
import { ForgottenSends } from '#lib/deliveries';
import { createLogger, ObservabilityModule } from '#lib/observability';
import { type Operation, OperationsService } from '#lib/operations';
import { SenderSession } from '#lib/senders';
import {
  createTestDatabase,
  Ledger,
  SimulatorHandle,
  type TestDatabase,
  openTestSession,
} from '#lib/testing';
import { TestSendRequests } from './test-send-requests.js';
import { TestSender } from './test-sender.js';
import { TestSendsModule } from './test-sends.module.js';

const AVATAR = 'https://img.example/bot.png';
const CREATE = { operation: 'messages.create' } as const;
const [ANNA, BORIS] = [1001, 1002];

describe('a test of a campaign', () => {
  let db: TestDatabase;
  let ledger: Ledger;
  let messenger: SimulatorHandle;
  let module: TestingModule;
  let senderId: string;
  let campaignId: string;
  let session: SenderSession;

  beforeAll(async () => {
    db = await createTestDatabase();
    ledger = new Ledger(db);
    messenger = await SimulatorHandle.start({
      people: 5,
      behaviour: { peopleRead: 'never' },
      rateProfile: 'off',
    });
    module = await Test.createTestingModule({
      imports: [
        ConfigModule.with(loadConfig({})),
        ObservabilityModule.with(createLogger({ level: 'silent', service: 'test' })),
        DatabaseModule.with({ url: db.url, applicationName: 'test' }),
        TestSendsModule,
      ],
    }).compile();
    await ledger.people([ANNA, BORIS, 1003, 1004]);
  });
  beforeEach(async () => {
    await messenger.reset();
    await db.query('delete from operation');
    await db.query('update sender set bot_user_id = null');
    const [bot] = await messenger.bots();
    senderId = await ledger.sender({ avatarUrl: AVATAR });
    await db.query('update sender set bot_user_id = $2 where id = $1', [senderId, bot?.userId]);
    campaignId = await ledger.campaign(senderId);
    await say('Здравствуйте, {{ user.first_name | default: "коллега" }}!');
    session = open();
  });
  afterEach(() => {
    session.close('over');
    session.dispose();
  });
  afterAll(async () => {
    await module.close();
    await messenger.close();
    await db.close();
  });

  const open = (): SenderSession => {
    return openTestSession(senderId, messenger, { requestTimeoutMs: 2_000 });
  };
  const say = (template: string, parts: object = {}) =>
    db.query('update campaign set template = $2, parts = $3 where id = $1', [campaignId, template, parts]);
  const ask = (people: readonly number[]): Promise<Operation> =>
    db.database.transaction((tx) =>
      module.get(TestSendRequests).request(tx, { campaignId, people, by: 'key_boss' }),
    );
  const pass = () => module.get(TestSender).runOnce(session);
  const operation = ({ id }: Operation) => module.get(OperationsService).get(id);
  const recipients = async (asked: Operation): Promise<unknown> =>
    (await operation(asked)).result?.['recipients'];
  const rows = ({ id }: Operation) =>
    db.query<{ state: string; reason: string | null; marker: string }>(
      'select state::text, reason, marker from test_message where operation_id = $1 order by id',
      [id],
    );

  it('goes to those who were named, filled in for each, marked, and into no ledger', async () => {
    await say('{{ user.first_name | default: "коллега" }}, {{ campaign.title }}!', {
      buttons: [[{ type: 'ack', text: 'Ознакомлен' }]],
      display_name: 'Отдел кадров',
    });
    const asked = await ask([BORIS, ANNA]);
    expect(asked).toMatchObject({ status: 'queued', total: 2 });
    expect(await pass()).toBe(2);
    const sent = await messenger.messages();
    const markers = (await rows(asked)).map(({ marker }) => marker);
    expect(sent.map(({ personId, content, displayName }) => ({ personId, content, displayName }))).toEqual(
      [BORIS, ANNA].map((personId) => ({
        personId,
        content: '[Тест] Анна, test!',
        displayName: 'Отдел кадров',
      })),
    );
    expect(sent.map(({ displayAvatarUrl }) => displayAvatarUrl)).toEqual(
      markers.map((marker) => `${AVATAR}#d=${marker}.a1`),
    );
    expect(sent.map(({ buttons }) => buttons?.flat()[0])).toMatchObject(
      markers.map((marker) => ({ text: 'Ознакомлен', data: `v1.${marker}.ack` })),
    );
    expect(await operation(asked)).toMatchObject({
      status: 'succeeded',
      done: 2,
      result: { sent: 2, refused: 0, unknown: 0 },
    });
    expect(await recipients(asked)).toEqual(
      sent.map(({ id, personId }) => ({ user_id: personId, state: 'sent', reason: null, message_id: id })),
    );
    expect(await db.query('select from delivery')).toEqual([]);
    expect(await pass()).toBe(0);
  });

  it('says what the campaign said when it was asked for', async () => {
    await ask([ANNA]);
    await say('Something else');
    await pass();
    expect((await messenger.messages()).map(({ content }) => content)).toEqual([
      '[Тест] Здравствуйте, Анна!',
    ]);
  });

  it('is refused for people who cannot be written to, each by their place', async () => {
    await db.query('update person set is_suspended = true where id = 1003');
    await db.query('update person set is_bot = true where id = 1004');
    const refused = ask([ANNA, 99, 1003, 1004]);
    await expect(refused).rejects.toMatchObject({
      code: 'validation_failed',
      details: [
        { pointer: '#/to/1', code: 'unknown_person', params: { id: 99 } },
        { pointer: '#/to/2', code: 'suspended' },
        { pointer: '#/to/3', code: 'bot' },
      ],
    });
    await db.query('update person set is_suspended = false, is_bot = false');
    expect(await db.query('select from test_send where campaign_id = $1', [campaignId])).toEqual([]);
  });

  it('tells who would not get it; the others do', async () => {
    await messenger.changePerson(BORIS, { suspended: true });
    const asked = await ask([BORIS, ANNA]);
    expect(await pass()).toBe(1);
    expect(await operation(asked)).toMatchObject({ status: 'succeeded', result: { sent: 1, refused: 1 } });
    expect(await rows(asked)).toMatchObject([
      { state: 'refused', reason: 'direct_message_refused' },
      { state: 'sent' },
    ]);
  });

  it('that was not answered is not sent again', async () => {
    await messenger.fault('lost_answer', {}, CREATE);
    const asked = await ask([ANNA]);
    await pass();
    expect(await rows(asked)).toMatchObject([{ state: 'unknown', reason: 'reset' }]);
    expect(await operation(asked)).toMatchObject({ status: 'succeeded', result: { sent: 0, unknown: 1 } });
    await messenger.clearFaults();
    expect(await pass()).toBe(0);
    expect(await messenger.messages()).toHaveLength(1);
  });

  it('that the messenger puts off is sent when it may be', async () => {
    await messenger.fault('throttle', { retryAfter: 'seconds', seconds: 1 }, { ...CREATE, count: 1 });
    await ask([ANNA]);
    expect(await pass()).toBe(1);
    expect(await messenger.messages()).toHaveLength(1);
  });

  it('goes on where a worker died, and repeats nothing that may have left', async () => {
    const asked = await ask([ANNA, BORIS]);
    const claimed = await module.get(OperationsService).claimNext(db.database.client, asked.type, {
      owner: 'dead',
      leaseSeconds: 0,
    });
    expect(claimed).not.toBeNull();
    await db.query(
      `update test_message set state = 'sending', began_at = clock_timestamp()
        where operation_id = $1 and person_id = $2`,
      [asked.id, ANNA],
    );
    expect(await pass()).toBe(1);
    expect((await messenger.messages()).map(({ personId }) => personId)).toEqual([BORIS]);
    expect(await rows(asked)).toMatchObject([{ state: 'unknown', reason: 'worker_lost' }, { state: 'sent' }]);
  });

  it('that waited for an hour is not sent any more', async () => {
    const asked = await ask([ANNA]);
    await db.query(`update test_send set requested_at = requested_at - interval '61 minutes'`);
    await pass();
    expect(await operation(asked)).toMatchObject({ status: 'failed', error: { code: 'test_expired' } });
    expect(await messenger.messages()).toEqual([]);
  });

  it('ends where the bot is refused, and says how far it came', async () => {
    await messenger.fault('token_revoked', {}, { ...CREATE, skip: 1 });
    const asked = await ask([ANNA, BORIS, 1003]);
    await pass();
    expect(await operation(asked)).toMatchObject({
      status: 'failed',
      error: { code: 'sender_refused', facts: { reason: 'token_rejected', sent: 1, refused: 2 } },
    });
    expect(await messenger.messages()).toHaveLength(1);
  });

  it('that somebody cancels stops', async () => {
    const asked = await ask([ANNA]);
    const operations = module.get(OperationsService);
    await operations.claimNext(db.database.client, asked.type, { owner: 'dead', leaseSeconds: 0 });
    await operations.requestCancel(db.database.client, asked.id);
    await pass();
    expect((await operation(asked)).status).toBe('cancelled');
    expect(await rows(asked)).toMatchObject([{ state: 'cancelled' }]);
    expect(await messenger.messages()).toEqual([]);
  });

  it("is nobody else's message to whoever reads the chat", async () => {
    const asked = await ask([ANNA]);
    await pass();
    const [row] = await rows(asked);
    const seen = { messageId: 5, chatId: 1, marker: row?.marker ?? '', createdAt: new Date() };
    const forgotten = module.get(ForgottenSends);
    expect(await forgotten.seen(senderId, [seen])).toEqual({ bound: 0, foreign: 0 });
    const other = { ...seen, messageId: 6, marker: 'A'.repeat(22) };
    expect(await forgotten.seen(senderId, [other])).toEqual({ bound: 0, foreign: 1 });
  });
});
