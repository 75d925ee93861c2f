import { ValidationFailedError } from '../problem/edge-errors.js';
import { targetBodyOf, targetOf } from './target.dto.js';

const CHAT = { type: 'chat', chat_ids: [7] } as const;
const NOTHING = {
  chat_ids: [],
  thread_ids: [],
  message_ids: [],
  skip_invite_mentions: false,
  pin_until: null,
  pin_for_hours: null,
};
const AUDIENCE = { type: 'rules' };
const refusal = (body: Parameters<typeof targetOf>[0]): unknown => {
  try {
    return targetOf(body);
  } catch (error) {
    if (!(error instanceof ValidationFailedError)) throw error;
    return error.details.map(({ pointer, code }) => `${String(pointer)} ${code}`);
  }
};

const many = (count: number): number[] => Array.from({ length: count }, (_, at) => at + 1);

describe('where a campaign goes', () => {
  it('is told back as it was said, with how long its posts are pinned', () => {
    for (const pin of [{ pin_until: '2030-01-07T07:00:00.000Z' }, { pin_for_hours: 72 }, {}]) {
      const { target, audience } = targetOf({ target: { ...CHAT, ...pin } });
      expect(audience).toEqual({});
      expect(targetBodyOf(target)).toEqual({ ...NOTHING, ...CHAT, ...pin });
    }
    expect(targetBodyOf(targetOf({ audience: AUDIENCE }).target)).toMatchObject({ type: 'people' });
  });

  it('is pinned until a moment or for a time, and only in chats', () => {
    const both = { pin_until: '2030-01-07T07:00:00.000Z', pin_for_hours: 1 };
    expect(refusal({ target: { ...CHAT, ...both } })).toEqual(['#/target/pin_for_hours pinned_twice']);
    expect(refusal({ audience: AUDIENCE, target: { type: 'people', pin_for_hours: 1 } })).toEqual([
      '#/target/pin_for_hours chats_only',
    ]);
  });

  it('is threads, by their ids or by the messages above them, and is told back so', () => {
    const thread = {
      type: 'thread',
      thread_ids: [50],
      message_ids: [5],
      skip_invite_mentions: true,
    } as const;
    const { target, audience } = targetOf({ target: thread });
    expect(audience).toEqual({});
    expect(target).toEqual({ type: 'thread', threadIds: [50], messageIds: [5], skipInviteMentions: true });
    expect(targetBodyOf(target)).toEqual({ ...NOTHING, ...thread });
  });

  it.each([
    [{ type: 'thread' }, '#/target/thread_ids threads_missing'],
    [{ type: 'thread', thread_ids: [50], chat_ids: [7] }, '#/target/chat_ids chats_only'],
    [{ ...CHAT, message_ids: [5] }, '#/target/message_ids threads_only'],
    [{ ...CHAT, skip_invite_mentions: true }, '#/target/skip_invite_mentions threads_only'],
    [{ type: 'thread', thread_ids: [50], pin_for_hours: 1 }, '#/target/pin_for_hours pin_in_thread'],
    [{ type: 'thread', thread_ids: many(26), message_ids: many(25) }, '#/target/message_ids too_many'],
  ] as const)('is not %j', (target, problem) => {
    expect(refusal({ target })).toEqual([problem]);
  });
});
