import type { INestApplicationContext } from '@nestjs/common';
import { CAMPAIGN_DEFAULTS, CampaignsService, type CampaignValues } from '#lib/campaigns';
import { plainContent } from '#lib/content';
import { Database, type Tx } from '#lib/database';
import { type AudienceMode, type ScheduleRequest, Scheduler, SchedulingService } from '#lib/scheduling';
import type { SenderSession } from '#lib/senders';
import { createTestDatabase, Ledger, startModule, type TestDatabase } from '#lib/testing';
import { DeliveriesModule } from './deliveries.module.js';
import { Eligibility } from './eligibility.js';
import { RunPreparation } from './run-preparation.js';

const tenOClock = (date: string): Date => new Date(`${date}T07:00:00Z`);

describe('a schedule for the people who were confirmed', () => {
  let db: TestDatabase;
  let module: INestApplicationContext;

  beforeAll(async () => {
    db = await createTestDatabase();
    module = await startModule(db, DeliveriesModule);
  });
  beforeEach(async () => {
    await db.query('truncate person, person_tag, tag, campaign, sender cascade');
    const ledger = new Ledger(db);
    await ledger.sender();
    await ledger.people([1, 2, 3, 4]);
    await db.query("insert into tag (id, name, users_count, synced_at) values (1, 'Склад', 4, now())");
    await db.query('insert into person_tag (person_id, tag_id) select n, 1 from generate_series(1, 4) n');
  });
  afterAll(async () => {
    await module.close();
    await db.close();
  });

  const tx = <T>(work: (inner: Tx) => Promise<T>): Promise<T> => module.get(Database).transaction(work);
  const scheduling = (): SchedulingService => module.get(SchedulingService, { strict: false });
  const values = (changes: Partial<CampaignValues> = {}): CampaignValues => ({
    ...CAMPAIGN_DEFAULTS,
    title: 'Планёрка',
    content: plainContent('Здравствуйте!'),
    audience: { type: 'rules', include: [{ tags_any: ['Склад'] }], exclude: [{ users: [4] }] },
    ...changes,
  });
  const planned = async (
    audienceMode: AudienceMode,
    changes: Partial<CampaignValues> = {},
    request: Partial<ScheduleRequest> = {},
  ): Promise<string> => {
    const campaigns = module.get(CampaignsService, { strict: false });
    const { id } = await tx((inner) => campaigns.create(inner, values(changes), 'key'));
    await tx((inner) =>
      scheduling().schedule(inner, id, {
        kind: 'recurring',
        onMissed: 'late',
        lateMinutes: 60,
        overlap: 'skip',
        audienceMode,
        boundPercent: null,
        maxRecipients: null,
        confirmRepeat: true,
        expiresAfterSeconds: null,
        rule: {
          recurrence: { freq: 'daily' },
          localTime: '10:00',
          timeZone: 'Europe/Moscow',
          anchorDate: '2030-01-07',
          until: null,
          count: null,
          onHoliday: 'send',
        },
        expectedRecipients: 3,
        by: 'key',
        ...request,
      }),
    );
    return id;
  };
  const begin = async (date: string): Promise<void> => {
    await db.query("update run set status = 'completed', finished_at = now() where status <> 'completed'");
    await module.get(Scheduler, { strict: false }).runOnce(tenOClock(date));
    await module.get(RunPreparation).runOnce();
  };
  const newest = (id: string) =>
    db.query<Record<string, unknown>>(
      `select r.status::text as status, r.audience_digest = s.confirmed_digest as "isConfirmed",
              array(select d.recipient_id::int from delivery d
                     where d.run_id = r.id and d.state = 'pending' order by 1) as "toSend",
              array(select d.recipient_id || ' ' || d.reason || ' ' || d.excluded_by from delivery d
                     where d.run_id = r.id and d.state = 'skipped') as "leftOut"
         from run r join schedule s on s.campaign_id = r.campaign_id
        where r.campaign_id = $1 order by r.created_at desc limit 1`,
      [id],
    );
  const kept = () => db.query('select from frozen_audience');

  const THE_CONFIRMED = [
    { status: 'running', isConfirmed: true, toSend: [1, 2, 3], leftOut: ['4 excluded person'] },
  ];

  it('goes to exactly them each time, whoever has come or gone, and whatever its rules name by then', async () => {
    const id = await planned('frozen');
    await begin('2030-01-07');
    expect(await newest(id)).toEqual(THE_CONFIRMED);
    await new Ledger(db).people([5]);
    await db.query('update person_tag set person_id = 5 where person_id = 1');
    await db.query('update person set left_at = now() where id = 2');
    await begin('2030-01-08');
    expect(await newest(id)).toEqual(THE_CONFIRMED);
    await db.query('delete from person_tag');
    await db.query('delete from tag');
    await begin('2030-01-09');
    expect(await newest(id)).toEqual(THE_CONFIRMED);
  });

  it('leaves out who has left before it writes to them, with the reason', async () => {
    await planned('frozen');
    await db.query('update person set left_at = now() where id = 2');
    await db.query('update person set is_suspended = true where id = 3');
    const verdict = (id: bigint) =>
      module.get(Eligibility).of({} as unknown as SenderSession, id, 24 * 3_600_000);
    expect(await verdict(1n)).toMatchObject({ kind: 'eligible' });
    expect(await verdict(2n)).toEqual({ kind: 'ineligible', reason: 'not_found' });
    expect(await verdict(3n)).toEqual({ kind: 'ineligible', reason: 'suspended' });
  });

  it('is another thing than one for whom the rules name, which is held when they are others', async () => {
    const id = await planned('fresh');
    await db.query('delete from person_tag where person_id = 1');
    await begin('2030-01-07');
    expect(await newest(id)).toMatchObject([{ status: 'paused', toSend: [] }]);
    expect(await kept()).toEqual([]);
  });

  it('keeps its people while a run needs them, and no longer', async () => {
    const [begun, taken] = [await planned('frozen'), await planned('frozen')];
    expect(await kept()).toHaveLength(2);
    await begin('2030-01-07');
    await begin('2030-01-07');
    await db.query("update run set status = 'completed', finished_at = now()");
    for (const id of [begun, taken]) await tx((inner) => scheduling().unschedule(inner, id));
    // When they were confirmed is told for as long as their run is; who they are is in its rows.
    expect(await kept()).toHaveLength(2);
    expect(await db.query('select from frozen_people')).toEqual([]);
    const other = await planned('frozen');
    await tx((inner) => scheduling().unschedule(inner, other));
    expect(await kept()).toHaveLength(2);
    const campaign = await module.get(CampaignsService, { strict: false }).get(other);
    expect(campaign).toMatchObject({ status: 'draft', frozenId: null });
  });

  it('has no late joiners, and is nothing for chats', async () => {
    const lateJoiners = { openUntil: new Date('2100-01-01T00:00:00Z'), atMost: 5 };
    await expect(planned('frozen', { lateJoiners }, { kind: 'once' })).rejects.toMatchObject({
      details: [{ pointer: '#/audience_mode', code: 'late_joiners_frozen' }],
    });
    await db.query(
      `insert into chat (id, name, is_channel, is_public, is_archived, is_member, member_count, synced_at, members_synced_at)
       values (500, 'Склад', false, true, false, true, 5, now(), now())`,
    );
    await db.query('update sender set bot_user_id = null');
    const target = { type: 'chat', chatIds: [500] } as const;
    const toChat = planned('frozen', { target, audience: {} }, { expectedRecipients: 1 });
    await expect(toChat).rejects.toMatchObject({ details: [{ code: 'frozen_in_chat' }] });
    expect(await kept()).toEqual([]);
  });
});
