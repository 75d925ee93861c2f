import { parseArgs } from 'node:util';
import { Crew } from '../sim/crew.js';
import { startServer } from '../sim/database.js';
import type { SeedOptions } from '../sim/seed.js';
import type { Mutant } from './mutant.js';
import { MUTANTS } from './mutants.js';
import { failingTests } from './spec-run.js';

const HELP = `Mutants: one safeguard of the protocol at a time is taken away, and something must notice.

  --only NAME    this one alone (see the table)
  --no-specs     only those that the simulation notices
`;
/** Worlds tried for each mutant before it counts as a survivor. */
const DIRECTED_WORLDS = 60;
const CHANCE_WORLDS = 300;

/** @returns what noticed; `null`: nothing did */
async function killerOf(mutant: Mutant, urls: readonly string[]): Promise<string | null> {
  const { spec } = mutant;
  if (spec !== undefined) {
    const [first] = await failingTests({ ...mutant, spec });
    return first === undefined ? null : `${spec.pattern}: ${first}`;
  }
  const crew = await Crew.begin(urls, mutant.patches);
  try {
    let killer: string | null = null;
    await crew.run(worlds(mutant), ({ failures, seed }) => {
      const [first] = failures;
      if (first !== undefined) killer ??= `simulation, seed ${String(seed)}: ${first.split('\n')[0] ?? ''}`;
      return killer === null;
    });
    return killer;
  } finally {
    await crew.end();
  }
}

function* worlds({ directed = [], has }: Mutant): Generator<SeedOptions> {
  const isCalm = directed.length > 0;
  for (let seed = 1; seed <= (isCalm ? DIRECTED_WORLDS : CHANCE_WORLDS); seed += 1)
    yield { seed, ...(isCalm && { isCalm, directed }), ...(has !== undefined && { has }) };
}

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: { only: { type: 'string' }, 'no-specs': { type: 'boolean', default: false } },
  });
  const chosen = MUTANTS.filter(
    ({ name, spec }) =>
      (values.only === undefined || name === values.only) && !(values['no-specs'] && spec !== undefined),
  );
  if (chosen.length === 0) throw new RangeError(HELP);
  const server = await startServer(2);
  let survivors = 0;
  try {
    for (const mutant of chosen) {
      const killer = await killerOf(mutant, server.urls);
      if (killer === null) survivors += 1;
      process.stdout.write(`${killer === null ? 'SURVIVED' : 'killed  '}  ${mutant.name}  ${killer ?? ''}\n`);
    }
  } finally {
    await server.close();
  }
  process.stdout.write(
    `${JSON.stringify({ mutants: chosen.length, killed: chosen.length - survivors, survivors })}\n`,
  );
  return survivors === 0 ? 0 : 1;
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    process.exit(2);
  },
);
