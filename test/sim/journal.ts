import { createHash } from 'node:crypto';
import { Coverage } from './coverage.js';
import type { SimProcess } from './sim-process.js';
import { BEGINNING, type VirtualTime } from './virtual-time.js';

const KEPT_TRACE = 4_000;

/** What happened in a seed: as a trace, as the trace's hash, as what was met, and as what is broken. */
export class Journal {
  readonly trace: string[] = [];
  /** What is broken, in words; empty: nothing. */
  readonly failures: string[] = [];
  private readonly coverage = new Coverage();
  private readonly hash = createHash('sha1');

  constructor(
    private readonly time: VirtualTime,
    /** Keeps the whole trace, and not its hash alone. */
    private readonly isTraced: boolean,
  ) {}

  note(text: string): void {
    const line = `${((this.time.now - BEGINNING) / 1_000).toFixed(3)} ${text}`;
    this.hash.update(line);
    if (this.isTraced || this.trace.length < KEPT_TRACE) this.trace.push(line);
  }

  fail(what: string): void {
    this.note(`BROKEN ${what}`);
    this.failures.push(what);
  }

  cover(what: string): void {
    this.coverage.met(what);
  }

  said(text: string): void {
    this.coverage.met(`log: ${text}`);
  }

  killed(process: SimProcess, where: string): void {
    this.note(`${process.name} is dead ${where}`);
    this.coverage.killed(where);
  }

  failed(process: SimProcess, pass: string, error: unknown): void {
    const text = error instanceof Error ? (error.message.split('\n').at(-1) ?? '') : String(error);
    this.note(`${process.name} ${pass} failed: ${text}`);
    if (error instanceof TypeError || error instanceof ReferenceError)
      this.fail(`${pass} broke off: ${error.stack ?? error.message}`);
  }

  counts(): Readonly<Record<string, number>> {
    return this.coverage.counts();
  }

  /** Ends the hash: nothing can be noted afterwards. */
  digest(): string {
    return this.hash.digest('hex').slice(0, 16);
  }
}
