import { Visitor } from './testing/visitor.js';

interface Page {
  readonly data: readonly { readonly id: number }[];
  readonly meta: { readonly paginate: { readonly next_page: string; readonly has_next: boolean } };
}

describe('lists, over HTTP', () => {
  let visitor: Visitor;

  beforeAll(async () => {
    visitor = await Visitor.to({ people: 120 });
  });

  afterAll(async () => {
    await visitor.leave();
  });

  const page = async (path: string): Promise<Page> => (await visitor.ok('GET', path)) as unknown as Page;

  /** All rows by `limit` a page; `between` happens after each page. */
  const walk = async (
    path: string,
    between: () => Promise<unknown> = () => Promise.resolve(),
  ): Promise<number[]> => {
    const ids: number[] = [];
    let current = await page(path);
    for (;;) {
      ids.push(...current.data.map((row) => row.id));
      if (!current.meta.paginate.has_next) return ids;
      await between();
      current = await page(`${path}&cursor=${current.meta.paginate.next_page}`);
    }
  };

  it('give every user once, in the order of ids, while people come and go', async () => {
    const before = await walk('/users?limit=50');
    expect(before).toEqual([...before].sort((a, b) => a - b));
    expect(before).toHaveLength(124);
    const during = await walk('/users?limit=7', () => visitor.control('POST', '/people', {}));
    expect(new Set(during).size).toBe(during.length);
    expect(before.every((id) => during.includes(id))).toBe(true);
  });

  it('give every message of a chat once while new ones arrive', async () => {
    const sent = [];
    for (let index = 0; index < 12; index++) sent.push(await visitor.sent(1001));
    const chatId = sent[0]?.chat_id ?? 0;
    const newestFirst = sent.map((message) => message.id).reverse();
    expect(await walk(`/messages?chat_id=${chatId}&limit=5`, () => visitor.sent(1001))).toEqual(newestFirst);
    const oldestFirst = await walk(`/messages?chat_id=${chatId}&limit=5&order=asc`);
    expect(oldestFirst.slice(0, 12)).toEqual(sent.map((message) => message.id));
  });

  it('keep to the largest page, or refuse a limit out of range, as the behaviour says', async () => {
    expect((await page('/users?limit=200')).data).toHaveLength(50);
    expect((await page('/users?limit=0')).data).toHaveLength(1);
    await visitor.control('PUT', '/behaviour', { limitOutOfRange: 'refused' });
    expect((await visitor.api('GET', '/users?limit=51')).status).toBe(400);
    expect((await visitor.api('GET', '/users?limit=50')).status).toBe(200);
    await visitor.control('PUT', '/behaviour', { limitOutOfRange: 'clamped' });
  });

  it('refuse a cursor of another list', async () => {
    const { next_page: cursor } = (await page('/group_tags?limit=1')).meta.paginate;
    expect((await visitor.api('GET', `/users?cursor=${cursor}`)).status).toBe(400);
    expect((await visitor.api('GET', '/users?cursor=nonsense')).status).toBe(400);
  });

  it('count and list the people of a tag alike', async () => {
    const tags = (await visitor.ok(
      'GET',
      '/group_tags?names[]=Офис&names[]=Москва'.replace(/[А-Яа-я]+/g, encodeURIComponent),
    )) as {
      data: { id: number; name: string; users_count: number }[];
    };
    expect(tags.data.map((tag) => tag.name)).toEqual(['Офис', 'Москва']);
    for (const tag of tags.data) {
      expect(await walk(`/group_tags/${tag.id}/users?limit=4`)).toHaveLength(tag.users_count);
    }
  });

  it('find people by name, and say how many', async () => {
    const { data } = (await visitor.ok('GET', '/users/1001')) as { data: { last_name: string } };
    const found = (await visitor.ok(
      'GET',
      `/search/users?query=${encodeURIComponent(data.last_name)}`,
    )) as unknown as {
      data: { id: number }[];
      meta: { total: number };
    };
    expect(found.data.map((person) => person.id)).toContain(1001);
    expect(found.meta.total).toBe(found.data.length);
    const asList = await visitor.ok('GET', `/users?query=${encodeURIComponent(data.last_name)}`);
    expect(asList['meta']).toMatchObject({ total: found.meta.total });
  });

  it('show chats by their newest message, and those of a period', async () => {
    const { chat_id: early } = await visitor.sent(1002);
    const { chat_id: late } = await visitor.sent(1003);
    await visitor.sent(1002);
    const ids = async (query: string): Promise<number[]> =>
      (await page(`/chats?personal=true${query}`)).data.map((chat) => chat.id);
    expect((await ids('&sort=last_message_at')).slice(0, 2)).toEqual([early, late]);
    expect((await ids('')).slice(0, 2)).toEqual([late, early]);
    expect(await ids(`&last_message_at_after=${encodeURIComponent('2999-01-01T00:00:00Z')}`)).toEqual([]);
  });

  it('leave out whom the behaviour leaves out', async () => {
    const { id } = (await visitor.control('POST', '/people', { suspended: true })) as { id: number };
    const gone = (await visitor.control('POST', '/people', { deleted: true })) as { id: number };
    const all = await walk('/users?limit=50');
    expect([all.includes(id), all.includes(gone.id), all.includes(501)]).toEqual([true, false, true]);
    await visitor.control('PUT', '/behaviour', { usersListSuspended: false, usersListBots: false });
    const some = await walk('/users?limit=50');
    expect([some.includes(id), some.includes(501)]).toEqual([false, false]);
  });
});
