import type { Clock } from '#lib/kernel';
import type Bottleneck from 'bottleneck';
import { AdaptiveLimit, type Reduction, type Throttled } from './domain/adaptive-limit.js';
import { CompletionWindow, type Place } from './domain/completion-window.js';
import { turnQueue } from './turn-queue.js';

/** Slightly more than the promised second: both of its ends count, and timers fire on whole milliseconds. */
const WINDOW_MS = 1_002;

/**
 * Lower goes first, as Bottleneck counts. A recall goes behind urgent sends and before all others: a wrong text is to be
 * away before somebody gets the next message, however many people still wait for that one.
 */
export const PRIORITY = { urgent: 1, recall: 3, normal: 5, background: 9 } as const;
/** A smaller number goes first. */
export type Priority = (typeof PRIORITY)[keyof typeof PRIORITY];

/** A place of the window. Its holder completes or releases it; the first of the two calls counts. */
export interface Ticket {
  /** When the request may start, in milliseconds of the gate's clock; holds that came meanwhile included. */
  readyAt(): number;
  /**
   * Waits until `leadMs` before the request may start; without a lead, until it may start and may start still.
   *
   * @throws the gate's reason when it closes first
   */
  ready(leadMs?: number): Promise<void>;
  complete(): void;
  release(): void;
}

export interface ClassGateOptions {
  /** The ceiling: most requests in any second. */
  readonly limit: number;
  /** Nothing starts before, in milliseconds of the clock. */
  readonly openAt: number;
  /** To what an earlier owner had reduced the limit; `null` or absent: it had not. */
  readonly reduction?: Reduction | null;
  /** Asked right before a request starts, and waited for; rejects when nothing may start any more. Absent: always. */
  readonly confirm?: () => Promise<void>;
}

/**
 * The gate of one class of requests of one bot, in the process that owns the bot.
 *
 * Bottleneck is the queue in front: it orders by priority and keeps no more jobs under way than the limit. It cannot
 * keep the limit at the receiver (it counts starts), so every job also passes the completion window. Below the
 * operator's limit both follow what the messenger's 429 teach.
 */
export class ClassGate {
  private readonly queue: Bottleneck;
  private readonly window: CompletionWindow;
  private readonly adaptive: AdaptiveLimit;
  private readonly waiting: (() => void)[] = [];
  private readonly confirm: () => Promise<void>;
  private heldUntil = 0;
  private limit: number;

  constructor(
    private readonly clock: Clock,
    private readonly closed: AbortSignal,
    options: ClassGateOptions,
  ) {
    this.limit = options.limit;
    this.confirm = options.confirm ?? (() => Promise.resolve());
    this.queue = turnQueue(options.limit);
    this.window = new CompletionWindow(options.limit, WINDOW_MS, options.openAt);
    this.adaptive = new AdaptiveLimit(options.limit, options.reduction ?? null);
    closed.addEventListener('abort', () => {
      this.wakeAll();
    });
  }

  /** Runs `job` in its turn, with a ticket that the job itself completes or releases. */
  schedule<T>(priority: Priority, job: (ticket: Ticket) => Promise<T>): Promise<T> {
    return this.queue.schedule({ priority }, async () => job(await this.reserve()));
  }

  /** Runs one request in its turn, as soon as the window allows. */
  run<T>(priority: Priority, request: () => Promise<T>): Promise<T> {
    return this.schedule(priority, async (ticket) => {
      try {
        await ticket.ready();
      } catch (error) {
        ticket.release();
        throw error;
      }
      try {
        return await request();
      } finally {
        ticket.complete();
      }
    });
  }

  /** The messenger answered 429 and asked for `waitMs`: nothing starts before, and less afterwards. */
  throttled(waitMs: number): Throttled {
    const now = this.clock.monotonicMs();
    const throttled = this.adaptive.throttled(now, waitMs);
    this.holdUntil(now + waitMs);
    this.adapt();
    return throttled;
  }

  /** The messenger answered something else than 429. */
  answered(): void {
    this.adaptive.answered();
  }

  /** Most requests in any second at present. */
  effectiveLimit(): number {
    return this.adaptive.at(this.clock.monotonicMs());
  }

  /** Nothing starts until the clock shows `until`. An earlier hold that lasts longer stays. */
  holdUntil(until: number): void {
    this.heldUntil = Math.max(this.heldUntil, until);
  }

  /** Milliseconds until a hold ends; 0 when there is none. */
  holdMs(): number {
    return Math.max(0, this.heldUntil - this.clock.monotonicMs());
  }

  /** Jobs that wait or run. */
  size(): number {
    const { RECEIVED, QUEUED, RUNNING, EXECUTING } = this.queue.counts();
    return RECEIVED + QUEUED + RUNNING + EXECUTING;
  }

  private async reserve(): Promise<Ticket> {
    for (;;) {
      this.closed.throwIfAborted();
      this.adapt();
      const place = this.window.reserve();
      if (place !== null) return this.ticket(place);
      await new Promise<void>((resolve) => this.waiting.push(resolve));
    }
  }

  /** Asked at every reservation: a limit grows by time alone, and only who reserves needs to know. */
  private adapt(): void {
    const limit = this.effectiveLimit();
    if (limit === this.limit) return;
    this.limit = limit;
    this.window.setLimit(limit);
    this.queue.updateSettings({ maxConcurrent: limit });
    // With a larger limit more of those that wait for a place may find one.
    this.wakeAll();
  }

  private wakeAll(): void {
    this.waiting.splice(0).forEach((wake) => {
      wake();
    });
  }

  private ticket(place: Place): Ticket {
    const readyAt = (): number => Math.max(place.readyAt, this.heldUntil);
    let isOver = false;
    const end = (how: () => void): void => {
      if (isOver) return;
      isOver = true;
      how();
      this.waiting.shift()?.();
    };
    return {
      readyAt,
      ready: (leadMs = 0) => (leadMs > 0 ? this.until(() => readyAt() - leadMs) : this.start(readyAt)),
      complete: () => {
        end(() => {
          this.window.complete(place, this.clock.monotonicMs());
        });
      },
      release: () => {
        end(() => {
          this.window.release(place);
        });
      },
    };
  }

  /** The moment has come, nothing holds the class, and the bot is ours: all of it at once. */
  private async start(readyAt: () => number): Promise<void> {
    do {
      await this.until(readyAt);
      await this.confirm();
    } while (readyAt() > this.clock.monotonicMs());
  }

  /** A hold may come while waiting, so the moment is asked again at every wake-up. */
  private async until(moment: () => number): Promise<void> {
    for (;;) {
      this.closed.throwIfAborted();
      const left = moment() - this.clock.monotonicMs();
      if (left <= 0) return;
      await this.clock.sleep(Math.ceil(left), this.closed);
    }
  }
}
