import type { DoctorFacts } from './doctor-facts.js';
import { findingsOf } from './findings.js';

const HEALTHY: DoctorFacts = {
  runsChecked: 2,
  runsSkipped: 0,
  violations: [],
  duplicates: { made: 0, removed: 0, visible: 0 },
  doubts: { open: 1, oldestSeconds: 10, parked: 0, awaitingPerson: 0 },
  unmarkedSenders: [],
  lostChannels: [],
  openBreakers: [],
  canaryTroubles: [],
  heldSenders: [],
  heldRuns: [],
  safeMode: null,
  verification: { left: 0, unreadable: 0, campaigns: [] },
  foreignSenders: [],
  eventGaps: [],
  eventsGivenUp: [],
  formsFailing: [],
  webhooks: [
    { id: 'whe_1', disabledBecause: null, failingSeconds: 60, waiting: 1, oldestSeconds: 60 },
    { id: 'whe_2', disabledBecause: 'by_request', failingSeconds: 90_000, waiting: 9, oldestSeconds: 90_000 },
  ],
  brokenGlass: [],
  files: { usedBytes: 79, maxBytes: 100 },
  guardRefusals: { ever: 0, recent: 0 },
  clockSkewMs: 20,
  directoryAgeSeconds: 600,
  directorySyncSeconds: 900,
};
const told = (over: Partial<DoctorFacts>): string[] =>
  findingsOf({ ...HEALTHY, ...over }).map(({ code, severity }) => `${severity} ${code}`);

describe('the findings of the doctor', () => {
  it('are none where all is well, a fresh doubt included', () => {
    expect(told({})).toEqual([]);
    expect(told({ doubts: { open: 0, oldestSeconds: null, parked: 0, awaitingPerson: 0 } })).toEqual([]);
  });

  it('warn before an upload finds no room', () => {
    expect(told({ files: { usedBytes: 80, maxBytes: 100 } })).toEqual(['warning file_storage_low']);
  });

  it('name who broke the glass, when and why', () => {
    const at = new Date('2026-11-23T04:00:00Z');
    const brokenGlass = [{ campaignId: 'cmp_1', by: 'key_1', at, reason: 'Пожар' }];
    const [finding] = findingsOf({ ...HEALTHY, brokenGlass });
    expect(finding).toMatchObject({
      code: 'glass_broken',
      severity: 'warning',
      subjects: ['cmp_1', 'key_1'],
    });
    expect(finding?.detail).toContain('key_1, 2026-11-23T04:00:00.000Z, because: Пожар');
  });

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
      'a webhook endpoint that takes nothing for an hour',
      {
        webhooks: [
          { id: 'whe_1', disabledBecause: null, failingSeconds: 3_600, waiting: 3, oldestSeconds: 3_600 },
        ],
      },
      ['warning webhook_failing'],
    ],
    [
      'one that was disabled because it failed',
      {
        webhooks: [
          {
            id: 'whe_1',
            disabledBecause: 'failing',
            failingSeconds: 86_400,
            waiting: 3,
            oldestSeconds: 86_400,
          },
        ],
      },
      ['error webhook_disabled'],
    ],
    [
      'doubts that a person decides',
      { doubts: { open: 1, oldestSeconds: 10, parked: 0, awaitingPerson: 1 } },
      ['warning doubts_await_person'],
    ],
    [
      'events that nobody will see',
      { eventGaps: [{ senderId: 'snd_1', from: new Date(0) }] },
      ['warning events_missed'],
    ],
    [
      'events that nothing was made of',
      { eventsGivenUp: [{ senderId: 'snd_1', count: 2 }] },
      ['warning events_given_up'],
    ],
    [
      'questions that were asked and that nobody can read',
      { formsFailing: [{ senderId: 'snd_1', count: 1 }] },
      ['error questions_not_kept'],
    ],
    ['a bot without an avatar', { unmarkedSenders: ['snd_1'] }, ['warning marker_missing']],
    [
      'a marker that does not come back',
      { lostChannels: [{ senderId: 'snd_1', channel: 'avatar' }] },
      ['error marker_channel'],
    ],
    [
      'buttons without their data',
      { lostChannels: [{ senderId: 'snd_1', channel: 'buttons' }] },
      ['warning marker_channel'],
    ],
    [
      'a canary that cannot be posted',
      { canaryTroubles: [{ senderId: 'snd_1', outcome: 'account_refused' }] },
      ['warning canary_refused'],
    ],
    ['a fresh outage', { openBreakers: [{ senderId: 'snd_1', openS: 599 }] }, ['warning breaker_open']],
    ['a long outage', { openBreakers: [{ senderId: 'snd_1', openS: 600 }] }, ['error breaker_open']],
    ['a held bot', { heldSenders: [{ senderId: 'snd_1', code: 'unauthorized' }] }, ['error sender_held']],
    ['a held run', { heldRuns: [{ campaignId: 'cmp_1', code: 'audience_changed' }] }, ['warning run_held']],
    [
      'a database that was restored',
      {
        safeMode: { code: 'other_instance', since: new Date(0), restorePoint: null },
        verification: { left: 2, unreadable: 1, campaigns: ['cmp_1'] },
      },
      ['error safe_mode', 'warning verification_unreadable'],
    ],
    [
      'somebody else on the token',
      { foreignSenders: [{ senderId: 'snd_1', count: 2 }] },
      ['error two_deployments'],
    ],
    [
      'a change that the database refused',
      { guardRefusals: { ever: 3, recent: 1 } },
      ['error guard_refused'],
    ],
    ['one of long ago: nothing', { guardRefusals: { ever: 3, recent: 0 } }, []],
    ['a clock that is slow', { clockSkewMs: -1_500 }, ['warning clock_skewed']],
    ['a clock that is wrong', { clockSkewMs: 31_000 }, ['error clock_skewed']],
    ['a directory that nobody reads', { directoryAgeSeconds: 3_601 }, ['warning directory_stale']],
    ['a directory that was never read', { directoryAgeSeconds: null }, ['warning directory_stale']],
  ])('tell of %s', (_name, over, expected) => {
    expect(told(over)).toEqual(expected);
  });

  it('say of safe mode how much is left, and then what to do', () => {
    const safeMode = { code: 'forgotten_send', since: new Date(0), restorePoint: null } as const;
    const detail = (left: number) =>
      findingsOf({ ...HEALTHY, safeMode, verification: { left, unreadable: 0, campaigns: [] } })[0]?.detail;
    expect(detail(7)).toContain('7 messages are still to be looked up');
    expect(detail(0)).toContain('resume the held campaigns');
  });

  it('begin with the worst', () => {
    expect(told({ unmarkedSenders: ['snd_1'], clockSkewMs: 60_000 })).toEqual([
      'error clock_skewed',
      'warning marker_missing',
    ]);
  });

  it('call a directory stale only after missed readings where these are far apart', () => {
    expect(told({ directorySyncSeconds: 7_200, directoryAgeSeconds: 7_300 })).toEqual([]);
  });
});
