import { CONTROLS, runControl } from './control.js';
import { Crew } from './crew.js';
import { startServer } from './database.js';
import { directedSeeds } from './directed.js';
import { minimise } from './minimise.js';
import { HELP, readOptions, type SimOptions } from './options.js';
import type { SeedResult } from './seed-result.js';
import type { SeedOptions } from './seed.js';
import { Tally } from './tally.js';
import type { Feature } from './world.js';

/** Below this many seeds nobody expects every rare thing to have happened. */
const ENOUGH_TO_COVER = 1_000;
/** And from so many on each kind of world has come. */
const ENOUGH_TO_MEET = 300;
const MOST_SHOWN = 3;
/** Walks the directed schedules across strikes and troubles; it has no factor in common with their number. */
const STRIDE = 23;

function* wanted({ seeds, from, isDirected, has }: SimOptions): Generator<SeedOptions> {
  const directed = isDirected ? [...directedSeeds()] : [];
  // By turns, so that a budget cuts both off alike.
  for (let index = 0; index < Math.max(seeds, directed.length); index += 1) {
    if (index < seeds) yield { seed: from + index, ...(has !== null && { has }) };
    const plan = directed[(index * STRIDE) % Math.max(1, directed.length)];
    if (plan !== undefined && index < directed.length) yield plan;
  }
}

async function main(): Promise<number> {
  const options = readOptions(process.argv.slice(2));
  const server = await startServer(options.only === null ? options.processes : 1);
  try {
    const crew = await Crew.begin(server.urls);
    try {
      if (options.control !== null) return await control(crew, options.control, options.seeds);
      return await (options.only === null ? all(crew, options) : one(crew, options.only, options.has));
    } finally {
      await crew.end();
    }
  } finally {
    await server.close();
  }
}

async function control(crew: Crew, id: string, worlds: number): Promise<number> {
  const chosen = CONTROLS.find((each) => each.id === id);
  if (chosen === undefined) throw new RangeError(HELP);
  const { isRight, line } = await runControl(crew, chosen, worlds);
  process.stdout.write(`${line}\n`);
  return isRight ? 0 : 1;
}

async function all(crew: Crew, options: SimOptions): Promise<number> {
  const tally = new Tally();
  const plans = new Map<number, SeedOptions>();
  const startedAt = performance.now();
  function* remembered(): Generator<SeedOptions> {
    for (const plan of wanted(options)) {
      plans.set(plan.seed, plan);
      yield plan;
    }
  }
  await crew.run(remembered(), (result) => {
    tally.add(result);
    plans.delete(result.failures.length === 0 ? result.seed : -1);
    const isInTime = options.budgetS === null || performance.now() - startedAt < options.budgetS * 1_000;
    return isInTime && tally.broken.length < MOST_SHOWN;
  });
  const astray = await replay(crew, tally.hashes, options.has);
  const seconds = Math.round((performance.now() - startedAt) / 100) / 10;
  process.stdout.write(
    `${JSON.stringify({ ...tally.line(), replayed: tally.hashes.size, astray, seconds })}\n`,
  );
  for (const result of tally.broken.slice(0, MOST_SHOWN))
    show(await minimise(crew, plans.get(result.seed) ?? { seed: result.seed }, result));
  const uncovered = options.has === null ? missing(tally) : [];
  for (const what of uncovered) process.stderr.write(`never met: ${what}\n`);
  return tally.broken.length + uncovered.length + astray === 0 ? 0 : 1;
}

function missing(tally: Tally): string[] {
  if (tally.seeds >= ENOUGH_TO_COVER) return tally.uncovered();
  return tally.seeds >= ENOUGH_TO_MEET ? tally.unmet() : [];
}

/** @returns how many of the first seeds went another way when they ran once more: a seed must replay exactly */
async function replay(
  crew: Crew,
  hashes: ReadonlyMap<number, string>,
  has: readonly Feature[] | null,
): Promise<number> {
  let astray = 0;
  for (const [seed, hash] of hashes)
    if ((await crew.one({ seed, ...(has !== null && { has }) })).hash !== hash) astray += 1;
  return astray;
}

async function one(crew: Crew, seed: number, has: readonly Feature[] | null): Promise<number> {
  const directed = [...directedSeeds()].find((plan) => plan.seed === seed);
  const plan = directed ?? { seed, ...(has !== null && { has }) };
  const result = await crew.one({ ...plan, isTraced: true });
  show(result);
  return result.failures.length === 0 ? 0 : 1;
}

function show(result: SeedResult): void {
  const { seed, mode, hash, failures, fired, trace } = result;
  const lines = [
    `seed ${String(seed)} (${mode}), trace ${hash}`,
    ...failures.map((failure) => `  BROKEN ${failure}`),
    `  faults: ${fired.join('; ')}`,
    ...trace.map((line) => `    ${line}`),
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    process.exit(2);
  },
);
