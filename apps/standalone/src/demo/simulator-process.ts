import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { entry } from '../product.js';

/** The simulated messenger in a process of its own, as the real one would be. */
export interface SimulatorProcess {
  /** For PACHCA_API_URL. */
  readonly apiUrl: string;
  /** Ground truth and control. */
  readonly controlUrl: string;
  readonly token: string;
  stop(): Promise<void>;
}

/** A Monday morning in Moscow: at night and on holidays the simulated people sleep, too. */
const WORKING_MORNING = '2026-03-02T06:30:00Z';

const READY = /^Simulator ready: (\S+) \(token (\S+), control (\S+)\)$/;

export async function startSimulator(options: { people: number; speed: number }): Promise<SimulatorProcess> {
  const args = [
    ...['--port', '0', '--people', String(options.people), '--speed', String(options.speed)],
    ...['--start', WORKING_MORNING],
  ];
  const child = spawn(process.execPath, [entry('simulator'), ...args], {
    detached: true,
    // By the channel it notices when we end without a word.
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  const [apiUrl, token, controlUrl] = await readyLine(child);
  return { apiUrl, token, controlUrl, stop: () => stop(child) };
}

async function readyLine(child: ChildProcess): Promise<[string, string, string]> {
  if (child.stdout === null) throw new Error('The output of the simulated messenger cannot be read.');
  const lines = createInterface({ input: child.stdout });
  const line = Promise.race([once(lines, 'line') as Promise<[string]>, once(child, 'exit').then(() => [''])]);
  const [, apiUrl, token, controlUrl] = READY.exec((await line)[0]) ?? [];
  if (apiUrl === undefined || token === undefined || controlUrl === undefined) {
    throw new Error('The simulated messenger could not start.');
  }
  return [apiUrl, token, controlUrl];
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGTERM');
  await gone;
}
