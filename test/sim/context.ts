import type { RunsService } from '#lib/campaigns';
import type { EditRequests, RecallRequests } from '#lib/corrections';
import type { DoubtResolution, RunControl } from '#lib/deliveries';
import type { Reminders } from '#lib/followups';
import type { SendersService } from '#lib/senders';
import type { Faults } from './faults.js';
import type { Journal } from './journal.js';
import type { PgLine } from './pg-line.js';
import type { Streams } from './seeded.js';
import type { SimProcess } from './sim-process.js';
import type { Buttons, Chat, NewMessage, Person, TrueMessage } from './true-message.js';
import type { VirtualTime } from './virtual-time.js';
import type { Reply } from './wire.js';
import type { RunTruth, World } from './world.js';

/** A request under way. */
export interface Flight {
  readonly process: SimProcess | null;
  readonly method: string;
  readonly url: URL;
  readonly body: string;
  /** Short, for the trace. */
  readonly name: string;
}

/** A pause or cancel that has returned, and until when its run cannot have gone on. */
export interface Stopped {
  readonly runId: string;
  readonly at: number;
  /** Posts that were under way when it returned. */
  readonly inFlight: number;
  until: number;
}

export interface WorkerView {
  readonly process: SimProcess;
  holdMs(requestClass: 'send' | 'history'): number | null;
}

export interface ApiView {
  readonly process: SimProcess;
  readonly control: RunControl;
  readonly doubts: DoubtResolution;
  readonly senders: SendersService;
  readonly runs: RunsService;
  readonly recalls: RecallRequests;
  readonly edits: EditRequests;
  readonly reminders: Reminders;
  readonly database: {
    readonly client: { $queryRaw(strings: TemplateStringsArray, ...values: unknown[]): Promise<unknown[]> };
    transaction<T>(work: (tx: unknown) => Promise<T>): Promise<T>;
  };
}

/** How the parts of a seed see one another. */
export interface SimContext {
  readonly streams: Streams;
  readonly time: VirtualTime;
  readonly journal: Journal;
  readonly faults: Faults;
  readonly line: PgLine;
  readonly world: World;
  readonly mode: 'safety' | 'liveness';
  readonly sendLimit: number;
  readonly mostLateMs: number;
  /** Whether the messenger tells of the bot's own messages. */
  readonly hearsEvents: boolean;
  readonly messenger: {
    readonly messages: readonly TrueMessage[];
    readonly people: ReadonlyMap<number, Person>;
    readonly chats: ReadonlyMap<number, Chat>;
    ours(): TrueMessage[];
    apply(message: NewMessage): TrueMessage;
    change(message: TrueMessage, content: string, buttons: Buttons | undefined): void;
    remove(message: TrueMessage, by: 'us' | 'recipient'): void;
  };
  readonly network: { readonly request: unknown };
  readonly sessions: { readonly clientClass: unknown; loseAll(): void };
  readonly nemesis: {
    strikes(process: SimProcess | null, where: string): boolean;
    begin(): void;
    isDatabaseAway(): boolean;
    replyMs(): number;
  };
  readonly operators: {
    readonly stops: Stopped[];
    act(statuses: ReadonlyMap<string, string>): void;
    mend(): void;
    goesOnWith(run: Pick<RunTruth, 'id'>): void;
    forget(): void;
  };
  readonly reminders: { readonly areOver: boolean };
  readonly weather: { rest(): Promise<boolean> };
  readonly invariants: { stepped(name: string): Promise<void> };
  readonly witness: {
    statement(
      process: SimProcess,
      name: string,
      ended: { readonly ok: boolean; readonly error?: unknown },
    ): void;
    applied(message: TrueMessage): void;
    changed(message: TrueMessage): void;
    left(flight: Flight): void;
    arrived(flight: Flight): void;
    answered(flight: Flight, reply: Reply): void;
  };
  readonly token: { readonly isValid: boolean; break(): void; mend(): void };
  readonly looks: {
    rows(text: string): Promise<Record<string, unknown>[]>;
    boundMessages(): Promise<Set<number>>;
    runStatuses(): Promise<ReadonlyMap<string, string>>;
  };
  readonly workers: {
    living(): readonly WorkerView[];
    kill(process: SimProcess, where: string): void;
    endSome(): void;
  };
  readonly idle: { quiet(process: SimProcess | null): number };
  readonly api: ApiView;
  /** Grows with everything that may give somebody work. */
  changes: number;
  inProcess(process: SimProcess, work: () => Promise<void>): void;
}
