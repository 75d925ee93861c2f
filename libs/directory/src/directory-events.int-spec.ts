import { PachcaError, type User } from '#lib/pachca';
import { DirectoryEvents } from './directory-events.js';
import { DIRECTORY_SYNC } from './directory-operation.js';
import { PersonLookups } from './person-lookups.js';
import { DirectoryScene } from './directory.fixture.js';
import { messenger, people, user } from './testing/scripted-messenger.js';

describe('news of the messenger about people', () => {
  let scene: DirectoryScene;
  let events: DirectoryEvents;
  let lookups: PersonLookups;
  beforeAll(async () => {
    scene = await DirectoryScene.open();
    events = new DirectoryEvents();
    lookups = new PersonLookups(scene.db.database, scene.directory);
  });
  afterAll(() => scene.close());
  beforeEach(async () => {
    await scene.empty();
    await scene.run(messenger([people(1, 3)], []));
  });

  const later = () => new Date(Date.now() + 3_600_000);
  const tell = (event: string, userIds: readonly number[], createdAt = later()) =>
    scene.db.database.transaction((tx) => events.apply(tx, { event, userIds, createdAt }));
  const person = (id: number) => scene.directory.getPerson(id);
  const isInDoubt = async (id: number) => (await scene.directory.standingOf(id))?.isInDoubt;
  const look = (answer: (id: number) => Promise<User>) => {
    const asked: number[] = [];
    const getUser = (id: number): Promise<User> => {
      asked.push(id);
      return answer(id);
    };
    return lookups.runOnce({ client: { getUser } }).then((outcome) => ({ ...outcome, asked }));
  };

  it.each([
    ['suspend', { isSuspended: true }],
    ['delete', { leftAt: expect.any(Date) as Date }],
  ])('show at once what is sure (%s), and make their people doubtful', async (event, expected) => {
    await tell(event, [2]);
    expect(await person(2)).toMatchObject(expected);
    expect(await isInDoubt(2)).toBe(true);
    expect(await person(1)).toMatchObject({ isSuspended: false, leftAt: null });
    expect(await isInDoubt(1)).toBe(false);
  });

  it('of activation and confirmation are shown, too', async () => {
    await scene.run(
      messenger([[user(1, { isSuspended: true }), user(2, { inviteStatus: 'sent' }), user(3)]], []),
    );
    await tell('activate', [1]);
    await tell('confirm', [2]);
    expect(await person(1)).toMatchObject({ isSuspended: false });
    expect(await person(2)).toMatchObject({ inviteStatus: 'confirmed' });
  });

  it('that are older than what is known change nothing but are looked at', async () => {
    await tell('suspend', [1], new Date('2026-01-01T00:00:00Z'));
    expect(await person(1)).toMatchObject({ isSuspended: false });
    expect(await isInDoubt(1)).toBe(true);
  });

  it('are settled by a look, which has the last word', async () => {
    await tell('suspend', [1]);
    await tell('suspend', [1]);
    await tell('invite', [9]);
    await tell('a word of next year', [3, 0, 1.5]);
    const { asked, lookedUp } = await look((id) => Promise.resolve(user(id, { title: 'Мастер' })));
    expect([asked.toSorted(), lookedUp]).toEqual([[1, 3, 9], 3]);
    expect(await person(1)).toMatchObject({ isSuspended: false, title: 'Мастер' });
    expect(await person(9)).toMatchObject({ nickname: 'nick9' });
    expect(await isInDoubt(1)).toBe(false);
    expect((await look(() => Promise.reject(new Error('nobody is to be asked about')))).asked).toEqual([]);
  });

  it('stay open while the messenger does not answer, and are not asked again and again', async () => {
    await tell('update', [1, 2]);
    const silent = (id: number) => Promise.reject<User>(new PachcaError('timeout', `GET /users/${id}`));
    expect((await look(silent)).asked).toHaveLength(1);
    expect(await isInDoubt(1)).toBe(true);
    expect(await isInDoubt(2)).toBe(true);
    // The other one is tried next; the first is put off.
    expect((await look((id) => Promise.resolve(user(id)))).lookedUp).toBe(1);
  });

  it('that come while somebody looks are looked at once more', async () => {
    await tell('update', [1]);
    await look(async (id) => {
      await tell('suspend', [1]);
      // Both may fall into one millisecond: the later one is put clearly later.
      await scene.db.query("update person_lookup set asked_at = asked_at + interval '1 second'");
      return user(id);
    });
    expect(await isInDoubt(1)).toBe(true);
  });

  it('of very many people are settled by one sync', async () => {
    await tell(
      'update',
      Array.from({ length: 150 }, (_, n) => n + 1),
    );
    expect(await look(() => Promise.reject(new Error('one by one')))).toMatchObject({
      isSyncAsked: true,
      asked: [],
    });
    expect(await scene.operations.listOpen(scene.tx, DIRECTORY_SYNC)).toHaveLength(1);
    await scene.db.query("update person_lookup set asked_at = asked_at - interval '1 second'");
    await scene.sync.runOnce({ client: messenger([people(1, 150)], []), owner: 'worker-1' });
    expect(await scene.db.query('select from person_lookup')).toEqual([]);
  });
});
