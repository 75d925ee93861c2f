import type { Streams } from './seeded.js';

/**
 * What may go wrong, each with how often it does where a seed has it: a share of the occasions at which it could.
 * A seed has about a third of them.
 */
export const FAULT_RATES = {
  // Requests of the send class.
  'http.refused': 0.15,
  'http.request_lost': 0.15,
  'http.answer_lost': 0.2,
  'http.answer_hangs': 0.2,
  'http.error_before': 0.15,
  'http.error_after': 0.2,
  'http.late': 0.2,
  'http.throttled': 0.2,
  'http.cut_answer': 0.15,
  'http.wrong_answer': 0.15,
  'http.redirect': 0.1,
  'http.foreign': 0.1,
  'http.conflict': 0.1,
  'http.token_refused': 0.06,
  'http.person_refused': 0.1,
  'http.content_refused': 0.08,
  'http.slow': 0.3,
  // Requests that read.
  'read.error': 0.2,
  'read.lost': 0.15,
  'read.throttled': 0.1,
  'read.forbidden': 0.2,
  'read.short_page': 0.4,
  'read.lag': 0.4,
  // The database.
  'db.refused': 0.01,
  'db.reply_lost': 0.015,
  'db.commit_lost': 0.015,
  'db.serialization': 0.01,
  'db.slow': 0.02,
  // Processes. Killing and stopping are asked at every step.
  'process.kill': 0.02,
  'process.stop': 0.01,
  // The world, asked every ten seconds or so.
  'world.database_restart': 0.06,
  'world.clock_jump': 0.1,
  'world.worker_ends': 0.08,
  'world.person_suspended': 0.06,
  'world.message_deleted': 0.2,
  'world.message_forwarded': 0.15,
  // Where there are chats of many.
  'world.chat_archived': 0.1,
  'world.program_posts': 0.3,
  'world.person_writes': 0.3,
  'world.pause': 0.12,
  'world.resume': 0.5,
  'world.cancel': 0.03,
  'world.resolve': 0.15,
} as const;
export type FaultKind = keyof typeof FAULT_RATES;

/** Without these nobody would ever mend what others broke. */
const ALWAYS: readonly FaultKind[] = ['world.resume'];
/** Asked so often that a bound keeps a seed from consisting of nothing else. */
const MOST: Partial<Record<FaultKind, number>> = {
  'process.kill': 6,
  'process.stop': 4,
  'world.database_restart': 3,
};

export interface Fired {
  readonly kind: FaultKind;
  /** The how-manieth of its kind in this seed: names it across replays. */
  readonly ordinal: number;
  readonly where: string;
}

export interface FaultPlan {
  /** `kind#ordinal` of those that must not happen: how a failure is made small. */
  readonly without?: readonly string[];
  /** `kind@where#n`: happens the n-th time that place is passed, whatever chance says. */
  readonly directed?: readonly string[];
  /** Only what is directed. */
  readonly isCalm?: boolean;
}

/** Decides what goes wrong, and remembers it. */
export class Faults {
  readonly fired: Fired[] = [];
  /** Off: nothing new breaks. */
  isStorm = true;
  private readonly passes = new Map<string, number>();
  private readonly counts = new Map<FaultKind, number>();
  private readonly rates = new Map<FaultKind, number>();

  constructor(
    private readonly streams: Streams,
    private readonly plan: FaultPlan,
  ) {
    for (const [kind, rate] of Object.entries(FAULT_RATES) as [FaultKind, number][]) {
      const isHere = ALWAYS.includes(kind) || streams.next(`has ${kind}`) < 0.35;
      this.rates.set(kind, isHere && plan.isCalm !== true ? rate * (0.5 + streams.next(`rate ${kind}`)) : 0);
    }
  }

  /** @param where the place that is passed; named in the list of what fired */
  fires(kind: FaultKind, where: string): boolean {
    const place = `${kind}@${where.replace(/ to \d+/, '')}`;
    const pass = (this.passes.get(place) ?? 0) + 1;
    this.passes.set(place, pass);
    const isDirected = this.plan.directed?.includes(`${place}#${String(pass)}`) === true;
    const isChance = this.streams.next(kind) < (this.rates.get(kind) ?? 0);
    if (!isDirected && (!isChance || !this.isStorm)) return false;
    const ordinal = (this.counts.get(kind) ?? 0) + 1;
    if (ordinal > (MOST[kind] ?? Infinity)) return false;
    this.counts.set(kind, ordinal);
    if (this.plan.without?.includes(`${kind}#${String(ordinal)}`) === true) return false;
    this.fired.push({ kind, ordinal, where });
    return true;
  }
}
