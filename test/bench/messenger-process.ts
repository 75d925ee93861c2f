import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { projectRoot } from '#lib/database';

/** A messenger in a process of its own, so that its work is not counted as that of who asks. */
export interface MessengerProcess {
  readonly url: string;
  readonly apiUrl: string;
  readonly token: string;
  stop(): void;
}

/** Without limits of its own, and with people who do nothing. */
export async function startMessenger(people: number): Promise<MessengerProcess> {
  const main = join(projectRoot(), 'dist', 'apps', 'simulator', 'src', 'main.js');
  const quiet = ['--speed', '0', '--rate-profile', 'off', '--reads', 'never'];
  const child = spawn(process.execPath, [main, '--port', '0', '--people', String(people), ...quiet], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
  const [, apiUrl, token] = /^Simulator ready: (\S+) \(token (\S+),/.exec(line) ?? [];
  if (apiUrl === undefined || token === undefined) throw new Error(`The messenger said: ${line}`);
  return { url: new URL(apiUrl).origin, apiUrl, token, stop: () => child.kill('SIGTERM') };
}
