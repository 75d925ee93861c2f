import { readFile } from 'node:fs/promises';
import { systemClock } from '#lib/kernel';
import { createTestDatabase, RunningProduct, SimulatorHandle } from '#lib/testing';
import { withBenchServer } from './bench-server.js';

/** How long the api and a worker take from their start to ready, and how much memory they hold then. */
const STARTS = 5;

await withBenchServer(async () => {
  const messenger = await SimulatorHandle.start({ people: 10 });
  const db = await createTestDatabase();
  const running = new RunningProduct({
    databaseUrl: db.url,
    pachcaUrl: messenger.apiUrl,
    token: messenger.token,
  });
  try {
    const rows = [
      { process: 'api', ...(await measure(() => running.startApi())) },
      { process: 'worker', ...(await measure(() => running.startWorker())) },
    ];
    process.stdout.write(`${JSON.stringify({ bench: 'startup', starts: STARTS, rows }, null, 2)}\n`);
  } finally {
    await running.close();
    await db.close();
    await messenger.close();
  }
});

interface StartFigures {
  readonly median_ready_ms: number;
  readonly median_rss_mb: number;
}

async function measure(start: () => ReturnType<RunningProduct['startApi']>): Promise<StartFigures> {
  const ready: number[] = [];
  const memory: number[] = [];
  for (let at = 0; at < STARTS; at += 1) {
    const before = systemClock.monotonicMs();
    const started = await start();
    ready.push(systemClock.monotonicMs() - before);
    memory.push(await residentMb(started.pid));
    await started.stop();
  }
  return { median_ready_ms: Math.round(median(ready)), median_rss_mb: Math.round(median(memory)) };
}

/** From /proc, in MB; Linux only, as the figures that are published. */
async function residentMb(pid: number): Promise<number> {
  const status = await readFile(`/proc/${String(pid)}/status`, 'utf8');
  return Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1] ?? 0) / 1_024;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
