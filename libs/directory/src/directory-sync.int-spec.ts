import { DIRECTORY_SYNC } from './directory-operation.js';
import { DirectoryScene } from './directory.fixture.js';
import { messenger, people, tag, user } from './testing/scripted-messenger.js';

describe('a sync of the directory', () => {
  let scene: DirectoryScene;
  beforeAll(async () => {
    scene = await DirectoryScene.open();
  });
  afterAll(() => scene.close());
  beforeEach(() => scene.empty());

  it('does nothing when nobody asked for one', async () => {
    expect(await scene.sync.runOnce({ client: messenger([]), owner: 'worker-1' })).toBeNull();
  });

  it('mirrors all pages of people and their tags', async () => {
    const { outcome, operation } = await scene.run(
      messenger(
        [
          people(1, 3, { tagNames: ['Офис', 'Склад'] }),
          [],
          [user(4, { tagNames: ['Склад'], isBot: true }), user(5)],
        ],
        [tag(10, 'Офис'), tag(11, 'Склад')],
      ),
    );
    expect(outcome).toMatchObject({ kind: 'synced', people: 5, tags: 2, left: 0, unknownTagNames: 0 });
    expect(operation).toMatchObject({
      status: 'succeeded',
      done: 3,
      total: 3,
      result: {
        people: 5,
        tags: 2,
        left: 0,
        unknown_tag_names: 0,
        properties: 1,
        chats: 0,
        problems: [],
      },
    });
    expect(await scene.directory.getPerson(1)).toEqual({
      id: 1,
      firstName: 'Имя1',
      lastName: 'Фамилия',
      nickname: 'nick1',
      email: null,
      department: 'Склад',
      title: null,
      role: 'user',
      isSuspended: false,
      isBot: false,
      inviteStatus: 'confirmed',
      timeZone: 'Asia/Omsk',
      lastActivityAt: new Date('2026-11-01T08:00:00Z'),
      isAway: false,
      imageUrl: null,
      customProperties: [{ id: 7, name: 'Город', dataType: 'string', value: 'Омск' }],
      tags: ['Офис', 'Склад'],
      syncedAt: operation.startedAt,
      leftAt: null,
      isOptedOut: false,
    });
    expect(await scene.directory.getPerson(4)).toMatchObject({ isBot: true, tags: ['Склад'] });
    expect(await scene.directory.getPerson(5)).toMatchObject({ tags: [] });
    expect(await scene.stagedPages()).toBe(0);
  });

  it('stores neither e-mail nor phone, in its staged pages either', async () => {
    let staged = '';
    const look = async (): Promise<void> => {
      staged = JSON.stringify(await scene.db.query('select rows from directory_page'));
    };
    await scene.run(messenger([people(1, 2), look], []));
    expect(staged).toContain('nick1');
    for (const text of [staged, JSON.stringify(await scene.mirror())])
      expect(text).not.toMatch(/secret|\+7999/);
  });

  it('tells how far it is while it runs', async () => {
    const seen: unknown[] = [];
    const look = async (): Promise<void> => {
      const [operation] = await scene.operations.listOpen(scene.tx, DIRECTORY_SYNC);
      seen.push([operation?.done, operation?.total]);
    };
    await scene.run(messenger([look, people(1, 2), look, people(3, 4), look], []));
    expect(seen).toEqual([
      [0, null],
      [1, null],
      [2, null],
    ]);
  });

  it('marks those who left, takes their tags, and knows them again when they are back', async () => {
    await scene.run(messenger([people(1, 3, { tagNames: ['Офис'] })], [tag(10, 'Офис')]));
    const { outcome } = await scene.run(messenger([people(1, 2, { tagNames: ['Офис'] })], [tag(10, 'Офис')]));
    expect(outcome).toMatchObject({ kind: 'synced', left: 1 });
    const gone = await scene.directory.getPerson(3);
    expect(gone?.leftAt).toBeInstanceOf(Date);
    expect(gone?.tags).toEqual([]);

    await scene.run(messenger([people(1, 3, { tagNames: ['Офис'] })], [tag(10, 'Офис')]));
    expect(await scene.directory.getPerson(3)).toMatchObject({ leftAt: null, tags: ['Офис'] });
  });

  it('follows changed people, changed memberships, renamed and removed tags', async () => {
    await scene.run(
      messenger([[user(1, { tagNames: ['Офис', 'Старый'] }), user(2)]], [tag(10, 'Офис'), tag(11, 'Старый')]),
    );
    const renamed = user(1, { lastName: 'Новая', tagNames: ['Контора'] });
    await scene.run(messenger([[renamed, user(2, { tagNames: ['Контора'] })]], [tag(10, 'Контора')]));
    expect(await scene.directory.getPerson(1)).toMatchObject({ lastName: 'Новая', tags: ['Контора'] });
    expect(await scene.directory.getPerson(2)).toMatchObject({ tags: ['Контора'] });
    expect((await scene.directory.listTags({}, { limit: 10 })).data).toEqual([
      { id: 10, name: 'Контора', usersCount: 1 },
    ]);
  });

  it('loses nobody of a tag that is made or renamed while it reads', async () => {
    const users = [user(1, { tagNames: ['Офис'] }), user(2, { tagNames: ['Контора', 'Новый'] })];
    const { outcome } = await scene.run(
      messenger([users], [tag(10, 'Офис')], [tag(10, 'Контора'), tag(12, 'Новый')]),
    );
    expect(outcome).toMatchObject({ unknownTagNames: 0 });
    expect(await scene.directory.getPerson(1)).toMatchObject({ tags: ['Контора'] });
    expect(await scene.directory.getPerson(2)).toMatchObject({ tags: ['Контора', 'Новый'] });
  });

  it('counts tag names that lead nowhere', async () => {
    const { outcome } = await scene.run(messenger([people(1, 2, { tagNames: ['Призрак'] })], []));
    expect(outcome).toMatchObject({ unknownTagNames: 1 });
  });

  it('takes the later page where somebody is on two', async () => {
    await scene.run(messenger([[user(1, { title: 'было' })], [user(1, { title: 'стало' })]], []));
    expect(await scene.directory.getPerson(1)).toMatchObject({ title: 'стало' });
  });

  it('writes only what has changed, and still says how fresh everybody is', async () => {
    await scene.run(messenger([people(1, 3)], []));
    const before = await scene.mirror();
    const { operation } = await scene.run(messenger([[user(1), user(2, { title: 'Мастер' }), user(3)]], []));
    const after = await scene.mirror();
    const rewritten = after.filter((row, n) => row['written_by'] !== before[n]?.['written_by']);
    expect(rewritten.map((row) => row['id'] as string)).toEqual(['2']);
    expect((await scene.directory.getPerson(1))?.syncedAt).toEqual(operation.startedAt);
  });

  it('takes an absence that has run out for none', async () => {
    const away = (expiresAt: Date | null) => ({
      status: { emoji: '🌴', title: 'Отпуск', expiresAt, isAway: true, awayMessage: null },
    });
    await scene.run(
      messenger(
        [[user(1, away(null)), user(2, away(new Date('2020-01-01'))), user(3, away(new Date('2999-01-01')))]],
        [],
      ),
    );
    const isAway = await Promise.all(
      [1, 2, 3].map(async (id) => (await scene.directory.getPerson(id))?.isAway),
    );
    expect(isAway).toEqual([true, false, true]);
  });

  it('survives names that the database cannot hold', async () => {
    const { outcome } = await scene.run(
      messenger(
        [[user(1, { firstName: 'Ан\0на', nickname: 'x\uD800', tagNames: ['a\0'] })]],
        [tag(1, 'a\0')],
      ),
    );
    expect(outcome).toMatchObject({ kind: 'synced' });
    expect(await scene.directory.getPerson(1)).toMatchObject({ firstName: 'Ан\uFFFDна', tags: ['a\uFFFD'] });
  });

  it('does not overwrite somebody who was looked up after it began', async () => {
    const tags = [tag(10, 'Офис'), tag(11, 'Склад')];
    const listed = people(1, 3, { tagNames: ['Офис'] });
    await scene.run(messenger([listed], tags));
    const lookUp = async (): Promise<void> => {
      const fresh = user(2, { isSuspended: true, tagNames: ['Склад'] });
      await scene.directory.refreshPerson({ getUser: () => Promise.resolve(fresh) }, 2);
      await scene.directory.refreshPerson({ getUser: () => Promise.resolve(user(4)) }, 4);
    };
    await scene.run(messenger([listed, lookUp], tags));
    expect(await scene.directory.getPerson(2)).toMatchObject({ isSuspended: true, tags: ['Склад'] });
    expect(await scene.directory.getPerson(4)).toMatchObject({ leftAt: null });
  });
});
