import { localOf, onceRule } from '#lib/scheduling';
import { CampaignOutlook } from './campaign-outlook.js';
import { createOutlookBench, EVERYBODY, type OutlookBench } from './outlook.fixture.js';

describe('what else the recipients of a campaign get on its day', () => {
  let bench: OutlookBench;
  let outlook: CampaignOutlook;
  beforeEach(async () => {
    bench = await createOutlookBench();
    outlook = bench.module.get(CampaignOutlook);
  });
  afterEach(() => bench.close());

  it('is nothing where nothing else is planned or sent', async () => {
    const { id } = await bench.draft();
    const { sameDay, heldForHours, issues } = await outlook.of(id);
    expect({ ...sameDay, date: '' }).toEqual({
      date: '',
      people: 0,
      byOthers: [],
      campaigns: [],
      uncounted: 0,
    });
    expect(heldForHours).toEqual({ count: 0, until: null });
    expect(issues).toEqual([]);
  });

  it('counts what was sent today, what waits to leave, and follow-ups as the same campaign', async () => {
    const one = await bench.ledger.run(bench.senderId, [3, 4]);
    await bench.ledger.delivery(one, 1, 'sent');
    await bench.ledger.delivery(one, 2, 'sent');
    await bench.ledger.followUp(one, [1]);
    const two = await bench.ledger.run(bench.senderId, [2]);
    await bench.db.query(
      "update campaign set title = 'Два' where id = (select campaign_id from run where id = $1)",
      [two],
    );
    const { id } = await bench.draft();
    const { sameDay, issues } = await outlook.of(id);
    expect(sameDay).toMatchObject({
      people: 4,
      byOthers: [
        { others: 2, people: 1 },
        { others: 1, people: 3 },
      ],
      campaigns: [
        { title: 'test', people: 4 },
        { title: 'Два', people: 1 },
      ],
    });
    expect(issues).toMatchObject([
      { code: 'same_day_campaigns', params: { people: 4, most_others: 2, most_people: 1 } },
    ]);
  });

  it('leaves out other days, what is stopped and will not leave, and people whom it does not reach itself', async () => {
    const earlier = await bench.ledger.run(bench.senderId, []);
    await bench.ledger.delivery(earlier, 1, 'sent');
    await bench.db.query("update delivery set sent_at = sent_at - interval '2 days' where run_id = $1", [
      earlier,
    ]);
    const later = await bench.ledger.run(bench.senderId, [2]);
    await bench.db.query("update delivery set available_at = now() + interval '2 days' where run_id = $1", [
      later,
    ]);
    const paused = await bench.ledger.emptyRun(await bench.ledger.campaign(bench.senderId), {
      status: 'paused',
    });
    await bench.ledger.delivery(paused, 3, 'pending');
    await bench.ledger.delivery(paused, 4, 'sent');
    await bench.ledger.run(bench.senderId, [9]);
    const { id } = await bench.draft({ audience: { type: 'rules', include: [{ users: [1, 2, 3, 4] }] } });
    expect((await outlook.of(id)).sameDay).toMatchObject({ people: 1, byOthers: [{ others: 1, people: 1 }] });
  });

  it('counts plans of that day by the people they name now, the campaign itself and other days left out', async () => {
    const year = new Date().getUTCFullYear() + 5;
    const some = { type: 'rules', include: [{ users: [1, 2, 3] }] } as const;
    await bench.planned(`${year}-03-04T23:30`, { audience: some });
    await bench.planned(`${year}-03-05T00:00`);
    const { id } = await bench.planned(`${year}-03-04T10:00`);
    const { at, sameDay } = await outlook.of(id);
    expect(localOf(at, 'Europe/Moscow')).toBe(`${year}-03-04T10:00`);
    expect(sameDay).toMatchObject({ date: `${year}-03-04`, people: 3, uncounted: 0 });
  });

  it('says how many plans it did not count, on a day with more than a dozen', async () => {
    const day = `${new Date().getUTCFullYear() + 5}-03-04`;
    const one = { audience: { type: 'rules', include: [{ users: [1] }] } } as const;
    for (let n = 10; n < 24; n++) await bench.planned(`${day}T${n}:00`, one);
    const { id } = await bench.planned(`${day}T09:00`);
    expect((await outlook.of(id)).sameDay).toMatchObject({
      byOthers: [{ others: 12, people: 1 }],
      uncounted: 2,
    });
  });

  it('is not asked of chats, and of a campaign that is not there', async () => {
    await bench.db.query(
      `insert into chat (id, name, is_channel, is_archived, is_public, is_member, member_count, synced_at, members_synced_at)
       values (7, 'Склад', false, false, false, true, 2, now(), now())`,
    );
    const target = { type: 'chat', chatIds: [7] } as const;
    const { id } = await bench.draft({ audience: {}, target });
    expect((await outlook.of(id)).sameDay).toBeNull();
    await expect(outlook.of('00000000-0000-4000-8000-000000000000')).rejects.toMatchObject({
      code: 'not_found',
    });
  });
});

describe('who waits for their hours when a campaign begins', () => {
  it('is counted zone by zone at its time, or at the time of each person where it goes by that', async () => {
    const bench = await createOutlookBench({ VESTNIK_QUIET_HOURS: '21:00-08:00' });
    const outlook = bench.module.get(CampaignOutlook);
    await bench.db.query("update person set time_zone = 'Asia/Kamchatka' where id <= 3");
    const day = `${new Date().getUTCFullYear() + 5}-03-04`;
    // Noon in Moscow is nine in the evening in Kamchatka, where the night ends at 20:00 UTC.
    const noon = await bench.planned(`${day}T12:00`);
    const held = (await outlook.of(noon.id)).heldForHours;
    expect(held).toEqual({ count: 3, until: new Date(`${day}T20:00:00Z`) });
    expect((await outlook.of((await bench.planned(`${day}T11:59`)).id)).heldForHours.count).toBe(0);
    const urgent = await bench.planned(`${day}T12:00`, { priority: 'urgent' });
    expect((await outlook.of(urgent.id)).heldForHours.count).toBe(0);
    const own = { basis: 'recipient' } as const;
    const atNoon = await bench.planned(`${day}T12:00`, {}, own);
    expect((await outlook.of(atNoon.id)).heldForHours.count).toBe(0);
    const atNight = await bench.planned(`${day}T22:00`, {}, own);
    expect((await outlook.of(atNight.id)).heldForHours.count).toBe(EVERYBODY);
    const draft = await bench.draft();
    const asked = await outlook.of(draft.id, onceRule(`${day}T12:00`, 'Europe/Moscow'));
    expect(asked).toMatchObject({ at: new Date(`${day}T09:00:00Z`), heldForHours: { count: 3 } });
    await bench.close();
  });
});
