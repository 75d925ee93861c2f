import { systemClock } from '#lib/kernel';
import { peopleOf, sendersOf } from './campaigns.js';
import { Chance } from './chance.js';
import { check, type Figures } from './checker.js';
import {
  deliveryRows,
  doubtCount,
  historyOf,
  intentsDuring,
  openCorrections,
  runRows,
  trueMessages,
} from './evidence.js';
import { MessengerFaults } from './messenger-faults.js';
import { Nemesis } from './nemesis.js';
import { Operators } from './operators.js';
import type { ChaosOptions } from './options.js';
import { type Scene, SEND_LIMIT } from './scene.js';

/** Longest that everything may take to come to rest once nothing breaks any more: a lease, and some doubts. */
const REST_MS = 300_000;
const LOOK_MS = 500;
const MOST_HISTORIES = 3;
/** The product is given most of the directory before it is asked to write to it. */
const KNOWN_SHARE = 0.8;

export interface ChaosResult {
  readonly line: Readonly<Record<string, unknown>> & Figures;
  readonly uncovered: readonly string[];
  readonly histories: readonly string[];
  readonly crashes: readonly string[];
  /** Blows that could not be dealt. */
  readonly failures: readonly string[];
}

/** Breaks everything for the given time, lets it come to rest, and compares what is with what should be. */
export async function runChaos(scene: Scene, options: ChaosOptions): Promise<ChaosResult> {
  const chance = new Chance(options.seed);
  const faults = new MessengerFaults(scene.messenger);
  const operators = await operatorsOf(scene, options, chance);
  const nemesis = new Nemesis(scene, faults, operators, chance);
  await faults.begin();
  await firstMessages(scene, operators);
  const deadline = systemClock.monotonicMs() + options.minutes * 60_000;
  await Promise.all([nemesis.rage(deadline), keepBusy(operators, deadline)]);
  const fired = await faults.end();
  scene.network.heal();
  scene.postgres.network.heal();
  const restMs = await comeToRest(scene, operators);
  return judge({ scene, options, nemesis, operators, fired, restMs });
}

/** Trouble counts from where there is something to trouble: on a busy machine the start takes its time. */
async function firstMessages(scene: Scene, operators: Operators | null): Promise<void> {
  await operators?.keepBusy();
  await scene.messenger.waitFor('messagesCreated', SEND_LIMIT, REST_MS);
}

async function operatorsOf(scene: Scene, options: ChaosOptions, chance: Chance): Promise<Operators | null> {
  if (scene.api === null) return null;
  const people = await peopleOf(scene.api, options.people * KNOWN_SHARE);
  const senderIds = await sendersOf(scene.api, scene.furtherTokens);
  return new Operators(scene.api, scene.postgres, { people, senderIds }, chance);
}

async function keepBusy(operators: Operators | null, deadline: number): Promise<void> {
  while (operators !== null && systemClock.monotonicMs() < deadline) {
    await operators.keepBusy();
    await systemClock.sleep(LOOK_MS);
  }
}

/** Waits until every run and every correction is final, or the control has no row left. @returns how long that took */
async function comeToRest(scene: Scene, operators: Operators | null): Promise<number> {
  const from = systemClock.monotonicMs();
  while (systemClock.monotonicMs() - from < REST_MS) {
    scene.crew.replaceCrashed();
    await scene.api?.replaceCrashed();
    await operators?.resumeEverything();
    const [open] = await scene.postgres.query<{ count: number }>(
      operators === null
        ? `select count(*)::int from delivery where state in ('pending', 'leased')`
        : `select count(*)::int from run where status not in ('completed', 'cancelled')`,
    );
    if (open?.count === 0 && (await openCorrections(scene.postgres)) === 0) break;
    await systemClock.sleep(LOOK_MS);
  }
  return Math.round(systemClock.monotonicMs() - from);
}

interface Finished {
  readonly scene: Scene;
  readonly options: ChaosOptions;
  readonly nemesis: Nemesis;
  readonly operators: Operators | null;
  readonly fired: Readonly<Record<string, number>>;
  readonly restMs: number;
}

async function judge(finished: Finished): Promise<ChaosResult> {
  const { scene, options, nemesis, operators, fired, restMs } = finished;
  const [deliveries, runs, messages, unfinished] = await Promise.all([
    deliveryRows(scene.postgres),
    runRows(scene.postgres),
    trueMessages(scene.messenger),
    openCorrections(scene.postgres),
  ]);
  // The runs of the control have nobody to end them.
  const verdict = check({
    deliveries,
    messages,
    openCorrections: unfinished,
    runs: operators === null ? [] : runs,
  });
  const crashes = [...scene.crew.crashes, ...(scene.api?.crashes ?? [])];
  const doubts = await doubtCount(scene.postgres);
  const sends = await scene.messenger.requests({ class: 'send' });
  const line = {
    minutes: options.minutes,
    seed: options.seed,
    policy: options.policy,
    bots: 1 + scene.furtherTokens.length,
    deliveries: deliveries.length,
    messages: messages.length,
    runs: runs.length,
    kills: scene.crew.kills,
    api_kills: scene.api?.kills ?? 0,
    stops: scene.crew.stops,
    postgres_restarts: (nemesis.dealt['postgres_immediate'] ?? 0) + (nemesis.dealt['postgres_fast'] ?? 0),
    blows: Object.values(nemesis.dealt).reduce((sum, count) => sum + count, 0),
    faults: Object.values(fired).reduce((sum, count) => sum + count, 0),
    doubts,
    pauses: operators?.pauses.length ?? 0,
    cancels: operators?.cancels ?? 0,
    recalls: operators?.corrections.recalls ?? 0,
    recalls_in_doubt: operators?.corrections.recallsInDoubt ?? 0,
    edits: operators?.corrections.edits ?? 0,
    rest_ms: restMs,
    ...verdict.figures,
    over_limit: operators === null ? 0 : overLimit(sends, SEND_LIMIT),
    sent_while_paused: await intentsDuring(scene.postgres, operators?.pauses ?? []),
    crashes: crashes.length,
  };
  const { kills, pauses, cancels, recalls, edits } = line;
  const met = { kills, doubts, pauses, cancels, recalls, edits };
  const suspects = options.policy === 'naive' ? [] : verdict.suspects.slice(0, MOST_HISTORIES);
  return {
    line,
    uncovered: uncovered({ ...nemesis.dealt, ...fired, ...met }, options),
    histories: await Promise.all(suspects.map((id) => historyOf(scene.postgres, messages, id))),
    crashes,
    failures: nemesis.failures,
  };
}

/** A run that did not meet what it was meant to meet proves nothing. The control knows no doubt. */
function uncovered(counts: Readonly<Record<string, number>>, { policy }: ChaosOptions): string[] {
  const isPlanned = (name: string): boolean => policy === 'protocol' || name === 'kills';
  return Object.keys(counts).filter((name) => isPlanned(name) && counts[name] === 0);
}

interface Arrival {
  readonly token: string | null;
  readonly arrivedMs: number;
}

/** Requests that were one too many of their bot in the second before them, its ends included. */
function overLimit(requests: readonly Arrival[], limit: number): number {
  const tokens = new Set(requests.map(({ token }) => token));
  return [...tokens].reduce((sum, bot) => {
    const arrivals = requests
      .filter(({ token }) => token === bot)
      .map(({ arrivedMs }) => arrivedMs)
      .sort((a, b) => a - b);
    return sum + arrivals.filter((at, index) => at - (arrivals[index - limit] ?? -Infinity) <= 1_000).length;
  }, 0);
}
