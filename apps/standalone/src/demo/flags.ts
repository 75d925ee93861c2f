import { parseArgs } from 'node:util';

export const HELP = `npm run demo -- [options]

Everything on this machine: an embedded Postgres, the api, a worker, and a simulated messenger. Nothing leaves it.

  --people N    people of the simulated company, 20 to 100000 (default 3000)
  --speed X     how many times faster than real they read, 1 to 600 (default 60)
  --port N      port of the api (default PORT, or 8080, or a free one when that is taken)
  --workers N   worker processes, 1 to 8 (default 1)
  --exit        run one campaign to its end, print one line of JSON, and exit (0 only when nothing was lost or doubled)
  --help
`;

export interface Flags {
  readonly people: number;
  readonly speed: number;
  /** `null`: 8080 or a free one. */
  readonly port: number | null;
  readonly workers: number;
  readonly isExit: boolean;
  readonly isHelp: boolean;
}

/** @throws with one sentence when a flag is unknown or out of range */
export function parseFlags(args: readonly string[]): Flags {
  const { values } = parseArgs({
    args: [...args],
    options: {
      people: { type: 'string', default: '3000' },
      speed: { type: 'string', default: '60' },
      port: { type: 'string' },
      workers: { type: 'string', default: '1' },
      exit: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  return {
    people: within('people', values.people, [20, 100_000]),
    speed: within('speed', values.speed, [1, 600]),
    port: values.port === undefined ? null : within('port', values.port, [0, 65_535]),
    workers: within('workers', values.workers, [1, 8]),
    isExit: values.exit,
    isHelp: values.help,
  };
}

function within(name: string, text: string, [min, max]: readonly [number, number]): number {
  const value = Number(text);
  if (text === '' || !Number.isInteger(value) || value < min || value > max) {
    throw new Error(`--${name} must be a whole number from ${String(min)} to ${String(max)}, not «${text}».`);
  }
  return value;
}
