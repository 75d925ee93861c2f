import type { DoctorFacts } from './doctor-facts.js';
import { HEALTHY, toldOf } from './doctor-facts.fixture.js';
import { findingsOf } from './findings.js';

describe('the findings about deliveries', () => {
  it.each<[string, Partial<DoctorFacts>, string[]]>([
    [
      'rows that do not add up',
      { violations: [{ runId: 'run_1', campaignId: 'cmp_1', code: 'row_count', count: 1 }] },
      ['error conservation_violated'],
    ],
    [
      'second copies to be seen',
      { duplicates: { made: 3, removed: 1, visible: 2 } },
      ['error second_copies_visible', 'warning second_copies_removed'],
    ],
    [
      'a doubt of a quarter of an hour',
      { doubts: { open: 1, oldestSeconds: 900, parked: 0, awaitingPerson: 0 } },
      ['warning doubt_old'],
    ],
    [
      'a doubt of an hour, parked',
      { doubts: { open: 1, oldestSeconds: 3_600, parked: 1, awaitingPerson: 0 } },
      ['error doubt_old', 'warning doubts_parked'],
    ],
    [
      'doubts that a person decides',
      { doubts: { open: 1, oldestSeconds: 10, parked: 0, awaitingPerson: 1 } },
      ['warning doubts_await_person'],
    ],
    [
      'a database that was restored',
      {
        safeMode: { code: 'other_instance', since: new Date(0), restorePoint: null },
        verification: { left: 2, unreadable: 1, campaigns: ['cmp_1'] },
      },
      ['error safe_mode', 'warning verification_unreadable'],
    ],
    [
      'a change that the database refused',
      { guardRefusals: { ever: 3, recent: 1 } },
      ['error guard_refused'],
    ],
    ['one of long ago: nothing', { guardRefusals: { ever: 3, recent: 0 } }, []],
  ])('tell of %s', (_name, over, expected) => {
    expect(toldOf(over)).toEqual(expected);
  });

  it('say of safe mode how much is left, and then what to do', () => {
    const safeMode = { code: 'forgotten_send', since: new Date(0), restorePoint: null } as const;
    const detail = (left: number) =>
      findingsOf({ ...HEALTHY, safeMode, verification: { left, unreadable: 0, campaigns: [] } })[0]?.detail;
    expect(detail(7)).toContain('7 messages are still to be looked up');
    expect(detail(0)).toContain('resume the held campaigns');
  });
});
