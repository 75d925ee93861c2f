import { judgeWave, type WaveFacts } from './ramp-wave.js';

const DONE: WaveFacts = { open: 0, freshDoubts: 0, oldDoubts: 0, sent: 10, failed: 0 };
const judged = (over: Partial<WaveFacts>, percent = 20) => {
  const verdict = judgeWave({ ...DONE, ...over }, percent);
  return verdict.kind === 'hold' ? verdict.code : verdict.kind;
};

describe('a wave', () => {
  it.each<[string, Partial<WaveFacts>, string]>([
    ['all of which has arrived lets the next one go', {}, 'open_next'],
    ['of which nobody could be written to lets the next one go', { sent: 0 }, 'open_next'],
    ['that is under way is waited for, refusals or not', { open: 1, failed: 9 }, 'wait'],
    ['with as many refusals as are allowed lets the next one go', { sent: 8, failed: 2 }, 'open_next'],
    ['with one refusal too many stops the run', { sent: 7, failed: 3 }, 'ramp_failures'],
    ['with a doubt has time to settle it', { freshDoubts: 1 }, 'wait'],
    ['with a doubt that does not settle stops the run', { oldDoubts: 1 }, 'ramp_doubts'],
    ['with both says what is certain', { sent: 0, failed: 1, oldDoubts: 1 }, 'ramp_failures'],
  ])('%s', (_name, facts, expected) => {
    expect(judged(facts)).toBe(expected);
  });

  it('may be told to take no refusal at all, or any', () => {
    expect(judged({ failed: 1 }, 0)).toBe('ramp_failures');
    expect(judged({}, 0)).toBe('open_next');
    expect(judged({ sent: 0, failed: 10 }, 100)).toBe('open_next');
  });
});
