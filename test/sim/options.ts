import { parseArgs } from 'node:util';
import { type Feature, isFeature } from './world.js';

export interface SimOptions {
  readonly seeds: number;
  readonly from: number;
  /** One seed, with its whole trace. */
  readonly only: number | null;
  readonly processes: number;
  readonly isDirected: boolean;
  /** A control in place of the proof, by its id. */
  readonly control: string | null;
  /** What all of the worlds have; `null`: what chance says. */
  readonly has: readonly Feature[] | null;
  /** No seed begins after so many seconds; `null`: all of them run. */
  readonly budgetS: number | null;
}

export const HELP = `Deterministic simulation: the product's own code and SQL, with time, chance and the messenger by number.

  --seeds N       how many seeds (default 200)
  --from S        the first of them (default 1)
  --seed S        this one alone, with its trace; the same number gives the same trace
  --processes P   how many run side by side (default 2)
  --budget S      no seed begins after S seconds: as many as fit
  --control ID    a8 or a1: breaks that assumption in N worlds and counts second copies, without its guard and with it
  --has F[,F]     worlds with these alone: corrections, chats, reminders, ramp, hours, restore, ladder; without the directed schedules
  --no-directed   without the directed schedules (every crash point with every trouble)
`;

/** @throws with the help text when an argument is wrong */
export function readOptions(argv: readonly string[]): SimOptions {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      seeds: { type: 'string', default: '200' },
      from: { type: 'string', default: '1' },
      seed: { type: 'string' },
      processes: { type: 'string', default: '2' },
      budget: { type: 'string' },
      control: { type: 'string' },
      has: { type: 'string' },
      'no-directed': { type: 'boolean', default: false },
    },
  });
  return {
    seeds: whole(values.seeds, 0, 100_000_000),
    from: whole(values.from, 0, 2 ** 40),
    only: values.seed === undefined ? null : whole(values.seed, 0, 2 ** 40),
    processes: whole(values.processes, 1, 64),
    budgetS: values.budget === undefined ? null : whole(values.budget, 1, 1_000_000),
    control: values.control ?? null,
    has: values.has === undefined ? null : features(values.has),
    isDirected: !values['no-directed'] && values.has === undefined,
  };
}

function features(text: string): Feature[] {
  const names = text.split(',');
  if (!names.every(isFeature)) throw new RangeError(HELP);
  return names;
}

function whole(text: string, from: number, to: number): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < from || value > to) throw new RangeError(HELP);
  return value;
}
