import type { SimProcess } from './sim-process.js';
import type { Streams } from './seeded.js';

/** The timers of Node itself: the global ones are replaced while a seed runs. */
const realImmediate = globalThis.setImmediate;

/** Something that happens at a moment. */
export interface Due {
  at: number;
  readonly label: string;
  /** Whose it is; `null`: the world's. Nothing happens to a dead process, and to a stopped one only when it goes on. */
  readonly process: SimProcess | null;
  /** A question for work that may come later where nothing can have come up meanwhile. */
  readonly isIdle: boolean;
  readonly run: () => void | Promise<void>;
  rank: number;
  isCancelled: boolean;
}

/** The first moment of every seed: later than any real one, so that a default of Postgres' own clock is past. */
export const BEGINNING = Date.UTC(2035, 0, 15, 9, 0, 0);
/** Everybody of a world lives there, and the company does. */
export const MOSCOW_AHEAD_MS = 3 * 3_600_000;

/**
 * One thread of events in virtual time. Which of those that are due goes first is the seed's choice; between two events
 * all promises that can go on have gone on, so the same seed gives the same run.
 */
export class VirtualTime {
  now = BEGINNING;
  /** Whose code is running. */
  current: SimProcess | null = null;
  private readonly events: Due[] = [];

  constructor(private readonly streams: Streams) {}

  after(
    ms: number,
    event: {
      readonly label: string;
      readonly process: SimProcess | null;
      readonly isIdle?: boolean;
      readonly run: () => void | Promise<void>;
    },
  ): Due {
    const due: Due = {
      at: this.now + Math.max(0, ms),
      isIdle: false,
      ...event,
      rank: this.streams.next('order'),
      isCancelled: false,
    };
    this.events.push(due);
    return due;
  }

  /** Resolves after `ms` for a process that is alive by then; never for another. */
  sleep(ms: number, process: SimProcess | null, isIdle = false): Promise<void> {
    return new Promise((resolve) => {
      this.after(ms, { label: 'sleep', process, isIdle, run: resolve });
    });
  }

  /** The next event of a living process. Those of dead ones are dropped, those of stopped ones put off. */
  take(): Due | null {
    for (;;) {
      const index = this.first();
      const due = this.events[index];
      if (due === undefined) return null;
      this.events.splice(index, 1);
      if (due.isCancelled || due.process?.isAlive === false) continue;
      const until = due.process?.stoppedUntil ?? 0;
      if (until <= due.at) return due;
      due.at = until + this.streams.next('thaw');
      this.events.push(due);
    }
  }

  /** Back where it was taken from. */
  restore(due: Due): void {
    this.events.push(due);
  }

  async run(due: Due): Promise<void> {
    this.now = Math.max(this.now, due.at);
    this.current = due.process;
    await due.run();
    await this.settle();
    this.current = null;
  }

  /** What `work` comes to by the clocks of `process`. */
  as<T>(process: SimProcess, work: () => T): T {
    const before = this.current;
    this.current = process;
    try {
      return work();
    } finally {
      this.current = before;
    }
  }

  /** Until no promise can go on by itself. */
  async settle(): Promise<void> {
    await new Promise<void>((resolve) => realImmediate(resolve));
    await new Promise<void>((resolve) => realImmediate(resolve));
  }

  /** When the first event comes that is no question for work; `Infinity`: there is none. */
  nextBusy(): number {
    return this.events.reduce(
      (least, due) =>
        due.isIdle || due.isCancelled || due.process?.isAlive === false ? least : Math.min(least, due.at),
      Infinity,
    );
  }

  /** Puts all questions for work off until `moment`, each with an offset of its own. */
  putOffIdle(moment: number, spreadMs: number): void {
    for (const due of this.events) {
      if (!due.isIdle || due.at >= moment) continue;
      due.at = moment + this.streams.next('idle') * spreadMs;
    }
  }

  clear(): void {
    this.events.length = 0;
  }

  private first(): number {
    let best = 0;
    for (let index = 1; index < this.events.length; index += 1) {
      const [a, b] = [this.events[index], this.events[best]];
      if (a !== undefined && b !== undefined && (a.at < b.at || (a.at === b.at && a.rank < b.rank)))
        best = index;
    }
    return best;
  }
}
