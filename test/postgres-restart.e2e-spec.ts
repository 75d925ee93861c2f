import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type EmbeddedPostgres, freePort, migrate, startEmbeddedPostgres } from '#lib/database';
import { actions, closeScene, EVERYBODY, expectOneEach, openScene, type Scene } from './support/scene.js';

describe('when Postgres is stopped and started in the middle of a run', () => {
  let folder: string;
  let port: number;
  let postgres: EmbeddedPostgres;
  let scene: Scene;
  const start = (): Promise<EmbeddedPostgres> => startEmbeddedPostgres({ folder, port });

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'vestnik-restart-'));
    port = await freePort();
    postgres = await start();
    await migrate(postgres.url);
    scene = await openScene(24, { databaseUrl: postgres.url });
  });
  afterAll(async () => {
    await closeScene(scene);
    await postgres.stop();
    await rm(folder, { recursive: true, force: true });
  });

  it('recovers by itself: nothing lost, nothing doubled, no process started anew', async () => {
    const { announce, completed, stats, get, directoryIsRead } = actions(scene);
    const worker = await scene.product.startWorker();
    await directoryIsRead();
    const { id, toSend } = await announce(EVERYBODY);
    await scene.messenger.waitFor('messagesCreated', 6);
    await postgres.stop();
    const away = await get(`/v1/campaigns/${id}`);
    expect(away).toMatchObject({ status: 503, body: { code: 'database_unavailable' } });
    postgres = await start();
    await completed(id);
    expect(await stats(id)).toMatchObject({ sent: toSend, unknown: 0 });
    await expectOneEach(scene, toSend);
    expect(await worker.stop()).toBe(0);
  });
});
