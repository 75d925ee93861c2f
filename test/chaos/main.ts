import { type ChaosOptions, readOptions } from './options.js';
import { type ChaosResult, runChaos } from './run-chaos.js';
import { openScene } from './scene.js';

/** What must be zero when the product sends. */
const PROMISES = [
  'lost',
  'duplicates_made',
  'duplicates_visible',
  'false_sent',
  'wrong_person',
  'orphans',
  'recalled_visible',
  'outdated',
  'open',
  'over_limit',
  'sent_while_paused',
  'crashes',
] as const;

/** @returns what is wrong with the run, in words; empty when nothing is */
function complaints({ line, uncovered, failures }: ChaosResult, { policy }: ChaosOptions): string[] {
  const missing = [...uncovered.map((name) => `the run never met: ${name}`), ...failures];
  if (policy === 'naive') {
    const isBlind = line.duplicates_made === 0;
    return [...missing, ...(isBlind ? ['the control made no duplicate, so the check is blind'] : [])];
  }
  const broken = PROMISES.filter((name) => line[name] !== 0);
  return [...missing, ...broken.map((name) => `${name}: ${String(line[name])}`)];
}

async function main(): Promise<number> {
  const options = readOptions(process.argv.slice(2));
  const scene = await openScene(options);
  try {
    const result = await runChaos(scene, options);
    const wrong = complaints(result, options);
    process.stdout.write(`${JSON.stringify(result.line)}\n`);
    for (const text of [...wrong, ...(wrong.length > 0 ? [...result.histories, ...result.crashes] : [])])
      process.stderr.write(`${text}\n`);
    return wrong.length === 0 ? 0 : 1;
  } finally {
    await scene.close();
  }
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    process.exit(2);
  },
);
