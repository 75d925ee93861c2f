import { bots, breakers, channels, strangers } from './bot-findings.js';
import { glass, holds } from './campaign-findings.js';
import { conservation, copies, doubts, lostCommits, refusals } from './delivery-findings.js';
import type { DoctorFacts } from './doctor-facts.js';
import { events, webhooks } from './event-findings.js';
import type { Finding } from './finding.js';
import { clocks, directory, files } from './surroundings-findings.js';

/** In the order in which they are told. */
const RULES: readonly ((facts: DoctorFacts) => readonly Finding[])[] = [
  conservation,
  lostCommits,
  strangers,
  events,
  webhooks,
  refusals,
  copies,
  doubts,
  bots,
  holds,
  channels,
  breakers,
  glass,
  files,
  clocks,
  directory,
];

/** Total and pure: the same facts give the same findings, the worst first. */
export function findingsOf(facts: DoctorFacts): Finding[] {
  const all = RULES.flatMap((rule) => rule(facts));
  return [
    ...all.filter(({ severity }) => severity === 'error'),
    ...all.filter(({ severity }) => severity === 'warning'),
  ];
}
