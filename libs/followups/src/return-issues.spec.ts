import { returnIssues } from './return-issues.js';

const rung = (whenAway: 'skip' | 'hold') => ({
  when: { afterHours: 24 },
  who: 'unread' as const,
  managers: null,
  content: null,
  form: 'message' as const,
  whenAway,
});
const OFTEN = { kind: 'recurring', overlap: 'skip' } as const;

describe('a ladder that waits for somebody to return', () => {
  it('is told of with a schedule whose next runs it keeps away, and with no other', () => {
    const waits = { rungs: [rung('skip'), rung('hold')] };
    expect(returnIssues(waits, OFTEN)).toMatchObject([
      { level: 'warning', code: 'runs_wait_for_return', params: { overlap: 'skip', days: 30 } },
    ]);
    expect(returnIssues(waits, { ...OFTEN, kind: 'once' })).toEqual([]);
    expect(returnIssues({ rungs: [rung('skip')] }, OFTEN)).toEqual([]);
  });

  it('leaves the next runs out, or lets them wait, as the schedule says', () => {
    const [skipped] = returnIssues({ rungs: [rung('hold')] }, OFTEN);
    const [waiting] = returnIssues({ rungs: [rung('hold')] }, { ...OFTEN, overlap: 'wait' });
    expect(skipped?.detail).toContain('is left out');
    expect(waiting?.detail).toContain('the next run waits');
  });
});
