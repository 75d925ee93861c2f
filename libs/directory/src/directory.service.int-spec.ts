import { Test } from '@nestjs/testing';
import { ConfigModule, loadConfig } from '#lib/config';
import { DatabaseModule } from '#lib/database';
import { createLogger, ObservabilityModule } from '#lib/observability';
import { PachcaError, type User } from '#lib/pachca';
import { DirectoryModule } from './directory.module.js';
import { DirectoryService, type PeopleFilter } from './directory.service.js';
import { DIRECTORY_SYNC } from './directory-operation.js';
import { DirectorySync } from './directory-sync.js';
import { DirectoryScene } from './directory.fixture.js';
import { messenger, people, tag, user } from './testing/scripted-messenger.js';

describe('the directory', () => {
  let scene: DirectoryScene;
  let directory: DirectoryService;
  let sync: DirectorySync;

  beforeAll(async () => {
    scene = await DirectoryScene.open();
    ({ directory, sync } = scene);
  });
  afterAll(() => scene.close());
  beforeEach(() => scene.empty());

  const mirror = async (users: readonly User[], ...tags: string[]): Promise<void> => {
    const list = tags.map((name, n) => tag(n + 1, name));
    expect((await scene.run(messenger([users], list))).outcome).toMatchObject({ kind: 'synced' });
  };
  const age = (seconds: number) =>
    scene.db.query('update operation set started_at = now() - make_interval(secs => $1)', [seconds]);

  it('is offered by the module', async () => {
    const module = await Test.createTestingModule({
      imports: [
        ConfigModule.with(loadConfig({})),
        DatabaseModule.with({ url: scene.db.url, applicationName: 'test' }),
        ObservabilityModule.with(createLogger({ level: 'silent', service: 'test' })),
        DirectoryModule,
      ],
    }).compile();
    expect(module.get(DirectoryService)).toBeInstanceOf(DirectoryService);
    expect(module.get(DirectorySync)).toBeInstanceOf(DirectorySync);
    await module.close();
  });

  describe('knows how old it is', () => {
    it('from the last whole reading, not from people looked up alone', async () => {
      expect(await directory.freshness()).toBeNull();
      await mirror(people(1, 2));
      await age(3_600);
      await directory.refreshPerson({ getUser: () => Promise.resolve(user(1)) }, 1);
      const freshness = await directory.freshness();
      expect(freshness?.syncedAt).toEqual(await directory.syncedAt());
      expect(Math.round((freshness?.ageMs ?? 0) / 60_000)).toBe(60);
    });

    it('and asks for a sync when it is too old, one at a time', async () => {
      const first = await directory.ensureFresh(60_000);
      expect(first).toMatchObject({ type: DIRECTORY_SYNC, status: 'queued', requestedBy: 'system' });
      expect((await directory.ensureFresh(60_000))?.id).toBe(first?.id);
      expect((await scene.request()).id).toBe(first?.id);

      await sync.runOnce({ client: messenger([people(1, 1)], []), owner: 'worker-1' });
      expect(await directory.ensureFresh(60_000)).toBeNull();
      await age(61);
      expect(await directory.ensureFresh(60_000)).toMatchObject({ status: 'queued' });
    });

    it('and does not ask again right after one that failed', async () => {
      await scene.request();
      await sync.runOnce({
        client: messenger([new PachcaError('unavailable', 'GET /users')], []),
        owner: 'worker-1',
      });
      expect(await directory.ensureFresh(600_000)).toBeNull();
      await scene.db.query("update operation set finished_at = now() - interval '61 seconds'");
      expect(await directory.ensureFresh(600_000)).toMatchObject({ status: 'queued' });
    });
  });

  describe('looks up one person', () => {
    beforeEach(() => mirror(people(1, 3, { tagNames: ['Офис'] }), 'Офис', 'Склад'));

    it('and writes what has changed, tags included', async () => {
      const asked: number[] = [];
      const changed = user(2, { isSuspended: true, tagNames: ['Склад', 'Незнакомый'] });
      const found = await directory.refreshPerson(
        {
          getUser: (id) => {
            asked.push(id);
            return Promise.resolve(changed);
          },
        },
        2,
      );
      expect(asked).toEqual([2]);
      expect(found).toMatchObject({ id: 2, isSuspended: true, tags: ['Склад'], leftAt: null });
      expect(found?.syncedAt.getTime()).toBeGreaterThan((await directory.syncedAt())?.getTime() ?? Infinity);
      expect(await directory.getPerson(2)).toEqual(found);
      expect(await directory.getPerson(1)).toMatchObject({ tags: ['Офис'] });
    });

    it('and adds somebody new', async () => {
      const found = await directory.refreshPerson({ getUser: (id) => Promise.resolve(user(id)) }, 9);
      expect(found).toMatchObject({ id: 9, nickname: 'nick9' });
    });

    it('and marks as left whom the messenger does not know, until they are back', async () => {
      const gone = () => Promise.reject(new PachcaError('not_found', 'GET /users/{id}', { status: 404 }));
      const left = await directory.refreshPerson({ getUser: gone }, 3);
      expect(left).toMatchObject({ id: 3, tags: [] });
      expect(left?.leftAt).toBeInstanceOf(Date);
      expect((await directory.refreshPerson({ getUser: gone }, 3))?.leftAt).toEqual(left?.leftAt);
      expect(await directory.refreshPerson({ getUser: gone }, 404)).toBeNull();

      const back = await directory.refreshPerson({ getUser: (id) => Promise.resolve(user(id)) }, 3);
      expect(back).toMatchObject({ leftAt: null });
    });

    it('and changes nothing when there is no usable answer', async () => {
      const before = await directory.getPerson(1);
      const failing = { getUser: () => Promise.reject(new PachcaError('timeout', 'GET /users/{id}')) };
      await expect(directory.refreshPerson(failing, 1)).rejects.toThrow(PachcaError);
      expect(await directory.getPerson(1)).toEqual(before);
    });

    it('and lets an answer that was overtaken by a later one go', async () => {
      const later = user(1, { title: 'позже', tagNames: ['Склад'] });
      const slow = {
        getUser: async () => {
          await directory.refreshPerson({ getUser: () => Promise.resolve(later) }, 1);
          // Both looks may fall into one millisecond: the later one is put clearly later.
          await scene.db.query("update person set synced_at = synced_at + interval '1 second' where id = 1");
          return user(1, { title: 'раньше' });
        },
      };
      expect(await directory.refreshPerson(slow, 1)).toMatchObject({ title: 'позже', tags: ['Склад'] });
      const slowToMiss = {
        getUser: async (): Promise<User> => {
          await slow.getUser();
          throw new PachcaError('not_found', 'GET /users/{id}');
        },
      };
      expect(await directory.refreshPerson(slowToMiss, 1)).toMatchObject({ leftAt: null, tags: ['Склад'] });
    });
  });

  it('knows nothing of somebody whom it never saw', async () => {
    expect(await directory.getPerson(1)).toBeNull();
  });

  describe('lists people', () => {
    beforeEach(async () => {
      const all = [
        user(1, { firstName: 'Алёна', lastName: 'Смирнова', nickname: 'alena', tagNames: ['Офис'] }),
        user(2, { firstName: 'Пётр', lastName: 'Щукин', nickname: 'Petr', department: 'Отдел 1' }),
        user(3, { firstName: null, lastName: null, nickname: 'smirnov_i', isSuspended: true }),
        user(4, { firstName: 'Алена', lastName: 'Петрова', tagNames: ['Офис', 'Склад'] }),
        user(5, { firstName: '100%', lastName: 'O_o', nickname: 'x' }),
      ];
      await mirror([...all, user(6)], 'Офис', 'Склад');
      await mirror(all, 'Офис', 'Склад');
    });

    const ids = async (filter: PeopleFilter): Promise<number[]> =>
      (await directory.listPeople(filter, { limit: 50 })).data.map((person) => person.id);

    it.each<[PeopleFilter, number[]]>([
      [{}, [1, 2, 3, 4, 5]],
      [{ q: 'алена' }, [1, 4]],
      [{ q: 'АЛЁНА смирнова' }, [1]],
      [{ q: 'смирнова алена' }, [1]],
      [{ q: 'SMIRNOV_' }, [3]],
      [{ q: 'щук' }, [2]],
      [{ q: 'petr' }, [2]],
      [{ q: '%' }, [5]],
      [{ q: '_' }, [3, 5]],
      [{ q: '\0' }, []],
      [{ tag: 'Офис' }, [1, 4]],
      [{ tag: 'офис' }, []],
      [{ department: 'Отдел 1' }, [2]],
      [{ department: 'Склад', isSuspended: false }, [1, 4, 5]],
      [{ isSuspended: true }, [3]],
      [{ hasLeft: true }, [6]],
      [{ q: 'алена', tag: 'Склад', department: 'Склад', isSuspended: false }, [4]],
    ])('with %j', async (filter, expected) => {
      expect(await ids(filter)).toEqual(expected);
    });

    it('page by page, nobody missed and nobody twice', async () => {
      const seen: number[] = [];
      let afterId: number | null = 0;
      while (afterId !== null) {
        const page = await directory.listPeople({}, { afterId, limit: 2 });
        expect(page.data.length).toBeLessThanOrEqual(2);
        seen.push(...page.data.map((person) => person.id));
        afterId = page.nextAfterId;
      }
      expect(seen).toEqual([1, 2, 3, 4, 5]);
    });
  });

  it('lists tags, searched and page by page', async () => {
    await mirror(people(1, 1), 'Офис', 'Склад', 'Офис 2');
    const first = await directory.listTags({}, { limit: 2 });
    expect(first.data.map((each) => each.name)).toEqual(['Офис', 'Склад']);
    const rest = await directory.listTags({}, { limit: 2, afterId: first.nextAfterId ?? 0 });
    expect(rest).toMatchObject({ data: [{ id: 3, name: 'Офис 2', usersCount: 1 }], nextAfterId: null });
    expect((await directory.listTags({ q: 'ОФИС' }, { limit: 10 })).data.map((each) => each.id)).toEqual([
      1, 3,
    ]);
  });
});
