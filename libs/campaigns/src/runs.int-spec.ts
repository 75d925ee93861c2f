import type { Tx } from '#lib/database';
import { mayMove } from '#lib/kernel';
import { type CampaignsBench, createCampaignsBench } from './campaigns.fixture.js';
import type { Run } from './domain/run.js';
import { RUN_STATUSES, RUN_TRANSITIONS, type RunStatus } from './domain/run-status.js';

type Move = (tx: Tx, runId: string) => Promise<Run>;
const BY = { by: 'key_1', reason: 'Ошибка в дате' };

describe('the life of a run', () => {
  let bench: CampaignsBench;
  let moves: Readonly<
    Record<string, { readonly to: (isPrepared: boolean) => RunStatus; readonly make: Move }>
  >;
  beforeAll(async () => {
    bench = await createCampaignsBench();
    const { runs } = bench;
    const always = (to: RunStatus) => (): RunStatus => to;
    moves = {
      markPrepared: {
        to: always('running'),
        make: (tx, id) => runs.markPrepared(tx, id, { expectedCount: 10, digest: 'd' }),
      },
      hold: {
        to: always('paused'),
        make: (tx, id) => runs.hold(tx, id, { code: 'token_rejected', reason: 'no' }),
      },
      pause: { to: always('paused'), make: (tx, id) => runs.pause(tx, id, BY) },
      resume: {
        to: (isPrepared) => (isPrepared ? 'running' : 'preparing'),
        make: (tx, id) => runs.resume(tx, id),
      },
      beginCancel: { to: always('cancelling'), make: (tx, id) => runs.beginCancel(tx, id, BY) },
      finishCancel: { to: always('cancelled'), make: (tx, id) => runs.finishCancel(tx, id) },
      complete: { to: always('completed'), make: (tx, id) => runs.complete(tx, id) },
    };
  });
  afterAll(() => bench.close());

  /** A run put into a status from outside, with what the CHECKs of the table demand. */
  const runIn = async (status: RunStatus): Promise<Run> => {
    const run = await bench.launched();
    await bench.db.query(
      `update run set status = $2::run_status,
              paused_by = case when $2 = 'paused' then 'system' end, pause_code = case when $2 = 'paused' then 'x' end,
              prepared_at = case when $2 <> 'preparing' then now() end,
              expected_count = case when $2 <> 'preparing' then 10 end,
              finished_at = case when $2 in ('completed', 'cancelled') then now() end
        where id = $1`,
      [run.id, status],
    );
    return run;
  };

  /** Who may be left by which move: the table's word, narrowed to what the move is for. */
  const isAllowed = (name: string, from: RunStatus): boolean => {
    if (name === 'markPrepared') return from === 'preparing';
    if (name === 'resume') return from === 'paused';
    const move = moves[name];
    return move !== undefined && mayMove(RUN_TRANSITIONS, from, move.to(from !== 'preparing'));
  };

  it.each(['markPrepared', 'hold', 'pause', 'resume', 'beginCancel', 'finishCancel', 'complete'])(
    '%s happens from the statuses of the table, and from no other',
    async (name) => {
      const move = moves[name];
      if (move === undefined) throw new Error(name);
      for (const from of RUN_STATUSES) {
        const { id } = await runIn(from);
        const attempt = bench.tx((tx) => move.make(tx, id));
        if (isAllowed(name, from)) {
          expect(await attempt).toMatchObject({ id, status: move.to(from !== 'preparing') });
        } else {
          await expect(attempt).rejects.toMatchObject({ code: 'state_conflict', facts: { status: from } });
          expect((await bench.runs.get(bench.db.database.client, id)).status).toBe(from);
        }
      }
    },
  );

  it('lets one of two opposite wishes win', async () => {
    const { id } = await runIn('running');
    const results = await Promise.allSettled([
      bench.tx((tx) => bench.runs.complete(tx, id)),
      bench.tx((tx) => bench.runs.beginCancel(tx, id, BY)),
    ]);
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it('takes its campaign along', async () => {
    const [done, off] = [await runIn('running'), await runIn('cancelling')];
    await bench.tx((tx) => bench.runs.complete(tx, done.id));
    await bench.tx((tx) => bench.runs.finishCancel(tx, off.id));
    expect((await bench.campaigns.get(done.campaignId)).status).toBe('completed');
    expect((await bench.campaigns.get(off.campaignId)).status).toBe('cancelled');
  });

  it('says who stopped it and why, until it goes on', async () => {
    const { id } = await bench.launched();
    const paused = await bench.tx((tx) => bench.runs.pause(tx, id, BY));
    expect(paused.stop).toEqual({ by: 'key_1', code: 'paused_by_person', reason: 'Ошибка в дате' });
    const resumed = await bench.tx((tx) => bench.runs.resume(tx, id));
    expect(resumed).toMatchObject({ status: 'preparing', stop: null });
    const held = await bench.tx((tx) => bench.runs.hold(tx, id, { code: 'token_rejected', reason: 'no' }));
    expect(held.stop).toMatchObject({ by: 'system', code: 'token_rejected' });
  });

  it('drops the confirmed digest when somebody goes on with other people, and only then', async () => {
    const { id, audienceDigest } = await bench.launched();
    const stopAndGo = async (code: string): Promise<Run> => {
      await bench.tx((tx) => bench.runs.hold(tx, id, { code, reason: 'no' }));
      return bench.tx((tx) => bench.runs.resume(tx, id));
    };
    expect((await stopAndGo('token_rejected')).audienceDigest).toBe(audienceDigest);
    expect((await stopAndGo('audience_changed')).audienceDigest).toBeNull();
  });

  it('is told from what is not there', async () => {
    const nowhere = '01983f4a-0000-7000-8000-000000000000';
    const { client } = bench.db.database;
    await expect(bench.runs.pause(client, nowhere, BY)).rejects.toMatchObject({ code: 'not_found' });
    await expect(bench.runs.currentRun(client, nowhere)).rejects.toMatchObject({ code: 'not_found' });
    const draft = await bench.draft();
    await expect(bench.runs.currentRun(client, draft.id)).rejects.toMatchObject({
      code: 'state_conflict',
      facts: { status: 'draft' },
    });
  });
});
