import { Prisma, type Tx } from '#lib/database';
import { PachcaError } from '#lib/pachca';
import { createTestDatabase, Ledger, type TestDatabase, openTestSession } from '#lib/testing';
import { selectDueEvents } from './dispatch.queries.js';
import type { FormSubmission, InboundEvent } from './domain/inbound-event.js';
import { MOST_ATTEMPTS } from './domain/retry-schedule.js';
import { type NewEvent, storeEvents } from './event-store.queries.js';
import { InboundDispatcher } from './inbound-dispatcher.js';
import { InboundHandlers, type Plan } from './inbound-handler.js';
import { inboxFacts } from './inbox-health.queries.js';
import { silentLogger } from './inbox.fixture.js';

const NOWHERE = { apiUrl: 'http://127.0.0.1:9', token: 'a-token-of-a-bot' };

describe('the inbox', () => {
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
  const now = (): number => Math.floor(Date.now() / 1_000);
  const click = (key: string, saidAtSeconds = now()): NewEvent => ({
    naturalKey: key,
    saidAtSeconds,
    body: {
      type: 'button',
      event: 'click',
      messageId: 5,
      chatId: 6,
      userId: 7,
      data: 'v1.m.ack',
      triggerId: key,
    } as const,
  });
  const store = (source: 'polled' | 'webhook', ...events: NewEvent[]): Promise<number> =>
    storeEvents(tx(), { senderId, source }, events);
  const rows = () =>
    db.query<{
      natural_key: string;
      state: string;
      outcome: string | null;
      source: string;
      attempts: number;
    }>(
      'select natural_key, state::text, outcome, source, attempts from inbound_event where sender_id = $1 order by id',
      [senderId],
    );
  const dispatcher = (prepare: (event: InboundEvent) => Promise<Plan>): InboundDispatcher => {
    const handlers = new InboundHandlers();
    handlers.add({ name: 'test', types: ['button', 'message', 'view'], prepare });
    return new InboundDispatcher(silentLogger, db.database, handlers);
  };
  const session = () => openTestSession(senderId, NOWHERE);
  const applying = (apply: () => void): Promise<Plan> =>
    Promise.resolve({
      kind: 'apply',
      apply: () => {
        apply();
        return Promise.resolve({ kind: 'applied', outcome: 'done' });
      },
    });
  const makeAllDue = () =>
    db.query(
      `update inbound_event set next_try_at = clock_timestamp() - interval '1 s' where sender_id = $1`,
      [senderId],
    );

  it('keeps an event once, whichever way and however often it comes', async () => {
    expect(await store('webhook', click('a'), click('a'), click('b'))).toBe(2);
    expect(await store('polled', click('b'), click('c'), click('a'))).toBe(1);
    const races = await Promise.all(
      Array.from({ length: 8 }, () => store('webhook', click('d'), click('e'))),
    );
    expect(races.reduce((sum, count) => sum + count, 0)).toBe(2);
    expect((await rows()).map((row) => row.natural_key).sort()).toEqual(['a', 'b', 'c', 'd', 'e']);
  });

  it('keeps another bot’s events apart', async () => {
    await store('webhook', click('a'));
    senderId = await ledger.sender();
    expect(await store('webhook', click('a'))).toBe(1);
  });

  it('holds a posted event of an old or a coming time for stale, and a read one for good', async () => {
    await store('webhook', click('old', now() - 90), click('new', now() - 30), click('early', now() + 90));
    await store('polled', click('read', now() - 5_000));
    const states = Object.fromEntries((await rows()).map(({ natural_key, state }) => [natural_key, state]));
    expect(states).toEqual({ old: 'stale', new: 'received', early: 'stale', read: 'received' });
  });

  it('obeys a stale click only when the history has it, also after it was refused for want of that', async () => {
    let applied = 0;
    const inbox = dispatcher(() => applying(() => (applied += 1)));
    await store('webhook', click('replayed', now() - 3_600), click('late', now() - 3_600));
    expect(await inbox.runOnce(session())).toEqual({ applied: 0, refused: 0, later: 2 });
    await store('polled', click('late', now() - 3_600));
    await inbox.runOnce(session());
    expect(applied).toBe(1);
    await db.query(
      `update inbound_event set received_at = received_at - interval '2 hours', next_try_at = clock_timestamp()
        where state = 'stale'`,
    );
    expect(await inbox.runOnce(session())).toEqual({ applied: 0, refused: 1, later: 0 });
    expect(await rows()).toMatchObject([
      { natural_key: 'late', state: 'applied', source: 'polled' },
      { natural_key: 'replayed', state: 'refused', outcome: 'unconfirmed' },
    ]);
    await store('webhook', click('replayed', now()));
    expect(await inbox.runOnce(session())).toEqual({ applied: 0, refused: 0, later: 0 });
    await store('polled', click('replayed'));
    await inbox.runOnce(session());
    expect(applied).toBe(2);
  });

  it('settles each event once, however many work at it', async () => {
    await store('polled', ...Array.from({ length: 60 }, (_, at) => click(String(at))));
    let applied = 0;
    const inbox = dispatcher(() => applying(() => (applied += 1)));
    await Promise.all(Array.from({ length: 6 }, () => inbox.runOnce(session(), 30)));
    // What one had taken is another's after a minute; the lock on the row settles who was first.
    await makeAllDue();
    await Promise.all(Array.from({ length: 6 }, () => inbox.runOnce(session(), 60)));
    expect(applied).toBe(60);
    expect((await rows()).every(({ state }) => state === 'applied')).toBe(true);
  });

  it('keeps nothing of an apply that fails, tries again, gives up in the end, and says so', async () => {
    await store('polled', click('poison'), click('good'));
    let tries = 0;
    const inbox = dispatcher(({ body }) => {
      if (body.type !== 'button' || body.triggerId !== 'poison') return applying(() => undefined);
      const apply = async (t: Tx): Promise<never> => {
        await t.$executeRaw`insert into class_hold values (${senderId}::uuid, 'trace', clock_timestamp())`;
        tries += 1;
        throw new Error('broken');
      };
      return Promise.resolve({ kind: 'apply', apply });
    });
    for (let pass = 0; pass < MOST_ATTEMPTS + 2; pass += 1) {
      await db.query(
        `update inbound_event set next_try_at = clock_timestamp() - interval '1 s'
          where sender_id = $1 and natural_key = 'poison'`,
        [senderId],
      );
      await inbox.runOnce(session(), 1);
    }
    expect(tries).toBe(MOST_ATTEMPTS);
    const poison = (await rows()).find((row) => row.natural_key === 'poison');
    expect(poison).toMatchObject({ state: 'refused', outcome: 'failed' });
    expect(await db.query('select 1 from class_hold where sender_id = $1', [senderId])).toEqual([]);
    expect(await inboxFacts(tx(), senderId)).toMatchObject([{ givenUp: 1 }]);
    // It held up nobody behind it.
    await makeAllDue();
    await inbox.runOnce(session());
    expect((await rows()).find((row) => row.natural_key === 'good')?.state).toBe('applied');
  });

  it('waits for a messenger that is away, without counting that as failure', async () => {
    await store('polled', click('a'));
    const inbox = dispatcher(() => Promise.reject(new PachcaError('timeout', 'GET /messages/{id}')));
    for (let pass = 0; pass < MOST_ATTEMPTS + 2; pass += 1) {
      await makeAllDue();
      expect(await inbox.runOnce(session())).toEqual({ applied: 0, refused: 0, later: 1 });
    }
    expect(await rows()).toMatchObject([{ state: 'received', attempts: 0 }]);
  });

  it('writes down what became of an event: applied, refused, later, or nothing', async () => {
    await store('polled', click('a'));
    const plans: Plan[] = [
      { kind: 'later', waitMs: 60_000 },
      { kind: 'apply', apply: () => Promise.resolve({ kind: 'refused', reason: 'not_the_recipient' }) },
    ];
    const inbox = dispatcher(() => Promise.resolve(plans.shift() ?? { kind: 'nothing' }));
    expect(await inbox.runOnce(session())).toEqual({ applied: 0, refused: 0, later: 1 });
    expect(await inbox.runOnce(session())).toEqual({ applied: 0, refused: 0, later: 0 });
    await makeAllDue();
    expect(await inbox.runOnce(session())).toEqual({ applied: 0, refused: 1, later: 0 });
    await store('polled', click('b'));
    await inbox.runOnce(session());
    expect((await rows()).map(({ outcome }) => outcome)).toEqual(['not_the_recipient', 'nothing']);
  });

  it('forgets what was settled two weeks ago, and nothing that is open', async () => {
    await store('polled', click('old'), click('young'));
    await dispatcher(() => applying(() => undefined)).runOnce(session());
    await store('polled', click('open'));
    await db.query(
      `update inbound_event set settled_at = settled_at - interval '15 days' where natural_key = 'old'`,
    );
    await dispatcher(() => applying(() => undefined)).forget();
    expect((await rows()).map(({ natural_key }) => natural_key)).toEqual(['young', 'open']);
  });

  it('takes what somebody waits for apart from all else, each event once', async () => {
    const question = click('asked');
    await store('webhook', ...Array.from({ length: 3 }, (_, at) => click(String(at))));
    await store('webhook', { ...question, body: { ...question.body, data: 'v1.m.?' } } as NewEvent);
    const seen: string[] = [];
    const inbox = dispatcher((event) => {
      seen.push(event.body.type === 'button' ? event.body.triggerId : '');
      return applying(() => undefined);
    });
    expect(await inbox.runOnce(session())).toEqual({ applied: 3, refused: 0, later: 0 });
    const [awaited, ...more] = await inbox.takeAwaited(session());
    expect(more).toEqual([]);
    expect(await inbox.takeAwaited(session())).toEqual([]);
    await expect(awaited?.dispatch()).resolves.toBe('applied');
    expect(seen.sort()).toEqual(['0', '1', '2', 'asked']);
  });

  it('forgets what was typed into a form as soon as it is settled', async () => {
    const about = { callbackId: 'c', privateMetadata: null, chatId: null, userId: 7 };
    const body: FormSubmission = { type: 'view', event: 'submit', ...about, fields: { question: 'тайна' } };
    await store('webhook', { naturalKey: 'form', saidAtSeconds: now() - 3_600, body });
    expect(await dispatcher(() => applying(() => undefined)).runOnce(session())).toMatchObject({
      applied: 1,
    });
    const [row] = await db.query<{ body: object }>('select body from inbound_event where sender_id = $1', [
      senderId,
    ]);
    expect(row?.body).toMatchObject({ type: 'view', userId: 7 });
    expect(JSON.stringify(row)).not.toContain('тайна');
  });

  it('never gives up what was typed into a form: it is tried again by the hour, and shown meanwhile', async () => {
    const about = { callbackId: 'c', privateMetadata: null, chatId: null, userId: 7 };
    const body: FormSubmission = { type: 'view', event: 'submit', ...about, fields: { question: 'тайна' } };
    await store('webhook', { naturalKey: 'form', saidAtSeconds: now(), body });
    const broken = dispatcher(() => Promise.reject(new Error('broken')));
    for (let pass = 0; pass < MOST_ATTEMPTS + 2; pass += 1) {
      await makeAllDue();
      expect(await broken.runOnce(session())).toEqual({ applied: 0, refused: 0, later: 1 });
    }
    const [row] = await db.query(
      `select state::text, body->'fields' as fields, next_try_at > clock_timestamp() + interval '50 minutes' as "isLater"
         from inbound_event where sender_id = $1`,
      [senderId],
    );
    expect(row).toEqual({ state: 'received', fields: { question: 'тайна' }, isLater: true });
    expect(await inboxFacts(tx(), senderId)).toMatchObject([{ givenUp: 0, formsFailing: 1, waiting: 1 }]);
    const seen: InboundEvent['body'][] = [];
    const mended = dispatcher((event) => applying(() => seen.push(event.body)));
    await makeAllDue();
    expect(await mended.runOnce(session())).toMatchObject({ applied: 1 });
    expect(seen).toEqual([body]);
    expect(await inboxFacts(tx(), senderId)).toMatchObject([{ formsFailing: 0, waiting: 0 }]);
  });

  it('finds what is due by the index made for it', async () => {
    await store('polled', ...Array.from({ length: 2_000 }, (_, at) => click(String(at))));
    await db.query(
      `update inbound_event set state = 'applied', outcome = 'done', settled_at = clock_timestamp()
        where sender_id = $1 and id % 20 <> 0`,
      [senderId],
    );
    await db.query('analyze inbound_event');
    for (const [isAwaited, index] of [
      [false, 'inbound_event_open_ix'],
      [true, 'inbound_event_awaited_ix'],
    ] as const) {
      const plan = await tx().$queryRaw<{ 'QUERY PLAN': string }[]>(
        Prisma.sql`explain ${selectDueEvents(senderId, { isAwaited, limit: 100 })}`,
      );
      expect(plan.map((row) => row['QUERY PLAN']).join('\n')).toContain(index);
    }
  });
});
