import { Readable } from 'node:stream';
import { PachcaClient } from '#lib/pachca';
import { type RecordedRequest } from '../../apps/simulator/src/simulator.js';
import { type Sample, sampledSimulator } from './sampled-simulator.js';
import { VendorDocument } from './vendor-document.js';

const vendor = VendorDocument.load();
if (vendor === null) process.stdout.write('Contract tests are skipped: the vendor’s document is not here.\n');
const describeContract = vendor === null ? describe.skip : describe;

const UPLOAD_PATH = '/api/v3/direct_upload';
const deadline = { deadlineMs: Number.MAX_SAFE_INTEGER };

/** Each method of the client with everything that it can be told, and with as little as it may be told. */
const USES: Readonly<Record<string, (client: PachcaClient, sample: Sample) => Promise<unknown>>> = {
  createMessage: async (client, { simulator, messageId }) => {
    const person = { entityType: 'user', entityId: 1001, content: 'Привет' } as const;
    await client.createMessage(person, deadline);
    await client.createMessage({ entityType: 'discussion', entityId: 20_000_002, content: 'Всем' }, deadline);
    const ticket = await client.requestUpload();
    const file = await client.upload(ticket, {
      name: 'Приказ №1.png',
      size: 5,
      content: Readable.from(['bytes']),
    });
    const whole = {
      ...person,
      files: [{ ...file, fileType: 'image', width: 10, height: 20 }],
      buttons: [[{ text: 'Да', data: 'yes' }], [{ text: 'Сайт', url: 'https://example.com' }]],
      parentMessageId: messageId,
      displayName: 'Отдел кадров',
      displayAvatarUrl: `${simulator.url}/avatars/501.svg#d=x.a1`,
      skipInviteMentions: true,
      linkPreview: true,
    } as const;
    expect(await client.createMessage(whole, deadline)).toMatchObject({ kind: 'accepted' });
  },
  getMessage: (client, { messageId }) => client.getMessage(messageId),
  listMessages: async (client, { chatId }) => {
    const { nextCursor } = await client.listMessages({ chatId });
    await client.listMessages({ chatId, limit: 1, order: 'asc' });
    return client.listMessages({ chatId, ...(nextCursor !== null && { cursor: nextCursor }) });
  },
  updateMessage: async (client, { messageId }) => {
    await client.updateMessage(messageId, { content: 'Иначе' });
    const buttons = [[{ text: 'Нет', data: 'no' }]];
    return client.updateMessage(messageId, {
      files: [],
      buttons,
      displayName: 'Другой',
      displayAvatarUrl: 'https://e/x',
    });
  },
  deleteMessage: (client, { threadMessageId }) => client.deleteMessage(threadMessageId),
  pinMessage: (client, { messageId }) => client.pinMessage(messageId),
  unpinMessage: (client, { messageId }) => client.unpinMessage(messageId),
  getThread: (client, { threadId }) => client.getThread(threadId),
  openThread: (client, { messageId }) => client.openThread(messageId),
  readMemberIds: (client, { messageId }) => all(client.readMemberIds(messageId)),
  listUsers: (client) => all(client.listUsers()),
  getUser: (client) => client.getUser(1001),
  searchUsers: (client) => client.searchUsers({ text: 'ан', limit: 2 }),
  countUsers: (client) => client.countUsers(),
  listTags: async (client) => [await all(client.listTags()), await all(client.listTags(['Офис', 'Склад']))],
  listTagUsers: (client, { tagId }) => all(client.listTagUsers(tagId)),
  listChats: async (client) => {
    await all(client.listChats());
    const [after, before] = [new Date(0), new Date(4_000_000_000_000)];
    const times = { lastMessageAtAfter: after, lastMessageAtBefore: before } as const;
    return all(
      client.listChats({
        ...times,
        availability: 'public',
        archived: true,
        personal: false,
        sort: 'last_message_at',
        order: 'asc',
      }),
    );
  },
  getChat: (client, { chatId }) => client.getChat(chatId),
  listChatMembers: async (client) => [
    await all(client.listChatMembers(20_000_001)),
    await all(client.listChatMembers(20_000_001, 'editor')),
  ],
  getProfile: (client) => client.getProfile(),
  getTokenInfo: (client) => client.getTokenInfo(),
  listCustomProperties: async (client) => [
    await client.listCustomProperties('User'),
    await client.listCustomProperties('Task'),
  ],
  requestUpload: (client) => client.requestUpload(),
  upload: async (client) =>
    client.upload(await client.requestUpload(), { name: 'a.txt', size: 3, content: Readable.from(['abc']) }),
  openForm: (client) => {
    const field = { name: 'question', label: 'Что?', placeholder: 'Вопрос', hint: 'Его увидят' };
    return client.openForm(
      {
        triggerId: 'x',
        callbackId: 'c',
        privateMetadata: '{}',
        title: 'Вопрос',
        submitText: 'Отправить',
        closeText: 'Отмена',
        fields: [{ ...field, isMultiline: true, isRequired: true, maxLength: 2_000 }],
      },
      Infinity,
    );
  },
  createTask: (client) => {
    const draft = { content: 'Прочитать', performerId: 1001, dueAt: new Date(4_000_000_000_000) };
    return client.createTask(draft, deadline);
  },
  listTasks: (client) => all(client.listTasks()),
  listWebhookEvents: (client) => all(client.listWebhookEvents()),
  deleteWebhookEvent: (client) => client.deleteWebhookEvent('01KAJZ2XDSS2S3DSW9EXJZ0TBV'),
};

describeContract('what our client sends, by the vendor’s document', () => {
  const recorded: RecordedRequest[] = [];
  let sample: Sample;
  let client: PachcaClient;

  beforeAll(async () => {
    sample = await sampledSimulator({ onRequest: (request) => recorded.push(request) });
    client = new PachcaClient({ baseUrl: sample.simulator.apiUrl, token: sample.simulator.token });
  });

  afterAll(async () => {
    client.close();
    await sample.simulator.close();
  });

  it('is looked at for every method there is', () => {
    const methods = Object.getOwnPropertyNames(PachcaClient.prototype).filter(
      (name) => name !== 'constructor' && name !== 'close',
    );
    expect(Object.keys(USES).sort()).toEqual(methods.sort());
  });

  it.each(Object.entries(USES))('%s', async (_name, use) => {
    recorded.length = 0;
    await use(client, sample);
    expect(recorded.length).toBeGreaterThan(0);
    for (const request of recorded) {
      const { method, path, query, body } = request;
      expect({ method, path, query, body, problems: problemsOf(request) }).toMatchObject({ problems: [] });
    }
  });
});

/** Path, query, body, and who it says that it is. */
function problemsOf({ method, path, query, body, headers }: RecordedRequest): string[] {
  const isUpload = path === UPLOAD_PATH;
  const template = isUpload ? '/direct_url' : vendor?.templateOf(method, path);
  if (template === undefined) return [`the vendor has no ${method} ${path}`];
  const hasToken = headers['authorization'] !== undefined;
  const whose =
    hasToken === !isUpload ? [] : [isUpload ? 'the store must not get the token' : 'the token is missing'];
  const checked = isUpload ? { body: fieldsOf(body), contentType: 'multipart/form-data' } : { body };
  return [...whose, ...(vendor?.problemsOfRequest({ method, template, query, ...checked }) ?? [])];
}

/** A form as the document describes it; of the file only that it is there. */
function fieldsOf(form: unknown): Readonly<Record<string, string>> {
  const { parts } = form as { parts: readonly (readonly [string, unknown])[] };
  return Object.fromEntries(
    parts.map(([name, value]) => [name, typeof value === 'string' ? value : 'bytes']),
  );
}

async function all<T>(pages: AsyncIterable<readonly T[]>): Promise<T[]> {
  const rows: T[] = [];
  for await (const page of pages) rows.push(...page);
  return rows;
}
