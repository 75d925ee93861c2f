import { toldOf } from './doctor-facts.fixture.js';

describe('the findings of the doctor', () => {
  it('are none where all is well, a fresh doubt included', () => {
    expect(toldOf({})).toEqual([]);
    expect(toldOf({ doubts: { open: 0, oldestSeconds: null, parked: 0, awaitingPerson: 0 } })).toEqual([]);
  });

  it('begin with the worst', () => {
    expect(toldOf({ unmarkedSenders: ['snd_1'], clockSkewMs: 60_000 })).toEqual([
      'error clock_skewed',
      'warning marker_missing',
    ]);
  });
});
