import { EventEmitter } from 'node:events';
import { connectionLost, connectionRefused } from './prisma-errors.js';
import type { SimContext } from './context.js';
import type { SimProcess } from './sim-process.js';

/**
 * Connections of their own, which live as long as a process does: the owners of bots hold session locks on them. The
 * locks are kept here, since they are the connection's and not the transaction's; every other statement goes to Postgres.
 */
export class Sessions {
  private readonly holders = new Map<string, Session>();
  private lastPid = 0;
  private readonly open = new Set<Session>();

  constructor(private readonly seed: SimContext) {}

  /** What stands for `pg.Client`. */
  get clientClass(): new (options: { application_name?: string }) => Session {
    const { seed, holders, open } = this;
    const nextPid = (): number => (this.lastPid += 1);
    return class extends Session {
      constructor(options: { application_name?: string }) {
        super({ seed, holders, open, pid: nextPid(), name: options.application_name ?? '' });
      }
    };
  }

  holds(senderId: string, process: SimProcess): boolean {
    return this.holders.get(senderId)?.process === process;
  }

  /** The server goes away, and every connection with it. */
  loseAll(): void {
    for (const session of [...this.open]) session.lose();
  }
}

interface SessionPlace {
  readonly seed: SimContext;
  readonly holders: Map<string, Session>;
  readonly open: Set<Session>;
  readonly pid: number;
  readonly name: string;
}

class Session extends EventEmitter {
  readonly process: SimProcess | null;
  private isLost = false;
  private waiting: (why: Error) => void = () => undefined;

  constructor(private readonly place: SessionPlace) {
    super();
    this.process = place.seed.time.current;
    // Nobody is told twice: an error that nobody listens to must not end the sim.
    this.on('error', () => undefined);
  }

  async connect(): Promise<void> {
    await this.turn();
    if (this.place.seed.nemesis.isDatabaseAway()) throw connectionRefused();
    this.place.open.add(this);
    this.process?.sessions.add(this);
  }

  query(text: string, values: readonly unknown[] = []): Promise<{ rows: unknown[] }> {
    const { seed } = this.place;
    return new Promise((resolve, reject) => {
      if (this.place.name === 'vestnik-succession') {
        // Who waits for a vacancy would only spare the next pass a moment: here they wait until the connection ends.
        this.waiting = reject;
        return;
      }
      // The way back is an event of its own: a process may die or stop with the statement done.
      const back = (run: () => void | Promise<void>): void => {
        seed.time.after(seed.streams.between('session', 0, 3), {
          label: 'session',
          process: this.process,
          run,
        });
      };
      back(async () => {
        if (this.isLost || seed.nemesis.isDatabaseAway()) {
          reject(connectionLost());
          return;
        }
        const rows = this.lockStatement(text, values) ?? (await this.ask(text, values));
        back(() => {
          resolve({ rows });
        });
      });
    });
  }

  async end(): Promise<void> {
    this.lose();
    return Promise.resolve();
  }

  /** The connection is cut: its locks go at once; the process hears of it when it next runs. */
  lose(): void {
    if (this.isLost) return;
    this.isLost = true;
    this.place.open.delete(this);
    for (const [key, holder] of this.place.holders) if (holder === this) this.place.holders.delete(key);
    this.place.seed.time.after(1, {
      label: 'connection lost',
      process: this.process,
      run: () => {
        this.waiting(connectionLost());
        this.emit('end');
      },
    });
  }

  private async ask(text: string, values: readonly unknown[]): Promise<unknown[]> {
    const { seed, pid } = this.place;
    const statement = { text: text.replace('pg_backend_pid()', String(pid)), values };
    return (await seed.line.run(statement, seed.time.now)).rows;
  }

  private lockStatement(text: string, values: readonly unknown[]): unknown[] | null {
    const { holders, pid, seed } = this.place;
    const key = String(values[1]);
    if (text.includes('pg_terminate_backend')) {
      const holder = holders.get(key);
      if (holder?.place.pid === values[2]) {
        seed.journal.cover('evicted');
        holder?.lose();
      }
      return [];
    }
    if (text.includes('pg_try_advisory_lock')) {
      const holder = holders.get(key);
      if (holder === undefined) holders.set(key, this);
      return [{ locked: holder === undefined || holder === this }];
    }
    if (text.includes('pg_advisory_unlock')) {
      if (holders.get(key) === this) holders.delete(key);
      return [];
    }
    return text.includes('pg_backend_pid') && !text.includes('insert') ? [{ pid }] : null;
  }

  private turn(): Promise<void> {
    const { time, streams } = this.place.seed;
    return new Promise((resolve) => {
      time.after(streams.between('session', 0, 3), { label: 'session', process: this.process, run: resolve });
    });
  }
}
