import { startSimulator, type Simulator, type SimulatorOptions } from '../../apps/simulator/src/simulator.js';

/** A simulator in which everything has happened once that an answer can tell of. */
export interface Sample {
  readonly simulator: Simulator;
  readonly messageId: number;
  readonly deletedId: number;
  readonly forwardedId: number;
  readonly replyId: number;
  readonly chatId: number;
  readonly threadId: number;
  readonly threadMessageId: number;
  readonly tagId: number;
  readonly awayPersonId: number;
  readonly invitedPersonId: number;
  readonly ask: Ask;
  readonly control: Ask;
}

export interface Answered {
  readonly status: number;
  readonly contentType: string | null;
  readonly text: string;
}

export type Ask = (
  method: string,
  path: string,
  more?: { body?: unknown; token?: string | null },
) => Promise<Answered>;

const PERSON = 1001;

export async function sampledSimulator(options: SimulatorOptions = {}): Promise<Sample> {
  const simulator = await startSimulator({
    people: 60,
    speed: 0,
    rateProfile: 'off',
    behaviour: { triggerLifetimeMs: 3_600_000 },
    ...options,
  });
  const ask = asker(simulator.apiUrl, simulator.token);
  const control = asker(simulator.controlUrl, null);
  const data = async (
    method: string,
    path: string,
    body?: unknown,
  ): Promise<{ id: number; chat_id: number }> => dataOf(await ask(method, path, { body }));
  const message = await data('POST', '/messages', { message: await fullMessage(ask) });
  const thread = await data('POST', `/messages/${message.id}/thread`);
  const inThread = await data('POST', '/messages', {
    message: { entity_type: 'thread', entity_id: thread.id, content: 'В треде' },
  });
  await ask('POST', `/messages/${message.id}/reactions`, { body: { code: '👍', name: ':+1:' } });
  const deleted = await data('POST', '/messages', { message: direct('Лишнее') });
  await ask('DELETE', `/messages/${deleted.id}`);
  const act = async (name: string, body: object): Promise<number> => {
    const answered = await control('POST', `/people/${PERSON}/${name}`, { body });
    return (JSON.parse(answered.text) as { messageId: number }).messageId;
  };
  await act('click', { messageId: message.id });
  const replyId = await act('reply', { messageId: message.id, text: 'Понял' });
  // A forward into the direct chat of the bot, so that the bot can see it.
  const forwardedId = await act('forward', { messageId: message.id, toPersonId: 501 });
  const status = {
    emoji: '🌴',
    title: 'В отпуске',
    isAway: true,
    awayMessage: 'До понедельника',
    expiresAt: null,
  };
  await control('PUT', '/people/1002', { body: { status } });
  const invited = await control('POST', '/people', { body: { inviteStatus: 'sent', firstName: null } });
  return {
    simulator,
    messageId: message.id,
    deletedId: deleted.id,
    forwardedId,
    replyId,
    chatId: message.chat_id,
    threadId: thread.id,
    threadMessageId: inThread.id,
    tagId: 9001,
    awayPersonId: 1002,
    invitedPersonId: (JSON.parse(invited.text) as { id: number }).id,
    ask,
    control,
  };
}

export function direct(content: string): Readonly<Record<string, unknown>> {
  return { entity_type: 'user', entity_id: PERSON, content };
}

async function fullMessage(ask: Ask): Promise<unknown> {
  const { direct_url: url, ...fields } = JSON.parse((await ask('POST', '/uploads')).text) as Record<
    string,
    string
  >;
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  form.set('file', new Blob(['bytes']), 'plan.png');
  await fetch(url ?? '', { method: 'POST', body: form });
  const key = fields['key']?.replace('${filename}', 'plan.png');
  return {
    ...direct('Полное сообщение'),
    files: [{ key, name: 'plan.png', file_type: 'image', size: 5, width: 10, height: 20 }],
    buttons: [[{ text: 'Да', data: 'yes' }], [{ text: 'Сайт', url: 'https://example.com' }]],
    display_name: 'Отдел кадров',
    display_avatar_url: 'https://example.com/a.png#d=x',
  };
}

function asker(baseUrl: string, defaultToken: string | null): Ask {
  return async (method, path, more = {}) => {
    const token = more.token === undefined ? defaultToken : more.token;
    const response = await fetch(baseUrl + path, {
      method,
      headers: {
        ...(token !== null && { authorization: `Bearer ${token}` }),
        ...(more.body !== undefined && { 'content-type': 'application/json; charset=utf-8' }),
      },
      ...(more.body !== undefined && { body: JSON.stringify(more.body) }),
    });
    return {
      status: response.status,
      contentType: response.headers.get('content-type'),
      text: await response.text(),
    };
  };
}

function dataOf({ status, text }: Answered): { id: number; chat_id: number } {
  if (status > 201) throw new Error(`The sample could not be made: ${status} ${text}`);
  return (JSON.parse(text) as { data: { id: number; chat_id: number } }).data;
}
