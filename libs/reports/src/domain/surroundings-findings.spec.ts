import type { DoctorFacts } from './doctor-facts.js';
import { toldOf } from './doctor-facts.fixture.js';

describe('the findings about what Vestnik runs on', () => {
  it.each<[string, Partial<DoctorFacts>, string[]]>([
    ['a clock that is slow', { clockSkewMs: -1_500 }, ['warning clock_skewed']],
    ['a clock that is wrong', { clockSkewMs: 31_000 }, ['error clock_skewed']],
    ['a directory that nobody reads', { directoryAgeSeconds: 3_601 }, ['warning directory_stale']],
    ['a directory that was never read', { directoryAgeSeconds: null }, ['warning directory_stale']],
  ])('tell of %s', (_name, over, expected) => {
    expect(toldOf(over)).toEqual(expected);
  });

  it('warn before an upload finds no room', () => {
    expect(toldOf({ files: { usedBytes: 80, maxBytes: 100 } })).toEqual(['warning file_storage_low']);
  });

  it('call a directory stale only after missed readings where these are far apart', () => {
    expect(toldOf({ directorySyncSeconds: 7_200, directoryAgeSeconds: 7_300 })).toEqual([]);
  });
});
