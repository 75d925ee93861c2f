import type { Clock, Random } from '#lib/kernel';
import type { RequestClass, RequestGate } from '#lib/pachca';
import { ClassGate, type Priority } from './class-gate.js';
import type { Reduction } from './domain/adaptive-limit.js';

/** A 429, as it is made known to later owners and to whoever watches. */
export interface ThrottleNote {
  readonly requestClass: RequestClass;
  /** How long nothing of this class starts, jitter included. */
  readonly ms: number;
  /** Most requests a second from here on, until it has been quiet for a while. */
  readonly reducedTo: number;
  /** So many in a row that only the floor is left. Said once. */
  readonly isFloored: boolean;
}

export interface SenderGateOptions {
  readonly clock: Clock;
  readonly random: Random;
  /** Aborted when this process no longer owns the bot. */
  readonly closed: AbortSignal;
  /** Most requests in any second. */
  readonly limits: { readonly send: number; readonly read: number; readonly other: number };
  /** Nothing starts before, in milliseconds of the clock. */
  readonly openAt: number;
  /** What an earlier owner had learnt from 429s, by class. */
  readonly reductions?: Readonly<Partial<Record<RequestClass, Reduction>>>;
  readonly onThrottle: (note: ThrottleNote) => void;
  /** Asked right before any request starts; rejects when nothing may start any more. */
  readonly confirm?: () => Promise<void>;
}

/** Most requests for the event history in any second: the messenger allows 5 in 2 seconds. */
const EVENTS_LIMIT = 2;
/** Added to what the messenger asked for, so that many holders do not come back in the same millisecond. */
const HOLD_JITTER_MS = 250;

/**
 * All traffic of one bot, by class: *send* (create, edit, delete), *history* (messages and their readers), *events*,
 * *other*. Each class has a window of its own; a 429 holds the whole class and halves its limit.
 */
export class SenderGate {
  private readonly classes: Readonly<Record<RequestClass, ClassGate>>;

  constructor(private readonly options: SenderGateOptions) {
    const { clock, closed, limits, openAt, reductions, confirm } = options;
    const gate = (requestClass: RequestClass, limit: number): ClassGate =>
      new ClassGate(clock, closed, {
        limit,
        openAt,
        reduction: reductions?.[requestClass] ?? null,
        ...(confirm !== undefined && { confirm }),
      });
    this.classes = {
      send: gate('send', limits.send),
      history: gate('history', limits.read),
      events: gate('events', EVENTS_LIMIT),
      other: gate('other', limits.other),
    };
  }

  /** The gate of one class of requests; the classes do not wait for each other. */
  class(requestClass: RequestClass): ClassGate {
    return this.classes[requestClass];
  }

  /** What the messenger's client asks before each request; everything that asks here has this priority. */
  at(priority: Priority): RequestGate {
    return {
      run: (requestClass, request) =>
        this.classes[requestClass].run(priority, async () => {
          const result = await request();
          this.classes[requestClass].answered();
          return result;
        }),
      hold: (requestClass, ms) => {
        this.hold(requestClass, ms);
      },
    };
  }

  /** The messenger answered 429: nothing of this class starts for `ms` and a little more, and less afterwards. */
  hold(requestClass: RequestClass, ms: number): void {
    const total = ms + this.options.random.next() * HOLD_JITTER_MS;
    const { reducedTo, isFloored } = this.classes[requestClass].throttled(total);
    this.options.onThrottle({ requestClass, ms: total, reducedTo, isFloored });
  }

  /** Nothing of this class starts for `ms`, as long as this process owns the bot. */
  rest(requestClass: RequestClass, ms: number): void {
    this.classes[requestClass].holdUntil(this.options.clock.monotonicMs() + ms);
  }
}
