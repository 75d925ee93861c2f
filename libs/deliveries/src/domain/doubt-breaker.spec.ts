import fc from 'fast-check';
import { DoubtBreaker } from './doubt-breaker.js';

const TIMES = { firstWaitMs: 10_000, longestWaitMs: 60_000 };

/** A breaker that has seen these outcomes, one a second: `x` is a doubt. */
function after(outcomes: string): DoubtBreaker {
  const breaker = new DoubtBreaker(TIMES);
  for (const [at, outcome] of outcomes.split('').entries()) breaker.posted(at * 1_000, outcome === 'x');
  return breaker;
}

describe('the breaker on doubts', () => {
  it.each([
    ['nothing yet', '', true],
    ['a doubt or two at the very beginning', 'xx', true],
    ['three of the first three', 'xxx', false],
    ['three of fifteen, which is a fifth', '............xxx', true],
    ['three of fourteen, which is more', '...........xxx', false],
    ['four in a row after many that went well', '................xxxx', true],
    ['five of fifty', '.............................................xxxxx', false],
  ])('after %s', (_name, outcomes, isClosed) => {
    expect(after(outcomes).admission(outcomes.length * 1_000).kind === 'closed').toBe(isClosed);
  });

  it('forgets what is older than a minute', () => {
    const breaker = after('................xxxx');
    expect(breaker.posted(80_000, true)).toBeNull();
    expect(breaker.allowsIntent()).toBe(true);
  });

  it('lets nothing out while it is open, then asks, then lets out one, then all', () => {
    const breaker = after('xxx');
    expect(breaker.allowsIntent()).toBe(false);
    expect(breaker.admission(2_000)).toEqual({ kind: 'wait', ms: 10_000 });
    expect(breaker.admission(12_000)).toEqual({ kind: 'probe' });
    breaker.probed(12_000, true);
    expect(breaker.admission(12_000)).toEqual({ kind: 'single' });
    expect(breaker.posted(13_000, false)).toBe('closed');
    expect(breaker.admission(13_000)).toEqual({ kind: 'closed' });
    // As if nothing had been: two doubts do not open it again.
    breaker.posted(13_001, true);
    breaker.posted(13_002, true);
    expect(breaker.admission(13_003)).toEqual({ kind: 'closed' });
  });

  it('waits twice as long after every probe or single send in vain, up to a minute', () => {
    const breaker = after('xxx');
    const waits: number[] = [];
    let now = 2_000;
    for (let round = 0; round < 5; round += 1) {
      const admission = breaker.admission(now);
      if (admission.kind !== 'wait') throw new Error('it is open');
      waits.push(admission.ms);
      now += admission.ms;
      breaker.probed(now, round % 2 === 1);
      if (round % 2 === 1) breaker.posted(now, true);
    }
    expect(waits).toEqual([10_000, 20_000, 40_000, 60_000, 60_000]);
  });

  it('does not take what was under way when it opened for an answer', () => {
    const breaker = after('xxx');
    expect(breaker.posted(3_000, false)).toBeNull();
    expect(breaker.posted(3_001, true)).toBeNull();
    expect(breaker.admission(3_001)).toEqual({ kind: 'wait', ms: 8_999 });
  });

  it('begins with a probe for an owner that finds doubts', () => {
    expect(new DoubtBreaker(TIMES, 7).admission(7)).toEqual({ kind: 'probe' });
  });

  it('makes no more doubts than the threshold and one for each probe, however long an outage lasts', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 3_600_000 }), (outageMs) => {
        const breaker = new DoubtBreaker(TIMES);
        let [now, doubts, probes] = [0, 0, 0];
        while (now < outageMs) {
          const admission = breaker.admission(now);
          now += admission.kind === 'wait' ? admission.ms : 250;
          if (admission.kind === 'probe') {
            probes += 1;
            // The worst messenger: it answers reads and loses writes.
            breaker.probed(now, true);
          } else if (admission.kind !== 'wait') {
            doubts += 1;
            breaker.posted(now, true);
          }
        }
        expect(doubts).toBeLessThanOrEqual(3 + probes);
        expect(probes).toBeLessThanOrEqual(3 + outageMs / 60_000);
      }),
    );
  });
});
