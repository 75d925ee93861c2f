import { DirectoryGroups } from './directory-groups.service.js';
import { ChatNotFoundError, PropertyNotFoundError } from './domain/directory.errors.js';
import type { PeopleFilter } from './directory.service.js';
import { selectPeople } from './people-search.queries.js';
import { DirectoryScene } from './directory.fixture.js';
import { chat, CITY, messenger, play, user } from './testing/scripted-messenger.js';

const away = { emoji: '🌴', title: 'Отпуск', expiresAt: null, isAway: true, awayMessage: null };
const city = (value: string | null) => ({ customProperties: [{ ...CITY, value }] });

const NOBODY_LEFT_OUT = {
  words: [],
  tag: undefined,
  department: undefined,
  title: undefined,
  role: undefined,
  timeZone: undefined,
  inviteStatus: undefined,
  isSuspended: undefined,
  isBot: undefined,
  isAway: undefined,
  isOptedOut: undefined,
  chatId: undefined,
  hasLeft: false,
};

/** With its values written into it, for `explain`. */
function asText(sql: string, values: readonly unknown[]): string {
  const parts = sql.split('?');
  return parts.reduce((text, part, at) => {
    const value = values[at - 1];
    return `${text}${value === null ? 'null' : `'${typeof value === 'string' ? value : JSON.stringify(value)}'`}${part}`;
  });
}

describe('the directory groups people', () => {
  let scene: DirectoryScene;
  let groups: DirectoryGroups;
  beforeAll(async () => {
    scene = await DirectoryScene.open();
    groups = new DirectoryGroups(scene.db.database);
    await scene.run({
      ...messenger(
        [
          [
            user(1, { department: 'Склад', title: 'Кладовщик', ...city('Омск'), timeZone: null }),
            user(2, { department: 'Склад', title: 'Начальник смены', ...city('Омск'), role: 'admin' }),
            user(3, { department: 'Ёлочный отдел', title: 'кладовщик', ...city('Тверь'), status: away }),
            user(4, { department: null, ...city(null), inviteStatus: 'sent', nickname: 'zhukova' }),
            user(5, { department: 'склад', ...city(''), isBot: true, firstName: 'Жанна', lastName: '100%' }),
            user(6, { department: 'Ушедшие', ...city('Ялта') }),
          ],
        ],
        [],
      ),
      listChats: ({ availability }) =>
        play([
          availability === 'public'
            ? []
            : [
                chat(70, [1, 2], { name: 'Склад: смены' }),
                chat(71, [1], { isChannel: true, isPublic: true, name: 'Объявления' }),
                chat(72, [3], { isArchived: true, name: null }),
              ],
        ]),
    });
    await scene.db.query('update person set left_at = clock_timestamp() where id = 6');
    await scene.db.query("insert into opt_out (person_id, reason, set_by) values (2, 'декрет', 'test')");
  });
  afterAll(() => scene.close());

  const named = ({ data }: { data: readonly { name: string; peopleCount: number }[] }) =>
    data.map(({ name, peopleCount }) => `${name}: ${peopleCount}`);

  it('by departments and titles, counted, without those who left', async () => {
    expect(named(await groups.departments({}, { limit: 10 }))).toEqual([
      'Ёлочный отдел: 1',
      'Склад: 2',
      'склад: 1',
    ]);
    expect(named(await groups.departments({ q: 'ЁЛОЧНЫЙ' }, { limit: 10 }))).toEqual(['Ёлочный отдел: 1']);
    expect(named(await groups.titles({ q: 'кладовщик' }, { limit: 10 }))).toEqual([
      'Кладовщик: 1',
      'кладовщик: 1',
    ]);
  });

  it('page by page, none missed and none twice', async () => {
    const seen: string[] = [];
    let afterName: string | undefined;
    do {
      const page = await groups.departments({}, { limit: 1, afterName });
      seen.push(...page.data.map(({ name }) => name));
      afterName = page.nextAfterName ?? undefined;
    } while (afterName !== undefined);
    expect(seen).toEqual(['Ёлочный отдел', 'Склад', 'склад']);
  });

  it('by the values of a property', async () => {
    expect(named(await groups.values(7, {}, { limit: 10 }))).toEqual(['Омск: 2', 'Тверь: 1']);
    expect(named(await groups.values(7, { q: 'твер' }, { limit: 10 }))).toEqual(['Тверь: 1']);
    expect((await groups.properties({ limit: 10 })).data).toMatchObject([{ id: 7, peopleCount: 3 }]);
    await expect(groups.values(8, {}, { limit: 10 })).rejects.toThrow(PropertyNotFoundError);
  });

  it('by chats', async () => {
    const ids = async (filter: Parameters<DirectoryGroups['chats']>[0]) =>
      (await groups.chats(filter, { limit: 10 })).data.map(({ id }) => id);
    expect(await ids({})).toEqual([70, 71, 72]);
    expect(await ids({ q: 'склад' })).toEqual([70]);
    expect(await ids({ isChannel: true })).toEqual([71]);
    expect(await ids({ isArchived: false, isPublic: false })).toEqual([70]);
    expect(await groups.chats({}, { limit: 1, afterId: 70 })).toMatchObject({ nextAfterId: 71 });
    await expect(groups.chat(99)).rejects.toThrow(ChatNotFoundError);
  });

  it.each<[PeopleFilter, number[]]>([
    [{ title: 'Кладовщик' }, [1]],
    [{ role: 'admin' }, [2]],
    [{ timeZone: '' }, [1]],
    [{ timeZone: 'Asia/Omsk' }, [2, 3, 4, 5]],
    [{ inviteStatus: 'sent' }, [4]],
    [{ isBot: false }, [1, 2, 3, 4]],
    [{ isAway: true }, [3]],
    [{ isOptedOut: true }, [2]],
    [{ isOptedOut: false, department: 'Склад' }, [1]],
    [{ chatId: 70 }, [1, 2]],
    [{ chatId: 70, q: 'имя2' }, [2]],
    [{ q: ';fyyf' }, [5]],
    [{ q: 'ЯРГЛЩМФ' }, [4]],
    [{ q: '100%' }, [5]],
    [{ q: '10%' }, []],
    [{ q: '\\' }, []],
  ])('and finds them with %j', async (filter, expected) => {
    const found = await scene.directory.listPeople(filter, { limit: 50 });
    expect(found.data.map(({ id }) => id)).toEqual(expected);
  });

  it('and searches through an index, whatever the locale of the database', async () => {
    await scene.db.query(
      `insert into person (id, first_name, last_name, nickname, role, is_suspended, is_bot, invite_status, synced_at)
       select n, 'Имя' || n, 'Фамилия', 'n' || n, 'user', false, false, 'confirmed', clock_timestamp()
         from generate_series(1000, 21000) n`,
    );
    await scene.db.query('vacuum analyze person');
    // No digit in it: in the locale C only those and ASCII letters would be found through an index of the text itself.
    const { sql, values } = selectPeople(
      { ...NOBODY_LEFT_OUT, words: ['нетникого'] },
      { afterId: 0, limit: 51, fullSyncAt: null },
    );
    const plan = await scene.db.query<{ 'QUERY PLAN': string }>(`explain ${asText(sql, values)}`);
    expect(plan.map((line) => line['QUERY PLAN']).join('\n')).toContain('person_keys_ix');
  });
});
