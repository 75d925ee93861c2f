import { SeededRandom } from '../core/seeded-random.js';
import { type OperationName } from '../http/operation-name.js';
import { type Fault, type FaultKind, type FaultOrder } from './fault.js';

/** What a fault is matched against: a request, or a webhook about to leave. */
export interface FaultSubject {
  readonly method?: string;
  readonly path?: string;
  readonly operation?: OperationName;
  readonly personId?: number | null;
  readonly token?: string;
  readonly event?: string;
}

const LISTS: readonly OperationName[] = [
  'messages.list', 'messages.readers', 'reactions.list', 'users.list', 'search.users', 'tags.list', 'tags.users',
  'chats.list', 'chats.members', 'events.list',
]; // prettier-ignore

/** Where a kind makes sense at all; the others may hit anything. */
const PLACES: Partial<Readonly<Record<FaultKind, readonly OperationName[]>>> = {
  history_lag: ['messages.list'],
  short_pages: LISTS,
  empty_page: LISTS,
  history_forbidden: [
    'messages.list',
    'messages.get',
    'messages.readers',
    'messages.update',
    'messages.delete',
  ],
  content_refused: ['messages.create', 'messages.update'],
  recipient_deletes: ['messages.create'],
};

/** These change what an answer says or when it comes, and go together; of all others a request meets one at most. */
const COMBINABLE: ReadonlySet<FaultKind> = new Set([
  'latency', 'history_lag', 'short_pages', 'empty_page', 'recipient_deletes', 'webhook_duplicate', 'webhook_delay',
]); // prettier-ignore

interface Entry {
  fault: Fault;
  readonly pattern: RegExp | null;
  readonly random: SeededRandom;
}

/**
 * The faults in force. Each decides by a chance of its own, drawn from the seed and its number, so the n-th fitting
 * request meets the same fate in every run, whatever else happens.
 */
export class FaultBook {
  private readonly entries: Entry[] = [];
  private added = 0;

  constructor(
    private readonly seed: number,
    private readonly onFire: () => void,
  ) {}

  add(order: FaultOrder): Fault {
    const id = ++this.added;
    const match = order.match ?? {};
    const fault = { id, kind: order.kind, match, params: order.params ?? {}, seen: 0, fired: 0 } as Fault;
    const pattern = match.pathPattern === undefined ? null : new RegExp(match.pathPattern, 'u');
    this.entries.push({ fault, pattern, random: new SeededRandom(this.seed, 'fault', id) });
    return fault;
  }

  all(): Fault[] {
    return this.entries.map((entry) => entry.fault);
  }

  /** Takes one fault away, or all; returns how many went. */
  remove(id?: number): number {
    const kept = id === undefined ? [] : this.entries.filter((entry) => entry.fault.id !== id);
    const removed = this.entries.length - kept.length;
    this.entries.splice(0, this.entries.length, ...kept);
    return removed;
  }

  /** The faults that hit, in the order they were added; the draw is made and counted here. */
  draw(subject: FaultSubject): Fault[] {
    const hits: Fault[] = [];
    let isDoomed = false;
    for (const entry of this.entries) {
      const isDoom = !COMBINABLE.has(entry.fault.kind);
      if ((isDoom && isDoomed) || !fits(entry, subject) || !this.fires(entry)) continue;
      isDoomed ||= isDoom;
      hits.push(entry.fault);
      this.onFire();
    }
    return hits;
  }

  /** A number in `[from, to]` by the fault's own chance. */
  between(fault: Fault, from: number, to: number): number {
    const entry = this.entries.find((each) => each.fault.id === fault.id);
    return entry === undefined ? from : from + entry.random.next() * (to - from);
  }

  private fires(entry: Entry): boolean {
    const { match, seen, fired } = entry.fault;
    const isLucky = !entry.random.chance(match.probability ?? 1);
    const isOver = match.count !== undefined && fired >= match.count;
    const isEarly = seen < (match.skip ?? 0);
    const hits = !isLucky && !isOver && !isEarly;
    entry.fault = { ...entry.fault, seen: seen + 1, fired: fired + (hits ? 1 : 0) };
    return hits;
  }
}

function fits({ fault, pattern }: Entry, subject: FaultSubject): boolean {
  const { match } = fault;
  const places = PLACES[fault.kind];
  if (places !== undefined && (subject.operation === undefined || !places.includes(subject.operation)))
    return false;
  if (fault.kind.startsWith('webhook_') !== (subject.event !== undefined)) return false;
  return (
    (match.method === undefined || match.method.toUpperCase() === subject.method) &&
    (pattern === null || pattern.test(subject.path ?? '')) &&
    (match.operation === undefined || match.operation === subject.operation) &&
    (match.personId === undefined || match.personId === subject.personId) &&
    (match.token === undefined || match.token === subject.token) &&
    (match.event === undefined || match.event === subject.event)
  );
}
