import { parseArgs } from 'node:util';

export const POLICIES = ['protocol', 'naive'] as const;
/** `protocol`: the product. `naive`: an ordinary job queue in its place, any error means retry; the control. */
export type Policy = (typeof POLICIES)[number];

export interface ChaosOptions {
  readonly minutes: number;
  readonly seed: number;
  readonly policy: Policy;
  readonly workers: number;
  readonly people: number;
  readonly bots: number;
}

const HELP = `Chaos: real processes, broken on purpose, then compared with what the messenger really has.

  --minutes M     how long things break (0.1 to 600; default 1)
  --seed S        of the schedule (default: by the clock; it is printed)
  --policy P      protocol | naive (default protocol); naive is the control and must make duplicates
  --workers N     worker processes (2 to 16; default 4)
  --people N      people of the workspace (20 to 5000; default 250)
  --bots N        bots that send, each under a limit of its own (1 to 8; default 2; the control has one)
`;

/** @throws with the help text when an argument is wrong */
export function readOptions(argv: readonly string[]): ChaosOptions {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      minutes: { type: 'string', default: '1' },
      seed: { type: 'string', default: String(Date.now() % 1_000_000) },
      policy: { type: 'string', default: 'protocol' },
      workers: { type: 'string', default: '4' },
      people: { type: 'string', default: '250' },
      bots: { type: 'string', default: '2' },
    },
  });
  const policy = POLICIES.find((known) => known === values.policy);
  if (policy === undefined) throw new RangeError(HELP);
  return {
    policy,
    minutes: inRange(values.minutes, 0.1, 600),
    seed: Math.floor(inRange(values.seed, 0, 2 ** 32 - 1)),
    workers: Math.floor(inRange(values.workers, 2, 16)),
    people: Math.floor(inRange(values.people, 20, 5_000)),
    bots: Math.floor(inRange(values.bots, 1, 8)),
  };
}

function inRange(text: string, from: number, to: number): number {
  const value = Number(text);
  if (text === '' || !(value >= from && value <= to)) throw new RangeError(HELP);
  return value;
}
