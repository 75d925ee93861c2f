import { createWriteStream } from 'node:fs';
import { mkdir, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { newApiKeyText } from '#lib/access';
import { VestnikClient } from '#lib/client';
import { loadConfig, processEnvironment } from '#lib/config';
import { removeEmbeddedPostgres } from '#lib/database';
import { systemRandom } from '#lib/kernel';
import {
  announce,
  type CampaignView,
  EVERY_WORKPLACE,
  poll,
  seedOthers,
  stats,
  tagged,
} from './demo/campaigns.js';
import { type Flags, HELP, parseFlags } from './demo/flags.js';
import { ProgressBar } from './demo/progress.js';
import { Control } from './demo/control.js';
import { type SimulatorProcess, startSimulator } from './demo/simulator-process.js';
import { isKept, verdictOf } from './demo/verdict.js';
import { databaseFolder } from './open-database.js';
import { type Product, startProduct } from './product.js';
import { runCommand, signalled, stopSignal } from './run-until-signal.js';
import { PartFailed } from './supervisor.js';

/** People read in the simulator's time; the first look at readers comes this soon in real time. */
const FIRST_LOOK_SECONDS = 4;
/** The simulator applies nothing later than its own request, so absence may count early here. */
const SETTLE_SECONDS = 20;

/** `npm run demo`: the main job in front of one's eyes, with a simulated messenger. Each start begins anew. */
runCommand(async () => {
  const flags = parseFlags(process.argv.slice(2));
  if (flags.isHelp) {
    process.stdout.write(HELP);
    return 0;
  }
  const stopping = stopSignal();
  const folder = join(loadConfig(processEnvironment()).dataDir, 'demo');
  await removeEmbeddedPostgres(databaseFolder(folder));
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  process.stdout.write('Starting a simulated messenger, Postgres, the api and a worker…\n');
  const simulator = await startSimulator(flags);
  try {
    return await withProduct(flags, { simulator, folder, stopping });
  } finally {
    await simulator.stop();
  }
});

interface Stage {
  readonly simulator: SimulatorProcess;
  readonly folder: string;
  readonly stopping: AbortSignal;
}

async function withProduct(flags: Flags, stage: Stage): Promise<number> {
  const apiKey = newApiKeyText(systemRandom).text;
  const env = await environment(flags, stage, apiKey);
  const log = join(stage.folder, 'vestnik.log');
  const product = await startLogged(env, log, stage.stopping);
  try {
    const show = tour(flags, {
      product,
      apiKey,
      log,
      control: new Control(stage.simulator.controlUrl),
    });
    const ending = await Promise.race([show, signalled(stage.stopping), product.failed]);
    if (typeof ending === 'number') return ending;
    if (ending === 'signal') return 0;
    process.stderr.write(`The demo ends: ${ending}\n`);
    return 1;
  } finally {
    await product.stop();
  }
}

async function environment(
  flags: Flags,
  stage: Stage,
  apiKey: string,
): Promise<Record<string, string | undefined>> {
  return {
    ...processEnvironment(),
    DATABASE_URL: '',
    VESTNIK_DATA_DIR: stage.folder,
    PORT: await portOf(flags),
    PACHCA_API_URL: stage.simulator.apiUrl,
    PACHCA_TOKEN: stage.simulator.token,
    VESTNIK_BOOTSTRAP_API_KEY: apiKey,
    // One person tries it, and nobody else is there to agree.
    VESTNIK_APPROVAL_ABOVE: '10000000',
    VESTNIK_APPROVAL_EVERYONE: 'false',
    VESTNIK_WORKERS: String(flags.workers),
    VESTNIK_DOUBT_SETTLE_SECONDS: String(SETTLE_SECONDS),
    VESTNIK_RECEIPT_FIRST_CHECK_SECONDS: String(FIRST_LOOK_SECONDS),
  };
}

/** The one that was asked for, taken or not: whoever names a port wants that one. */
async function portOf({ port }: Flags): Promise<string> {
  const named = port === null ? (processEnvironment()['PORT'] ?? '') : String(port);
  if (named !== '') return named;
  return (await isFree(8080)) ? '8080' : '0';
}

async function startLogged(
  env: Record<string, string | undefined>,
  log: string,
  stopping: AbortSignal,
): Promise<Product> {
  const config = loadConfig(env);
  const file = createWriteStream(log, { flags: 'a' });
  const onOutput = (output: Readable): void => {
    output.pipe(file, { end: false });
  };
  try {
    return await startProduct({ config, env, stopping, onOutput });
  } catch (error) {
    if (!(error instanceof PartFailed)) throw error;
    const lines = (await readFile(log, 'utf8').catch(() => '')).trim().split('\n');
    throw new Error(`${error.message}\n${lines.slice(-5).join('\n')}`);
  }
}

interface Show {
  readonly product: Product;
  readonly apiKey: string;
  readonly log: string;
  readonly control: Control;
}

/** @returns the exit code, with `--exit`; otherwise it stays for ever */
async function tour(flags: Flags, show: Show): Promise<number> {
  const api = new VestnikClient({ url: show.product.url, apiKey: show.apiKey });
  process.stdout.write('Reading the directory…\n');
  await directoryIsRead(api);
  const audience = tagged(...EVERY_WORKPLACE);
  const campaign = await announce(api, { title: 'График отпусков на 2027 год', audience });
  if (!flags.isExit) {
    await seedOthers(api);
    process.stdout.write(welcome(show, campaign));
  }
  await watch(api, campaign);
  return flags.isExit ? judge(api, show.control, campaign) : stay(api, campaign);
}

async function directoryIsRead(api: VestnikClient): Promise<void> {
  await poll(
    () => api.get('/v1/directory/users', { params: { query: { limit: 1 } } }),
    ({ data }) => data.length > 0,
  );
}

async function watch(api: VestnikClient, campaign: CampaignView): Promise<void> {
  const bar = new ProgressBar();
  await poll(
    async () => {
      bar.show(await stats(api, campaign.id));
      return api.get('/v1/campaigns/{campaign_id}', { params: { path: { campaign_id: campaign.id } } });
    },
    (current) => current.status === 'completed' || current.status === 'cancelled',
  );
  bar.show(await stats(api, campaign.id));
  bar.end();
}

/** Waits until the reads that had happened by now are known, then compares rows and truth. */
async function judge(api: VestnikClient, control: Control, campaign: CampaignView): Promise<number> {
  const { tallies } = await control.get<{ tallies: { reads: number } }>('/truth');
  const seen = await poll(
    () => stats(api, campaign.id),
    (rows) => rows.read >= tallies.reads,
  );
  const verdict = await verdictOf(seen, control);
  process.stdout.write(`${JSON.stringify(verdict)}\n`);
  return isKept(verdict, loadConfig({}).limits.send) ? 0 : 1;
}

async function stay(api: VestnikClient, campaign: CampaignView): Promise<number> {
  process.stdout.write('Everybody has it. People keep reading; Ctrl-C ends the demo.\n');
  const bar = new ProgressBar();
  return poll(
    async () => {
      bar.show(await stats(api, campaign.id));
      return 0;
    },
    () => false,
    2_000,
  );
}

function welcome({ product, apiKey, log }: Show, campaign: CampaignView): string {
  const auth = `-H "Authorization: Bearer ${apiKey}"`;
  const at = `${product.url}/v1/campaigns/${campaign.id}`;
  return `
Vestnik demo: ${product.url}        API documentation: ${product.url}/docs
API key:      ${apiKey}
Log:          ${log}

A campaign is being sent right now. In another terminal:
  curl -s ${auth} ${at}/stats
  curl -s ${auth} "${at}/recipients?read=false&limit=5"
  curl -s -X POST ${auth} -H "Idempotency-Key: pause-it-now" -H "Content-Type: application/json" -d '{"reason":"lunch"}' ${at}/pause
  curl -s -X POST ${auth} -H "Idempotency-Key: go-on-please" ${at}/resume

Nothing leaves this computer: the messenger is simulated. Ctrl-C ends everything.

`;
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => {
      resolve(false);
    });
    probe.listen(port, '127.0.0.1', () => {
      probe.close(() => {
        resolve(true);
      });
    });
  });
}
