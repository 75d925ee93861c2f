import { absenceVerdict } from './absence.js';

describe('a follow-up to somebody who is away', () => {
  it('is left out, unless it is to wait', () => {
    expect(absenceVerdict(true, { whenAway: 'skip', holdMs: 5 })).toEqual({ kind: 'left_out' });
    expect(absenceVerdict(true, { whenAway: 'hold', holdMs: 5 })).toEqual({ kind: 'waits', waitMs: 5 });
  });

  it('waits for nobody longer than it may', () => {
    expect(absenceVerdict(true, { whenAway: 'hold', holdMs: 0 })).toEqual({ kind: 'left_out' });
  });

  it.each(['skip', 'hold'] as const)('goes to who is there (%s)', (whenAway) => {
    expect(absenceVerdict(false, { whenAway, holdMs: -1 })).toEqual({ kind: 'goes_out' });
  });
});
