import { systemClock } from '#lib/kernel';
import {
  createTestDatabase,
  RunningProduct,
  type RunningProcess,
  SimulatorHandle,
  type TestDatabase,
} from '#lib/testing';
import { ApiCaller } from '../chaos/api-caller.js';
import { announce, peopleOf } from '../chaos/campaigns.js';
import { arrivalFigures, type ArrivalFigures } from './arrival-figures.js';
import { withBenchServer } from './bench-server.js';

/**
 * How long a bot is without an owner after `kill -9` of the worker that has it, as the messenger sees it, and what that
 * costs of the allowed rate. Two workers are alive at any time. Figures, never assertions on time.
 *
 * `--short`: two kills, ten seconds apart, instead of ten in five minutes; for each of the answer times.
 */
const LIMIT = 4;
const ANSWERS_MS = [0, 50, 300];
const WORKERS = 2;
const IS_SHORT = process.argv.includes('--short');
const KILLS = IS_SHORT ? 2 : 10;
const BETWEEN_KILLS_MS = IS_SHORT ? 10_000 : 30_000;
/** Enough that the work never ends before the bench does. */
const PEOPLE = Math.ceil((KILLS * BETWEEN_KILLS_MS * LIMIT) / 1_000) + 50;
/** What the killed process had handed to its system still arrives; the next owner is quiet for over a second. */
const LAST_BYTES_MS = 200;

interface Row extends ArrivalFigures {
  readonly answer_ms: number;
  readonly kills: number;
  /** From each kill to the first send of the next owner. */
  readonly gaps_ms: readonly number[];
  readonly gap_median_ms: number;
  readonly gap_max_ms: number;
}

interface Scene {
  readonly messenger: SimulatorHandle;
  readonly db: TestDatabase;
  readonly product: RunningProduct;
}

await withBenchServer(async () => {
  const rows: Row[] = [];
  for (const answerMs of ANSWERS_MS) rows.push(await measure(answerMs));
  process.stdout.write(
    `${JSON.stringify({ bench: 'recovery', limit: LIMIT, workers: WORKERS, between_kills_ms: BETWEEN_KILLS_MS, rows }, null, 2)}\n`,
  );
});

async function measure(answerMs: number): Promise<Row> {
  const messenger = await SimulatorHandle.start({
    people: Math.ceil(PEOPLE * 1.3),
    behaviour: { peopleRead: 'never' },
  });
  const db = await createTestDatabase();
  const product = new RunningProduct({
    databaseUrl: db.url,
    pachcaUrl: messenger.apiUrl,
    token: messenger.token,
  });
  try {
    await messenger.fault('latency', { ms: answerMs }, { operation: 'messages.create' });
    return await killing({ messenger, db, product }, answerMs);
  } finally {
    await product.close();
    await db.close();
    await messenger.close();
  }
}

async function killing(scene: Scene, answerMs: number): Promise<Row> {
  const { messenger, product } = scene;
  const api = new ApiCaller(product);
  const workers = await Promise.all(Array.from({ length: WORKERS }, () => product.startWorker()));
  const people = await peopleOf(api, PEOPLE);
  await announce(api, { people: people.slice(0, PEOPLE), text: 'Hello' });
  await messenger.waitFor('messagesCreated', LIMIT * 2, 60_000);
  const killedAt: number[] = [];
  for (let at = 0; at < KILLS; at += 1) {
    await systemClock.sleep(BETWEEN_KILLS_MS / 2);
    killedAt.push(await killOwner(scene, workers));
    workers.push(await product.startWorker());
    await systemClock.sleep(BETWEEN_KILLS_MS / 2);
  }
  const requests = await messenger.requests({ class: 'send' });
  const gaps = killedAt
    .map((killed) => {
      const next = requests.find(({ arrivedMs }) => arrivedMs > killed + LAST_BYTES_MS);
      return Math.round((next?.arrivedMs ?? Infinity) - killed);
    })
    .sort((a, b) => a - b);
  return {
    answer_ms: answerMs,
    kills: KILLS,
    gaps_ms: gaps,
    gap_median_ms: gaps[Math.floor(gaps.length / 2)] ?? 0,
    gap_max_ms: gaps.at(-1) ?? 0,
    ...arrivalFigures(requests, LIMIT),
  };
}

/** @returns the moment of the kill, on the scale of the messenger's log, which is kept in this process */
async function killOwner({ db }: Scene, workers: readonly RunningProcess[]): Promise<number> {
  const [lease] = await db.query<{ owner: string }>('select owner from sender_lease');
  const owner = workers.find(({ pid }) => pid === Number(lease?.owner.split(':')[1]));
  if (owner === undefined) throw new Error(`nobody here is the owner ${String(lease?.owner)}`);
  const killedAt = performance.now();
  await owner.kill();
  return killedAt;
}
