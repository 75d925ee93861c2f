import type { INestApplicationContext } from '@nestjs/common';
import {
  CAMPAIGN_DEFAULTS,
  CampaignLaunch,
  CampaignsService,
  type CampaignValues,
  LateJoins,
  RunsService,
} from '#lib/campaigns';
import { plainContent } from '#lib/content';
import { Database, type Tx } from '#lib/database';
import { createTestDatabase, Ledger, startModule, type TestDatabase } from '#lib/testing';
import { DeliveriesModule } from './deliveries.module.js';
import { LateJoiners, type LateJoinResult } from './late-joiners.js';
import { insertNewcomers } from './late-joiners.queries.js';
import { RunControl } from './run-control.js';
import { RunPreparation } from './run-preparation.js';
import { SafeMode } from './safe-mode.js';
import { Upkeep } from './upkeep.js';

/** Years ahead: no test waits for it. */
const OPEN_UNTIL = new Date('2100-01-01T00:00:00Z');

describe('late joiners', () => {
  let db: TestDatabase;
  let module: INestApplicationContext;
  let senderId: string;
  let nextPerson = 1_000;

  beforeAll(async () => {
    db = await createTestDatabase();
    module = await startModule(db, DeliveriesModule);
    const ledger = new Ledger(db);
    senderId = await ledger.sender();
    await ledger.people([1, 2, 3]);
    await db.query(
      "insert into tag (id, name, users_count, synced_at) values (1, 'Склад', 3, now()), (2, 'Офис', 0, now())",
    );
    await db.query('insert into person_tag (person_id, tag_id) values (1, 1), (2, 1), (3, 1)');
  });
  // One campaign at a time, so that the look of a test is about its own run.
  afterEach(async () => {
    await db.query("update run set status = 'completed', finished_at = now() where status <> 'cancelled'");
    await db.query('delete from person_tag where person_id > 3');
  });
  afterAll(async () => {
    await module.close();
    await db.close();
  });

  const tx = <T>(work: (inner: Tx) => Promise<T>): Promise<T> => module.get(Database).transaction(work);
  const values = (changes: Partial<CampaignValues> = {}): CampaignValues => ({
    ...CAMPAIGN_DEFAULTS,
    title: 'Добро пожаловать',
    content: plainContent('Здравствуйте!'),
    audience: { type: 'rules', include: [{ tags_any: ['Склад'] }] },
    senderId,
    lateJoiners: { openUntil: OPEN_UNTIL, atMost: 5 },
    ...changes,
  });
  const launched = async (
    changes: Partial<CampaignValues> = {},
    by = 'key',
  ): Promise<{ runId: string; campaignId: string }> => {
    const campaigns = module.get(CampaignsService, { strict: false });
    const { id: campaignId } = await tx((inner) => campaigns.create(inner, values(changes), by));
    const request = { expectedRecipients: 3, confirmRepeat: true, by };
    const { run } = await tx((inner) =>
      module.get(CampaignLaunch, { strict: false }).launch(inner, campaignId, request),
    );
    await module.get(RunPreparation).runOnce();
    return { runId: run.id, campaignId };
  };
  /** Somebody new with the tag of the audience. */
  const newcomer = async (column = ''): Promise<number> => {
    nextPerson += 1;
    await new Ledger(db).people([nextPerson]);
    await db.query('insert into person_tag (person_id, tag_id) values ($1, 1)', [nextPerson]);
    if (column !== '') await db.query(`update person set ${column} where id = $1`, [nextPerson]);
    return nextPerson;
  };
  /** The time of the next look has come. */
  const look = async (): Promise<LateJoinResult | null> => {
    await db.query('update run set next_join_at = null');
    return module.get(LateJoiners).runOnce();
  };
  const joinedOf = (runId: string) =>
    db.query<{ recipient: number; state: string }>(
      `select recipient_id::int as recipient, state::text from delivery
        where run_id = $1 and included_by = 'late_join' order by recipient_id`,
      [runId],
    );
  const runOf = (runId: string) =>
    tx((inner) => module.get(RunsService, { strict: false }).get(inner, runId));

  it('get a row of the same run, told apart by their reason, and counted in', async () => {
    const { runId } = await launched();
    const before = (await runOf(runId)).expectedCount ?? 0;
    expect(await look()).toEqual({ runId, joined: 0, trouble: null });
    const person = await newcomer();
    expect(await look()).toEqual({ runId, joined: 1, trouble: null });
    expect(await joinedOf(runId)).toEqual([{ recipient: person, state: 'pending' }]);
    expect(await look()).toEqual({ runId, joined: 0, trouble: null });
    const run = await runOf(runId);
    expect(run.expectedCount).toBe(before + 1);
    expect(run.lateJoining).toMatchObject({
      atMost: 5,
      joined: 1,
      trouble: null,
      lookedAt: expect.any(Date) as Date,
    });
  });

  it('stay out where the key that sent it may not reach them, until it may', async () => {
    const { runId } = await launched({}, await new Ledger(db).key({ max_recipients: 3, audience: null }));
    await newcomer();
    expect(await look()).toMatchObject({ joined: 0, trouble: { code: 'key_limit_exceeded' } });
    const department = { type: 'rules', include: [{ users: [1, 2, 3] }], exclude: [] };
    const limitTo = (limits: object) => db.query('update api_key set limits = $1', [JSON.stringify(limits)]);
    await limitTo({ audience: department });
    expect(await look()).toMatchObject({ joined: 0, trouble: { code: 'audience_not_allowed' } });
    await limitTo({ max_recipients: 4 });
    expect(await look()).toEqual({ runId, joined: 1, trouble: null });
  });

  it('are looked for one look at a time: what is not due is left alone', async () => {
    await launched();
    expect(await look()).not.toBeNull();
    expect(await module.get(LateJoiners).runOnce()).toBeNull();
  });

  it('keep the run from being over until its door is closed', async () => {
    const { runId } = await launched();
    await db.query("update delivery set state = 'skipped', reason = 'suspended' where run_id = $1", [runId]);
    await module.get(Upkeep).runOnce();
    expect((await runOf(runId)).status).toBe('running');
    await db.query('update run set open_until = clock_timestamp() where id = $1', [runId]);
    await newcomer();
    expect(await look()).toBeNull();
    await module.get(Upkeep).runOnce();
    expect((await runOf(runId)).status).toBe('completed');
  });

  it('join once, however many workers let them in at the same moment', async () => {
    const { runId } = await launched();
    const person = await newcomer();
    const run = { id: runId, senderId };
    const made = await Promise.all(
      [1, 2, 3].map(() => tx((inner) => insertNewcomers(inner, run, [BigInt(person)]))),
    );
    expect(made.sort()).toEqual([0, 0, 1]);
  });

  it('join at the next look where a worker died in the middle of one', async () => {
    const { runId } = await launched();
    await newcomer();
    await db.query('update run set next_join_at = null');
    expect(await module.get(LateJoins, { strict: false }).takeDue(module.get(Database).client)).toMatchObject(
      { id: runId },
    );
    expect(await look()).toMatchObject({ joined: 1 });
  });

  it('do not join by a look that somebody else’s has overtaken', async () => {
    const { runId } = await launched();
    const joins = module.get(LateJoins, { strict: false });
    await db.query('update run set next_join_at = null');
    const old = await joins.takeDue(module.get(Database).client);
    if (old === null) throw new Error('no look is due');
    await newcomer();
    expect(await look()).toMatchObject({ joined: 1 });
    expect(await tx((inner) => joins.lock(inner, old))).toBe(false);
    expect(await tx((inner) => joins.lock(inner, { ...old, joined: 1 }))).toBe(true);
    expect((await runOf(runId)).lateJoining?.joined).toBe(1);
  });

  it('stay out while it is paused, also where the pause came in the middle of a look, and for good once it is cancelled', async () => {
    const { runId, campaignId } = await launched();
    const joins = module.get(LateJoins, { strict: false });
    await db.query('update run set next_join_at = null');
    const begun = await joins.takeDue(module.get(Database).client);
    await newcomer();
    const why = { by: 'key', reason: null };
    await tx((inner) => module.get(RunControl).pauseIn(inner, campaignId, why));
    if (begun === null) throw new Error('no look is due');
    expect(await tx((inner) => joins.lock(inner, begun))).toBe(false);
    expect(await look()).toBeNull();
    await module.get(RunControl).resume(campaignId);
    expect(await look()).toMatchObject({ joined: 1 });
    await newcomer();
    await module.get(RunControl).cancel(campaignId, why);
    expect(await look()).toBeNull();
    expect(await joinedOf(runId)).toEqual([expect.objectContaining({ state: 'cancelled' })]);
    expect((await runOf(runId)).status).toBe('cancelled');
  });

  it('are only those who can be written to; whoever had a row keeps that one', async () => {
    const invited = await newcomer("invite_status = 'sent'");
    const { runId } = await launched({ skipInvited: true });
    await newcomer('is_suspended = true');
    await newcomer('is_bot = true');
    const optedOut = await newcomer();
    await db.query("insert into opt_out (person_id, reason, set_by) values ($1, 'отпуск', 'key')", [
      optedOut,
    ]);
    await db.query("update person set invite_status = 'confirmed' where id = $1", [invited]);
    expect(await look()).toMatchObject({ joined: 0, trouble: null });
    await db.query('delete from opt_out');
    expect(await look()).toMatchObject({ joined: 1 });
    expect(await joinedOf(runId)).toEqual([{ recipient: optedOut, state: 'pending' }]);
  });

  it('join none where more would than may, and all of them once there are few enough', async () => {
    const { runId } = await launched({ lateJoiners: { openUntil: OPEN_UNTIL, atMost: 2 } });
    const people = [await newcomer(), await newcomer(), await newcomer()];
    expect(await look()).toMatchObject({ joined: 0, trouble: { code: 'late_joiners_over_limit' } });
    expect((await runOf(runId)).lateJoining?.trouble?.code).toBe('late_joiners_over_limit');
    await db.query('delete from person_tag where person_id = $1', [people[0]]);
    expect(await look()).toMatchObject({ joined: 2, trouble: null });
    await newcomer();
    expect(await look()).toMatchObject({ joined: 0, trouble: { code: 'late_joiners_over_limit' } });
  });

  it('do not slip in where an exclusion names nothing any more', async () => {
    const audience = { type: 'rules', include: [{ tags_any: ['Склад'] }], exclude: [{ tags_any: ['Офис'] }] };
    await launched({ audience });
    await newcomer();
    await db.query('delete from tag where id = 2');
    expect(await look()).toMatchObject({ joined: 0, trouble: { code: 'unknown_tag' } });
    await db.query("insert into tag (id, name, users_count, synced_at) values (2, 'Офис', 0, now())");
    expect(await look()).toMatchObject({ joined: 1, trouble: null });
  });

  it('join nothing after the database was restored: who had joined may be forgotten', async () => {
    const { runId, campaignId } = await launched();
    await newcomer();
    await module
      .get(Database)
      .bulkTransaction((inner) => module.get(SafeMode).enter(inner, 'other_instance', new Date()));
    await db.query('delete from verification');
    await module.get(RunControl).resume(campaignId);
    expect(await look()).toBeNull();
    expect((await runOf(runId)).lateJoining?.trouble?.code).toBe('database_restored');
  });
});
