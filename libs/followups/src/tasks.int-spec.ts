import { plainContent } from '#lib/content';
import { DoubtResolution, Reconciler } from '#lib/deliveries';
import type { SenderSession } from '#lib/senders';
import type { Rung } from './follow-up-plan.js';
import { type AnnouncedRun, FollowUpsBench } from './followups.fixture.js';
import { Ladder } from './ladder.js';

const ANNA = 1001;
const [BORIS, VERA, BOSS] = [ANNA + 1, ANNA + 2, ANNA + 3];
const EVERYBODY = [ANNA, BORIS, VERA];
const AUDIENCE = JSON.stringify({ type: 'rules', include: [{ everyone: true }], exclude: [] });
const MAKING = { operation: 'tasks.create' } as const;

const RUNG: Rung = {
  when: { afterHours: 24 },
  who: 'unread',
  managers: null,
  content: plainContent('Прочтите приказ'),
  form: 'task',
  whenAway: 'skip',
};

describe('a rung that is a task', () => {
  let bench: FollowUpsBench;
  let bot: SenderSession;
  let run: AnnouncedRun;
  let deadlineAt: Date;
  beforeAll(async () => {
    bench = await FollowUpsBench.open();
    await bench.ledger.people([...EVERYBODY, BOSS]);
  });
  beforeEach(async () => {
    await bench.messenger.clearFaults();
    await bench.db.query('delete from follow_up_plan');
    bot = await bench.bot();
    await bench.db.query(`update sender set scopes = '{tasks:create,tasks:read}'`);
    run = await bench.announced(bot, EVERYBODY);
    const [row] = await bench.db.query<{ at: Date }>(`select clock_timestamp() + interval '3 days' as at`);
    deadlineAt = row?.at ?? new Date(0);
  });
  afterAll(() => bench.close());

  const put = (rung: Rung, until: Date | null = deadlineAt): Promise<void> =>
    bench.plan(run, { rungs: [rung], deadlineAt: until });
  /** A day has passed, and the rung is climbed; nothing is sent yet. */
  const climb = async (rung: Rung = RUNG): Promise<void> => {
    await put(rung);
    await bench.pass(run, 24);
    await bench.passForPeople(run, 24);
    expect(await bench.module.get(Ladder).runOnce()).toBe(1);
  };
  const tasksOf = async (personId: number, step = 1) => {
    const { marker } = await bench.row(run, personId, step);
    return (await bench.messenger.tasks()).filter(({ content }) => content.includes(marker));
  };
  /** A look at the doubts, later than absence would count. */
  const reconcile = async (): Promise<unknown> => {
    await bench.db.query(
      `update delivery set next_check_at = clock_timestamp(), doubt_since = doubt_since - interval '20 minutes'
        where run_id = $1 and state = 'unknown'`,
      [run.runId],
    );
    return bench.module.get(Reconciler).runOnce(bot);
  };

  it('makes one for each person, due at the deadline, and writes nothing into their chats', async () => {
    const before = (await bench.messenger.messages()).length;
    await climb();
    await bench.read(run, BORIS);
    expect(await bench.send(bot)).toEqual({ sent: 2, skipped: 1 });
    expect(await bench.rows(run, 1)).toEqual([
      `${ANNA} sent`,
      `${BORIS} skipped already_read`,
      `${VERA} sent`,
    ]);
    expect(await bench.messenger.messages()).toHaveLength(before);
    const [task, ...others] = await tasksOf(ANNA);
    const { marker } = await bench.row(run, ANNA, 1);
    expect(others).toEqual([]);
    expect(task).toMatchObject({
      kind: 'reminder',
      performerIds: [ANNA],
      dueAtMs: deadlineAt.getTime(),
      content: `Прочтите приказ\n\n№ ${marker}`,
    });
    expect(await tasksOf(BORIS)).toEqual([]);
    await bench.upkeep.runOnce();
    expect(await bench.statusOf(run)).toBe('completed completed');
  });

  it('is found in the list of tasks where its answer was lost', async () => {
    await climb();
    await bench.messenger.fault('lost_answer', {}, { ...MAKING, count: 1 });
    await bench.send(bot);
    expect((await bench.rows(run, 1)).filter((row) => row.endsWith('unknown'))).toHaveLength(1);
    expect(await reconcile()).toMatchObject({ found: 1 });
    expect(await bench.rows(run, 1)).toEqual(EVERYBODY.map((person) => `${String(person)} sent`));
    for (const person of EVERYBODY) expect(await tasksOf(person)).toHaveLength(1);
  });

  it('is looked for together with all others that are in doubt: their list is read once', async () => {
    await climb();
    await bench.messenger.fault('lost_answer', {}, { ...MAKING, count: 2 });
    await bench.send(bot);
    expect((await bench.rows(run, 1)).filter((row) => row.endsWith('unknown'))).toHaveLength(2);
    const listings = async (): Promise<number> =>
      (await bench.messenger.requests()).filter(({ operation }) => operation === 'tasks.list').length;
    const before = await listings();
    expect(await reconcile()).toMatchObject({ found: 2 });
    expect(await listings()).toBe(before + 1);
    expect(await bench.rows(run, 1)).toEqual(EVERYBODY.map((person) => `${String(person)} sent`));
  });

  it('is never made again because it was not found: a person decides', async () => {
    await climb();
    await bench.messenger.fault('lost_request', {}, { ...MAKING, count: 1 });
    await bench.send(bot);
    for (let look = 0; look < 4; look++)
      expect(await reconcile()).toMatchObject({ unreadable: 1, absent: 0 });
    await bench.send(bot);
    const [doubt] = await bench.db.query<{ id: string; person: number }>(
      `select id, recipient_id::int as person from delivery where run_id = $1 and state = 'unknown'`,
      [run.runId],
    );
    expect(await tasksOf(doubt?.person ?? 0)).toEqual([]);
    const resolve = (decision: { action: 'send_again' } | { action: 'bind'; messageId: number }) =>
      bench.tx((tx) =>
        bench.module.get(DoubtResolution).resolve(tx, {
          campaignId: run.campaignId,
          deliveryId: BigInt(doubt?.id ?? 0),
          decision,
          reason: 'Посмотрели',
          by: 'key_boss',
        }),
      );
    await expect(resolve({ action: 'bind', messageId: 5 })).rejects.toMatchObject({
      code: 'task_has_no_message',
    });
    await resolve({ action: 'send_again' });
    await bench.send(bot);
    expect(await tasksOf(doubt?.person ?? 0)).toHaveLength(1);
    expect(await bench.rows(run, 1)).toEqual(EVERYBODY.map((person) => `${String(person)} sent`));
  });

  it('names to a manager those who have not done it', async () => {
    await bench.db.query('update campaign set audience = $1', [AUDIENCE]);
    const rows = EVERYBODY.map((personId) => ({ personId, managerId: BOSS }));
    await climb({ ...RUNG, managers: { rows }, content: plainContent('Не прочитали:') });
    await bench.send(bot);
    const [task] = await tasksOf(BOSS);
    expect(task?.performerIds).toEqual([BOSS]);
    expect(task?.content.split('\n').length).toBeGreaterThan(EVERYBODY.length);
  });

  it('holds the run, and no other of the bot, where the right was taken away meanwhile', async () => {
    await climb();
    await bench.messenger.fault('scope_missing', { scope: 'tasks:create' }, MAKING);
    for (let tries = 0; tries < 3; tries++) {
      await bench.send(bot);
      await bench.db.query(
        `update delivery set available_at = clock_timestamp() where run_id = $1 and state = 'pending'`,
        [run.runId],
      );
    }
    const [held] = await bench.db.query<{ said: string }>(
      `select r.status || ' ' || r.pause_code || ' ' || s.status as said
         from run r join sender s on s.id = r.sender_id where r.id = $1`,
      [run.runId],
    );
    expect(held?.said).toBe('paused content_refused active');
  });

  it('is refused where it could not be made', async () => {
    await bench.db.query(`update sender set scopes = '{tasks:read}'`);
    await expect(put({ ...RUNG, content: null }, null)).rejects.toMatchObject({
      details: [
        { pointer: '#/rungs/0/content', code: 'task_without_text' },
        { pointer: '#/rungs/0/as', code: 'task_without_deadline' },
        { pointer: '#/rungs/0/as', code: 'task_scope_missing', params: { scope: 'tasks:create' } },
      ],
    });
  });
});
