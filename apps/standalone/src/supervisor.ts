import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { systemClock } from '#lib/kernel';

export interface PartOptions {
  /** Shown to people: api, worker 1. */
  readonly name: string;
  /** Compiled entry point. */
  readonly script: string;
  readonly args?: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Gets the part's lines; absent: they go to this process's own output. */
  readonly onOutput?: (output: Readable) => void;
}

/** What a part says of itself once it can be used. */
export interface ReadyMessage {
  readonly type: 'ready';
  readonly url?: string;
}

/** A part that dies this often within the window is not started again. */
const MOST_RESTARTS = 5;
const RESTART_WINDOW_MS = 60_000;
const RESTART_WAIT_MS = 500;
const STOP_WAIT_MS = 25_000;

/**
 * One process of the product: started, waited for, started again when it dies, ended in order.
 *
 * The part runs detached, so that Ctrl-C in a terminal reaches the launcher alone; it notices the launcher's own end by
 * the channel between them.
 */
export class Part {
  private child: ChildProcess | null = null;
  private isStopping = false;
  private readonly starts: number[] = [];
  /** Resolves with the reason when the part is given up. */
  readonly givenUp: Promise<string>;
  private giveUp: (reason: string) => void = () => undefined;

  constructor(private readonly options: PartOptions) {
    this.givenUp = new Promise((resolve) => {
      this.giveUp = resolve;
    });
  }

  get name(): string {
    return this.options.name;
  }

  /** @throws when the part ends before it is ready; it has then said why itself */
  async start(): Promise<ReadyMessage> {
    const child = this.launch();
    const ready = await Promise.race([readyMessage(child), once(child, 'exit').then(() => null)]);
    if (ready === null) throw new PartFailed(`${this.name} could not start.`);
    child.once('exit', (code, signal) => {
      void this.restart(signal ?? `exit code ${String(code)}`);
    });
    return ready;
  }

  async stop(): Promise<void> {
    this.isStopping = true;
    const { child } = this;
    if (child?.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill('SIGTERM');
    const timer = setTimeout(() => child.kill('SIGKILL'), STOP_WAIT_MS);
    await gone;
    clearTimeout(timer);
  }

  private launch(): ChildProcess {
    const isPiped = this.options.onOutput !== undefined;
    const child = fork(this.options.script, this.options.args ?? [], {
      env: this.options.env,
      detached: true,
      stdio: ['ignore', isPiped ? 'pipe' : 'inherit', isPiped ? 'pipe' : 'inherit', 'ipc'],
    });
    for (const output of [child.stdout, child.stderr]) if (output !== null) this.options.onOutput?.(output);
    this.child = child;
    this.starts.push(systemClock.monotonicMs());
    return child;
  }

  private hasBeenStopped(): boolean {
    return this.isStopping;
  }

  private async restart(how: string): Promise<void> {
    if (this.hasBeenStopped()) return;
    const since = systemClock.monotonicMs() - RESTART_WINDOW_MS;
    if (this.starts.filter((at) => at > since).length > MOST_RESTARTS) {
      this.giveUp(`${this.name} died ${String(MOST_RESTARTS)} times within a minute (${how}).`);
      return;
    }
    await systemClock.sleep(RESTART_WAIT_MS);
    if (this.hasBeenStopped()) return;
    await this.start().catch(() => this.restart('it did not start again'));
  }
}

/** The part has already said on its own output what is wrong. */
export class PartFailed extends Error {
  override get name(): string {
    return 'PartFailed';
  }
}

function readyMessage(child: ChildProcess): Promise<ReadyMessage> {
  return new Promise((resolve) => {
    child.on('message', (message) => {
      if (typeof message === 'object' && 'type' in message && message.type === 'ready')
        resolve(message as ReadyMessage);
    });
  });
}
