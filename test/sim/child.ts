import { setMaxListeners } from 'node:events';
import { register } from 'node:module';
import { RealClient } from './real-client.js';
import type { Patch } from './patches.js';
import type { SeedResult } from './seed-result.js';
import type { SeedOptions } from './seed.js';

/** What the parent sends: first where and as what, then seeds. */
export type ToChild =
  | { readonly kind: 'begin'; readonly url: string; readonly patches: readonly Patch[] }
  | { readonly kind: 'seeds'; readonly seeds: readonly SeedOptions[] };
export type FromChild =
  { readonly kind: 'ready' } | { readonly kind: 'results'; readonly results: readonly SeedResult[] };

let runSeed: (options: SeedOptions) => Promise<SeedResult> = () => Promise.reject(new Error('not begun'));

/** The product is loaded only now, so that a mutant's patches are in it. */
async function begin(url: string, patches: readonly Patch[]): Promise<void> {
  // Every wait of a gate listens to the end of the ownership; the worlds are small, the waits many.
  setMaxListeners(0);
  if (patches.length > 0) register('./patching-loader.js', import.meta.url, { data: patches });
  const { PgLine } = await import('./pg-line.js');
  const { Seed } = await import('./seed.js');
  const client = new RealClient({ connectionString: url, options: '-c search_path=sim,pg_catalog,public' });
  await client.connect();
  await client.query("set sim.now = '0'");
  const line = await PgLine.open(url);
  runSeed = (options) => new Seed(options, line, client).run();
}

async function answer(message: ToChild): Promise<FromChild> {
  if (message.kind === 'begin') {
    await begin(message.url, message.patches);
    return { kind: 'ready' };
  }
  const results: SeedResult[] = [];
  for (const options of message.seeds) {
    const result = await runSeed(options);
    const isWanted = options.isTraced === true || result.failures.length > 0;
    results.push(isWanted ? result : { ...result, trace: [], fired: [] });
  }
  return { kind: 'results', results };
}

process.on('message', (message: ToChild) => {
  answer(message).then(
    (reply) => process.send?.(reply),
    (error: unknown) => {
      process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
      process.exit(2);
    },
  );
});
process.on('disconnect', () => process.exit(0));
