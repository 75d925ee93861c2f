import { type Chat, type ChatQuery, PachcaError } from '#lib/pachca';
import { DIRECTORY_SYNC } from './directory-operation.js';
import type { DirectorySource } from './directory-source.js';
import { DirectoryGroups } from './directory-groups.service.js';
import { DirectorySync } from './directory-sync.js';
import { DirectoryStatusService } from './directory-status.service.js';
import { CONFIG, DirectoryScene } from './directory.fixture.js';
import { chat, CITY, messenger, people, play, user } from './testing/scripted-messenger.js';

const FULL = { isFull: true, isShrinkAllowed: false };

describe('a sync, beyond people and tags,', () => {
  let scene: DirectoryScene;
  let groups: DirectoryGroups;
  let statuses: DirectoryStatusService;
  beforeAll(async () => {
    scene = await DirectoryScene.open();
    groups = new DirectoryGroups(scene.db.database);
    statuses = new DirectoryStatusService(scene.db.database, scene.operations, {
      limits: { send: 4, read: 8, other: 40 },
    });
  });
  afterAll(() => scene.close());
  beforeEach(() => scene.empty());

  const withChats = (
    mine: readonly Chat[],
    open: readonly Chat[] = [],
    asked: ChatQuery[] = [],
  ): DirectorySource => ({
    ...messenger([people(1, 3)], []),
    listChats: (query) => {
      asked.push(query);
      return play([query.availability === 'public' ? open : mine]);
    },
  });
  const chats = async () =>
    (await groups.chats({}, { limit: 50 })).data.map(({ id, isMember, memberCount }) => [
      id,
      isMember,
      memberCount,
    ]);
  const members = async (chatId: number) =>
    (await scene.directory.listPeople({ chatId }, { limit: 50 })).data.map(({ id }) => id);

  it('mirrors chats with their members, each once, whichever lists it is in', async () => {
    const open = chat(8, [2, 3, 99], { isPublic: true, isChannel: true });
    const { outcome } = await scene.run(
      withChats([chat(7, [1, 2, 2]), open], [open, chat(9, [3], { isPublic: true })]),
    );
    expect(outcome).toMatchObject({ kind: 'synced', chats: 3, properties: 1, problems: [] });
    expect(await chats()).toEqual([
      [7, true, 2],
      [8, true, 3],
      [9, false, 1],
    ]);
    expect(await members(7)).toEqual([1, 2]);
    // Somebody whom the directory does not know yet is counted, not listed.
    expect(await members(8)).toEqual([2, 3]);
    expect(await groups.chat(8)).toMatchObject({ isChannel: true, isPublic: true, name: 'Чат 8' });
  });

  it('asks for all chats at first and in a full sync, and for those with news in between', async () => {
    const asked: ChatQuery[] = [];
    await scene.run(withChats([chat(7, [1]), chat(8, [1])], [], asked));
    await scene.run(withChats([chat(7, [1, 2])], [], asked));
    // No news of chat 8 is no sign that it is gone.
    expect(await chats()).toEqual([
      [7, true, 2],
      [8, true, 1],
    ]);
    await scene.run(withChats([chat(7, [1, 2])], [], asked), { order: FULL });
    expect(await chats()).toEqual([[7, true, 2]]);
    expect(await members(8)).toEqual([]);
    expect(asked.map(({ lastMessageAtAfter }) => lastMessageAtAfter !== undefined)).toEqual([
      ...[false, false],
      ...[true, true],
      ...[false, false],
    ]);
    expect(asked.every(({ personal, archived }) => personal === false && archived === true)).toBe(true);
  });

  it.each([
    ['scope_missing', 'scope_missing'],
    ['timeout', 'upstream_unavailable'],
    ['response_too_large', 'upstream_unavailable'],
  ] as const)('keeps what it knew of chats when they cannot be read: %s', async (kind, problem) => {
    await scene.run(withChats([chat(7, [1])]));
    const broken: DirectorySource = {
      ...messenger([people(1, 4)], []),
      listChats: () => play<Chat>([[chat(8, [1])], new PachcaError(kind, 'GET /chats')]),
    };
    const { outcome } = await scene.run(broken, { order: FULL });
    expect(outcome).toMatchObject({ kind: 'synced', people: 4, problems: [`chats: ${problem}`] });
    expect(await chats()).toEqual([[7, true, 1]]);
    expect((await statuses.status()).chats).toMatchObject({ count: 1, problem });
    await scene.run(withChats([chat(7, [1])]));
    expect((await statuses.status()).chats).toMatchObject({ problem: null });
  });

  it('fails as a whole when the token is refused at the chats', async () => {
    const refused: DirectorySource = {
      ...messenger([people(1, 4)], []),
      listChats: () => play<Chat>([new PachcaError('unauthorized', 'GET /chats')]),
    };
    expect((await scene.run(refused)).outcome).toMatchObject({ code: 'upstream_token_rejected' });
    expect(await scene.mirror()).toEqual([]);
  });

  it('follows the properties that the workspace defines', async () => {
    const defining = (...definitions: (typeof CITY)[]): DirectorySource => ({
      ...messenger([people(1, 2)], []),
      listCustomProperties: () => Promise.resolve(definitions),
    });
    const staff = { id: 8, name: 'Табельный номер', dataType: 'number' } as const;
    await scene.run(defining(CITY, staff));
    await scene.run(defining({ ...CITY, name: 'Город работы' }));
    expect((await groups.properties({ limit: 10 })).data).toEqual([
      { id: 7, name: 'Город работы', dataType: 'string', peopleCount: 2 },
    ]);
  });

  it('says beforehand how many pages there will be, where the messenger tells', async () => {
    const seen: (number | null | undefined)[] = [];
    const look = async (): Promise<void> => {
      const [operation] = await scene.operations.listOpen(scene.tx, DIRECTORY_SYNC);
      seen.push(operation?.total);
    };
    const counted = (count: number | PachcaError): DirectorySource => ({
      ...messenger([people(1, 2), look, people(3, 4)], []),
      countUsers: () => (typeof count === 'number' ? Promise.resolve(count) : Promise.reject(count)),
    });
    await scene.run(counted(101));
    // Without an answer, as many as are known.
    await scene.run(counted(new PachcaError('scope_missing', 'GET /search/users')));
    // More pages than were announced.
    await scene.run({
      ...counted(1),
      listUsers: () => play([people(1, 1), people(2, 2), look, people(3, 4)]),
    });
    expect(seen).toEqual([3, 1, 2]);
  });

  it('tells what the next one will cost, and how old each part is', async () => {
    expect(await statuses.status()).toMatchObject({
      people: { count: 0, syncedAt: null, ageMs: null },
      estimate: { requests: null, basis: 'assumption' },
      latestSync: null,
    });
    const { operation } = await scene.run(withChats([chat(7, [1])]));
    expect(await statuses.status()).toMatchObject({
      people: { count: 3, syncedAt: operation.startedAt, problem: null },
      departments: { count: 1 },
      titles: { count: 0 },
      chats: { count: 1, syncedAt: operation.startedAt },
      fullSyncedAt: operation.startedAt,
      latestSync: { id: operation.id, status: 'succeeded' },
      // One page of people, one of properties, two of chats, two of tags that are empty and still are asked for.
      estimate: { requests: 6, basis: 'last_sync' },
    });
  });

  it('happens in full once a night, by the clock of the company', async () => {
    await scene.run(withChats([]), { order: FULL });
    const lastFull = (moment: string) =>
      scene.db.query(`update directory_reading set full_at = ${moment} where kind = 'people'`);
    const THREE = `(date_trunc('day', (clock_timestamp() at time zone 'Europe/Moscow') - interval '3 hours')
                    + interval '3 hours') at time zone 'Europe/Moscow'`;
    await lastFull(`${THREE} + interval '1 second'`);
    expect(await scene.directory.ensureFresh(600_000)).toBeNull();
    await lastFull(`${THREE} - interval '1 second'`);
    const operation = await scene.directory.ensureFresh(600_000);
    expect(operation).toMatchObject({ status: 'queued' });
    expect(await scene.db.query('select operation_id, is_full from directory_sync_order')).toEqual([
      { operation_id: operation?.id, is_full: true },
    ]);
    await scene.sync.runOnce({ client: withChats([]), owner: 'worker-1' });
    expect(await scene.directory.ensureFresh(600_000)).toBeNull();
  });

  describe('with far fewer people', () => {
    beforeEach(async () => {
      await scene.run(messenger([people(1, 60)], []));
    });

    it('is refused with the numbers, and believed when somebody allows it', async () => {
      const fewer = messenger([people(1, 5)], []);
      const { operation } = await scene.run(fewer);
      expect(operation.error).toMatchObject({
        code: 'directory_shrunk',
        facts: { listed: 5, known: 60, leaving: 55 },
      });
      const allowed = await scene.run(fewer, { order: { isFull: false, isShrinkAllowed: true } });
      expect(allowed.outcome).toMatchObject({ kind: 'synced', people: 5, left: 55 });
      expect(await scene.db.query('select from directory_sync_order')).toEqual([]);
    });

    it('is believed when it is allowed while it reads, and that counts for this one only', async () => {
      const allow = async (): Promise<void> => {
        await scene.request({ isFull: false, isShrinkAllowed: true });
      };
      const { outcome } = await scene.run(messenger([people(1, 30), allow], []));
      expect(outcome).toMatchObject({ kind: 'synced', left: 30 });
      expect((await scene.run(messenger([people(1, 2)], []))).outcome).toMatchObject({
        code: 'directory_shrunk',
      });
    });
  });

  it('keeps e-mail addresses only where it is told to, and forgets them when it no longer is', async () => {
    const kept = async (storesEmail: boolean) => {
      await scene.request();
      const sync = new DirectorySync(scene.db.database, scene.operations, {
        directory: { ...CONFIG.directory, storesEmail },
      });
      await sync.runOnce({ client: messenger([[user(1)]], []), owner: 'worker-1' });
      return (await scene.directory.getPerson(1))?.email;
    };
    expect(await kept(true)).toBe('secret1@example.com');
    expect((await scene.directory.listPeople({ q: 'SECRET1@' }, { limit: 5 })).data).toHaveLength(1);
    expect(await kept(false)).toBeNull();
    expect((await scene.directory.listPeople({ q: 'secret1@' }, { limit: 5 })).data).toHaveLength(0);
  });
});
