import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { projectRoot } from '#lib/database';
import { Ledger, type TestDatabase } from '#lib/testing';
import { processorMsOf } from './process-figures.js';

/** The workers of a delivery benchmark, each a process with a bot of its own. */
export class DeliveryCrew {
  private readonly children: ChildProcess[] = [];

  constructor(
    private readonly db: TestDatabase,
    private readonly apiUrl: string,
    private readonly sendLimit: number,
  ) {}

  /** One more, with a run for these people. Resolves when it is ready to begin. */
  async join(token: string, people: readonly number[]): Promise<void> {
    const owner = `bench ${String(this.children.length)}`;
    const ledger = new Ledger(this.db);
    const senderId = await ledger.sender({ owner, token, avatarUrl: 'https://example.org/bot.png' });
    await ledger.run(senderId, people);
    const { apiUrl, sendLimit } = this;
    const settings = { databaseUrl: this.db.url, apiUrl, token, senderId, owner, sendLimit };
    const main = join(projectRoot(), 'dist', 'test', 'bench', 'delivery-worker.js');
    // Its log is written, as in production, and read by nobody.
    const child = fork(main, [JSON.stringify(settings)], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
    this.children.push(child);
    await once(child, 'message');
  }

  begin(): void {
    for (const child of this.children) child.send('begin');
  }

  /** What all of them have used of the processor since their start, in milliseconds. */
  async processorMs(): Promise<number> {
    const each = await Promise.all(this.children.map(({ pid }) => processorMsOf(pid ?? 0)));
    return each.reduce((sum, ms) => sum + ms, 0);
  }

  async close(): Promise<void> {
    await Promise.all(
      this.children.map(async (child) => {
        if (child.exitCode !== null || child.signalCode !== null) return;
        child.kill('SIGKILL');
        await once(child, 'exit');
      }),
    );
  }
}
