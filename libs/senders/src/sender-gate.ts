import type { Clock, Random } from '#lib/kernel';
import type { RequestClass, RequestGate } from '#lib/pachca';
import { ClassGate, type Priority } from './class-gate.js';

export interface SenderGateOptions {
  readonly clock: Clock;
  readonly random: Random;
  /** Aborted when this process no longer owns the bot. */
  readonly closed: AbortSignal;
  /** Most requests in any second. */
  readonly limits: { readonly send: number; readonly read: number; readonly other: number };
  /** Nothing starts before, in milliseconds of the clock. */
  readonly openAt: number;
  /** Makes a hold known to later owners. */
  readonly onHold: (requestClass: RequestClass, ms: number) => void;
}

/** Most requests for the event history in any second: the messenger allows 5 in 2 seconds. */
const EVENTS_LIMIT = 2;
/** Added to what the messenger asked for, so that many holders do not come back in the same millisecond. */
const HOLD_JITTER_MS = 250;

/**
 * All traffic of one bot, by class: *send* (create, edit, delete), *history* (messages and their readers), *events*,
 * *other*. Each class has a window of its own; a 429 holds the whole class.
 */
export class SenderGate {
  private readonly classes: Readonly<Record<RequestClass, ClassGate>>;

  constructor(private readonly options: SenderGateOptions) {
    const { clock, closed, limits, openAt } = options;
    const gate = (limit: number): ClassGate => new ClassGate(clock, closed, { limit, openAt });
    this.classes = {
      send: gate(limits.send),
      history: gate(limits.read),
      events: gate(EVENTS_LIMIT),
      other: gate(limits.other),
    };
  }

  class(requestClass: RequestClass): ClassGate {
    return this.classes[requestClass];
  }

  /** What the messenger's client asks before each request; everything that asks here has this priority. */
  at(priority: Priority): RequestGate {
    return {
      run: (requestClass, request) => this.classes[requestClass].run(priority, request),
      hold: (requestClass, ms) => {
        this.hold(requestClass, ms);
      },
    };
  }

  /** The messenger answered 429: nothing of this class starts for `ms` and a little more. */
  hold(requestClass: RequestClass, ms: number): void {
    const total = ms + this.options.random.next() * HOLD_JITTER_MS;
    this.classes[requestClass].holdUntil(this.options.clock.monotonicMs() + total);
    this.options.onHold(requestClass, total);
  }

  /** Nothing of this class starts for `ms`, as long as this process owns the bot. */
  rest(requestClass: RequestClass, ms: number): void {
    this.classes[requestClass].holdUntil(this.options.clock.monotonicMs() + ms);
  }
}
