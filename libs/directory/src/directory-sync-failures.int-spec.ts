import { PachcaError, type Tag } from '#lib/pachca';
import { DIRECTORY_SYNC } from './directory-operation.js';
import type { DirectorySource } from './directory-source.js';
import { DirectoryScene } from './directory.fixture.js';
import { messenger, people, play, tag } from './testing/scripted-messenger.js';

describe('a sync of the directory that does not go well', () => {
  let scene: DirectoryScene;
  beforeAll(async () => {
    scene = await DirectoryScene.open();
  });
  afterAll(() => scene.close());
  beforeEach(() => scene.empty());

  const present = async (): Promise<number[]> =>
    (await scene.db.query<{ id: string }>('select id from person where left_at is null order by id')).map(
      (row) => Number(row.id),
    );

  describe('leaves the mirror exactly as it was', () => {
    let before: unknown;
    beforeEach(async () => {
      await scene.run(messenger([people(1, 3, { tagNames: ['Офис'] })], [tag(10, 'Офис')]));
      before = await scene.mirror();
    });

    it.each([
      ['timeout', 'upstream_unavailable'],
      ['throttled', 'upstream_unavailable'],
      ['unauthorized', 'upstream_token_rejected'],
      ['scope_missing', 'scope_missing'],
    ] as const)('when a page fails: %s', async (kind, code) => {
      const error = new PachcaError(kind, 'GET /users');
      const { outcome, operation } = await scene.run(messenger([people(1, 2, { title: 'x' }), error], []));
      expect(outcome).toMatchObject({ kind: 'failed', code });
      expect(operation).toMatchObject({ status: 'failed', error: { code } });
      expect(await scene.mirror()).toEqual(before);
      expect(await scene.stagedPages()).toBe(0);
    });

    it('when the last reading of the tags fails', async () => {
      let readings = 0;
      const client: DirectorySource = {
        ...messenger([people(1, 2)], []),
        listTags: () =>
          play<Tag>(readings++ === 0 ? [[]] : [new PachcaError('unavailable', 'GET /group_tags')]),
      };
      expect((await scene.run(client)).outcome).toMatchObject({ kind: 'failed' });
      expect(await scene.mirror()).toEqual(before);
    });

    it('when something of ours breaks, which is no quiet matter', async () => {
      await expect(
        scene.run(messenger([people(1, 2), new TypeError('x is not a function')], [])),
      ).rejects.toThrow(TypeError);
      expect(await scene.operations.latest(scene.tx, DIRECTORY_SYNC, ['failed'])).toMatchObject({
        error: { code: 'internal' },
      });
      expect(await scene.mirror()).toEqual(before);
    });

    it('when it is cancelled between pages', async () => {
      const cancel = async (): Promise<void> => {
        const [operation] = await scene.operations.listOpen(scene.tx, DIRECTORY_SYNC);
        if (operation !== undefined) await scene.operations.requestCancel(scene.tx, operation.id);
      };
      const never = (): Promise<void> =>
        Promise.reject(new Error('A page was asked for after the cancellation.'));
      const { outcome, operation } = await scene.run(
        messenger([people(1, 1), cancel, people(2, 2), never], []),
      );
      expect(outcome).toMatchObject({ kind: 'cancelled' });
      expect(operation.status).toBe('cancelled');
      expect(await scene.mirror()).toEqual(before);
      expect(await scene.stagedPages()).toBe(0);
    });

    it('when it is asked to stop, and another worker starts over at once', async () => {
      const stop = new AbortController();
      const { outcome, operation } = await scene.run(
        messenger(
          [
            people(1, 1),
            () => {
              stop.abort();
              return Promise.resolve();
            },
            people(2, 2),
            new Error('after the end'),
          ],
          [],
        ),
        { signal: stop.signal },
      );
      expect(outcome).toMatchObject({ kind: 'interrupted' });
      expect(operation.status).toBe('running');
      expect(await scene.mirror()).toEqual(before);
      const next = await scene.sync.runOnce({ client: messenger([people(1, 4)], []), owner: 'worker-2' });
      expect(next).toMatchObject({ kind: 'synced', operationId: operation.id, people: 4 });
    });

    it('when its worker was replaced in the middle', async () => {
      const replace = async (): Promise<void> => {
        await scene.db.query(
          "update operation set lease_until = now() - interval '1 second' where status = 'running'",
        );
        await scene.operations.claimNext(scene.tx, DIRECTORY_SYNC, { owner: 'worker-2', leaseSeconds: 60 });
      };
      const { outcome, operation } = await scene.run(messenger([people(1, 1), replace, people(2, 9)], []));
      expect(outcome).toMatchObject({ kind: 'lost' });
      expect(operation.status).toBe('running');
      expect(await scene.stagedPages()).toBe(2);
      expect(await scene.mirror()).toEqual(before);
    });

    it('when it was replaced after the last page', async () => {
      const replace = async (): Promise<void> => {
        await scene.db.query(
          "update operation set lease_until = now() - interval '1 second' where status = 'running'",
        );
        await scene.operations.claimNext(scene.tx, DIRECTORY_SYNC, { owner: 'worker-2', leaseSeconds: 60 });
      };
      let readings = 0;
      const client: DirectorySource = {
        ...messenger([people(1, 9)], []),
        listTags: () => play<Tag>(readings++ === 0 ? [[]] : [[tag(10, 'Офис')], replace]),
      };
      expect((await scene.run(client)).outcome).toMatchObject({ kind: 'lost' });
      expect(await scene.mirror()).toEqual(before);
    });
  });

  it('throws away what a dead worker has read before', async () => {
    const { id } = await scene.request();
    await scene.operations.claimNext(scene.tx, DIRECTORY_SYNC, { owner: 'dead', leaseSeconds: 60 });
    const ghost = JSON.stringify([{ id: 66, nickname: 'ghost', role: 'user' }]);
    await scene.db.query("insert into directory_page values ($1, 'people', 0, $2), ($1, 'people', 1, $2)", [
      id,
      ghost,
    ]);
    await scene.db.query(
      "insert into directory_page values ('00000000-0000-7000-8000-000000000000', 'people', 0, $1)",
      [ghost],
    );
    await scene.db.query("update operation set lease_until = now() - interval '1 second'");

    const outcome = await scene.sync.runOnce({ client: messenger([people(1, 2)], []), owner: 'worker-2' });
    expect(outcome).toMatchObject({ kind: 'synced', operationId: id, people: 2 });
    expect(await present()).toEqual([1, 2]);
    expect(await scene.stagedPages()).toBe(0);
  });

  describe('refuses to believe', () => {
    it('that more than half of the people are gone', async () => {
      await scene.run(messenger([people(1, 60)], []));
      const before = await scene.mirror();
      const { outcome, operation } = await scene.run(messenger([people(1, 29)], []));
      expect(outcome).toMatchObject({ kind: 'failed', code: 'directory_shrunk' });
      expect(operation.error?.detail).toMatch(/31 of 60 known people/);
      expect(await scene.mirror()).toEqual(before);
      expect((await scene.run(messenger([people(1, 30)], []))).outcome).toMatchObject({
        kind: 'synced',
        left: 30,
      });
    });

    it('that there is nobody', async () => {
      const { operation } = await scene.run(messenger([[]], []));
      expect(operation.error).toMatchObject({ code: 'directory_shrunk' });
      expect(await scene.directory.freshness()).toBeNull();
    });
  });
});
