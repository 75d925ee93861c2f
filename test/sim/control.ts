import type { Crew } from './crew.js';
import type { SeedOptions } from './seed.js';

/** Sends whose answer never comes, in each world: each is a doubt about a message that exists. */
const UNANSWERED = [1, 2, 3, 4].map((pass) => `http.answer_hangs@POST messages#${String(pass)}`);
/** Sends that are applied when nobody waits for them any more. */
const LATE = [1, 2, 3, 4].map((pass) => `http.late@POST messages#${String(pass)}`);
const MINUTE_MS = 60_000;

/** A control breaks one assumption on purpose: without what guards it there must be second copies, with it none. */
interface Control {
  /** Which assumption of the protocol. */
  readonly id: string;
  readonly unguarded: Omit<SeedOptions, 'seed'>;
  readonly guarded: Omit<SeedOptions, 'seed'>;
}

/** What it takes to see that the checker is not blind (docs/delivery-protocol.md, "How it is proved"). */
export const CONTROLS: readonly Control[] = [
  {
    // People delete the message within the doubt: the history cannot prove it any more, an event about it can.
    id: 'a8',
    unguarded: { directed: UNANSWERED, deletions: { withinMs: MINUTE_MS / 2, isTold: false } },
    guarded: { directed: UNANSWERED, deletions: { withinMs: MINUTE_MS / 2, isTold: true } },
  },
  {
    // A request is applied later than Δ; A4 (a process stopped behind the guard) looks the same from outside.
    id: 'a1',
    unguarded: { directed: LATE, mostLateMs: 20 * MINUTE_MS },
    guarded: { directed: LATE },
  },
];

/** What a number of worlds came to. */
interface Figures {
  deliveries: number;
  doubts: number;
  /** Worlds in which a delivery came to two messages. */
  second_copies: number;
  /** Worlds in which something else broke. */
  otherwise_broken: number;
}

/** @returns whether the control shows what it must, and its figures as a line */
export async function runControl(
  crew: Crew,
  { id, ...variants }: Control,
  worlds: number,
): Promise<{ readonly isRight: boolean; readonly line: string }> {
  const unguarded = await figuresOf(crew, variants.unguarded, worlds);
  const guarded = await figuresOf(crew, variants.guarded, worlds);
  const isRight =
    unguarded.second_copies > 0 && guarded.second_copies === 0 && guarded.otherwise_broken === 0;
  return { isRight, line: JSON.stringify({ control: id, worlds, unguarded, guarded }) };
}

async function figuresOf(crew: Crew, options: Omit<SeedOptions, 'seed'>, worlds: number): Promise<Figures> {
  const figures: Figures = { deliveries: 0, doubts: 0, second_copies: 0, otherwise_broken: 0 };
  function* seeds(): Generator<SeedOptions> {
    for (let seed = 1; seed <= worlds; seed += 1) yield { ...options, seed, isCalm: true };
  }
  await crew.run(seeds(), ({ deliveries, doubts, failures }) => {
    figures.deliveries += deliveries;
    figures.doubts += doubts;
    const [first] = failures;
    if (first?.startsWith('I1:') === true) figures.second_copies += 1;
    else if (first !== undefined) figures.otherwise_broken += 1;
    return true;
  });
  return figures;
}
