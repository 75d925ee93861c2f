import { errorCodesOf, Visitor } from './testing/visitor.js';

const PERSON = 1001;
const ANNOUNCEMENTS = 20_000_001;
const DIRECTORATE = 20_000_004;
const FOREIGN_CHANNEL = 20_000_005;
const ARCHIVED = 20_000_006;

describe('messages', () => {
  let visitor: Visitor;

  beforeAll(async () => {
    visitor = await Visitor.to({ people: 60 });
  });

  afterAll(async () => {
    await visitor.leave();
  });

  it('open one direct chat for each pair, and come back exactly as they were sent', async () => {
    const marks = {
      display_avatar_url: 'http://127.0.0.1/a.png?x=%20#d=AbC_-9.a1',
      display_name: 'Отдел кадров',
      buttons: [
        [
          { text: 'Да', data: 'v1.AbC_-9.yes' },
          { text: 'Сайт', url: 'https://example.com/?a=1&b=2' },
        ],
      ],
    };
    const first = await visitor.sent(PERSON, marks);
    const second = await visitor.sent(PERSON);
    expect(second.chat_id).toBe(first.chat_id);
    const list = await visitor.ok('GET', `/messages?chat_id=${first.chat_id}`);
    expect(list['data']).toMatchObject([{ id: second.id }, { id: first.id, ...marks }]);
    const ascending = await visitor.ok('GET', `/messages?chat_id=${first.chat_id}&order=asc&limit=1`);
    expect(ascending['data']).toMatchObject([{ id: first.id }]);
    const chats = await visitor.ok('GET', '/chats?personal=true');
    expect(chats['data']).toMatchObject([{ id: first.chat_id, member_ids: [501, PERSON], personal: true }]);
  });

  it('replace mentions by id with account names', async () => {
    const { data } = (await visitor.ok('GET', `/users/${PERSON}`)) as { data: { nickname: string } };
    const message = await visitor.sent(PERSON, { content: `<@${PERSON}> и <@999999>` });
    expect(message.content).toBe(`@${data.nickname} и <@999999>`);
  });

  it('can be edited in part', async () => {
    const { id } = await visitor.sent(PERSON, { content: 'Было', buttons: [[{ text: 'Да', data: 'd' }]] });
    await visitor.ok('PUT', `/messages/${id}`, { message: { content: 'Стало' } });
    const kept = await visitor.ok('GET', `/messages/${id}`);
    expect(kept['data']).toMatchObject({ content: 'Стало', buttons: [[{ text: 'Да', data: 'd' }]] });
    await visitor.ok('PUT', `/messages/${id}`, { message: { buttons: [] } });
    expect(await visitor.ok('GET', `/messages/${id}`)).toMatchObject({
      data: { content: 'Стало', buttons: null },
    });
  });

  it('can be deleted once, and are then empty but for the time', async () => {
    const { id } = await visitor.sent(PERSON, { display_name: 'Кадры' });
    expect((await visitor.api('DELETE', `/messages/${id}`)).status).toBe(204);
    expect((await visitor.api('DELETE', `/messages/${id}`)).status).toBe(404);
    const { data } = (await visitor.ok('GET', `/messages/${id}`)) as { data: { deleted_at: string } };
    expect(data).toMatchObject({ content: '', display_name: null });
    expect(Date.parse(data.deleted_at)).not.toBeNaN();
    expect(errorCodesOf(await visitor.api('PUT', `/messages/${id}`, { message: { content: 'x' } }))).toEqual([
      'message_deleted',
    ]);
  });

  it.each([
    [{ entity_id: undefined }, 400, 'required'],
    [{ entity_id: '12' }, 400, 'invalid'],
    [{ entity_type: 'everybody' }, 400, 'invalid'],
    [{ content: undefined }, 400, 'required'],
    [{ content: ' ' }, 422, 'blank'],
    [{ content: 'ю'.repeat(20_001) }, 422, 'too_long'],
    [{ display_name: 'x'.repeat(256) }, 422, 'too_long'],
    [{ buttons: [[{ text: 'a' }]] }, 422, 'wrong_params'],
    [{ buttons: [Array.from({ length: 9 }, () => ({ text: 'a', data: 'b' }))] }, 422, 'wrong_params'],
    [{ buttons: [[{ text: 'a', data: 'x'.repeat(256) }]] }, 422, 'too_long'],
    [{ parent_message_id: 1 }, 422, 'not_found'],
    [{ files: [{ key: 'k', name: 'n', file_type: 'file', size: 1 }] }, 422, 'not_found'],
    [{ entity_id: 777_777 }, 404, 'not_found'],
    [{ entity_id: 501 }, 422, 'personal_chat'],
  ])('are refused with nothing applied: %j', async (changes, status, code) => {
    const before = await visitor.createdCount();
    const seen = await visitor.send(PERSON + 1, changes);
    expect([seen.status, ...errorCodesOf(seen)]).toEqual([status, code]);
    expect(await visitor.createdCount()).toBe(before);
    const { chats } = (await visitor.control('GET', '/truth')) as { chats: number };
    expect(chats).toBe(7);
  });

  it('take any case of the entity type', async () => {
    expect((await visitor.send(PERSON, { entity_type: 'USER' })).status).toBe(201);
  });

  it('go to chats that the bot may write in, and to no others', async () => {
    const post = (entityId: number): Promise<number | null> =>
      visitor
        .api('POST', '/messages', { message: { entity_id: entityId, content: 'Всем' } })
        .then((seen) => seen.status);
    expect(await post(ANNOUNCEMENTS)).toBe(201);
    expect(await post(DIRECTORATE)).toBe(403);
    expect(await post(FOREIGN_CHANNEL)).toBe(403);
    expect(await post(ARCHIVED)).toBe(403);
    expect(await post(1)).toBe(404);
    expect((await visitor.api('GET', `/messages?chat_id=${FOREIGN_CHANNEL}`)).status).toBe(200);
    expect((await visitor.api('GET', `/messages?chat_id=${DIRECTORATE}`)).status).toBe(403);
  });

  it('carry pins, reactions and a thread', async () => {
    const { id } = await visitor.sent(PERSON);
    expect((await visitor.api('POST', `/messages/${id}/pin`)).status).toBe(204);
    expect(await visitor.api('POST', `/messages/${id}/pin`)).toMatchObject({ status: 422, text: '' });
    expect((await visitor.api('DELETE', `/messages/${id}/pin`)).status).toBe(204);
    const reaction = await visitor.ok('POST', `/messages/${id}/reactions`, { code: '👍' });
    await visitor.ok('POST', `/messages/${id}/reactions`, { code: '👍' });
    expect(await visitor.ok('GET', `/messages/${id}/reactions`)).toMatchObject({ data: [reaction] });
    expect((await visitor.api('DELETE', `/messages/${id}/reactions?code=%F0%9F%91%8D`)).status).toBe(204);
    const thread = await visitor.ok('POST', `/messages/${id}/thread`);
    expect(await visitor.ok('POST', `/messages/${id}/thread`)).toEqual(thread);
    const { data } = thread as { data: { id: number; chat_id: number } };
    const inThread = { message: { entity_type: 'thread', entity_id: data.id, content: 'Ответ' } };
    expect(await visitor.ok('POST', '/messages', inThread)).toMatchObject({
      data: { chat_id: data.chat_id },
    });
  });
});

describe('who may write to whom', () => {
  let visitor: Visitor;

  beforeAll(async () => {
    visitor = await Visitor.to();
  });

  afterAll(async () => {
    await visitor.leave();
  });

  it.each([
    ['messageToSuspended', { suspended: true }, 'refused_422', 422],
    ['messageToSuspended', { suspended: true }, 'refused_403', 403],
    ['messageToSuspended', { suspended: true }, 'accepted', 201],
    ['messageToInvited', { inviteStatus: 'sent' }, 'accepted', 201],
    ['messageToInvited', { inviteStatus: 'sent' }, 'refused_422', 422],
    ['messageToGuest', { role: 'guest' }, 'refused_422', 422],
    ['messageToUnknown', { deleted: true }, 'refused_404', 404],
    ['messageToUnknown', { deleted: true }, 'refused_422', 422],
  ])('%s, %j: %s', async (name, person, decision, status) => {
    await visitor.control('PUT', '/behaviour', { [name]: decision });
    const { id } = (await visitor.control('POST', '/people', person)) as { id: number };
    expect((await visitor.send(id)).status).toBe(status);
  });

  it('is decided by the token and its scopes before all else', async () => {
    const wrong = { message: {} };
    const missing = await visitor.api('POST', '/messages', wrong, null);
    expect([missing.status, ...errorCodesOf(missing)]).toEqual([401, 'invalid_token']);
    expect((await visitor.api('POST', '/messages', wrong, 'nobody')).status).toBe(401);
    await visitor.control('POST', '/bots', { token: 'reader', scopes: ['messages:read'] });
    const scopeless = await visitor.api('POST', '/messages', wrong, 'reader');
    expect(JSON.parse(scopeless.text)).toEqual({
      error: 'insufficient_scope',
      error_description: 'Insufficient scope. Required: messages:create',
    });
  });
});

describe('the limits, over HTTP', () => {
  it('answer 429 with a wait, judged by the arrivals that the log tells', async () => {
    const visitor = await Visitor.to({ rateProfile: 'cap-4' });
    try {
      const seen = await Promise.all(
        Array.from({ length: 30 }, (_, index) => visitor.send(PERSON + (index % 20))),
      );
      const refused = seen.filter((each) => each.status === 429);
      for (const { headers } of refused) expect(headers['retry-after']).toBe('1');
      const { requests } = (await visitor.control('GET', '/requests?class=send')) as {
        requests: { arrivedMs: number }[];
      };
      const admitted: number[] = [];
      for (const { arrivedMs } of requests) {
        if (admitted.filter((earlier) => earlier > arrivedMs - 1000).length < 4) admitted.push(arrivedMs);
      }
      expect(refused).toHaveLength(30 - admitted.length);
      expect(await visitor.createdCount()).toBe(admitted.length);
      const { rates } = (await visitor.control('GET', '/rates')) as { rates: unknown[] };
      expect(rates).toMatchObject([
        { token: 'sim-bot-token', requestClass: 'send', count: 30, throttledCount: refused.length },
      ]);
    } finally {
      await visitor.leave();
    }
  });
});
