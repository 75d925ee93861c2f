import { limitProblems, scheduleProblems } from './schedule-problems.js';

const FIRST = new Date('2030-01-07T07:00:00Z');
const LATER = new Date('2030-01-07T07:00:00.001Z');
const PLAIN = { expiresAt: null, lateJoiners: null, target: null };
const until = (openUntil: Date) => ({ ...PLAIN, lateJoiners: { openUntil, atMost: 1 } });
const ONCE = { kind: 'once', audienceMode: 'fresh' } as const;
const OFTEN = { kind: 'recurring', audienceMode: 'fresh' } as const;
const codes = (...of: Parameters<typeof scheduleProblems>): string[] =>
  scheduleProblems(...of).map(({ code }) => code);

describe('a campaign and its schedule', () => {
  it('agree where nothing says otherwise', () => {
    expect(codes(PLAIN, ONCE, FIRST)).toEqual([]);
    expect(codes({ ...PLAIN, expiresAt: LATER }, OFTEN, FIRST)).toEqual([]);
    expect(codes(until(LATER), ONCE, FIRST)).toEqual([]);
    expect(codes(PLAIN, { ...OFTEN, audienceMode: 'frozen' }, FIRST)).toEqual([]);
  });

  it('need a time that is still to come', () => {
    expect(codes(PLAIN, ONCE, null)).toEqual(['in_the_past']);
    expect(codes(PLAIN, OFTEN, null)).toEqual(['no_occurrence']);
  });

  it('contradict one another where nobody would get it, or nobody could join', () => {
    expect(codes({ ...PLAIN, expiresAt: FIRST }, ONCE, FIRST)).toEqual(['after_expiry']);
    expect(codes(until(FIRST), ONCE, FIRST)).toEqual(['after_open_until']);
    expect(codes(until(LATER), OFTEN, FIRST)).toEqual(['late_joiners_once']);
  });

  it('contradict one another where more would get it than may', () => {
    const refused = { code: 'recipient_limit_exceeded', params: { max: 5, actual: 6 } };
    expect(limitProblems({ maxRecipients: 5 }, 6)).toMatchObject([refused]);
    expect(limitProblems({ maxRecipients: 5 }, 5)).toEqual([]);
    expect(limitProblems({ maxRecipients: null }, 6)).toEqual([]);
  });

  it('cannot have the confirmed people and others, nor be for chats and the confirmed people', () => {
    expect(codes(until(LATER), { ...ONCE, audienceMode: 'frozen' }, FIRST)).toEqual(['late_joiners_frozen']);
    const target = { type: 'chat', chatIds: [1] } as const;
    expect(codes({ ...PLAIN, target }, { ...OFTEN, audienceMode: 'frozen' }, FIRST)).toEqual([
      'frozen_in_chat',
    ]);
  });
});
