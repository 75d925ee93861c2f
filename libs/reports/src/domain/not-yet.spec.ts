import { NEXT_STEPS, NOT_YET_REASONS, notYetOf } from './not-yet.js';

describe('who has not', () => {
  it('adds up, in the order of the reasons, without empty groups', () => {
    const found = notYetOf([
      { why: 'unread', count: 4 },
      { why: null, count: 10 },
      { why: 'away', count: 3 },
      { why: 'read_only', count: 2 },
      { why: 'deactivated', count: 1 },
    ]);
    expect(found).toEqual({
      recipients: 20,
      done: 10,
      notYet: 10,
      toChase: 6,
      groups: [
        { why: 'deactivated', count: 1, next: 'nothing' },
        { why: 'away', count: 3, next: 'wait' },
        { why: 'read_only', count: 2, next: 'remind' },
        { why: 'unread', count: 4, next: 'remind' },
      ],
    });
  });

  it('is nobody of nobody', () => {
    expect(notYetOf([])).toEqual({ recipients: 0, done: 0, notYet: 0, toChase: 0, groups: [] });
  });

  it('is chased only where the message is with somebody who can read it', () => {
    const chased = NOT_YET_REASONS.filter((why) => NEXT_STEPS[why] === 'remind');
    expect(chased).toEqual(['read_only', 'unread_long', 'unread']);
  });
});
