import { ValidationFailedError } from '../problem/edge-errors.js';
import { targetBodyOf, targetOf } from './target.dto.js';

const CHAT = { type: 'chat', chat_ids: [7] } as const;
const AUDIENCE = { type: 'rules' };
const refusal = (body: Parameters<typeof targetOf>[0]): unknown => {
  try {
    return targetOf(body);
  } catch (error) {
    if (!(error instanceof ValidationFailedError)) throw error;
    return error.details.map(({ pointer, code }) => `${String(pointer)} ${code}`);
  }
};

describe('where a campaign goes', () => {
  it('is told back as it was said, with how long its posts are pinned', () => {
    for (const pin of [{ pin_until: '2030-01-07T07:00:00.000Z' }, { pin_for_hours: 72 }, {}]) {
      const { target, audience } = targetOf({ target: { ...CHAT, ...pin } });
      expect(audience).toEqual({});
      expect(targetBodyOf(target)).toEqual({ ...CHAT, pin_until: null, pin_for_hours: null, ...pin });
    }
    expect(targetBodyOf(targetOf({ audience: AUDIENCE }).target)).toMatchObject({ type: 'people' });
  });

  it('is pinned until a moment or for a time, and only in chats', () => {
    const both = { pin_until: '2030-01-07T07:00:00.000Z', pin_for_hours: 1 };
    expect(refusal({ target: { ...CHAT, ...both } })).toEqual(['#/target/pin_for_hours pinned_twice']);
    expect(refusal({ audience: AUDIENCE, target: { type: 'people', pin_for_hours: 1 } })).toEqual([
      '#/target/pin_for_hours chats_for_people',
    ]);
  });
});
