import { createHash } from 'node:crypto';
import type pg from 'pg';
import type { Flight, SimContext } from './context.js';
import { Coverage } from './coverage.js';
import { type FaultPlan, Faults } from './faults.js';
import { capture } from './globals.js';
import { Invariants } from './invariants.js';
import { Messenger } from './messenger.js';
import { type TrueMessage } from './true-message.js';
import { Nemesis } from './nemesis.js';
import { Network } from './network.js';
import { nextDue } from './next-due.js';
import { Operators } from './operators.js';
import type { PgLine } from './pg-line.js';
import { Streams } from './seeded.js';
import { Sessions } from './sessions.js';
import { SimProcess } from './sim-process.js';
import { BEGINNING, VirtualTime } from './virtual-time.js';
import type { Reply } from './wire.js';
import { SimApi, SimWorker } from './worker.js';
import { beginIn, imagine, IS_OVER, SENDER_ID, type World } from './world.js';

/** Longest that a request may take until it is applied and shown: under Δ, as assumptions A1 and A3 say together. */
const MOST_LATE_MS = 250_000;
/** A run that takes more events than this does not come to rest. */
const MOST_EVENTS = 60_000;
const KEPT_TRACE = 4_000;
/** How often an owner's renewal is done for it: a renewal vouches for eight seconds. */
const ALIVE_MS = 4_000;

export interface SeedOptions extends FaultPlan {
  readonly seed: number;
  /** Keeps the whole trace, and not its hash alone. */
  readonly isTraced?: boolean;
}

export interface SeedResult {
  readonly seed: number;
  readonly mode: 'safety' | 'liveness';
  /** What is broken, in words; empty: nothing. */
  readonly failures: readonly string[];
  readonly hash: string;
  readonly trace: readonly string[];
  readonly fired: readonly string[];
  readonly coverage: Readonly<Record<string, number>>;
  readonly deliveries: number;
  readonly doubts: number;
}

/** One world from its beginning to its rest: processes, database, messenger and people, all by one number. */
export class Seed implements SimContext {
  readonly streams: Streams;
  readonly time: VirtualTime;
  readonly faults: Faults;
  readonly messenger: Messenger;
  readonly network: Network;
  readonly sessions: Sessions;
  readonly nemesis: Nemesis;
  readonly operators: Operators;
  readonly invariants: Invariants;
  readonly world: World;
  readonly api: SimApi;
  readonly sendLimit: number;
  readonly mostLateMs = MOST_LATE_MS;
  readonly mode: 'safety' | 'liveness';
  readonly coverage = new Coverage();
  private readonly workers: SimWorker[] = [];
  private readonly hash = createHash('sha1');
  private readonly trace: string[] = [];
  private started = 0;
  /** Grows with everything that may give somebody work. */
  changes = 0;
  private mends = 0;
  private statuses: { changes: number; byId: ReadonlyMap<string, string> } = { changes: -1, byId: new Map() };
  private aliveAt = 0;
  private due = { changes: -1, at: 0 };
  private readonly wanted: number;

  constructor(
    readonly options: SeedOptions,
    readonly line: PgLine,
    private readonly client: pg.Client,
  ) {
    this.streams = new Streams(options.seed);
    this.time = new VirtualTime(this.streams);
    this.faults = new Faults(this.streams, options);
    this.messenger = new Messenger(this);
    this.network = new Network(this, this.messenger);
    this.sessions = new Sessions(this);
    this.nemesis = new Nemesis(this);
    this.operators = new Operators(this);
    this.invariants = new Invariants(this);
    this.world = imagine(this.streams);
    this.sendLimit = this.streams.whole('world', 1, 4);
    this.mode = this.streams.next('world') < 0.8 ? 'liveness' : 'safety';
    this.wanted = this.streams.pick('world', [1, 2, 2, 3]);
    for (const id of this.world.people) this.messenger.people.set(id, { id, isSuspended: false });
    this.api = new SimApi(this, this.newProcess('api'));
  }

  async run(): Promise<SeedResult> {
    await beginIn(this.client, this.world);
    const release = capture(this);
    try {
      this.startWorkers();
      this.nemesis.begin();
      this.time.after(20_000 + this.streams.next('world') ** 2 * 500_000, {
        label: 'calm',
        process: null,
        run: () => {
          this.calm();
        },
      });
      await this.loop();
      await this.invariants.atEnd();
    } catch (error) {
      this.fail(`the sim broke: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    } finally {
      this.time.clear();
      release();
    }
    return this.result();
  }

  /** Runs `work` as a process of the world. */
  inProcess(process: SimProcess, work: () => Promise<void>): void {
    this.time.after(0, { label: 'start', process, run: () => void work() });
  }

  livingWorkers(): SimWorker[] {
    return this.workers.filter(({ process }) => process.isAlive);
  }

  kill(process: SimProcess, where: string): void {
    this.note(`${process.name} is dead ${where}`);
    this.coverage.killed(where);
    process.kill();
    this.changes += 1;
    this.time.after(this.streams.between('restart', 100, 20_000), {
      label: 'restart',
      process: null,
      run: () => {
        this.startWorkers();
      },
    });
  }

  endSomeWorker(): void {
    const steady = this.livingWorkers().filter((worker) => worker.isSteady);
    if (steady.length > 0) this.streams.pick('who ends', steady).end();
  }

  cover(what: string): void {
    this.coverage.met(what);
  }

  note(text: string): void {
    const line = `${((this.time.now - BEGINNING) / 1_000).toFixed(3)} ${text}`;
    this.hash.update(line);
    if (this.options.isTraced === true || this.trace.length < KEPT_TRACE) this.trace.push(line);
  }

  fail(what: string): void {
    this.note(`BROKEN ${what}`);
    this.invariants.failures.push(what);
  }

  said(text: string): void {
    this.coverage.met(`log: ${text}`);
  }

  failed(process: SimProcess, pass: string, error: unknown): void {
    const text = error instanceof Error ? (error.message.split('\n').at(-1) ?? '') : String(error);
    this.note(`${process.name} ${pass} failed: ${text}`);
    if (error instanceof TypeError || error instanceof ReferenceError)
      this.fail(`${pass} broke off: ${error.stack ?? error.message}`);
  }

  noteStatement(
    process: SimProcess,
    name: string,
    ended: { readonly ok: boolean; readonly error?: unknown },
  ): void {
    if (name === 'read' || name === 'nothing' || name === 'write') return;
    this.changes += 1;
    const text = ended.ok
      ? ''
      : ` failed: ${ended.error instanceof Error ? (ended.error.message.split('\n').at(-1) ?? '') : ''}`;
    this.note(`${process.name} ${name}${text}`);
  }

  applied(message: TrueMessage): void {
    this.changes += 1;
    this.note(`message ${String(message.id)} to ${String(message.personId)}`);
    this.invariants.applied(message);
  }

  left(flight: Flight): void {
    this.note(`${flight.process?.name ?? ''} ${flight.name} leaves`);
    this.invariants.left(flight);
  }

  arrived(flight: Flight): void {
    this.invariants.arrived(flight);
  }

  answered(flight: Flight, reply: Reply): void {
    this.coverage.met(`${flight.method} answered ${String(reply.status)}`);
    this.invariants.refused(flight, reply);
    if (reply.status === 429 && flight.method === 'POST') this.invariants.throttled(flight, reply);
  }

  isTokenValid(): boolean {
    return this.messenger.isTokenValid;
  }

  breakToken(): void {
    this.messenger.isTokenValid = false;
    this.time.after(this.streams.between('token', 5_000, 120_000), {
      label: 'token',
      process: null,
      run: () => {
        this.mendToken();
      },
    });
  }

  mendToken(): void {
    this.messenger.isTokenValid = true;
    this.inProcess(this.api.process, async () => {
      const sender = await this.api.senders.get(SENDER_ID).catch(() => null);
      if (sender?.status === 'held') await this.api.senders.recheck(SENDER_ID).catch(() => undefined);
      this.changes += 1;
    });
  }

  /** What has become of each run; asked again only after a change. */
  async runStatuses(): Promise<ReadonlyMap<string, string>> {
    if (this.statuses.changes !== this.changes) {
      const rows = await this.look('select id, status::text as status from run');
      const byId = new Map(rows.map(({ id, status }) => [String(id), String(status)]));
      this.statuses = { changes: this.changes, byId };
    }
    return this.statuses.byId;
  }

  /** Looked up past the product, outside of the schedule. */
  async look(text: string): Promise<Record<string, unknown>[]> {
    return (await this.line.run({ text, values: [] }, this.time.now)).rows;
  }

  async boundMessages(): Promise<Set<number>> {
    const rows = await this.look('select message_id as id from delivery where message_id is not null');
    return new Set(rows.map(({ id }) => Number(id)));
  }

  /** How many times longer than its own a process may wait before it asks for work again. */
  quiet(process: SimProcess | null): number {
    if (process === null) return 1;
    const { idle } = process;
    idle.factor = idle.changes === this.changes ? Math.min(idle.factor * 2, 32) : 1;
    idle.changes = this.changes;
    return idle.factor;
  }

  private newProcess(name: string): SimProcess {
    const skew = this.streams.next('skew') < 0.3 ? this.streams.between('skew', -3_600_000, 3_600_000) : 0;
    return new SimProcess(name, skew, this.streams.between('monotonic', 1_000, 1e9));
  }

  private startWorkers(): void {
    while (this.livingWorkers().length < this.wanted) {
      this.started += 1;
      const process = this.newProcess(`w${String(this.started)}`);
      this.time.as(process, () => {
        const worker = new SimWorker(this, process);
        this.workers.push(worker);
        worker.start();
      });
      this.note(`${process.name} starts`);
    }
  }

  /** Nothing breaks from here on; in a liveness seed everything must come to rest. */
  calm(): void {
    if (!this.faults.isStorm) return;
    this.note('calm');
    this.faults.isStorm = false;
    if (this.mode === 'safety') return;
    for (const { process } of this.livingWorkers())
      process.stoppedUntil = Math.min(process.stoppedUntil, this.time.now);
    const mend = (): void => {
      this.operators.mend();
      this.time.after(3_600_000, { label: 'mend', process: null, isIdle: true, run: mend });
    };
    mend();
  }

  private async loop(): Promise<void> {
    for (let events = 0; events < MOST_EVENTS; events += 1) {
      const due = this.time.take();
      if (due === null) return;
      if (!this.faults.isStorm && this.mode === 'safety') return;
      if (due.isIdle && (await this.isTooEarly(due.at))) {
        // Put back before it is put off with the others.
        this.time.restore(due);
        if (await this.jump(due.at)) return;
        continue;
      }
      if (due.at - this.aliveAt > ALIVE_MS) await this.keepAlive(due.at);
      await this.time.run(due);
      if (this.invariants.failures.length > 0) return;
    }
    this.fail('I12: it does not come to rest');
  }

  private async isTooEarly(at: number): Promise<boolean> {
    return (await this.nextMoment()) > at + 1;
  }

  /** @returns whether there is nothing left to wait for */
  private async jump(at: number): Promise<boolean> {
    const moment = await this.nextMoment();
    if (moment === Infinity) return !(await this.mendOnceMore());
    if (moment - at > ALIVE_MS) await this.keepAlive(moment);
    this.time.putOffIdle(moment, 400);
    return false;
  }

  private async nextMoment(): Promise<number> {
    const busy = this.time.nextBusy();
    if (busy <= this.time.now + 50) return busy;
    if (this.due.changes !== this.changes) this.due = { changes: this.changes, at: await nextDue(this) };
    return Math.min(busy, this.due.at);
  }

  /** What the system has put on hold waits for a person; whoever looks a few times has everything going again. */
  private async mendOnceMore(): Promise<boolean> {
    const statuses = [...(await this.runStatuses()).values()];
    if (statuses.every((status) => IS_OVER.has(status)) || this.mends > 5) return false;
    this.mends += 1;
    this.operators.mend();
    return true;
  }

  /** Owners that live renew all the time; here it is done for them, in one statement, where nothing else would happen. */
  private async keepAlive(until: number): Promise<void> {
    this.aliveAt = until;
    const owner = this.livingWorkers().find(
      (worker) => worker.isSteady && this.sessions.holds(SENDER_ID, worker.process),
    );
    if (owner === undefined || this.nemesis.isDatabaseAway()) return;
    owner.vouchUntil(until);
    await this.line.run(
      {
        text: 'update sender_lease set renewed_at = to_timestamp($1::float8 / 1000) where owner = $2',
        values: [until, owner.ownership.owner],
      },
      this.time.now,
    );
  }

  private async result(): Promise<SeedResult> {
    const [counts] = await this.look(`
      select (select count(*)::int from delivery) as deliveries,
             (select count(*)::int from delivery_event where to_state = 'unknown') as doubts`);
    for (const { from, to } of (await this.look(
      `select coalesce(from_state::text, '-') as from, to_state::text as to from delivery_event group by 1, 2`,
    )) as { from: string; to: string }[])
      this.coverage.met(`${from} → ${to}`);
    for (const { kind } of this.faults.fired) this.coverage.met(kind);
    return {
      seed: this.options.seed,
      mode: this.mode,
      failures: this.invariants.failures,
      hash: this.hash.digest('hex').slice(0, 16),
      trace: this.trace,
      fired: this.faults.fired.map(({ kind, ordinal, where }) =>
        `${kind}#${String(ordinal)} ${where}`.trim(),
      ),
      coverage: this.coverage.counts(),
      deliveries: Number(counts?.['deliveries'] ?? 0),
      doubts: Number(counts?.['doubts'] ?? 0),
    };
  }
}
