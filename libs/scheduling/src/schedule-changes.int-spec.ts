import type { CampaignValues } from '#lib/campaigns';
import { plainContent } from '#lib/content';
import type { ChangeRequest } from './schedule-changes.js';
import { createSchedulingBench, ruleInMoscow, type SchedulingBench, TO_SEND } from './scheduling.fixture.js';
import type { ScheduledCampaign, ScheduleRequest } from './scheduling.service.js';

const DAY = '2030-01-07';
const at = (date: string): Date => new Date(`${date}T07:00:00Z`);
const once = ruleInMoscow({ until: DAY });
const THREE: Partial<CampaignValues> = { audience: { type: 'rules', include: [{ users: [1, 2, 3] }] } };
const NEW_TEXT: Partial<CampaignValues> = { content: plainContent('Иначе') };

describe('what is scheduled', () => {
  let bench: SchedulingBench;
  beforeAll(async () => {
    bench = await createSchedulingBench();
  });
  afterEach(async () => {
    await bench.endRuns();
    await bench.db.query('delete from schedule');
    await bench.db.query('delete from person_tag where person_id > 10');
  });
  afterAll(() => bench.close());

  const change = (id: string, values: Partial<CampaignValues>, request: Partial<ChangeRequest> = {}) =>
    bench.tx((tx) =>
      bench.changes.change(tx, id, {
        change: (campaign) => ({ ...campaign, ...values }),
        versions: null,
        confirmRepeat: true,
        by: 'key_b',
        agreement: { expectedRecipients: TO_SEND },
        ...request,
      }),
    );
  const runs = (id: string) =>
    bench.db.query<{ text: string; status: string; count: number }>(
      `select v.template as text, r.status::text as status, r.confirmed_count as count
         from run r join content_version v on v.id = r.content_version_id
        where r.campaign_id = $1 order by r.created_at`,
      [id],
    );
  const again = (id: string, request: Partial<ScheduleRequest>): Promise<ScheduledCampaign> =>
    bench.tx((tx) =>
      bench.scheduling.schedule(tx, id, {
        onMissed: 'late',
        lateMinutes: 60,
        overlap: 'skip',
        boundPercent: 20,
        maxRecipients: null,
        audienceMode: 'fresh',
        confirmRepeat: true,
        expiresAfterSeconds: null,
        kind: 'once',
        rule: once,
        expectedRecipients: TO_SEND,
        by: 'key_b',
        ...request,
      }),
    );

  it('begins at its time as somebody has changed it and agreed to', async () => {
    const { campaign } = await bench.planned(once, { kind: 'once' });
    const changed = await change(campaign.id, NEW_TEXT);
    expect(changed).toMatchObject({
      status: 'scheduled',
      version: campaign.version + 1,
      startsAt: at(DAY),
    });
    expect((await bench.scheduling.get(campaign.id)).schedule).toMatchObject({ requestedBy: 'key_b' });
    expect(await bench.fire(at(DAY))).toEqual([`${DAY}T10:00 launch`]);
    expect(await runs(campaign.id)).toEqual([{ text: 'Иначе', status: 'preparing', count: TO_SEND }]);
  });

  it('goes to the people of the change, who are within the bound because they were agreed to', async () => {
    const { campaign } = await bench.planned(ruleInMoscow());
    await change(campaign.id, THREE, { agreement: { expectedRecipients: 3 } });
    await bench.fire(at(DAY));
    expect(await runs(campaign.id)).toMatchObject([{ status: 'preparing', count: 3 }]);
  });

  it('takes another name from anybody, and nothing else without a word on it', async () => {
    const { campaign } = await bench.planned(once, { kind: 'once' });
    expect(await change(campaign.id, { title: 'Другое' }, { agreement: null })).toMatchObject({
      title: 'Другое',
    });
    expect((await bench.scheduling.get(campaign.id)).schedule).toMatchObject({ requestedBy: 'key_test' });
    await expect(change(campaign.id, NEW_TEXT, { agreement: null })).rejects.toThrow('agreed');
    await expect(
      change(campaign.id, NEW_TEXT, { agreement: { expectedRecipients: TO_SEND + 1 } }),
    ).rejects.toMatchObject({ code: 'audience_changed' });
    await expect(change(campaign.id, NEW_TEXT, { versions: [1] })).rejects.toMatchObject({
      code: 'precondition_failed',
    });
    await expect(change(campaign.id, { expiresAt: at(DAY) })).rejects.toMatchObject({
      details: [{ pointer: '#/expires_at', code: 'after_expiry' }],
    });
    await bench.fire(at(DAY));
    expect(await runs(campaign.id)).toMatchObject([{ text: 'Здравствуйте!' }]);
  });

  it('is refused at once where more people would get it than its schedule allows', async () => {
    const refusal = (actual: number) => ({ code: 'recipient_limit_exceeded', facts: { max: 3, actual } });
    const few = { maxRecipients: 3 };
    await expect(bench.planned(once, { kind: 'once', ...few })).rejects.toMatchObject(refusal(TO_SEND));
    const { campaign } = await bench.planned(once, { kind: 'once', ...few, expectedRecipients: 3 }, THREE);
    const all = bench.draft().then(({ audience }) => change(campaign.id, { audience }));
    await expect(all).rejects.toMatchObject(refusal(TO_SEND));
    await expect(again(campaign.id, { expectedRecipients: 3, maxRecipients: 2 })).rejects.toMatchObject({
      facts: { max: 2, actual: 3 },
    });
    await bench.fire(at(DAY));
    expect(await runs(campaign.id)).toMatchObject([{ status: 'preparing', count: 3 }]);
  });

  it('keeps its frozen people under another text, and has those of now for another audience', async () => {
    const { campaign } = await bench.planned(ruleInMoscow(), { audienceMode: 'frozen', boundPercent: null });
    await bench.db.query(
      `insert into person (id, nickname, role, is_suspended, is_bot, invite_status, synced_at)
       values (11, 'late', 'user', false, false, 'confirmed', now()) on conflict do nothing`,
    );
    await bench.db.query('insert into person_tag (person_id, tag_id) values (11, 1)');
    const { frozenId } = await change(campaign.id, NEW_TEXT);
    expect(frozenId).toBe(campaign.frozenId);
    await change(campaign.id, THREE, { agreement: { expectedRecipients: 3 } });
    const kept = await bench.db.query(
      `select c.frozen_id = f.id as "isIts", array(select unnest(p.recipient_ids)::int order by 1) as ids
         from frozen_audience f join frozen_people p on p.frozen_id = f.id join campaign c on c.id = f.campaign_id
        where f.campaign_id = $1`,
      [campaign.id],
    );
    expect(kept).toEqual([{ isIts: true, ids: [1, 2, 3] }]);
    await bench.fire(at(DAY));
    expect(await runs(campaign.id)).toMatchObject([{ status: 'preparing', count: 3 }]);
  });

  it('begins at another time, or in another way, in place of the one that it had', async () => {
    const { campaign, schedule } = await bench.planned(once, { kind: 'once' });
    const later = ruleInMoscow({ anchorDate: '2030-01-09', until: '2030-01-09' });
    expect((await again(campaign.id, { rule: later })).campaign).toMatchObject({
      status: 'scheduled',
      startsAt: at('2030-01-09'),
    });
    expect(await bench.fire(at(DAY))).toEqual([]);
    const [old] = await bench.db.query('select end_reason from schedule where id = $1', [schedule.id]);
    expect(old).toEqual({ end_reason: 'replaced' });
    await again(campaign.id, { rule: later, audienceMode: 'frozen', boundPercent: null });
    await again(campaign.id, { rule: later });
    expect(await bench.db.query('select from frozen_audience where campaign_id = $1', [campaign.id])).toEqual(
      [],
    );
    expect(await bench.fire(at('2030-01-09'))).toEqual(['2030-01-09T10:00 launch']);
    await expect(again(campaign.id, { rule: later })).rejects.toMatchObject({
      code: 'state_conflict',
      facts: { action: 'schedule', status: 'running' },
    });
  });

  it('tells what had come due, and what waited, of a schedule that was replaced', async () => {
    const past = ruleInMoscow({ anchorDate: '2020-01-01' });
    const { campaign, schedule } = await bench.planned(past);
    await bench.db.query(
      `update schedule set starts_from = now() - interval '3 days', evaluated_until = now() - interval '3 days'
        where id = $1`,
      [schedule.id],
    );
    await bench.db.query(
      `insert into schedule_occurrence (schedule_id, local_key, fires_at, outcome, reason)
       values ($1, '2020-01-02T10:00', now() - interval '9 days', 'waiting', 'previous_run_open')`,
      [schedule.id],
    );
    await again(campaign.id, {});
    const { occurrences } = await bench.scheduling.occurrences(campaign.id, { after: null, limit: 9 });
    expect(occurrences.map(({ outcome, reason }) => `${outcome} ${String(reason)}`)).toEqual([
      ...Array.from({ length: 3 }, () => 'missed schedule_replaced'),
      'skipped schedule_replaced',
    ]);
  });

  it('that is changed when it begins has begun as it was, or begins as it is: never in between', async () => {
    for (let round = 0; round < 6; round++) {
      const { campaign } = await bench.planned(once, { kind: 'once' });
      const [changed] = await Promise.allSettled([change(campaign.id, NEW_TEXT), bench.fire(at(DAY))]);
      await bench.fire(at(DAY));
      const isChanged = changed.status === 'fulfilled';
      if (!isChanged) expect(changed.reason).toMatchObject({ code: 'state_conflict' });
      const text = isChanged ? 'Иначе' : 'Здравствуйте!';
      expect(await runs(campaign.id)).toMatchObject([{ text, status: 'preparing' }]);
      expect((await bench.campaigns.get(campaign.id)).content.template).toBe(text);
      await bench.endRuns();
    }
  });

  it('waits for whoever is firing it, and is not changed when it has begun', async () => {
    const { campaign, schedule } = await bench.planned(once, { kind: 'once' });
    let changing: Promise<unknown> | undefined;
    await bench.tx(async (tx) => {
      await tx.$queryRaw`select id from schedule where id = ${schedule.id}::uuid for update`;
      changing = change(campaign.id, NEW_TEXT).catch((error: unknown) => error);
      await tx.$executeRaw`update campaign set status = 'running' where id = ${campaign.id}::uuid`;
      await tx.$executeRaw`update schedule set ended_at = now(), end_reason = 'done', next_at = null, due_at = null
                            where id = ${schedule.id}::uuid`;
    });
    expect(await changing).toMatchObject({ code: 'state_conflict', facts: { action: 'change' } });
  });
});

describe('what a second person has agreed to', () => {
  let bench: SchedulingBench;
  beforeAll(async () => {
    bench = await createSchedulingBench(undefined, { VESTNIK_APPROVAL_ABOVE: String(TO_SEND - 1) });
  });
  afterAll(() => bench.close());

  it('is not changed by one alone, but for its name', async () => {
    const { campaign } = await bench.planned(once, { kind: 'once', approval: 'break_glass' });
    const change = (values: Partial<CampaignValues>, expectedRecipients: number) =>
      bench.tx((tx) =>
        bench.changes.change(tx, campaign.id, {
          change: (now) => ({ ...now, ...values }),
          versions: null,
          confirmRepeat: true,
          by: 'key_b',
          agreement: { expectedRecipients },
        }),
      );
    await expect(change(NEW_TEXT, TO_SEND)).rejects.toMatchObject({ code: 'approval_required' });
    await change({ title: 'Другое' }, TO_SEND);
    expect((await bench.scheduling.get(campaign.id)).schedule.approvedBy).toBe('key_test');
    await change(THREE, 3);
    expect((await bench.scheduling.get(campaign.id)).schedule.approvedBy).toBeNull();
    await bench.fire(at(DAY));
    const [run] = await bench.db.query('select limited_by, confirmed_count from run');
    expect(run).toEqual({ limited_by: ['key_b'], confirmed_count: 3 });
  });
});
