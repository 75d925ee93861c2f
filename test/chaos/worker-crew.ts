import { systemClock } from '#lib/kernel';
import type { RunningProcess } from '#lib/testing';

/** A process that may be killed, stopped and started anew. */
export type Victim = Pick<RunningProcess, 'pid' | 'kill' | 'stop' | 'signal' | 'output'>;

const RELAUNCH_MS = 300;
/** Characters of its output that are kept of a process that crashed. */
export const LAST_WORDS = 4_000;

/** A fixed number of worker processes: whatever ends one, another takes its place, as under a supervisor. */
export class WorkerCrew {
  kills = 0;
  stops = 0;
  /** What processes wrote that ended although nobody had killed them. */
  readonly crashes: string[] = [];
  private readonly present = new Set<Victim>();
  private readonly stopped = new Set<Victim>();
  private readonly launches = new Set<Promise<void>>();
  private isClosing = false;

  constructor(private readonly launch: () => Promise<Victim>) {}

  async start(size: number): Promise<void> {
    for (let at = 0; at < size; at += 1) this.replace();
    await Promise.all(this.launches);
  }

  all(): Victim[] {
    return [...this.present];
  }

  byPid(pid: number): Victim | undefined {
    return this.all().find((victim) => victim.pid === pid);
  }

  /** `kill -9`; another starts at once. */
  async kill(victim: Victim): Promise<void> {
    if (!this.present.delete(victim)) return;
    this.kills += 1;
    this.stopped.delete(victim);
    await victim.kill();
    this.replace();
  }

  async killAll(): Promise<void> {
    await Promise.all(this.all().map((victim) => this.kill(victim)));
  }

  /** SIGSTOP, and SIGCONT after `ms`, unless it was killed meanwhile. */
  async stopFor(victim: Victim, ms: number): Promise<void> {
    if (!this.present.has(victim) || this.stopped.has(victim)) return;
    this.stops += 1;
    this.stopped.add(victim);
    victim.signal('SIGSTOP');
    await systemClock.sleep(ms);
    if (this.stopped.delete(victim)) victim.signal('SIGCONT');
  }

  wakeAll(): void {
    for (const victim of this.stopped) victim.signal('SIGCONT');
    this.stopped.clear();
  }

  /** Notes who ended without having been killed, and replaces them. */
  replaceCrashed(): void {
    for (const victim of this.all().filter(({ pid }) => !isAlive(pid))) {
      this.present.delete(victim);
      this.crashes.push(victim.output().slice(-LAST_WORDS));
      this.replace();
    }
  }

  async close(): Promise<void> {
    this.isClosing = true;
    this.wakeAll();
    await Promise.all(this.launches);
    await Promise.all(this.all().map((victim) => victim.kill()));
  }

  private replace(): void {
    const launching = this.launchUntilItLives().finally(() => this.launches.delete(launching));
    this.launches.add(launching);
  }

  /** A start may meet a database that is just away. */
  private async launchUntilItLives(): Promise<void> {
    while (!this.isClosing) {
      try {
        this.present.add(await this.launch());
        return;
      } catch {
        await systemClock.sleep(RELAUNCH_MS);
      }
    }
  }
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
