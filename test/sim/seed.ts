import type pg from 'pg';
import type { SimContext } from './context.js';
import { type FaultPlan, Faults } from './faults.js';
import { Corrections } from './corrections.js';
import { type DeletionPlan, Deletions } from './deletions.js';
import { capture } from './globals.js';
import { IdleClock } from './idle-clock.js';
import { Invariants } from './invariants.js';
import { Journal } from './journal.js';
import { Looks } from './looks.js';
import { Messenger } from './messenger.js';
import { Nemesis } from './nemesis.js';
import { Network } from './network.js';
import { Operators } from './operators.js';
import type { PgLine } from './pg-line.js';
import { resultOf, type SeedResult } from './seed-result.js';
import { Streams } from './seeded.js';
import { Sessions } from './sessions.js';
import { Readers } from './readers.js';
import { Reminders } from './reminders.js';
import type { SimProcess } from './sim-process.js';
import { Restore } from './restore.js';
import { Token } from './token.js';
import { VirtualTime } from './virtual-time.js';
import { Weather } from './weather.js';
import { Witness } from './witness.js';
import { SimApi } from './worker.js';
import { newProcess, Workers } from './workers.js';
import { type Feature, imagine, type World } from './world.js';
import { beginIn } from './world-rows.js';

/** Longest that a request may take until it is applied and shown: under Δ, as assumptions A1 and A3 say together. */
const MOST_LATE_MS = 250_000;
/** A run that takes more events than this does not come to rest. */
const MOST_EVENTS = 60_000;

export interface SeedOptions extends FaultPlan {
  readonly seed: number;
  /** Keeps the whole trace, and not its hash alone. */
  readonly isTraced?: boolean;
  /** What its world has besides; absent: what chance says, and nothing where only what is directed happens. */
  readonly has?: readonly Feature[];
  /** Recipients delete what they get, whatever is known of it; absent: they do not. */
  readonly deletions?: DeletionPlan;
  /** Longest that a request may take until it is applied; absent: as assumption A1 says. */
  readonly mostLateMs?: number;
}

/** One world from its beginning to its rest: processes, database, messenger and people, all by one number. */
export class Seed implements SimContext {
  readonly streams: Streams;
  readonly time: VirtualTime;
  readonly journal: Journal;
  readonly faults: Faults;
  readonly messenger: Messenger;
  readonly network: Network;
  readonly sessions: Sessions;
  readonly nemesis: Nemesis;
  readonly operators: Operators;
  readonly invariants: Invariants;
  readonly witness: Witness;
  readonly reminders: Reminders;
  readonly weather: Weather;
  readonly token: Token;
  readonly looks: Looks;
  readonly world: World;
  readonly workers: Workers;
  readonly idle: IdleClock;
  readonly api: SimApi;
  readonly sendLimit: number;
  readonly mostLateMs: number;
  readonly hearsEvents: boolean;
  readonly mode: 'safety' | 'liveness';
  changes = 0;

  constructor(
    private readonly options: SeedOptions,
    readonly line: PgLine,
    private readonly client: pg.Client,
  ) {
    this.streams = new Streams(options.seed);
    this.mostLateMs = options.mostLateMs ?? MOST_LATE_MS;
    this.hearsEvents = options.deletions?.isTold === true;
    this.time = new VirtualTime(this.streams);
    this.journal = new Journal(this.time, options.isTraced === true);
    this.faults = new Faults(this.streams, options);
    this.messenger = new Messenger(this);
    this.network = new Network(this, this.messenger);
    this.sessions = new Sessions(this);
    this.nemesis = new Nemesis(this);
    this.operators = new Operators(this);
    this.invariants = new Invariants(this);
    this.reminders = new Reminders(this);
    this.witness = new Witness(this, this.invariants, {
      deletions: new Deletions(this, options.deletions ?? null),
      readers: new Readers(this),
    });
    this.weather = new Weather(this);
    this.token = new Token(this);
    this.looks = new Looks(this);
    this.world = imagine(this.streams, options.has ?? (options.isCalm === true ? [] : undefined));
    this.sendLimit = this.streams.whole('world', 1, 4);
    this.mode = this.streams.next('world') < 0.8 ? 'liveness' : 'safety';
    this.workers = new Workers(this, this.streams.pick('world', [1, 2, 2, 3]));
    this.idle = new IdleClock(this, this);
    for (const id of this.world.people) this.messenger.people.set(id, { id, isSuspended: false });
    for (const id of this.world.chats) this.messenger.chats.set(id, { id, isArchived: false });
    this.api = new SimApi(this, newProcess(this, 'api'));
  }

  async run(): Promise<SeedResult> {
    await beginIn(this.client, this.world);
    const release = capture(this);
    try {
      this.workers.start();
      this.nemesis.begin();
      new Corrections(this).begin();
      this.reminders.begin();
      new Restore(this, this.client).begin();
      this.weather.begin();
      await this.loop();
      await this.invariants.atEnd();
    } catch (error) {
      const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
      this.journal.fail(`the sim broke: ${text}`);
    } finally {
      this.time.clear();
      release();
    }
    return resultOf(this.options.seed, this);
  }

  /** Runs `work` as a process of the world. */
  inProcess(process: SimProcess, work: () => Promise<void>): void {
    this.time.after(0, { label: 'start', process, run: () => void work() });
  }

  private async loop(): Promise<void> {
    for (let events = 0; events < MOST_EVENTS; events += 1) {
      const due = this.time.take();
      if (due === null) return;
      if (this.weather.isOver && this.mode === 'safety') return;
      if (due.isIdle && (await this.idle.isTooEarly(due.at))) {
        // Put back before it is put off with the others.
        this.time.restore(due);
        if (await this.idle.jump(due.at)) return;
        continue;
      }
      await this.idle.keepAlive(due.at);
      await this.time.run(due);
      if (this.journal.failures.length > 0) return;
    }
    this.journal.fail('I12: it does not come to rest');
  }
}
