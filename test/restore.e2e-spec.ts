import { execFile } from 'node:child_process';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type EmbeddedPostgres, freePort, migrate, startEmbeddedPostgres } from '#lib/database';
import pg from 'pg';
import {
  actions,
  closeScene,
  EVERYBODY,
  expectOneEach,
  openScene,
  type Scene,
  type SceneActions,
  until,
} from './support/scene.js';

const run = promisify(execFile);

/** Real processes on a database that was put back to an earlier state while a campaign was being sent. */
describe('a database that has forgotten what was sent', () => {
  let folder: string;
  let port: number;
  let postgres: EmbeddedPostgres;
  let scene: Scene;
  const start = async (settings: Readonly<Record<string, string>> = {}): Promise<void> => {
    postgres = await startEmbeddedPostgres({ folder, port, settings });
  };
  const cluster = (): string => join(postgres.folder, 'cluster');
  const copy = (): string => join(postgres.folder, 'copy');

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'vestnik-restore-'));
    // mkdtemp makes folders that only their owner may enter; the server may run as another user.
    await chmod(folder, 0o755);
    port = await freePort();
    await start();
    await migrate(postgres.url);
    scene = await openScene(30, { databaseUrl: postgres.url });
  });
  afterEach(async () => {
    await closeScene(scene);
    await postgres.stop();
    await rm(folder, { recursive: true, force: true });
    await rm(postgres.folder, { recursive: true, force: true });
  });

  /** A campaign that is some way on; the copy of the database is from before that. */
  async function halfSent({
    announce,
    directoryIsRead,
  }: SceneActions): Promise<{ id: string; toSend: number }> {
    const first = await scene.product.startWorker();
    await directoryIsRead();
    const campaign = await announce(EVERYBODY);
    await scene.messenger.waitFor('messagesCreated', 3);
    await first.kill();
    await postgres.stop();
    // As it is, owners included: the server refuses a cluster of somebody else's.
    await run('cp', ['-a', cluster(), copy()]);
    await start();
    const second = await scene.product.startWorker();
    await scene.messenger.waitFor('messagesCreated', 12);
    await second.kill();
    await postgres.stop();
    return campaign;
  }
  async function putBack(): Promise<void> {
    await rm(cluster(), { recursive: true });
    await run('cp', ['-a', copy(), cluster()]);
  }
  /** Until everything is looked up; then a person resumes, and nobody has got it twice or not at all. */
  async function recovers(act: SceneActions, campaign: { id: string; toSend: number }): Promise<string> {
    await scene.product.startWorker();
    const doctor = async () => (await act.get('/v1/doctor')).body['safe_mode'] as Record<string, unknown>;
    const seen = await until(doctor, ({ on }) => on === true);
    expect((await act.get('/health/ready')).body).toMatchObject({ status: 'degraded' });
    const held = (await act.get(`/v1/campaigns/${campaign.id}`)).body['run'] as Record<string, unknown>;
    expect(held).toMatchObject({ status: 'paused', stopped: { by: 'system', code: 'database_restored' } });
    await until(doctor, ({ left }) => left === 0);
    // A send that was under way when the copy was made may end its doubt only now, and then it is to be looked up, too.
    const resumed = await until(
      () => act.post(`/v1/campaigns/${campaign.id}/resume`, {}),
      ({ body }) => body['code'] !== 'verification_under_way',
    );
    expect(resumed.status).toBe(200);
    await act.completed(campaign.id);
    expect(await act.stats(campaign.id)).toMatchObject({ sent: campaign.toSend, verifying: 0, unknown: 0 });
    await expectOneEach(scene, campaign.toSend);
    await until(doctor, ({ on }) => on === false);
    expect((await act.get('/health/ready')).body).toMatchObject({ status: 'ready' });
    return String(seen['code']);
  }

  it('by a restore from a backup: held, read up, and finished with one message for each', async () => {
    const act = actions(scene);
    const campaign = await halfSent(act);
    await putBack();
    // What a point-in-time restore does: the log ends here, and a new timeline begins.
    await writeFile(join(cluster(), 'recovery.signal'), '');
    await start({ restore_command: 'false' });
    expect(await recovers(act, campaign)).toBe('other_instance');
  });

  it('by a snapshot that was put back, which changes nothing that shows: found out by its next recipients', async () => {
    const act = actions(scene);
    const campaign = await halfSent(act);
    await putBack();
    await start();
    // However fast this machine was: nobody has been at work since the snapshot.
    const client = new pg.Client({ connectionString: postgres.url });
    await client.connect();
    await client.query(`update instance_state set heartbeat_at = heartbeat_at - interval '1 minute'`);
    await client.end();
    expect(await recovers(act, campaign)).toBe('forgotten_send');
  });
});
