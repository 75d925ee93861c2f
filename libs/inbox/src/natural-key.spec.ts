import { parseEvent } from './domain/parse-event.js';
import { naturalKey } from './natural-key.js';

const CLICK = {
  type: 'button',
  event: 'click',
  message_id: 7,
  trigger_id: 'a',
  data: 'v1.m.ack',
  user_id: 12,
  chat_id: 5,
  webhook_timestamp: 1747574400,
};
const FORM = {
  type: 'view',
  event: 'submit',
  user_id: 1,
  callback_id: 'c',
  private_metadata: 'm',
  data: { a: '1', b: '2', files: [2] },
  webhook_timestamp: 1,
};
const OTHER = { type: 'thread', event: 'new', user_id: 1, data: { a: 1, b: [2] }, webhook_timestamp: 1 };

const keyOf = (payload: object): string => {
  const parsed = parseEvent(payload);
  if (parsed === null) throw new Error('unreadable');
  return naturalKey(parsed.body, payload);
};

describe('the key of an event', () => {
  it('is the same for a repeat, whenever it was posted and in whatever order its members stand', () => {
    expect(keyOf({ ...CLICK, webhook_timestamp: 1747574499 })).toBe(keyOf(CLICK));
    expect(keyOf({ ...FORM, webhook_timestamp: 9, data: { b: '2', a: '1' } })).toBe(keyOf(FORM));
    expect(
      keyOf({ webhook_timestamp: 9, data: { b: [2], a: 1 }, user_id: 1, event: 'new', type: 'thread' }),
    ).toBe(keyOf(OTHER));
  });

  it('tells two clicks of one person on one message apart, and two people', () => {
    expect(keyOf({ ...CLICK, trigger_id: 'b' })).not.toBe(keyOf(CLICK));
    expect(keyOf({ ...CLICK, user_id: 13 })).not.toBe(keyOf(CLICK));
  });

  it('tells forms apart by what they say', () => {
    expect(keyOf({ ...FORM, data: { a: '1', b: '3' } })).not.toBe(keyOf(FORM));
    expect(keyOf({ ...FORM, user_id: 2 })).not.toBe(keyOf(FORM));
    expect(keyOf({ ...FORM, private_metadata: 'n' })).not.toBe(keyOf(FORM));
    expect(keyOf({ ...OTHER, data: { a: 1, b: [3] } })).not.toBe(keyOf(OTHER));
  });

  it('names people whatever their order', () => {
    const members = {
      type: 'company_member',
      event: 'suspend',
      created_at: '2026-11-22T10:00:00Z',
      webhook_timestamp: 1,
    };
    expect(keyOf({ ...members, user_ids: [2, 10, 1] })).toBe(keyOf({ ...members, user_ids: [10, 1, 2] }));
    expect(keyOf({ ...members, user_ids: [2, 101] })).not.toBe(keyOf({ ...members, user_ids: [21, 1] }));
  });
});
