import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import http, { type IncomingMessage } from 'node:http';
import { type AddressInfo } from 'node:net';
import { errorCodesOf, Visitor } from './testing/visitor.js';

const PERSON = 1001;
const BUTTONS = { buttons: [[{ text: 'Ознакомлен', data: 'v1.mark.yes' }]] };
const TUESDAY_MORNING = new Date('2026-03-03T07:00:00Z');

describe('simulated people', () => {
  let visitor: Visitor;

  afterEach(async () => {
    await visitor.leave();
  });

  it('read by themselves when time passes, and the directory shows that they were here', async () => {
    visitor = await Visitor.to({
      speed: 0,
      simulatedStart: TUESDAY_MORNING,
      behaviour: { neverReadShare: 0, clickShare: 0, reactShare: 0, replyShare: 0 },
    });
    const { id } = await visitor.sent(PERSON);
    const before = (await visitor.ok('GET', `/users/${PERSON}`)) as { data: { last_activity_at: string } };
    expect(await visitor.ok('GET', `/messages/${id}/read_member_ids`)).toMatchObject({ data: [] });
    await visitor.control('PUT', '/speed', { speed: 1_000_000 });
    await visitor.control('GET', '/wait?counter=reads&atLeast=1');
    expect(await visitor.ok('GET', `/messages/${id}/read_member_ids`)).toMatchObject({ data: [PERSON] });
    const after = (await visitor.ok('GET', `/users/${PERSON}`)) as { data: { last_activity_at: string } };
    expect(Date.parse(after.data.last_activity_at)).toBeGreaterThan(Date.parse(before.data.last_activity_at));
    const { messages } = (await visitor.control('GET', `/messages?person=${PERSON}`)) as {
      messages: { readers: { readAt: string; simulatedAt: string }[] }[];
    };
    const reader = messages[0]?.readers[0];
    expect(Date.parse(reader?.simulatedAt ?? '')).toBeGreaterThan(TUESDAY_MORNING.getTime());
    expect(Math.abs(Date.parse(reader?.readAt ?? '') - Date.now())).toBeLessThan(60_000);
  });

  it('read everything in a chat at once, and in a channel each for themselves', async () => {
    visitor = await Visitor.to({ people: 1200, behaviour: { peopleRead: 'never' } });
    const { id: older } = await visitor.sent(PERSON);
    const { id: newer } = await visitor.sent(PERSON);
    await visitor.control('POST', `/people/${PERSON}/read`, { messageId: newer });
    expect(await visitor.ok('GET', `/messages/${older}/read_member_ids`)).toMatchObject({ data: [PERSON] });
    await visitor.control('PUT', '/behaviour', { peopleRead: 'at_once' });
    const post = await visitor.ok('POST', '/messages', {
      message: { entity_id: 20_000_001, content: 'Всем' },
    });
    const { data } = post as { data: { id: number } };
    const { data: channel } = (await visitor.ok('GET', '/chats/20000001')) as {
      data: { member_ids: number[] };
    };
    const readers = channel.member_ids.filter((id) => id > 1000);
    await visitor.control('GET', `/wait?counter=reads&atLeast=${readers.length + 2}`);
    const firstPage = await visitor.ok('GET', `/messages/${data.id}/read_member_ids`);
    expect(firstPage['data']).toHaveLength(300);
    expect(firstPage['meta']).toMatchObject({ paginate: { has_next: true } });
  });

  it('are told of in read_member_ids as the behaviour says', async () => {
    visitor = await Visitor.to({ behaviour: { peopleRead: 'never', readersIncludeSender: true } });
    const { id } = await visitor.sent(PERSON);
    await visitor.control('POST', `/people/${PERSON}/read`, { messageId: id });
    expect(await visitor.ok('GET', `/messages/${id}/read_member_ids`)).toMatchObject({ data: [501, PERSON] });
    await visitor.control('PUT', `/people/${PERSON}`, { suspended: true });
    await visitor.control('PUT', '/behaviour', {
      readersIncludeSuspended: false,
      readersIncludeSender: false,
    });
    expect(await visitor.ok('GET', `/messages/${id}/read_member_ids`)).toMatchObject({ data: [] });
  });

  it('do not read while they are suspended or before they confirmed the invitation', async () => {
    visitor = await Visitor.to({ behaviour: { peopleRead: 'at_once', messageToSuspended: 'accepted' } });
    await visitor.control('PUT', `/people/${PERSON}`, { suspended: true });
    await visitor.control('PUT', `/people/${PERSON + 1}`, { inviteStatus: 'sent' });
    await visitor.sent(PERSON);
    await visitor.sent(PERSON + 1);
    await visitor.sent(PERSON + 2);
    const tallies = await visitor.control('GET', '/wait?counter=reads&atLeast=1');
    expect(tallies['reads']).toBe(1);
  });

  it('click, and each click is an event and a signed webhook', async () => {
    visitor = await Visitor.to({ behaviour: { peopleRead: 'never' } });
    const receiver = await Receiver.start();
    const { data } = (await visitor.ok('PUT', '/bot/webhook', {
      webhook: { outgoing_url: receiver.url },
    })) as {
      data: { webhook: { outgoing_url: string } };
    };
    expect(data.webhook.outgoing_url).toBe(receiver.url);
    const { bots } = (await visitor.control('GET', '/bots')) as { bots: { signingSecret: string }[] };
    const { id, chat_id: chatId } = await visitor.sent(PERSON, BUTTONS);
    await visitor.control('POST', `/people/${PERSON}/click`, { messageId: id });
    await visitor.control('POST', `/people/${PERSON}/click`, { messageId: id });
    const webhooks = await receiver.received(3);
    const clicks = webhooks.filter((webhook) => webhook.body.includes('"button"'));
    expect(clicks).toHaveLength(2);
    for (const { body, signature } of webhooks) {
      expect(signature).toBe(
        createHmac('sha256', bots[0]?.signingSecret ?? '')
          .update(body)
          .digest('hex'),
      );
    }
    const expected = {
      type: 'button',
      event: 'click',
      message_id: id,
      user_id: PERSON,
      chat_id: chatId,
      data: 'v1.mark.yes',
    };
    expect(JSON.parse(clicks[0]?.body ?? '')).toMatchObject(expected);
    const events = await visitor.ok('GET', '/webhooks/events');
    expect(events['data']).toMatchObject([
      { event_type: 'button_click', payload: expected },
      { event_type: 'button_click', payload: expected },
      { event_type: 'message_new', payload: { id } },
    ]);
    await receiver.stop();
  });

  it('get a webhook again that was not taken, and none that a fault swallowed', async () => {
    visitor = await Visitor.to({ behaviour: { peopleRead: 'never', webhookRetryMs: [0, 0] } });
    const receiver = await Receiver.start([503, 500, 200]);
    await visitor.ok('PUT', '/bot/webhook', { webhook: { outgoing_url: receiver.url } });
    await visitor.control('POST', '/faults', {
      kind: 'webhook_lost',
      match: { event: 'message_new', count: 1 },
    });
    await visitor.sent(PERSON);
    await visitor.sent(PERSON + 1);
    await visitor.control('GET', '/wait?counter=webhooksAccepted&atLeast=1');
    const bodies = (await receiver.received(3)).map((webhook) => webhook.body);
    expect(new Set(bodies).size).toBe(1);
    expect(JSON.parse(bodies[0] ?? '')).toMatchObject({ type: 'message', entity_id: PERSON + 1 });
    await receiver.stop();
  });

  it('answer in the chat, and the bot hears of it', async () => {
    visitor = await Visitor.to({ behaviour: { peopleRead: 'never', echoOwnMessages: false } });
    const { id, chat_id: chatId } = await visitor.sent(PERSON);
    await visitor.control('POST', `/people/${PERSON}/reply`, { messageId: id, text: 'Понял' });
    await visitor.control('POST', `/people/${PERSON}/react`, { messageId: id });
    const list = await visitor.ok('GET', `/messages?chat_id=${chatId}`);
    expect(list['data']).toMatchObject([
      { content: 'Понял', user_id: PERSON, entity_type: 'user', entity_id: PERSON },
      { id, user_id: 501 },
    ]);
    const events = await visitor.ok('GET', '/webhooks/events');
    expect(events['data']).toMatchObject([
      { event_type: 'reaction_new', payload: { code: '👍', message_id: id } },
      { event_type: 'message_new', payload: { content: 'Понял' } },
    ]);
  });

  it('open forms soon after their click, once', async () => {
    visitor = await Visitor.to({ behaviour: { peopleRead: 'never', triggerLifetimeMs: 3_600_000 } });
    const { id } = await visitor.sent(PERSON, BUTTONS);
    const clicked = async (): Promise<unknown> => {
      await visitor.control('POST', `/people/${PERSON}/click`, { messageId: id });
      const { data } = (await visitor.ok('GET', '/webhooks/events')) as {
        data: { payload: { trigger_id: string } }[];
      };
      const view = { title: 'Опрос', blocks: [{ type: 'divider' }] };
      return { type: 'modal', trigger_id: data[0]?.payload.trigger_id, view };
    };
    const form = await clicked();
    expect(await visitor.api('POST', '/views/open', form)).toMatchObject({ status: 201, text: '' });
    expect(errorCodesOf(await visitor.api('POST', '/views/open', form))).toEqual(['trigger_not_found']);
    await visitor.control('PUT', '/behaviour', { triggerLifetimeMs: 0 });
    const late = await visitor.api('POST', '/views/open', await clicked());
    expect([late.status, ...errorCodesOf(late)]).toEqual([410, 'trigger_expired']);
  });
});

interface Webhook {
  readonly body: string;
  readonly signature: string | undefined;
}

/** Takes webhooks, answering each with the next of the statuses and then always with the last. */
class Receiver {
  private readonly taken: Webhook[] = [];
  private readonly server: http.Server;
  private wake: () => void = () => undefined;

  private constructor(private readonly statuses: number[]) {
    this.server = http.createServer((request, response) => {
      void this.take(request).then(() => {
        response.statusCode = (this.statuses.length > 1 ? this.statuses.shift() : this.statuses[0]) ?? 200;
        response.end();
        this.wake();
      });
    });
  }

  static async start(statuses: number[] = [200]): Promise<Receiver> {
    const receiver = new Receiver(statuses);
    receiver.server.listen(0, '127.0.0.1');
    await once(receiver.server, 'listening');
    return receiver;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/hook`;
  }

  async received(count: number): Promise<Webhook[]> {
    while (this.taken.length < count) await new Promise<void>((resolve) => (this.wake = resolve));
    return this.taken;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, 'close');
  }

  private async take(request: IncomingMessage): Promise<void> {
    let body = '';
    for await (const chunk of request) body += String(chunk);
    this.taken.push({ body, signature: request.headers['pachca-signature'] as string | undefined });
  }
}
