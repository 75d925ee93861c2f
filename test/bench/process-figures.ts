import { readFile } from 'node:fs/promises';

const MEGABYTE_KB = 1_024;
/** Linux counts the time of processes in hundredths of a second, on every machine that Node runs on. */
const TICK_MS = 10;

/** Resident memory of another process, in megabytes. Linux. */
export async function rssOf(pid: number): Promise<number> {
  const status = await readFile(`/proc/${String(pid)}/status`, 'utf8');
  return Math.round(Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1]) / MEGABYTE_KB);
}

/** Processor time that another process has had since its start, in milliseconds. Linux. */
export async function processorMsOf(pid: number): Promise<number> {
  const stat = await readFile(`/proc/${String(pid)}/stat`, 'utf8');
  // The second field is its name in brackets, with blanks in it; utime and stime are the fourteenth and the fifteenth.
  const [user, system] = stat
    .slice(stat.lastIndexOf(')') + 2)
    .split(' ')
    .slice(11, 13)
    .map(Number);
  return ((user ?? Number.NaN) + (system ?? Number.NaN)) * TICK_MS;
}
