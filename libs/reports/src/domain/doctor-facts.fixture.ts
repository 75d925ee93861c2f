import type { DoctorFacts } from './doctor-facts.js';
import { findingsOf } from './findings.js';

/** Facts of which there is nothing to tell. */
export const HEALTHY: DoctorFacts = {
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

/** What is told where these facts differ from those of a healthy service. */
export const toldOf = (over: Partial<DoctorFacts>): string[] =>
  findingsOf({ ...HEALTHY, ...over }).map(({ code, severity }) => `${severity} ${code}`);
