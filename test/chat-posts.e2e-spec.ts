import { EngineScene } from './support/engine-scene.js';
import { until } from './support/scene.js';

/** Of the list of recipients, as far as this test looks at it. */
interface Post {
  readonly id: string;
  readonly user: unknown;
  readonly chat: {
    readonly id: number;
    readonly name: string;
    readonly thread: { readonly message_id: number } | null;
    readonly readers: Readers | null;
  };
  readonly delivery: { readonly status: string; readonly reason: string | null; readonly attempts: number };
}

interface Readers {
  readonly members: number;
  readonly read: number;
  readonly read_by_others: number;
  readonly as_of: string | null;
}

interface DirectoryChat {
  readonly id: number;
  readonly name: string;
}

const CONTENT = { format: 'pachca_markdown', template: 'В субботу чиним вход' };

/** Into conversations and channels, by real processes: one message for all, and who of the chat has read it. */
describe('a campaign into chats', () => {
  let scene: EngineScene;
  let chats: ReadonlyMap<string, number>;
  beforeAll(async () => {
    scene = await EngineScene.open(12, {
      VESTNIK_DOUBT_SETTLE_SECONDS: '2',
      VESTNIK_RECEIPT_FIRST_CHECK_SECONDS: '1',
    });
    await scene.startWorker();
    const { body } = await until(
      () => scene.get('/v1/directory/chats'),
      (answer) => (answer.body['data'] as unknown[]).length > 0,
    );
    chats = new Map((body['data'] as DirectoryChat[]).map(({ id, name }) => [name, id]));
  });
  afterAll(() => scene.close());
  afterEach(() => scene.messenger.clearFaults());

  const chat = (name: string): number => {
    const id = chats.get(name);
    if (id === undefined) throw new Error(`no chat ${name} among ${[...chats.keys()].join(', ')}`);
    return id;
  };
  const draft = (ids: readonly number[], changes: object = {}) =>
    scene.post('/v1/campaigns', {
      title: 'Ремонт',
      content: CONTENT,
      target: { type: 'chat', chat_ids: ids },
      ...changes,
    });
  const send = (id: string, count: number) =>
    scene.post(`/v1/campaigns/${id}/send`, { expected_recipients: count, confirm_repeat: true });
  const launched = async (...names: readonly string[]): Promise<string> => {
    const id = String((await draft(names.map(chat))).body['id']);
    expect(await send(id, names.length)).toMatchObject({ status: 202 });
    return id;
  };
  const posts = async (id: string): Promise<Post[]> =>
    (await scene.get(`/v1/campaigns/${id}/recipients`)).body['data'] as Post[];
  /** Once the readers were looked at so that `isRight`. */
  const readersOf = async (id: string, isRight: (readers: Readers) => boolean): Promise<Readers> => {
    const found = await until(
      () => posts(id),
      ([post]) => post?.chat.readers != null && isRight(post.chat.readers),
    );
    const readers = found[0]?.chat.readers;
    if (readers == null) throw new Error('nobody has looked');
    return readers;
  };
  const inChats = async () =>
    (await scene.messenger.messages()).filter(({ isByBot, chatKind }) => isByBot && chatKind !== 'direct');

  it('posts one message into each, and compares who has read it with who is there', async () => {
    const id = await launched('Объявления компании', 'Общий чат');
    await scene.reaches(id, 'completed');
    const sent = (await inChats()).filter(({ deletedAt }) => deletedAt === null);
    const places = sent.map(({ chatId, content }) => ({ chatId, content }));
    expect(places).toHaveLength(2);
    for (const name of ['Объявления компании', 'Общий чат'])
      expect(places).toContainEqual({ chatId: chat(name), content: CONTENT.template });
    expect((await posts(id)).map(({ user, chat: { name } }) => [user, name]).sort()).toEqual([
      [null, 'Общий чат'],
      [null, 'Объявления компании'],
    ]);
    await scene.messenger.act(1001, 'read', { messageId: sent[0]?.id ?? 0 });
    const { body } = await until(
      () => scene.get(`/v1/campaigns/${id}/stats`),
      (answer) => (answer.body['chats'] as Readers | null)?.read === 1,
    );
    expect(body).toMatchObject({
      recipients: 2,
      sent: 2,
      read: 0,
      chats: { posts: 2, read: 1, read_by_others: 0 },
    });
  });

  it('finds a post whose answer was lost in the chat, among what others write there, and sends no second one', async () => {
    const earlier = (await inChats()).find(({ chatId }) => chatId === chat('Общий чат'));
    const said = (text: string) => scene.messenger.act(1001, 'reply', { messageId: earlier?.id ?? 0, text });
    await said(CONTENT.template);
    await scene.messenger.fault('lost_answer', {}, { operation: 'messages.create', count: 1 });
    const before = (await inChats()).length;
    const id = await launched('Общий чат');
    await scene.reaches(id, 'completed');
    expect(await inChats()).toHaveLength(before + 1);
    expect(await posts(id)).toMatchObject([{ delivery: { status: 'sent', attempts: 1 } }]);
  });

  it('posts again what never reached the chat, once, after the chat has shown so', async () => {
    await scene.messenger.fault('error_before', { status: 503 }, { operation: 'messages.create', count: 1 });
    const before = (await inChats()).length;
    const id = await launched('Общий чат');
    await scene.reaches(id, 'completed');
    expect(await inChats()).toHaveLength(before + 1);
    expect(await posts(id)).toMatchObject([{ delivery: { status: 'sent', attempts: 2 } }]);
  });

  it('answers below a message, in the thread that it opens there, and finds there what it was not told of', async () => {
    await scene.reaches(await launched('Общий чат'), 'completed');
    const above = (await inChats()).filter(({ chatId }) => chatId === chat('Общий чат')).at(-1)?.id ?? 0;
    const target = { type: 'thread', message_ids: [above], skip_invite_mentions: true };
    const id = String((await draft([], { target })).body['id']);
    await until(
      () => scene.post(`/v1/campaigns/${id}/check`, {}),
      (answer) => answer.body['ok'] === true,
    );
    await scene.messenger.fault('lost_answer', {}, { operation: 'messages.create', count: 1 });
    expect(await send(id, 1)).toMatchObject({ status: 202 });
    await scene.reaches(id, 'completed');
    const inThread = (await scene.messenger.messages()).filter(({ chatKind }) => chatKind === 'thread');
    expect(inThread).toMatchObject([{ content: CONTENT.template, isByBot: true }]);
    expect(await posts(id)).toMatchObject([
      {
        chat: { id: inThread[0]?.chatId, name: 'Общий чат', thread: { message_id: above } },
        delivery: { status: 'sent', attempts: 1 },
      },
    ]);
    await scene.messenger.act(1001, 'read', { messageId: inThread[0]?.id ?? 0 });
    const readers = await readersOf(id, ({ read }) => read === 1);
    // Those who read the thread are the members of the chat above.
    expect(readers.members).toBeGreaterThan(1);
  });

  it('changes and takes back what was posted, and says whether anybody had read it', async () => {
    const id = await launched('Склад: смены');
    await scene.reaches(id, 'completed');
    await readersOf(id, ({ as_of }) => as_of !== null);
    const correct = async (action: string, plan: object, wish: object) => {
      const path = `/v1/campaigns/${id}/${action}`;
      const { body } = await scene.post(`${path}/check`, plan);
      const asked = { ...plan, ...wish, reason: 'Ошибка', expected_recipients: body['affected'] };
      const operation = String((await scene.post(path, asked)).body['id']);
      return until(
        () => scene.get(`/v1/operations/${operation}`),
        (answer) => answer.body['status'] === 'succeeded',
      );
    };
    await correct('edit-sent', {}, { content: { ...CONTENT, template: 'В воскресенье чиним вход' } });
    const of = async () => (await inChats()).find(({ chatId }) => chatId === chat('Склад: смены'));
    expect(await of()).toMatchObject({ content: 'В воскресенье чиним вход', deletedAt: null });
    await scene.messenger.act(1001, 'read', { messageId: (await of())?.id ?? 0 });
    const recalled = await correct('recall', { scope: 'all' }, {});
    expect(recalled.body['result']).toMatchObject({ after_read: 1, before_read: 0 });
    expect((await of())?.deletedAt).not.toBeNull();
  });

  it('fails alone where the messenger lets the bot not write, and holds nothing else of the bot', async () => {
    const once = { operation: 'messages.create', count: 1 } as const;
    await scene.messenger.fault('content_refused', { key: 'chat_id', code: 'forbidden' }, once);
    const id = await launched('Общий чат');
    await scene.reaches(id, 'completed');
    expect(await posts(id)).toMatchObject([{ delivery: { status: 'failed', reason: 'no_access' } }]);
    const { body } = await scene.get('/v1/senders');
    expect(body['data']).toMatchObject([{ status: 'active' }]);
  });

  describe('is refused', () => {
    it('with a chat that nobody knows, one that is archived, and one without the bot', async () => {
      expect(await draft([999_999])).toMatchObject({ status: 422, body: { code: 'unknown_chat' } });
      const both = await draft([chat('Новогодний вечер'), chat('Новости ИТ')]);
      const id = String(both.body['id']);
      const check = await scene.post(`/v1/campaigns/${id}/check`, {});
      expect(check.body).toMatchObject({
        ok: false,
        issues: [{ code: 'chat_not_member' }, { code: 'chat_archived' }],
      });
      expect(await send(id, 0)).toMatchObject({ status: 409, body: { code: 'chat_not_writable' } });
    });

    it('with what only a person has', async () => {
      const personal = { ...CONTENT, template: 'Здравствуйте, {{ user.first_name | default: "коллега" }}!' };
      const asking = { ...CONTENT, buttons: [[{ type: 'ack', text: 'Ознакомлен' }]] };
      const audience = { type: 'rules', include: [{ everyone: true }] };
      const ids = [chat('Общий чат')];
      const codes = async (changes: object): Promise<string[]> => {
        const { status, body } = await draft(ids, changes);
        expect(status).toBe(422);
        return (body['errors'] as { code: string }[]).map(({ code }) => code);
      };
      expect(await codes({ content: personal })).toEqual(['field_of_person']);
      expect(await codes({ content: asking })).toEqual(['answer_in_chat']);
      expect(await codes({ delivery: { ramp: {} } })).toEqual(['ramp_in_chat']);
      expect(await codes({ audience })).toEqual(['audience_of_chat']);
      expect(await codes({ target: { type: 'chat' } })).toEqual(['required']);
    });
  });
});
