import { parseArgs } from 'node:util';
import { RATE_PROFILES, startSimulator, type SimulatorOptions } from './simulator.js';

const HELP = `Simulated Pachca API, with its ground truth under /_sim.

  --port N            port to listen on; 0 = any free one (default 9091)
  --host ADDRESS      address to listen on (default 127.0.0.1)
  --people N          people besides the bots, 0 to 100000 (default 200)
  --seed N            same seed, same people and habits (default 1)
  --speed X           people live X times as fast as real time; 0 stops them (default 1)
  --start TIME        simulated time at the start, such as 2026-03-02T06:00:00Z (default: now)
  --token TEXT        token of the first bot (default sim-bot-token)
  --rate-profile P    ${RATE_PROFILES.join(' | ')} (default documented)
  --reads HOW         plausibly | at_once | never (default plausibly)
  --help
`;

const OPTIONS = {
  port: { type: 'string', default: '9091' },
  host: { type: 'string', default: '127.0.0.1' },
  people: { type: 'string', default: '200' },
  seed: { type: 'string', default: '1' },
  speed: { type: 'string', default: '1' },
  start: { type: 'string' },
  token: { type: 'string', default: 'sim-bot-token' },
  'rate-profile': { type: 'string', default: 'documented' },
  reads: { type: 'string', default: 'plausibly' },
  help: { type: 'boolean', default: false },
} as const;

const readArguments = (): ReturnType<typeof parseArgs<{ options: typeof OPTIONS }>>['values'] =>
  parseArgs({ options: OPTIONS }).values;

function optionsFrom(values: ReturnType<typeof readArguments>): SimulatorOptions {
  return {
    port: numberOf('port', values.port),
    host: values.host,
    people: numberOf('people', values.people),
    seed: numberOf('seed', values.seed),
    speed: numberOf('speed', values.speed),
    token: values.token,
    rateProfile: choiceOf('rate-profile', values['rate-profile'], RATE_PROFILES),
    behaviour: { peopleRead: choiceOf('reads', values.reads, ['plausibly', 'at_once', 'never']) },
    ...(values.start !== undefined && { simulatedStart: instantOf('start', values.start) }),
  };
}

function numberOf(name: string, text: string): number {
  const value = Number(text);
  if (text === '' || Number.isNaN(value)) throw new RangeError(`--${name} is not right: ${text}`);
  return value;
}

function instantOf(name: string, text: string): Date {
  const instant = new Date(text);
  if (Number.isNaN(instant.getTime())) throw new RangeError(`--${name} is not a time: ${text}`);
  return instant;
}

function choiceOf<T extends string>(name: string, text: string, choices: readonly T[]): T {
  const choice = choices.find((each) => each === text);
  if (choice === undefined) throw new RangeError(`--${name} must be one of ${choices.join(', ')}`);
  return choice;
}

async function main(): Promise<void> {
  const values = readArguments();
  if (values.help) {
    process.stdout.write(HELP);
    return;
  }
  const simulator = await startSimulator(optionsFrom(values));
  const { apiUrl, token, controlUrl } = simulator;
  // Whoever started this reads the line to learn the addresses.
  process.stdout.write(`Simulator ready: ${apiUrl} (token ${token}, control ${controlUrl})\n`);
  const stop = (): void => {
    void simulator.close().then(() => process.exit(0));
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
  // Started by the demo: its end is ours, whatever ended it, and if it has ended while this was being built.
  process.once('disconnect', stop);
  if (process.send !== undefined && !process.connected) stop();
}

try {
  await main();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}
