import { plainContent } from '#lib/content';
import { PLAIN_STEP } from '#lib/deliveries';
import type { SenderSession } from '#lib/senders';
import { Digests } from './digests.js';
import type { ManagersBy } from './domain/managers.js';
import type { Rung } from './follow-up-plan.js';
import { FollowUpPlans } from './follow-up-plans.js';
import { type AnnouncedRun, FollowUpsBench } from './followups.fixture.js';
import { Ladder } from './ladder.js';

const ANNA = 1001;
const [BORIS, VERA, GLEB, BOSS] = [ANNA + 1, ANNA + 2, ANNA + 3, ANNA + 4];
const EVERYBODY = [ANNA, BORIS, VERA, GLEB];

const AUDIENCE = JSON.stringify({ type: 'rules', include: [{ everyone: true }], exclude: [] });

describe('a rung for managers', () => {
  let bench: FollowUpsBench;
  let bot: SenderSession;
  let run: AnnouncedRun;
  beforeAll(async () => {
    bench = await FollowUpsBench.open();
    await bench.ledger.people([...EVERYBODY, BOSS]);
    await bench.db.query(`update person set first_name = 'Имя' || (id - 1000), nickname = 'n' || id`);
    await bench.db.query(
      `insert into custom_property (id, name, data_type, synced_at) values (1, 'Руководитель', 'string', now())`,
    );
  });
  beforeEach(async () => {
    await bench.db.query('delete from follow_up_plan');
    await bench.db.query(`update person set is_suspended = false, is_away = false`);
    bot = await bench.bot();
    run = await bench.announced(bot, EVERYBODY);
    await bench.db.query(`update campaign set audience = $1`, [AUDIENCE]);
  });
  afterAll(() => bench.close());

  const rung = (managers: ManagersBy, who: Rung['who'] = 'unread'): Rung => ({
    when: { afterHours: 24 },
    who,
    managers,
    content: plainContent('Не прочитали:'),
    ...PLAIN_STEP,
  });
  const put = (one: Rung): Promise<void> => bench.plan(run, { rungs: [one], deadlineAt: null });
  /** A day has passed, and the rung is climbed. */
  const climb = async (managers: ManagersBy, who: Rung['who'] = 'unread'): Promise<void> => {
    await put(rung(managers, who));
    await bench.pass(run, 24);
    expect(await bench.module.get(Ladder).runOnce()).toBe(1);
  };
  const ruledBy = (values: Readonly<Record<number, string>>): Promise<unknown> =>
    bench.db.query(
      `update person set custom_properties = case when $1::jsonb ? id::text
         then jsonb_build_array(jsonb_build_object('id', 1, 'name', 'Руководитель', 'data_type', 'string',
                                                   'value', $1::jsonb ->> id::text))
         else '[]' end`,
      [JSON.stringify(values)],
    );
  const textTo = async (managerId: number): Promise<string | undefined> => {
    const { messageId } = await bench.row(run, managerId, 1);
    const messages = await bench.messenger.messages();
    return messages.find(({ id }) => id === messageId)?.content;
  };

  it('tells each of them once who of theirs has not done it, found by id and by nickname, and lists the rest', async () => {
    await ruledBy({ [ANNA]: String(BOSS), [BORIS]: `@N${String(BOSS)}`, [VERA]: 'nobody.at.all' });
    await bench.read(run, BORIS);
    await climb({ property: 'Руководитель' });
    await bench.send(bot);
    expect(await bench.rows(run, 1)).toEqual([`${BOSS} sent`]);
    expect(await textTo(BOSS)).toBe('Не прочитали:\n\n— Имя1 Смирнова');
    const page = { after: 0, limit: 1 };
    const digests = bench.module.get(Digests);
    const first = await digests.withoutManager(run.campaignId, 1, page);
    expect(first).toMatchObject({ rows: [{ personId: VERA, trouble: 'manager_unknown' }], next: VERA });
    expect(await digests.withoutManager(run.campaignId, 1, { ...page, after: VERA })).toMatchObject({
      rows: [{ personId: GLEB, trouble: 'no_manager' }],
      next: null,
    });
    expect(await bench.module.get(Ladder).runOnce()).toBe(0);
    const { rows } = await bench.list.list(run.campaignId, { after: null, limit: 5 });
    expect(rows).toMatchObject([{ isDigest: true, recipients: 1, sent: 1 }]);
  });

  it('says how many it would be, whom and about whom nobody', async () => {
    await ruledBy({ [ANNA]: String(BOSS), [BORIS]: String(BOSS), [VERA]: String(VERA) });
    await climb({ property: 'Руководитель' });
    const { digests } = await bench.module.get(FollowUpPlans).get(run.campaignId);
    expect(digests.get(1)).toEqual({
      people: 4,
      managers: 1,
      withoutManager: [
        { reason: 'no_manager', count: 1 },
        { reason: 'own_manager', count: 1 },
      ],
    });
  });

  it('names whoever is left when it is sent, and leaves out a manager whose people have all done it by then', async () => {
    const rows = [
      { personId: ANNA, managerId: BOSS },
      { personId: BORIS, managerId: BOSS },
      { personId: VERA, managerId: ANNA },
      { personId: GLEB, managerId: ANNA },
    ];
    await climb({ rows });
    for (const person of [ANNA, VERA, GLEB]) await bench.read(run, person);
    await bench.send(bot);
    expect(await bench.rows(run, 1)).toEqual([`${ANNA} skipped nobody_left`, `${BOSS} sent`]);
    expect(await textTo(BOSS)).toBe('Не прочитали:\n\n— Имя2 Смирнова');
    await bench.upkeep.runOnce();
    expect(await bench.statusOf(run)).toBe('completed completed');
  });

  it('goes to a manager who has read the campaign, and is about confirming where it asks for that', async () => {
    const rows = [
      { personId: ANNA, managerId: BORIS },
      { personId: VERA, managerId: BORIS },
    ];
    for (const person of EVERYBODY) await bench.read(run, person);
    await bench.confirm(run, VERA);
    await bench.confirm(run, BORIS);
    await climb({ rows }, 'unacknowledged');
    await bench.send(bot);
    expect(await bench.rows(run, 1)).toEqual([`${BORIS} sent`]);
    expect(await textTo(BORIS)).toBe('Не прочитали:\n\n— Имя1 Смирнова');
  });

  it('does not name who was recalled, and leaves out a manager who is away', async () => {
    const rows = [
      { personId: ANNA, managerId: BOSS },
      { personId: BORIS, managerId: VERA },
    ];
    await bench.db.query(`update person set is_away = true where id = $1`, [VERA]);
    await climb({ rows });
    const { id } = await bench.row(run, ANNA, 0);
    await bench.db.query(
      `insert into recall (delivery_id, operation_id, run_id, sender_id, state, attempt, requested_at)
       select id, gen_random_uuid(), run_id, sender_id, 'todo', attempt, now() from delivery where id = $1`,
      [id],
    );
    await bench.send(bot);
    expect(await bench.rows(run, 1)).toEqual([`${VERA} skipped away`, `${BOSS} skipped nobody_left`]);
  });

  it('is refused where it cannot be meant so', async () => {
    const bad = rung(
      {
        rows: [
          { personId: 5, managerId: BOSS },
          { personId: ANNA, managerId: BOSS },
          { personId: ANNA, managerId: 6 },
        ],
      },
      'everyone',
    );
    await expect(put({ ...bad, content: null, form: 'reply' })).rejects.toMatchObject({
      code: 'validation_failed',
      details: [
        { pointer: '#/rungs/0/who', code: 'digest_about_everyone' },
        { pointer: '#/rungs/0/content', code: 'digest_without_text' },
        { pointer: '#/rungs/0/as', code: 'reply_to_managers' },
        { pointer: '#/rungs/0/managers/rows/0/user_id', code: 'unknown_person' },
        { pointer: '#/rungs/0/managers/rows/2/manager_id', code: 'unknown_person' },
        { pointer: '#/rungs/0/managers/rows/2/user_id', code: 'repeated_person' },
      ],
    });
    const asking = { ...plainContent('Т'), buttons: [[{ type: 'ack', text: 'Да' }]] } as const;
    await expect(put({ ...rung({ property: 'Нет такого' }), content: asking })).rejects.toMatchObject({
      details: [
        { pointer: '#/rungs/0/content', code: 'answer_in_digest' },
        { pointer: '#/rungs/0/managers/property', code: 'unknown_property' },
      ],
    });
  });
});
