import { SimulatorHandle } from './simulator-handle.js';

const PERSON = 1001;

describe('the handle of a simulator', () => {
  let simulator: SimulatorHandle;

  beforeEach(async () => {
    simulator = await SimulatorHandle.start({ people: 10, behaviour: { peopleRead: 'never' } });
  });

  afterEach(async () => {
    await simulator.close();
  });

  const post = async (personId: number, message: object = {}): Promise<Response> =>
    fetch(`${simulator.apiUrl}/messages`, {
      method: 'POST',
      headers: { authorization: `Bearer ${simulator.token}`, 'content-type': 'application/json' },
      body: JSON.stringify({
        message: { entity_type: 'user', entity_id: personId, content: 'Текст', ...message },
      }),
    });

  it('tells the truth about messages, requests and rates', async () => {
    await post(PERSON, { display_avatar_url: 'http://x/#d=mark.a1' });
    await post(PERSON + 1);
    await simulator.waitFor('messagesCreated', 2);
    expect(await simulator.messages()).toHaveLength(2);
    expect(await simulator.messages({ marker: 'mark' })).toMatchObject([{ personId: PERSON, isByBot: true }]);
    expect(await simulator.messages({ personId: PERSON + 1 })).toHaveLength(1);
    expect(await simulator.truth({ people: true })).toMatchObject({
      directMessages: 2,
      byPerson: [{ personId: PERSON }, { personId: PERSON + 1 }],
    });
    const [first] = await simulator.requests({ class: 'send' });
    expect(await simulator.requests({ since: (first?.arrivedMs ?? 0) + 0.001 })).toHaveLength(1);
    expect(await simulator.rates()).toMatchObject([{ requestClass: 'send', count: 2 }]);
  });

  it('lets things go wrong, and clears them', async () => {
    const { id } = await simulator.fault(
      'error_after',
      { status: 502 },
      { operation: 'messages.create', count: 1 },
    );
    expect([(await post(PERSON)).status, (await post(PERSON)).status]).toEqual([502, 201]);
    expect(await simulator.faults()).toMatchObject([{ id, fired: 1, seen: 2 }]);
    await simulator.clearFaults(id);
    expect(await simulator.faults()).toEqual([]);
    await expect(simulator.fault('late_apply', { delayMs: -1 })).rejects.toThrow('params.delayMs must be');
  });

  it('lets people act', async () => {
    await post(PERSON, { buttons: [[{ text: 'Да', data: 'yes' }]] });
    const [message] = await simulator.messages();
    const messageId = message?.id ?? 0;
    await simulator.act(PERSON, 'click', { messageId });
    const replyId = await simulator.act(PERSON, 'reply', { messageId, text: 'Понял' });
    await simulator.act(PERSON, 'delete', { messageId });
    const told = await simulator.messages({ personId: PERSON });
    expect(told).toMatchObject([
      { id: messageId, clickCount: 1, readers: [{ personId: PERSON }], deletedById: PERSON },
      { id: replyId, content: 'Понял', authorId: PERSON },
    ]);
  });

  it('changes the workspace, its people, tags, bots and habits', async () => {
    const id = await simulator.addPerson({ firstName: 'Анна', tags: ['Пилот'] });
    await simulator.changePerson(id, { suspended: true });
    expect(await simulator.person(id)).toMatchObject({
      first_name: 'Анна',
      list_tags: ['Пилот'],
      suspended: true,
    });
    await simulator.putTag({ name: 'Пилот', memberIds: [PERSON] });
    expect((await simulator.tags()).find((tag) => tag.name === 'Пилот')?.memberIds).toEqual([PERSON]);
    const bot = await simulator.addBot({ scopes: [] });
    await simulator.changeBot(bot.userId, { token: 'other' });
    expect((await simulator.bots()).map((each) => each.token)).toEqual(['sim-bot-token', 'other']);
    await simulator.setSpeed(5);
    await simulator.setBehaviour({ messageToSuspended: 'accepted' });
    expect(await simulator.behaviour()).toMatchObject({
      messageToSuspended: 'accepted',
      peopleRead: 'never',
    });
    expect((await post(id)).status).toBe(201);
    await simulator.reset();
    expect(await simulator.truth()).toMatchObject({ speed: 1, people: 10, bots: 1, directMessages: 0 });
  });

  it('takes hold of a simulator that runs elsewhere, and leaves it running', async () => {
    const other = SimulatorHandle.at(simulator.url);
    await other.close();
    expect(await other.truth()).toMatchObject({ people: 10 });
  });
});
