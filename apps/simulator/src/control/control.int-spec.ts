import { Visitor } from '../testing/visitor.js';

describe('the control of the simulator', () => {
  let visitor: Visitor;

  beforeEach(async () => {
    visitor = await Visitor.to();
  });

  afterEach(async () => {
    await visitor.leave();
  });

  it('starts everything afresh, faults and behaviour too, with other people if asked', async () => {
    await visitor.sent(1001);
    await visitor.control('POST', '/faults', { kind: 'lost_answer', match: { operation: 'users.get' } });
    await visitor.control('PUT', '/behaviour', { messageToSelf: 'accepted' });
    const truth = await visitor.control('POST', '/reset', { people: 30 });
    expect(truth).toMatchObject({
      people: 30,
      directMessages: 0,
      tallies: { messagesCreated: 0, requests: 0 },
    });
    expect(await visitor.control('GET', '/faults')).toMatchObject({ faults: [] });
    expect(await visitor.control('GET', '/behaviour')).toMatchObject({ messageToSelf: 'refused_422' });
    expect((await visitor.api('GET', '/profile')).status).toBe(200);
  });

  it('tells each person what they got', async () => {
    const first = await visitor.sent(1001, { display_avatar_url: 'http://x/#d=one.a1' });
    await visitor.sent(1001, { buttons: [[{ text: 'Да', data: 'v1.two.yes' }]] });
    await visitor.sent(1002);
    await visitor.control('POST', '/people/1001/delete', { messageId: first.id });
    const truth = await visitor.control('GET', '/truth?people=true');
    expect(truth).toMatchObject({
      directMessages: 3,
      recipients: 2,
      byPerson: [
        { personId: 1001, messages: 2, deleted: 1 },
        { personId: 1002, messages: 1, deleted: 0 },
      ],
    });
    const marked = async (marker: string): Promise<number> => {
      const { messages } = (await visitor.control('GET', `/messages?marker=${marker}`)) as {
        messages: unknown[];
      };
      return messages.length;
    };
    expect([await marked('one'), await marked('two'), await marked('three')]).toEqual([1, 1, 0]);
    const page = await visitor.control('GET', '/messages?limit=2');
    expect(page['messages']).toHaveLength(2);
    expect(await visitor.control('GET', `/messages?cursor=${String(page['next'])}`)).toMatchObject({
      messages: [{ personId: 1002 }],
      next: null,
    });
  });

  it.each([
    ['PUT', '/behaviour', { messageToSelf: 'sometimes' }, 400],
    ['PUT', '/speed', {}, 400],
    ['PUT', '/speed', { speed: -1 }, 400],
    ['POST', '/faults', { kind: 'nonsense' }, 400],
    ['DELETE', '/faults/99', undefined, 404],
    ['PUT', '/people/1', { suspended: true }, 404],
    ['PUT', '/people/1001', { suspended: 'yes' }, 400],
    ['POST', '/people/1001/read', { messageId: 5 }, 404],
    ['POST', '/people/1001/read', {}, 400],
    ['GET', '/wait?counter=nonsense', undefined, 400],
    ['GET', '/wait?counter=reads&timeoutMs=1', undefined, 408],
    ['POST', '/bots', { token: 'sim-bot-token' }, 409],
  ])('says what is wrong: %s %s %j', async (method, path, body, status) => {
    const answer = await visitor.control(method, path, body);
    expect(answer['httpStatus']).toBe(status);
    expect(answer['error']).not.toBe('');
  });

  it('lets a token be exchanged, and the old one die at once', async () => {
    await visitor.control('PUT', '/bots/501', { token: 'fresh', scopes: ['profile:read'] });
    expect((await visitor.api('GET', '/profile')).status).toBe(401);
    expect((await visitor.api('GET', '/profile', undefined, 'fresh')).status).toBe(200);
    expect((await visitor.api('GET', '/users', undefined, 'fresh')).status).toBe(403);
  });

  it('changes people and tells the bots', async () => {
    await visitor.control('PUT', '/people/1001', {
      tags: ['Новый тег'],
      status: { emoji: '🌴', title: 'В отпуске' },
    });
    await visitor.control('PUT', '/people/1001', { suspended: true });
    await visitor.control('PUT', '/people/1002', { deleted: true });
    const events = await visitor.ok('GET', '/webhooks/events');
    expect(events['data']).toMatchObject([
      { event_type: 'company_member_delete', payload: { user_ids: [1002] } },
      { event_type: 'company_member_suspend', payload: { user_ids: [1001] } },
      { event_type: 'company_member_update' },
    ]);
    expect(await visitor.ok('GET', '/users/1001')).toMatchObject({
      data: {
        list_tags: ['Новый тег'],
        suspended: true,
        user_status: { title: 'В отпуске', is_away: false },
      },
    });
    expect((await visitor.api('GET', '/users/1002')).status).toBe(404);
  });

  it('makes, refills and removes tags', async () => {
    const { id } = (await visitor.control('PUT', '/tags', { name: 'Пилот', memberIds: [1003, 1001] })) as {
      id: number;
    };
    expect(await visitor.ok('GET', `/group_tags/${id}`)).toMatchObject({
      data: { name: 'Пилот', users_count: 2 },
    });
    await visitor.control('PUT', `/tags/${id}`, { memberIds: [1002] });
    expect(await visitor.ok('GET', `/group_tags/${id}/users`)).toMatchObject({ data: [{ id: 1002 }] });
    const tagsOf = async (personId: number): Promise<string[]> => {
      const { data } = (await visitor.ok('GET', `/users/${personId}`)) as { data: { list_tags: string[] } };
      return data.list_tags;
    };
    expect(await tagsOf(1002)).toContain('Пилот');
    expect(await tagsOf(1003)).not.toContain('Пилот');
    await visitor.control('DELETE', `/tags/${id}`);
    expect((await visitor.api('GET', `/group_tags/${id}`)).status).toBe(404);
    expect(await tagsOf(1002)).not.toContain('Пилот');
  });

  it('forwards a message to somebody else, with its buttons, under another author', async () => {
    const marks = {
      display_avatar_url: 'http://x/#d=one.a1',
      buttons: [[{ text: 'Да', data: 'v1.one.yes' }]],
    };
    const { id } = await visitor.sent(1001, marks);
    await visitor.control('POST', '/people/1001/forward', { messageId: id, toPersonId: 1002 });
    const { messages } = (await visitor.control('GET', '/messages?marker=one')) as { messages: unknown[] };
    expect(messages).toMatchObject([
      { id, isByBot: true, forwardedFromId: null },
      { authorId: 1001, displayAvatarUrl: null, isByBot: false, forwardedFromId: id },
    ]);
  });
});
