import { outlookIssues } from './outlook-issues.js';

const NOBODY = {
  heldForHours: { count: 0, until: null },
  heldForCap: { count: 0 },
  sameDay: { people: 0, byOthers: [] },
};

describe('what a campaign meets on its day', () => {
  it('is nothing to tell where nobody waits and nobody gets anything else', () => {
    expect(outlookIssues(NOBODY)).toEqual([]);
    expect(outlookIssues({ ...NOBODY, sameDay: null })).toEqual([]);
  });

  it('names those whose hours are closed, and until when', () => {
    const until = new Date('2026-11-24T05:00:00Z');
    expect(outlookIssues({ ...NOBODY, heldForHours: { count: 12, until } })).toMatchObject([
      { code: 'held_for_hours', params: { count: 12, until: '2026-11-24T05:00:00.000Z' } },
    ]);
  });

  it('names those who have had enough for the day', () => {
    expect(outlookIssues({ ...NOBODY, heldForCap: { count: 7 } })).toMatchObject([
      { level: 'warning', code: 'held_for_cap', params: { count: 7 } },
    ]);
  });

  it('names how many get others, and the most that anybody gets', () => {
    const byOthers = [
      { others: 3, people: 2 },
      { others: 1, people: 310 },
    ];
    expect(outlookIssues({ ...NOBODY, sameDay: { people: 312, byOthers } })).toMatchObject([
      { code: 'same_day_campaigns', params: { people: 312, most_others: 3, most_people: 2 } },
    ]);
  });
});
