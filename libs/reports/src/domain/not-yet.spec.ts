import { NEXT_STEPS, NOT_YET_REASONS, type NotYetCount, notYetOf, statesOfNotYet } from './not-yet.js';
import { RECIPIENT_STATES } from './recipient-state.js';

describe('who has not', () => {
  it('adds up, in the order of the reasons, without empty groups', () => {
    const found = notYetOf(
      [
        { why: 'unread', days: 1, count: 4 },
        { why: null, days: null, count: 10 },
        { why: 'away', days: null, count: 3, held: 2 },
        { why: 'read_only', days: null, count: 2 },
        { why: 'deactivated', days: null, count: 1 },
      ],
      3,
    );
    expect(found).toEqual({
      recipients: 20,
      done: 10,
      notYet: 10,
      toChase: 6,
      groups: [
        { why: 'deactivated', count: 1, next: 'nothing', remindedOnReturn: 0 },
        { why: 'away', count: 3, next: 'wait', remindedOnReturn: 2 },
        { why: 'read_only', count: 2, next: 'remind', remindedOnReturn: 0 },
        { why: 'unread', count: 4, next: 'remind', remindedOnReturn: 0 },
      ],
    });
  });

  it('is nobody of nobody', () => {
    expect(notYetOf([], 3)).toEqual({ recipients: 0, done: 0, notYet: 0, toChase: 0, groups: [] });
  });

  it('is unread for long from as many whole days on as are asked for', () => {
    const counts = [0, 2, 3, 40].map((days): NotYetCount => ({ why: 'unread', days, count: days + 1 }));
    const byWhy = (unreadDays: number): Record<string, number> =>
      Object.fromEntries(notYetOf(counts, unreadDays).groups.map(({ why, count }) => [why, count]));
    expect(byWhy(3)).toEqual({ unread_long: 45, unread: 4 });
    expect(byWhy(41)).toEqual({ unread: 49 });
  });

  it('is looked for in every state once, and in each where anybody is missing', () => {
    const states = new Set(NOT_YET_REASONS.flatMap(statesOfNotYet));
    expect([...states].sort()).toEqual([...RECIPIENT_STATES].sort());
  });

  it('is chased only where the message is with somebody who can read it', () => {
    const chased = NOT_YET_REASONS.filter((why) => NEXT_STEPS[why] === 'remind');
    expect(chased).toEqual(['read_only', 'unread_long', 'unread']);
  });
});
