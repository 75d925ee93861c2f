import { AcknowledgementsModule } from '#lib/acknowledgements';
import { CampaignsModule, RunsService } from '#lib/campaigns';
import { type Config, CONFIG, loadConfig } from '#lib/config';
import { Database, Instance } from '#lib/database';
import {
  DeliverLoop,
  DeliveriesModule,
  DoubtResolution,
  MessageBinder,
  RampWaves,
  Reconciler,
  RunControl,
  RunPreparation,
  SafeMode,
  Sweeper,
  Upkeep,
  Verifier,
} from '#lib/deliveries';
import {
  CorrectionOperations,
  CorrectionsModule,
  Editor,
  EditRequests,
  Recaller,
  RecallRequests,
} from '#lib/corrections';
import { FollowUpsModule, Ladder, ReminderOperations, Reminders } from '#lib/followups';
import { InboundDispatcher, type InboundHandler, InboundHandlers } from '#lib/inbox';
import { LOGGER } from '#lib/observability';
import { SenderCheck, SenderOwnership, type SenderSession, SendersService } from '#lib/senders';
import { BEGINNING, MOSCOW_AHEAD_MS } from './virtual-time.js';
import { Composition } from './compose.js';
import type { SimContext } from './context.js';
import { SimDatabase } from './sim-database.js';
import type { SimProcess } from './sim-process.js';
import { hasFollowUps } from './world.js';

/** What every seed runs with; an operator's own figures, but for the messenger's address. */
export const CONFIGURATION = loadConfig({
  PACHCA_API_URL: 'http://127.0.0.1:1/api',
  VESTNIK_LOG_LEVEL: 'error',
});

/** Seals nothing: what a token looks like in the database is not what is proved here. */
const OPEN_BOX = { open: (sealed: Buffer) => Promise.resolve(sealed.toString()) };

/** The product's objects of one process. */
export function composeProcess(
  seed: SimContext,
  process: SimProcess,
): { database: SimDatabase; parts: Composition } {
  const database = new SimDatabase(seed, process);
  const say = (facts: { readonly error?: string }, text: string): void => {
    seed.journal.note(`${process.name} says: ${text} ${facts.error ?? ''}`.trim());
    seed.journal.said(text);
  };
  const logger = { info: () => undefined, debug: () => undefined, warn: say, error: say };
  const provided = new Map<unknown, unknown>([
    [CONFIG, configurationOf(seed)],
    [LOGGER, logger],
    [Database, database],
    [Instance, new Instance(database as unknown as Database)],
  ]);
  const parts = new Composition(MODULES, provided, { SecretBox: OPEN_BOX });
  return { database, parts };
}

const MODULES = [
  DeliveriesModule,
  CampaignsModule,
  CorrectionsModule,
  FollowUpsModule,
  AcknowledgementsModule,
] as const;

function configurationOf({ sendLimit, world }: SimContext): Config {
  const limits = { ...CONFIGURATION.limits, send: sendLimit };
  if (world.quiet === null) return { ...CONFIGURATION, limits };
  const clock = (at: number): string => new Date(at + MOSCOW_AHEAD_MS).toISOString().slice(11, 16);
  const quiet = { from: clock(world.quiet.from), to: clock(world.quiet.to) };
  return { ...CONFIGURATION, limits, sendingHours: { ...CONFIGURATION.sendingHours, quiet } };
}

/** An api process: people's wishes reach the product through it. */
export class SimApi {
  readonly control: RunControl;
  readonly doubts: DoubtResolution;
  readonly senders: SendersService;
  readonly runs: RunsService;
  readonly recalls: RecallRequests;
  readonly edits: EditRequests;
  readonly reminders: Reminders;
  readonly database: SimDatabase;

  constructor(
    seed: SimContext,
    readonly process: SimProcess,
  ) {
    const { database, parts } = composeProcess(seed, process);
    this.database = database;
    this.control = parts.get(RunControl);
    this.doubts = parts.get(DoubtResolution);
    this.senders = parts.get(SendersService);
    this.runs = parts.get(RunsService);
    this.recalls = parts.get(RecallRequests);
    this.edits = parts.get(EditRequests);
    this.reminders = parts.get(Reminders);
  }
}

/** A worker process, with the loops of the product's worker. */
export class SimWorker {
  readonly ownership: SenderOwnership;
  private readonly deliver: DeliverLoop;
  private readonly parts: Composition;
  private readonly known = new Set<SenderSession>();
  private isEnding = false;

  constructor(
    private readonly seed: SimContext,
    readonly process: SimProcess,
  ) {
    this.parts = composeProcess(seed, process).parts;
    this.ownership = this.parts.get(SenderOwnership);
    this.deliver = this.parts.get(DeliverLoop);
  }

  start(): void {
    const [check, reconciler, binder, sweeper] = [
      this.parts.get(SenderCheck),
      this.parts.get(Reconciler),
      this.parts.get(MessageBinder),
      this.parts.get(Sweeper),
    ];
    const [preparation, upkeep] = [this.parts.get(RunPreparation), this.parts.get(Upkeep)];
    this.loop('ownership', 1_000, async () => {
      await this.ownership.runOnce();
      for (const session of this.ownership.owned()) {
        this.known.add(session);
        this.deliver.pump(session);
      }
    });
    this.loop('check', 3_000, () => this.eachBot((session) => check.runOnce(session)));
    this.loop('reconcile', 700, () => this.eachBot((session) => reconciler.runOnce(session)));
    this.loop('bind', 2_000, () => this.eachBot((session) => binder.runOnce(session)));
    this.loop('sweep', 2_000, () => this.eachBot((session) => sweeper.runOnce(session)));
    this.loop('preparation', 3_000, () => preparation.runOnce());
    this.loop('upkeep', 4_000, () => upkeep.runOnce());
    if (this.seed.world.corrections.length > 0) this.correct();
    if (this.seed.world.runs.some(({ ramp }) => ramp !== null)) this.ramp();
    if (this.seed.world.reminders.length > 0) this.remind();
    if (this.seed.world.ladder !== null) this.climb();
    if (hasFollowUps(this.seed.world)) this.hear('ButtonClicks', 'ReadingDeeds');
    if (this.seed.world.isRestored) this.watch();
    if (this.seed.hearsEvents) this.hear('OwnMessages');
  }

  /** Only where there is something to do: chance goes to whoever asks for it, and the other worlds are to stay as they are. */
  private correct(): void {
    const [recaller, editor] = [this.parts.get(Recaller), this.parts.get(Editor)];
    const operations = this.parts.get(CorrectionOperations);
    this.loop('recall', 2_000, () => this.eachBot((session) => recaller.runOnce(session)));
    this.loop('edit', 2_000, () => this.eachBot((session) => editor.runOnce(session)));
    this.loop('corrections', 4_000, () => operations.runOnce());
  }

  private ramp(): void {
    const waves = this.parts.get(RampWaves);
    this.loop('ramp', 2_000, () => waves.runOnce());
  }

  private watch(): void {
    const [safeMode, verifier] = [this.parts.get(SafeMode), this.parts.get(Verifier)];
    // Nothing is claimed where nobody has said for some seconds that somebody is at work.
    this.loop('watch', 1_000, () => safeMode.watch(), 1);
    this.loop('verify', 2_000, () => this.eachBot((session) => verifier.runOnce(session)));
    this.loop('end of safe mode', 5_000, () => safeMode.endIfOver());
  }

  private remind(): void {
    const operations = this.parts.get(ReminderOperations);
    this.loop('reminders', 4_000, () => operations.runOnce());
  }

  private climb(): void {
    const ladder = this.parts.get(Ladder);
    this.loop('ladder', 5_000, () => ladder.runOnce());
  }

  private hear(...handlers: readonly string[]): void {
    const inbox = this.parts.get(InboundDispatcher);
    for (const name of handlers)
      this.parts.get(InboundHandlers).add(this.parts.named(name) as InboundHandler);
    this.loop('inbox', 1_000, () => this.eachBot((session) => inbox.runOnce(session)));
  }

  /** SIGTERM: nothing new; what is under way is written down, unless that takes too long. */
  end(): void {
    this.isEnding = true;
    const { seed } = this;
    seed.inProcess(this.process, async () => {
      const tooLong = seed.time.sleep(15_000, this.process);
      await this.ownership.stop(() => Promise.race([this.deliver.settled(), tooLong]));
      seed.journal.cover('worker ended in order');
      seed.workers.kill(this.process, 'at its end');
    });
  }

  get isSteady(): boolean {
    return this.process.isAlive && !this.isEnding && this.process.stoppedUntil <= this.seed.time.now;
  }

  /** How long nothing of a class starts; `null`: it owns no bot. */
  holdMs(requestClass: 'send' | 'history'): number | null {
    const [session] = [...this.known].filter((each) => each.isOpen());
    if (session === undefined) return null;
    // The gate reads the clock of whoever is running, and that must be its own process.
    return this.seed.time.as(this.process, () => session.gate.class(requestClass).holdMs());
  }

  /** As if the passes of the ownership had gone on until then: nothing else would have come of them. */
  vouchUntil(moment: number): void {
    for (const session of this.known)
      if (session.isOpen()) session.vouch(moment - BEGINNING + this.process.monotonicOffsetMs);
  }

  private async eachBot(work: (session: SenderSession) => Promise<unknown>): Promise<void> {
    for (const session of this.ownership.owned()) if (session.isOpen()) await work(session);
  }

  /** @param mostQuiet how many times longer it may wait where nothing has changed */
  private loop(name: string, everyMs: number, work: () => Promise<unknown>, mostQuiet = 16): void {
    const { seed, process } = this;
    let [seen, quiet] = [-1, 1];
    const pass = async (): Promise<void> => {
      try {
        await work();
      } catch (error) {
        seed.journal.failed(process, name, error);
      }
      if (!this.isEnding) again();
    };
    const again = (): void => {
      // Nothing has changed since the pass before: the next one may come later, as on a slow machine.
      quiet = seed.changes === seen ? Math.min(quiet * 2, mostQuiet) : 1;
      seen = seed.changes;
      const ms = everyMs * quiet * (0.5 + seed.streams.next('loop'));
      seed.time.after(ms, { label: name, process, isIdle: true, run: () => void pass() });
    };
    again();
  }
}
