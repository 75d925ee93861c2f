import { systemClock } from '#lib/kernel';
import type { SimulatorHandle } from '#lib/testing';

type FaultOrder = Parameters<SimulatorHandle['orderFault']>[0];
type FaultKind = FaultOrder['kind'];
type FaultMatch = ReturnType<typeof create | typeof history | typeof update | typeof remove | typeof readers>;

/** Longest time after which the simulated messenger still applies a request, or shows a message. Both below Δ. */
const LATE_APPLY_MS = 2_500;
const HISTORY_LAG_MS = 2_000;
const RECIPIENT_DELETES_AFTER_MS = 3_000;

const create = (probability: number) => ({ operation: 'messages.create', probability }) as const;
const history = (probability: number) => ({ operation: 'messages.list', probability }) as const;
const update = (probability: number) => ({ operation: 'messages.update', probability }) as const;
const remove = (probability: number) => ({ operation: 'messages.delete', probability }) as const;
const readers = (probability: number) => ({ operation: 'messages.readers', probability }) as const;

/** Always in force while things break; together about one send in ten ends in doubt. */
const BACKGROUND: readonly (FaultOrder & { readonly match: FaultMatch })[] = [
  { kind: 'latency', params: { ms: 5, maxMs: 150 }, match: create(0.5) },
  { kind: 'lost_request', match: create(0.012) },
  { kind: 'lost_answer', match: create(0.012) },
  { kind: 'error_before', params: { status: 503 }, match: create(0.012) },
  { kind: 'error_after', params: { status: 502 }, match: create(0.012) },
  { kind: 'late_apply', params: { delayMs: LATE_APPLY_MS }, match: create(0.012) },
  { kind: 'late_apply', params: { delayMs: LATE_APPLY_MS, cut: false }, match: create(0.006) },
  { kind: 'hang', params: { applied: true }, match: create(0.006) },
  { kind: 'hang', params: { applied: false }, match: create(0.006) },
  { kind: 'truncated', match: create(0.012) },
  { kind: 'wrong_body', params: { body: 'json' }, match: create(0.006) },
  { kind: 'wrong_body', params: { body: 'html' }, match: create(0.006) },
  { kind: 'redirect', match: create(0.012) },
  { kind: 'dribble', params: { everyMs: 1 }, match: create(0.012) },
  { kind: 'recipient_deletes', params: { afterMs: RECIPIENT_DELETES_AFTER_MS }, match: create(0.01) },
  { kind: 'history_lag', params: { ms: HISTORY_LAG_MS }, match: history(0.3) },
  { kind: 'short_pages', params: { size: 2 }, match: history(0.3) },
  { kind: 'empty_page', match: history(0.05) },
  { kind: 'error_before', params: { status: 500 }, match: history(0.05) },
  { kind: 'wrong_body', params: { body: 'empty' }, match: history(0.02) },
  // A change that is applied late may come behind a newer one; a deletion may be repeated as often as it must.
  { kind: 'late_apply', params: { delayMs: LATE_APPLY_MS }, match: update(0.04) },
  { kind: 'late_apply', params: { delayMs: LATE_APPLY_MS, cut: false }, match: update(0.02) },
  { kind: 'lost_answer', match: update(0.03) },
  { kind: 'error_after', params: { status: 502 }, match: update(0.03) },
  { kind: 'wrong_body', params: { body: 'html' }, match: update(0.02) },
  { kind: 'lost_request', match: remove(0.03) },
  { kind: 'lost_answer', match: remove(0.03) },
  { kind: 'late_apply', params: { delayMs: LATE_APPLY_MS }, match: remove(0.03) },
  { kind: 'error_before', params: { status: 503 }, match: remove(0.03) },
  { kind: 'error_before', params: { status: 500 }, match: readers(0.05) },
];

/** Chance alone might leave a kind out of a short run, so each also comes once for certain, so many requests apart. */
const REQUESTS_BETWEEN = 3;
const AT_ONCE = 12;
const MOST_SPELLS = 10;

/** What goes wrong at the messenger, and how often it really did. */
export class MessengerFaults {
  private readonly fired = new Map<FaultKind, number>();

  constructor(private readonly messenger: SimulatorHandle) {}

  /** From now on faults come, in every kind that is planned. */
  async begin(): Promise<void> {
    for (const [at, order] of BACKGROUND.entries()) {
      await this.messenger.orderFault(order);
      const { operation } = order.match;
      const once = { operation, count: 1, skip: (at % AT_ONCE) * REQUESTS_BETWEEN };
      await this.messenger.orderFault({ ...order, match: once });
    }
  }

  /** Every send is answered 429 for a while. */
  throttleStorm(ms: number): Promise<void> {
    return this.storm({ kind: 'throttle', params: { seconds: 1 }, match: create(1) }, ms);
  }

  /** Everything is answered 503 for a while; nothing is applied. */
  outage(ms: number): Promise<void> {
    return this.storm({ kind: 'error_before', params: { status: 503 } }, ms);
  }

  /** All faults end. @returns how often each planned kind fired */
  async end(): Promise<Readonly<Record<string, number>>> {
    for (const fault of await this.messenger.faults()) this.count(fault);
    await this.messenger.clearFaults();
    const kinds = new Set<FaultKind>([...BACKGROUND.map(({ kind }) => kind), 'throttle']);
    return Object.fromEntries([...kinds].map((kind) => [kind, this.fired.get(kind) ?? 0]));
  }

  private async storm(order: FaultOrder, ms: number): Promise<void> {
    const { id } = await this.messenger.orderFault(order);
    // A storm that meets nobody, because nobody owns the bot just then, goes on for a while.
    for (let spells = 1; ; spells += 1) {
      await systemClock.sleep(ms);
      const fault = (await this.messenger.faults()).find((each) => each.id === id);
      if (fault?.fired === 0 && spells < MOST_SPELLS) continue;
      if (fault !== undefined) this.count(fault);
      return this.messenger.clearFaults(id);
    }
  }

  private count({ kind, fired }: { readonly kind: FaultKind; readonly fired: number }): void {
    this.fired.set(kind, (this.fired.get(kind) ?? 0) + fired);
  }
}
