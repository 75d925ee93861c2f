import { changedParts, type Confirmation } from './confirmation.js';

const SEEN: Confirmation = {
  campaignId: 'c',
  recipients: 9,
  senderId: 's',
  content: 'text',
  audience: 'people',
  delivery: 'ways',
  schedule: null,
  followUps: null,
};

describe('what was confirmed and what is now', () => {
  it('are the same until something changes', () => {
    expect(changedParts(SEEN, { ...SEEN })).toEqual([]);
  });

  it.each([
    ['content', { content: 'other' }],
    ['audience', { audience: 'others' }],
    ['audience', { recipients: 8 }],
    ['sender', { senderId: null }],
    ['delivery', { delivery: 'at once' }],
    ['schedule', { schedule: 'on Monday' }],
    ['follow_ups', { followUps: 'in a day' }],
  ])('differ in %s', (part, change) => {
    expect(changedParts(SEEN, { ...SEEN, ...change })).toEqual([part]);
  });

  it('differ in all that has changed', () => {
    expect(changedParts(SEEN, { ...SEEN, content: 'other', schedule: 'later' })).toEqual([
      'content',
      'schedule',
    ]);
  });
});
