import { once } from 'node:events';
import http from 'node:http';
import { type AddressInfo } from 'node:net';
import { Visitor } from './testing/visitor.js';

const PERSON = 1003;
const ANSWERS: readonly (readonly [status: number, body: string])[] = [
  [400, '{"errors":{"question":"Напишите вопрос."}}'],
  [500, 'busy'],
  [200, '{}'],
];

/** A bot that takes webhooks, and answers forms in turn. */
async function startBot(): Promise<{
  readonly url: string;
  readonly forms: Record<string, unknown>[];
  readonly stop: () => Promise<void>;
}> {
  const forms: Record<string, unknown>[] = [];
  const server = http.createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => (body += String(chunk)));
    request.on('end', () => {
      const payload = JSON.parse(body) as Record<string, unknown>;
      const [status, text] =
        payload['type'] === 'view' ? (ANSWERS[forms.push(payload) - 1] ?? [200, '']) : [200, ''];
      response.writeHead(status).end(text);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    forms,
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

describe('a form that a bot opened', () => {
  let visitor: Visitor;
  let bot: Awaited<ReturnType<typeof startBot>>;
  beforeEach(async () => {
    bot = await startBot();
    visitor = await Visitor.to({
      bots: [{ outgoingUrl: bot.url }],
      behaviour: { peopleRead: 'never', triggerLifetimeMs: 3_600_000, formAnswerMs: 3_600_000 },
    });
  });
  afterEach(async () => {
    await visitor.leave();
    await bot.stop();
  });

  const open = async (): Promise<void> => {
    const { id } = await visitor.sent(PERSON, { buttons: [[{ text: 'Вопрос', data: 'q' }]] });
    await visitor.control('POST', `/people/${PERSON}/click`, { messageId: id });
    const { data } = (await visitor.ok('GET', '/webhooks/events')) as {
      data: { payload: { trigger_id: string } }[];
    };
    await visitor.ok('POST', '/views/open', {
      type: 'modal',
      trigger_id: data[0]?.payload.trigger_id,
      callback_id: 'c',
      private_metadata: 'm',
      view: { title: 'Вопрос', blocks: [{ type: 'input', name: 'question', label: 'Что?' }] },
    });
  };
  const forms = async (): Promise<unknown> =>
    (await visitor.control('GET', `/people/${PERSON}/forms`))['forms'];
  const submit = (question: string) =>
    visitor.control('POST', `/people/${PERSON}/submit`, { data: { question } });

  it('stays before whoever clicked until the bot takes what they send', async () => {
    expect(await submit('Когда?')).toMatchObject({ httpStatus: 409 });
    await open();
    expect(await forms()).toMatchObject([
      { userId: PERSON, callbackId: 'c', view: { title: 'Вопрос' }, errors: {} },
    ]);
    expect(await submit('')).toMatchObject({
      isClosed: false,
      status: 400,
      errors: { question: 'Напишите вопрос.' },
    });
    expect(await forms()).toMatchObject([{ errors: { question: 'Напишите вопрос.' } }]);
    expect(await submit('Когда?')).toMatchObject({ isClosed: false, status: 500, errors: {} });
    expect(await submit('Когда?')).toMatchObject({ isClosed: true, status: 200 });
    expect(await forms()).toEqual([]);
    expect(bot.forms.at(-1)).toMatchObject({
      type: 'view',
      event: 'submit',
      callback_id: 'c',
      private_metadata: 'm',
      user_id: PERSON,
      data: { question: 'Когда?' },
    });
    const { data } = (await visitor.ok('GET', '/webhooks/events')) as { data: { event_type: string }[] };
    expect(data.filter(({ event_type }) => event_type === 'view_submit')).toHaveLength(3);
  });

  it('shows an error where the bot has no address, or gives no answer', async () => {
    await open();
    await visitor.control('POST', '/faults', { kind: 'webhook_lost', match: { event: 'view_submit' } });
    expect(await submit('Когда?')).toMatchObject({ isClosed: false, status: null, errors: {} });
    expect(await forms()).toHaveLength(1);
    expect(bot.forms).toEqual([]);
  });
});
