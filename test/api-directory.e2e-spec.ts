import { randomUUID } from 'node:crypto';
import { type ApiBench, createApiBench, problemOf } from './api-bench.js';

interface Page {
  readonly data: readonly Record<string, unknown>[];
  readonly page: { readonly next_cursor: string | null };
}

describe('the REST API tells of the directory', () => {
  let bench: ApiBench;
  beforeAll(async () => {
    bench = await createApiBench();
    await bench.db.query(
      `insert into chat (id, name, is_channel, is_archived, is_public, is_member, member_count, synced_at, members_synced_at)
       values (70, 'Склад: смены', false, false, false, true, 2, now(), now()),
              (71, 'Объявления', true, false, true, true, 1, now(), now())`,
    );
    await bench.db.query('insert into chat_member values (70, 1), (70, 2), (71, 1)');
    await bench.db.query("insert into custom_property values (7, 'Город', 'string', now())");
    await bench.db.query(
      `update person set title = 'Кладовщик', department = 'Склад',
              custom_properties = '[{"id": 7, "name": "Город", "dataType": "string", "value": "Омск"}]' where id <= 3`,
    );
  });
  afterAll(() => bench.close());

  const page = async (path: string): Promise<Page> => {
    const response = await bench.call('get', path);
    expect(response.status).toBe(200);
    return response.body as Page;
  };
  const ids = async (path: string) => (await page(path)).data.map(({ id }) => id);

  it('its parts, how fresh they are, and what reading them costs', async () => {
    const answer = await bench.call('get', '/v1/directory');
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({
      object: 'directory',
      departments: { problem: null },
      properties: { count: 1, synced_at: null },
      chats: { count: 2, age_s: null },
      estimate: { basis: 'assumption' },
    });
  });

  it('departments, titles, properties and their values', async () => {
    expect((await page('/v1/directory/departments?q=%D1%81%D0%BA%D0%BB%D0%B0%D0%B4')).data).toContainEqual(
      expect.objectContaining({ object: 'department', name: 'Склад' }),
    );
    expect((await page('/v1/directory/titles')).data).toContainEqual({
      object: 'title',
      name: 'Кладовщик',
      users_count: 3,
    });
    expect((await page('/v1/directory/properties')).data).toEqual([
      { id: 7, object: 'property', name: 'Город', data_type: 'string', users_count: 3 },
    ]);
    expect((await page('/v1/directory/properties/7/values')).data).toEqual([
      { object: 'property_value', name: 'Омск', users_count: 3 },
    ]);
    expect((await bench.call('get', '/v1/directory/properties/8/values')).status).toBe(404);
  });

  it('chats and their members, page by page', async () => {
    expect(await ids('/v1/directory/chats')).toEqual([70, 71]);
    expect(await ids('/v1/directory/chats?channel=true')).toEqual([71]);
    expect((await bench.call('get', '/v1/directory/chats/70')).body).toMatchObject({ members_count: 2 });
    const first = await page('/v1/directory/chats/70/members?limit=1');
    expect(first.data.map(({ id }) => id)).toEqual([1]);
    expect(
      await ids(`/v1/directory/chats/70/members?limit=1&cursor=${String(first.page.next_cursor)}`),
    ).toEqual([2]);
    for (const path of ['/v1/directory/chats/99', '/v1/directory/chats/99/members', '/v1/directory/chats/x'])
      expect((await bench.call('get', path)).status).toBe(404);
    // A place in the members of one chat is none in those of another.
    const stray = await bench.call(
      'get',
      `/v1/directory/chats/71/members?cursor=${String(first.page.next_cursor)}`,
    );
    expect(problemOf(stray)).toMatchObject({ code: 'invalid_cursor' });
  });

  it('people by what they have in common, and refuses filters that it does not know', async () => {
    expect(
      await ids('/v1/directory/users?title=%D0%9A%D0%BB%D0%B0%D0%B4%D0%BE%D0%B2%D1%89%D0%B8%D0%BA'),
    ).toEqual([1, 2, 3]);
    const wrong = await bench.call('get', '/v1/directory/users?role=boss');
    expect(problemOf(wrong)).toMatchObject({ code: 'validation_failed' });
    expect((await bench.call('get', '/v1/directory/users?titel=x')).status).toBe(400);
  });

  it('what one person got', async () => {
    expect((await page('/v1/directory/users/1/deliveries')).data).toEqual([]);
    for (const path of ['/v1/directory/users/9999/deliveries', '/v1/directory/users/x/deliveries'])
      expect((await bench.call('get', path)).status).toBe(404);
  });

  it('an opt-out: set, read, replaced, lifted', async () => {
    const path = '/v1/directory/users/3/opt_out';
    expect((await bench.call('get', path)).status).toBe(404);
    const set = await bench.call('put', path, {
      reason: 'Декретный отпуск',
      until: '2199-01-01T00:00:00+03:00',
    });
    expect(set.status).toBe(200);
    expect(set.body).toMatchObject({ object: 'opt_out', user_id: 3, until: '2198-12-31T21:00:00.000Z' });
    expect((await bench.call('get', path)).body).toEqual(set.body);
    expect((await bench.call('get', '/v1/directory/users/3')).body).toMatchObject({ opted_out: true });
    expect(await ids('/v1/directory/users?opted_out=true')).toEqual([3]);
    expect((await bench.call('put', path, { reason: 'Так решили' })).body).toMatchObject({ until: null });
    expect((await bench.call('delete', path)).status).toBe(204);
    expect((await bench.call('delete', path)).status).toBe(204);
    expect((await bench.call('get', path)).status).toBe(404);
  });

  it('why an opt-out is refused, in the language of who asks', async () => {
    const path = '/v1/directory/users/3/opt_out';
    const past = await bench
      .call('put', path)
      .set('accept-language', 'ru')
      .send({ reason: 'x', until: '2020-01-01T00:00:00Z' });
    expect(problemOf(past)).toMatchObject({
      code: 'validation_failed',
      errors: [
        { pointer: '#/until', code: 'in_the_past', detail: expect.stringContaining('в будущем') as string },
      ],
    });
    for (const body of [{}, { reason: ' ' }, { reason: 'x'.repeat(501) }, { reason: 'x', till: null }])
      expect((await bench.call('put', path, body)).status).toBe(422);
    expect((await bench.call('put', '/v1/directory/users/9999/opt_out', { reason: 'x' })).status).toBe(404);
  });

  it('a sync: asked for once by however many, with what they want of it', async () => {
    const key = randomUUID();
    const ask = (body: object) => bench.call('post', '/v1/directory/sync', body).set('idempotency-key', key);
    const first = await ask({ full: false });
    expect(first.status).toBe(202);
    const { id } = first.body as { id: string };
    expect(first.headers['location']).toBe(`/v1/operations/${id}`);
    expect((await ask({ full: false })).headers['idempotency-replayed']).toBe('true');
    const again = await bench.call('post', '/v1/directory/sync', { allow_shrink: true });
    expect(again.body).toMatchObject({ id });
    expect(await bench.db.query('select is_full, allow_shrink from directory_sync_order')).toEqual([
      { is_full: true, allow_shrink: true },
    ]);
    expect((await bench.call('get', '/v1/directory')).body).toMatchObject({
      latest_sync: { id, status: 'queued' },
    });
    expect((await bench.call('post', '/v1/directory/sync', { allow_shrink: 'yes' })).status).toBe(422);
  });
});
