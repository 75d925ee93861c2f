import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { projectRoot } from '#lib/database';
import { PachcaClient } from '#lib/pachca';
import { Ledger, type SimulatorHandle } from '#lib/testing';
import type { ChaosPostgres } from './chaos-postgres.js';
import type { Victim } from './worker-crew.js';

/** Starts one worker of the control. */
export async function launchNaive(settings: Readonly<Record<string, string>>): Promise<Victim> {
  const program = join(projectRoot(), 'dist', 'test', 'chaos', 'naive-worker.js');
  const child = fork(program, [JSON.stringify(settings)], { stdio: ['ignore', 'pipe', 'pipe', 'ipc'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (piece: Buffer) => (output += piece.toString()));
  const exited = once(child, 'exit');
  await Promise.race([once(child, 'message'), exited]);
  const end = async (signal: NodeJS.Signals): Promise<number | null> => {
    if (child.exitCode === null && child.signalCode === null) child.kill(signal);
    await exited;
    return child.exitCode;
  };
  return {
    pid: child.pid ?? 0,
    output: () => output,
    stop: () => end('SIGTERM'),
    signal: (signal) => child.kill(signal),
    kill: async () => {
      await end('SIGKILL');
    },
  };
}

/** Runs of the control, written as rows: it has no api. */
export async function naiveCampaigns(
  postgres: ChaosPostgres,
  messenger: SimulatorHandle,
  runs: number,
): Promise<void> {
  const client = new PachcaClient({ baseUrl: messenger.apiUrl, token: messenger.token });
  try {
    const people: number[] = [];
    for await (const page of client.listUsers())
      people.push(...page.filter((user) => !user.isBot && !user.isSuspended).map((user) => user.id));
    const avatarUrl = (await client.getProfile()).imageUrl;
    const ledger = new Ledger(postgres);
    const senderId = await ledger.sender({ avatarUrl });
    for (let at = 0; at < runs; at += 1) await ledger.run(senderId, people);
  } finally {
    client.close();
  }
}
