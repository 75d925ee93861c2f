import { DirectoryService, PlaceLookups } from '#lib/directory';
import { OperationsService } from '#lib/operations';
import { type Chat, PachcaError, type PachcaErrorKind, type User } from '#lib/pachca';
import type { SendersService, SenderSession } from '#lib/senders';
import { createTestDatabase, Ledger, type TestDatabase } from '#lib/testing';
import { ChatEligibility } from './chat-eligibility.js';
import { Eligibility } from './eligibility.js';

const FRESH_MS = 900_000;
const BOT = 777;

describe('right before the intent, a recipient', () => {
  let db: TestDatabase;
  let eligibility: Eligibility;
  let asked: number[];
  let answer: (id: number) => Promise<User>;

  beforeAll(async () => {
    db = await createTestDatabase();
    const config = { directory: { storesEmail: false, fullSyncHour: 3 }, timeZone: 'Europe/Moscow' };
    const operations = new OperationsService(db.database);
    const senders = { get: () => Promise.resolve({ botUserId: BOT }) } as unknown as SendersService;
    const chats = new ChatEligibility(senders, new PlaceLookups(db.database, senders));
    eligibility = new Eligibility(new DirectoryService(db.database, operations, config), chats);
  });
  afterAll(() => db.close());
  beforeEach(async () => {
    await db.query('truncate person, tag, person_tag, person_lookup, opt_out');
    await new Ledger(db).people([1]);
    asked = [];
    answer = (id) => Promise.reject(new PachcaError('timeout', `GET /users/${id}`));
  });

  const client = {
    getUser: (id: number) => {
      asked.push(id);
      return answer(id);
    },
  };
  const verdict = () => eligibility.of({ client } as unknown as SenderSession, 1n, FRESH_MS);

  it('who is freshly known is not asked about', async () => {
    expect(await verdict()).toMatchObject({ kind: 'eligible', to: { person: { id: 1 } } });
    expect(asked).toEqual([]);
  });

  it('whose row is too old is looked up first, and waits when nobody answers', async () => {
    await db.query("update person set synced_at = clock_timestamp() - interval '16 minutes'");
    expect(await verdict()).toEqual({ kind: 'unreachable' });
    answer = () => Promise.reject(new PachcaError('not_found', 'GET /users/1', { status: 404 }));
    expect(await verdict()).toEqual({ kind: 'ineligible', reason: 'not_found' });
    expect(asked).toEqual([1, 1]);
  });

  it('of whom the messenger said that something has changed is looked up however fresh the row is', async () => {
    await db.query('insert into person_lookup (person_id) values (1)');
    expect(await verdict()).toEqual({ kind: 'unreachable' });
    expect(asked).toEqual([1]);
  });

  it.each([
    ['is_suspended = true', 'suspended'],
    ['is_bot = true', 'bot'],
    ['left_at = clock_timestamp()', 'not_found'],
  ])('with %s is skipped as %s', async (change, reason) => {
    await db.query(`update person set ${change}`);
    expect(await verdict()).toEqual({ kind: 'ineligible', reason });
  });

  it('who has opted out is skipped without a question, and is one again when that has ended', async () => {
    await db.query("insert into opt_out (person_id, reason, set_by) values (1, 'декрет', 'test')");
    expect(await verdict()).toEqual({ kind: 'ineligible', reason: 'opted_out' });
    await db.query("update opt_out set until = clock_timestamp() - interval '1 second'");
    expect(await verdict()).toMatchObject({ kind: 'eligible' });
    expect(asked).toEqual([]);
  });

  describe('that is a chat', () => {
    const of = (chat: Partial<Chat> | PachcaErrorKind) => {
      const whole = { id: 12, isArchived: false, isPersonal: false, memberIds: [1, BOT] };
      const getChat = () =>
        typeof chat === 'string'
          ? Promise.reject(new PachcaError(chat, 'GET /chats/12'))
          : Promise.resolve({ ...whole, ...chat });
      return eligibility.of({ client: { getChat } } as unknown as SenderSession, -12n, FRESH_MS);
    };

    it.each<[string, Partial<Chat> | PachcaErrorKind, object]>([
      ['is posted into', {}, { kind: 'eligible', to: { kind: 'chat', chatId: 12, thread: null } }],
      [
        'is left out when it is archived',
        { isArchived: true },
        { kind: 'ineligible', reason: 'chat_archived' },
      ],
      ['is left out without the bot', { memberIds: [1] }, { kind: 'ineligible', reason: 'no_access' }],
      [
        'is left out when it is a direct one',
        { isPersonal: true },
        { kind: 'ineligible', reason: 'no_access' },
      ],
      ['is left out when it is gone', 'not_found', { kind: 'ineligible', reason: 'not_found' }],
      ['is left out when it is closed to the bot', 'forbidden', { kind: 'ineligible', reason: 'no_access' }],
      ['waits when the messenger does not answer', 'timeout', { kind: 'unreachable' }],
    ])('%s', async (_what, chat, verdictOfIt) => {
      expect(await of(chat)).toEqual(verdictOfIt);
    });
  });
});
