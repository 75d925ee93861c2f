import { parseAudience } from '#lib/audiences';
import { plainContent } from '#lib/content';
import type { SenderSession } from '#lib/senders';
import { type AnnouncedRun, FollowUpsBench } from './followups.fixture.js';

const ANNA = 1001;
const [BORIS, VERA, GLEB] = [ANNA + 1, ANNA + 2, ANNA + 3];
const EVERYBODY = [ANNA, BORIS, VERA, GLEB];

describe('a reminder by hand', () => {
  let bench: FollowUpsBench;
  let bot: SenderSession;
  let run: AnnouncedRun;
  beforeAll(async () => {
    bench = await FollowUpsBench.open();
    await bench.ledger.people(EVERYBODY);
  });
  beforeEach(async () => {
    await bench.db.query(
      `update person set is_away = false, is_suspended = false, invite_status = 'confirmed', department = null`,
    );
    bot = await bench.bot();
    run = await bench.announced(bot, EVERYBODY);
  });
  afterAll(() => bench.close());

  const check = (changes: object = {}) =>
    bench.reminders.check({
      campaignId: run.campaignId,
      who: 'unread',
      among: null,
      whenAway: 'skip',
      ...changes,
    });
  const textsOf = async (personId: number): Promise<string[]> => {
    const ids: unknown[] = [(await bench.row(run, personId, 0)).messageId];
    ids.push((await bench.row(run, personId, 1)).messageId);
    const messages = await bench.messenger.messages();
    return ids.flatMap((id) => messages.filter((message) => message.id === id)).map(({ content }) => content);
  };

  it('goes to who has not read, with its own text, as another message of the same run', async () => {
    await bench.read(run, BORIS);
    expect(await check()).toMatchObject({ runId: run.runId, matched: 3, toSend: 3, skipped: [] });
    const { id } = await bench.remind(run, 3, { content: plainContent('Не забудьте про график') });
    expect(await bench.statusOf(run)).toBe('running running');
    expect(await bench.send(bot)).toEqual({ sent: 3 });
    expect(await bench.rows(run, 1)).toEqual([`${ANNA} sent`, `${VERA} sent`, `${GLEB} sent`]);
    expect(await textsOf(ANNA)).toEqual(['Hello', 'Не забудьте про график']);
    await bench.follow.runOnce();
    expect(await bench.operations.get(id)).toMatchObject({
      status: 'succeeded',
      done: 3,
      total: 3,
      result: { sent: 3, skipped: 0 },
    });
    await bench.upkeep.runOnce();
    expect(await bench.statusOf(run)).toBe('completed completed');
  });

  it('says what the campaign says by now where it has no text of its own', async () => {
    await bench.remind(run, 4);
    await bench.send(bot);
    expect(await textsOf(GLEB)).toEqual(['Hello', 'Hello']);
  });

  it.each([
    ['unread', 'already_read', (personId: number) => bench.read(run, personId)],
    ['unacknowledged', 'already_acknowledged', (personId: number) => bench.confirm(run, personId)],
  ] as const)('of the %s leaves out who has done it before it is their turn', async (who, reason, doIt) => {
    await bench.remind(run, 4, { who });
    await doIt(VERA);
    await bench.send(bot);
    expect(await bench.rows(run, 1)).toEqual([
      `${ANNA} sent`,
      `${BORIS} sent`,
      `${VERA} skipped ${reason}`,
      `${GLEB} sent`,
    ]);
    await bench.upkeep.runOnce();
    expect(await bench.statusOf(run)).toBe('completed completed');
  });

  it('asks who has read, and not confirmed, to confirm', async () => {
    await bench.read(run, ANNA);
    await bench.confirm(run, BORIS);
    expect(await check({ who: 'unacknowledged' })).toMatchObject({ toSend: 3 });
    // Whoever has confirmed has read.
    expect(await check()).toMatchObject({ toSend: 2 });
    expect(await check({ who: 'everyone' })).toMatchObject({ toSend: 4 });
  });

  it('leaves out who is not there, each with the reason, and says so beforehand', async () => {
    await bench.db.query('update person set is_away = true where id = $1', [ANNA]);
    await bench.db.query('update person set is_suspended = true where id = $1', [BORIS]);
    await bench.db.query(`update person set invite_status = 'sent' where id = $1`, [VERA]);
    expect(await check()).toMatchObject({
      matched: 4,
      toSend: 1,
      skipped: [
        { reason: 'away', count: 1 },
        { reason: 'invite_pending', count: 1 },
        { reason: 'suspended', count: 1 },
      ],
    });
    await bench.remind(run, 1);
    expect(await bench.rows(run, 1)).toEqual([
      `${ANNA} skipped away`,
      `${BORIS} skipped suspended`,
      `${VERA} skipped invite_pending`,
      `${GLEB} pending`,
    ]);
  });

  it('goes only to those whom the rules name', async () => {
    await bench.db.query(`update person set department = 'Склад' where id = any($1)`, [[ANNA, GLEB]]);
    await bench.read(run, GLEB);
    const rules = { type: 'rules', include: [{ departments: ['Склад'] }] };
    expect(await check({ among: parseAudience(rules) })).toMatchObject({ matched: 1, toSend: 1 });
    await bench.remind(run, 1, { among: parseAudience(rules) });
    expect(await bench.rows(run, 1)).toEqual([`${ANNA} pending`]);
    const misspelt = parseAudience({ ...rules, include: [{ departments: ['Склат'] }] });
    await expect(check({ among: misspelt })).rejects.toMatchObject({
      code: 'audience_unresolved',
      details: [{ pointer: '#/among/include/0/departments/0' }],
    });
  });

  it('changes nothing where others are meant than were confirmed, or nobody', async () => {
    await expect(bench.remind(run, 5)).rejects.toMatchObject({
      code: 'audience_changed',
      facts: { expected: 5, actual: 4 },
    });
    for (const person of EVERYBODY) await bench.read(run, person);
    await expect(bench.remind(run, 0)).rejects.toMatchObject({ code: 'nobody_to_remind' });
    expect(await bench.rows(run, 1)).toEqual([]);
    expect(await bench.statusOf(run)).toBe('completed completed');
  });

  it('comes again under a step of its own', async () => {
    await bench.remind(run, 4);
    await bench.send(bot);
    await bench.remind(run, 4, { content: plainContent('Второй раз'), reason: 'Срок — завтра' });
    await bench.send(bot);
    expect(await bench.rows(run, 2)).toHaveLength(4);
    const { rows } = await bench.list.list(run.campaignId, { after: null, limit: 1 });
    expect(rows).toMatchObject([
      {
        step: 2,
        template: 'Второй раз',
        reason: 'Срок — завтра',
        recipients: 4,
        sent: 4,
        createdBy: 'key_boss',
      },
    ]);
    const first = await bench.list.list(run.campaignId, { after: null, limit: 2 });
    expect(first.rows.map(({ step }) => step)).toEqual([2, 1]);
    expect(first.next).toBeNull();
  });

  it('is stopped with its operation: what has not left does not, and the run is over', async () => {
    const { id } = await bench.remind(run, 4);
    await bench.tx((tx) => bench.operations.requestCancel(tx, id));
    await bench.follow.runOnce();
    expect(await bench.send(bot)).toEqual({});
    expect(await bench.rows(run, 1)).toEqual(EVERYBODY.map((person) => `${String(person)} cancelled`));
    await bench.upkeep.runOnce();
    expect(await bench.statusOf(run)).toBe('completed completed');
  });

  it('is refused for a run that was paused, cancelled, or whose time is over', async () => {
    await bench.remind(run, 4);
    await bench.control.pause(run.campaignId, { by: 'key_boss', reason: null });
    await expect(bench.remind(run, 4)).rejects.toMatchObject({ code: 'campaign_paused' });
    await bench.control.cancel(run.campaignId, { by: 'key_boss', reason: null });
    await expect(bench.remind(run, 4)).rejects.toMatchObject({ code: 'state_conflict' });
    run = await bench.announced(bot, [ANNA]);
    await bench.db.query(`update run set expires_at = clock_timestamp() where id = $1`, [run.runId]);
    await expect(bench.remind(run, 1)).rejects.toMatchObject({ code: 'campaign_expired' });
  });

  it('says of a campaign that nobody has got that nobody can be reminded', async () => {
    const campaignId = await bench.ledger.campaign(bot.senderId);
    const draft = { campaignId, runId: '' };
    const refusal = { code: 'state_conflict', facts: { action: 'remind' } };
    await expect(bench.remind(draft, 1)).rejects.toMatchObject(refusal);
    const plan = { campaignId, who: 'unread', among: null, whenAway: 'skip' } as const;
    await expect(bench.reminders.check(plan)).rejects.toMatchObject(refusal);
  });

  it('is pointless once the message was recalled', async () => {
    await bench.remind(run, 4);
    const { id } = await bench.row(run, ANNA, 0);
    await bench.db.query(
      `insert into recall (delivery_id, operation_id, run_id, sender_id, attempt, requested_at)
       select id, gen_random_uuid(), run_id, sender_id, attempt, clock_timestamp() from delivery where id = $1`,
      [id],
    );
    await bench.send(bot);
    expect((await bench.rows(run, 1))[0]).toBe(`${ANNA} skipped recalled`);
    expect(await check()).toMatchObject({ skipped: [{ reason: 'recalled', count: 1 }] });
  });
});
