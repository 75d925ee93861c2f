import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { projectRoot } from '#lib/database';
import { systemClock } from '#lib/kernel';
import {
  createTestDatabase,
  RunningProduct,
  type RunningProcess,
  SimulatorHandle,
  type TestDatabase,
} from '#lib/testing';
import { ApiCaller } from '../chaos/api-caller.js';
import { announce, peopleOf, sendersOf } from '../chaos/campaigns.js';
import { arrivalFigures, type ArrivalFigures } from './arrival-figures.js';
import { withBenchServer } from './bench-server.js';
import { gapAfter, type Kill, killOwner } from './owner-killer.js';

/**
 * How long a bot is without an owner after `kill -9` of the worker that has it, as the messenger sees it, and what that
 * costs of the allowed rate. Two workers are alive at any time. Figures, never assertions on time.
 *
 * `--stalls`: besides, the event loop of every worker stands still for half a second every ten seconds or so
 * (`loop-stalls.ts`), and twelve bots send at once, so that each answer time gives over 10,000 requests in five minutes.
 *
 * `--short`: two kills, ten seconds apart, instead of ten in five minutes, and three bots instead of twelve; for each
 * of the answer times.
 */
const LIMIT = 4;
const ANSWERS_MS = [0, 50, 300];
const WORKERS = 2;
const IS_SHORT = process.argv.includes('--short');
const HAS_STALLS = process.argv.includes('--stalls');
const KILLS = IS_SHORT ? 2 : 10;
const BETWEEN_KILLS_MS = IS_SHORT ? 10_000 : 30_000;
/** Each with a gate and a limit of its own. */
const BOTS = HAS_STALLS ? (IS_SHORT ? 3 : 12) : 1;
/** Enough that no bot comes to the end of its work before the bench does. */
const PEOPLE = Math.ceil((KILLS * BETWEEN_KILLS_MS * LIMIT) / 1_000) + 50;
const FIRST_MESSAGES_MS = 120_000;

/** Of all bots together, but for the share: that of the bot that kept the least. */
interface Row extends Pick<ArrivalFigures, 'requests' | 'max_in_any_second' | 'over_the_limit'> {
  readonly answer_ms: number;
  readonly kills: number;
  /** In all workers, and at any time one of the two owns nothing. */
  readonly stalls: number;
  readonly share_of_allowed: number;
  /** From each kill to the first send of the next owner, for each bot that was the victim's; `null`: none came. */
  readonly gap_median_ms: number | null;
  readonly gap_max_ms: number | null;
  readonly bots: readonly ArrivalFigures[];
}

interface Scene {
  readonly messenger: SimulatorHandle;
  readonly db: TestDatabase;
  /** Whoever starts a process of the product has it here, to be ended with the others. */
  readonly products: RunningProduct[];
}

await withBenchServer(async () => {
  const rows: Row[] = [];
  for (const answerMs of ANSWERS_MS) rows.push(await measure(answerMs));
  const set = { limit: LIMIT, workers: WORKERS, bots: BOTS, between_kills_ms: BETWEEN_KILLS_MS };
  const total = {
    requests: rows.reduce((sum, { requests }) => sum + requests, 0),
    over_the_limit: rows.reduce((sum, row) => sum + row.over_the_limit, 0),
  };
  process.stdout.write(`${JSON.stringify({ bench: 'recovery', ...set, ...total, rows }, null, 2)}\n`);
});

async function measure(answerMs: number): Promise<Row> {
  const messenger = await SimulatorHandle.start({
    people: Math.ceil(PEOPLE * 1.3),
    behaviour: { peopleRead: 'never' },
    bots: Array.from({ length: BOTS }, () => ({})),
  });
  const scene: Scene = { messenger, db: await createTestDatabase(), products: [] };
  try {
    await messenger.fault('latency', { ms: answerMs }, { operation: 'messages.create' });
    return await killing(scene, answerMs);
  } finally {
    await Promise.all(scene.products.map((product) => product.close()));
    await scene.db.close();
    await messenger.close();
  }
}

async function killing(scene: Scene, answerMs: number): Promise<Row> {
  const { messenger, db } = scene;
  const api = new ApiCaller(productOf(scene));
  const workers = await Promise.all(Array.from({ length: WORKERS }, () => startWorker(scene)));
  const people = (await peopleOf(api, PEOPLE)).slice(0, PEOPLE);
  const tokens = (await messenger.bots()).map(({ token }) => token);
  const further = tokens.filter((token) => token !== messenger.token);
  for (const senderId of await sendersOf(api, further))
    await announce(api, { senderId, people, text: 'Hello' });
  await messenger.waitFor('messagesCreated', LIMIT * 2 * BOTS, FIRST_MESSAGES_MS);
  const kills: Kill[] = [];
  for (let at = 0; at < KILLS; at += 1) {
    await systemClock.sleep(BETWEEN_KILLS_MS / 2);
    kills.push(await killOwner(db, workers));
    workers.push(await startWorker(scene));
    await systemClock.sleep(BETWEEN_KILLS_MS / 2);
  }
  const stalls = workers.reduce((sum, worker) => sum + worker.output().split('stalled\n').length - 1, 0);
  return { answer_ms: answerMs, kills: KILLS, stalls, ...(await figures(messenger, kills)) };
}

function productOf({ db, messenger, products }: Scene, env: Record<string, string> = {}): RunningProduct {
  const { apiUrl: pachcaUrl, token } = messenger;
  const product = new RunningProduct({ databaseUrl: db.url, pachcaUrl, token, env });
  products.push(product);
  return product;
}

/** One product for each, so that each stalls by a seed of its own, and the api not at all. */
function startWorker(scene: Scene): Promise<RunningProcess> {
  const preload = pathToFileURL(join(projectRoot(), 'dist', 'test', 'bench', 'loop-stalls.js'));
  preload.searchParams.set('seed', String(scene.products.length));
  return productOf(scene, HAS_STALLS ? { NODE_OPTIONS: `--import=${preload.href}` } : {}).startWorker();
}

async function figures(
  messenger: SimulatorHandle,
  kills: readonly Kill[],
): Promise<Omit<Row, 'answer_ms' | 'kills' | 'stalls'>> {
  const sends = await messenger.requests({ class: 'send' });
  const gaps: (number | null)[] = [];
  const bots = (await messenger.bots()).map(({ userId, token }) => {
    const requests = sends.filter((send) => send.token === token);
    const arrivedMs = requests.map((request) => request.arrivedMs);
    for (const kill of kills) if (kill.botUserIds.includes(userId)) gaps.push(gapAfter(kill, arrivedMs));
    return arrivalFigures(requests, LIMIT);
  });
  gaps.sort((a, b) => (a ?? Infinity) - (b ?? Infinity));
  return {
    requests: sends.length,
    share_of_allowed: Math.min(...bots.map((bot) => bot.share_of_allowed)),
    max_in_any_second: Math.max(...bots.map((bot) => bot.max_in_any_second)),
    over_the_limit: bots.reduce((sum, bot) => sum + bot.over_the_limit, 0),
    gap_median_ms: gaps[Math.floor(gaps.length / 2)] ?? null,
    gap_max_ms: gaps.at(-1) ?? null,
    bots,
  };
}
