import { RunningProduct, SimulatorHandle } from '#lib/testing';
import { ApiCaller } from './api-caller.js';
import { ChaosPostgres } from './chaos-postgres.js';
import { FaultyProxy } from './faulty-proxy.js';
import { launchNaive, naiveCampaigns } from './naive.js';
import type { ChaosOptions } from './options.js';
import { type Victim, WorkerCrew } from './worker-crew.js';

/** Δ, in seconds: everything that the simulated messenger does late, it does earlier. */
export const SETTLE_SECONDS = 6;
/** Most sends a second: the highest that the product takes, so that enough deliveries meet enough trouble. */
export const SEND_LIMIT = 50;

/** More than the control can send in the time. */
const NAIVE_RUNS_PER_MINUTE = 30;

const SETTINGS = {
  VESTNIK_DOUBT_SETTLE_SECONDS: String(SETTLE_SECONDS),
  VESTNIK_REQUEST_TIMEOUT_SECONDS: '4',
  VESTNIK_SEND_LIMIT: String(SEND_LIMIT),
  VESTNIK_READ_LIMIT: '50',
};

/** Everything that runs: what is broken (database, network, processes), and the messenger, which holds the truth. */
export interface Scene {
  readonly postgres: ChaosPostgres;
  readonly messenger: SimulatorHandle;
  /** Between the workers and the messenger. */
  readonly network: FaultyProxy;
  readonly crew: WorkerCrew;
  /** `null` under the naive policy, which knows no api. */
  readonly api: ApiCaller | null;
  /** Of the bots that the product is not started with, but told of. */
  readonly furtherTokens: readonly string[];
  close(): Promise<void>;
}

export async function openScene(options: ChaosOptions): Promise<Scene> {
  const isNaive = options.policy === 'naive';
  const postgres = await ChaosPostgres.start();
  const messenger = await SimulatorHandle.start({
    people: options.people,
    seed: options.seed,
    rateProfile: 'off',
    requestLogSize: 2_000_000,
    behaviour: { peopleRead: 'never' },
  });
  const furtherTokens = isNaive ? [] : await addBots(messenger, options.bots - 1);
  const messengerPort = Number(new URL(messenger.url).port);
  const network = await FaultyProxy.start(() => messengerPort);
  const pachcaUrl = at(messenger.apiUrl, network.port);
  const { token } = messenger;
  const product = (databaseUrl: string): RunningProduct =>
    new RunningProduct({ databaseUrl, pachcaUrl, token, env: SETTINGS });
  const products = { api: product(postgres.plainUrl), workers: product(postgres.faultyUrl) };
  const launch = (): Promise<Victim> =>
    isNaive
      ? launchNaive({ databaseUrl: postgres.faultyUrl, pachcaUrl, token })
      : products.workers.startWorker();
  const crew = new WorkerCrew(launch);
  const api = isNaive ? null : new ApiCaller(products.api);
  if (isNaive) await naiveCampaigns(postgres, messenger, Math.ceil(options.minutes * NAIVE_RUNS_PER_MINUTE));
  await crew.start(options.workers);
  const close = async (): Promise<void> => {
    await crew.close();
    await Promise.all([products.api.close(), products.workers.close()]);
    network.close();
    await messenger.close();
    await postgres.remove();
  };
  return { postgres, messenger, network, crew, api, furtherTokens, close };
}

async function addBots(messenger: SimulatorHandle, count: number): Promise<string[]> {
  const bots = [];
  for (let number = 0; number < count; number += 1) bots.push(await messenger.addBot());
  return bots.map(({ token }) => token);
}

function at(url: string, port: number): string {
  const changed = new URL(url);
  changed.port = String(port);
  return changed.href;
}
