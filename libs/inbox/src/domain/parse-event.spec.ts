import fc from 'fast-check';
import { parseEvent } from './parse-event.js';

/** The vendor's own examples, with what they leave out. */
const MESSAGE = {
  type: 'message',
  id: 1245817,
  event: 'new',
  entity_type: 'user',
  entity_id: 12,
  content: 'тайна',
  user_id: 2345,
  created_at: '2025-05-15T14:30:00.000Z',
  changed_at: null,
  url: 'https://x/',
  chat_id: 9012,
  parent_message_id: null,
  thread: null,
  webhook_timestamp: 1747574400,
};
const CLICK = {
  type: 'button',
  event: 'click',
  message_id: 1245817,
  trigger_id: 'a1b2',
  data: 'v1.m.ack',
  user_id: 12,
  chat_id: 9012,
  webhook_timestamp: 1747574400,
};
const REACTION = {
  type: 'reaction',
  event: 'new',
  chat_id: null,
  message_id: 1245817,
  code: '👍',
  name: 'thumbsup',
  user_id: 12,
  created_at: '2025-05-15T14:30:00.000Z',
  webhook_timestamp: 1747574400,
};
const MEMBERS = {
  type: 'company_member',
  event: 'suspend',
  user_ids: [2, 1],
  created_at: '2025-05-15T14:30:00.000Z',
  webhook_timestamp: 1747574400,
};

const FORM = {
  type: 'view',
  event: 'submit',
  callback_id: 'c',
  private_metadata: null,
  chat_id: null,
  user_id: 12,
  data: { question: 'Когда?', files: [{ name: 'x' }] },
  webhook_timestamp: 1755075544,
};

describe('an event of the messenger', () => {
  it('is read in the vendor’s shapes, without the text of a message', () => {
    expect(parseEvent(MESSAGE)).toEqual({
      saidAtSeconds: 1747574400,
      body: {
        type: 'message',
        event: 'new',
        messageId: 1245817,
        chatId: 9012,
        userId: 2345,
        entityType: 'user',
        entityId: 12,
        parentMessageId: null,
        isInThread: false,
        createdAt: '2025-05-15T14:30:00.000Z',
        changedAt: null,
      },
    });
    expect(JSON.stringify(parseEvent(MESSAGE))).not.toContain('тайна');
    expect(parseEvent(CLICK)?.body).toMatchObject({
      type: 'button',
      messageId: 1245817,
      userId: 12,
      data: 'v1.m.ack',
    });
    expect(parseEvent(REACTION)?.body).toMatchObject({ type: 'reaction', event: 'new', code: '👍' });
    expect(parseEvent(MEMBERS)?.body).toMatchObject({ type: 'company_member', userIds: [2, 1] });
    expect(parseEvent({ type: 'thread', event: 'new', webhook_timestamp: 1 })?.body).toEqual({
      type: 'other',
      event: 'thread.new',
    });
    expect(parseEvent(FORM)?.body).toEqual({
      type: 'view',
      event: 'submit',
      callbackId: 'c',
      privateMetadata: null,
      chatId: null,
      userId: 12,
      fields: { question: 'Когда?' },
    });
  });

  it.each([
    ['nothing', null],
    ['a list', [MESSAGE]],
    ['a form of nobody', { ...FORM, user_id: null }],
    ['a form that was not sent', { ...FORM, event: 'close' }],
    ['a click without a person', { ...CLICK, user_id: null }],
    ['a click of an event that is none', { ...CLICK, event: 'press' }],
    ['an id in quotes', { ...MESSAGE, id: '1245817' }],
    ['an id beyond exact numbers', { ...MESSAGE, chat_id: 2 ** 53 }],
    ['a message that was renamed', { ...MESSAGE, event: 'renamed' }],
    ['a reaction without an instant', { ...REACTION, created_at: 'yesterday' }],
    ['people of whom one is none', { ...MEMBERS, user_ids: [1, null] }],
    ['no time', { ...CLICK, webhook_timestamp: undefined }],
    ['a time in milliseconds', { ...CLICK, webhook_timestamp: 1747574400000 }],
  ])('is unreadable as %s', (_what, payload) => {
    expect(parseEvent(payload)).toBeNull();
  });

  it('can be stored whatever its texts hold', () => {
    const parsed = parseEvent({ ...CLICK, data: `a\0b\ud800${'x'.repeat(999)}` });
    const { data } = parsed?.body as { data: string };
    expect(data).toHaveLength(255);
    expect(data.startsWith('a\uFFFDb\uFFFDx')).toBe(true);
  });

  it('takes a form without a word in it for what it is', () => {
    expect(parseEvent({ ...FORM, data: null })?.body).toMatchObject({ type: 'view', fields: {} });
  });

  it('can store what was cut through the middle of a character', () => {
    const parsed = parseEvent({ ...CLICK, data: `${'x'.repeat(254)}👍` });
    expect((parsed?.body as { data: string }).data).toBe(`${'x'.repeat(254)}\uFFFD`);
  });

  it('never throws, whatever comes', () => {
    const shapes = fc.oneof(
      fc.anything(),
      fc.record({
        type: fc.constantFrom('message', 'reaction', 'button', 'company_member', 'view'),
        event: fc.constantFrom('new', 'click', 'delete', 'suspend'),
        webhook_timestamp: fc.constantFrom(1, 0, -1, 1.5, '1'),
        message_id: fc.anything(),
        user_ids: fc.anything(),
        data: fc.anything(),
      }),
    );
    fc.assert(
      fc.property(shapes, (payload) => {
        const parsed = parseEvent(payload);
        expect(parsed === null || typeof parsed.body.type === 'string').toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});
