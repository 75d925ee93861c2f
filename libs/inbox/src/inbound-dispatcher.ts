import { Inject, Injectable } from '@nestjs/common';
import { Database, isPassingTrouble, type Tx } from '#lib/database';
import { type Logger, LOGGER } from '#lib/observability';
import { PachcaError } from '#lib/pachca';
import { type SenderSession, SessionClosed } from '#lib/senders';
import {
  type DueEvent,
  forgetSettled,
  lockOpen,
  postpone,
  settle,
  takeDueEvents,
} from './dispatch.queries.js';
import { FORM_AGAIN_MS, MOST_ATTEMPTS, retryMs } from './domain/retry-schedule.js';
import { isHarmless, UNCONFIRMED_AFTER_MS } from './domain/stale-event.js';
import { UNCONFIRMED } from './event-store.queries.js';
import { type Applied, InboundHandlers, type Plan } from './inbound-handler.js';

/** What one pass over the due events came to. */
export interface DispatchResult {
  readonly applied: number;
  readonly refused: number;
  /** Not now, or the handler failed. */
  readonly later: number;
}

/** An event that somebody waits for, taken in hand. */
export interface AwaitedEvent {
  readonly id: bigint;
  /** Gives it to its handlers. */
  readonly dispatch: () => Promise<keyof DispatchResult>;
}

/** A stale event that only the history can confirm is looked at again after this long. */
const WITNESS_MS = 60_000;
/** The messenger did not answer a handler. */
const UNANSWERED_MS = 15_000;
/** An event about which the messenger gave no answer for so long is given up. */
const UNANSWERED_FOR_MS = 24 * 3_600_000;
/** Settled events are kept for so long, then forgotten. */
const KEPT_DAYS = 14;
const FORGOTTEN_AT_ONCE = 5_000;

/** Gives stored events to their handlers, as the owner of the bot: each is settled once, in any order. */
@Injectable()
export class InboundDispatcher {
  constructor(
    @Inject(LOGGER) private readonly logger: Logger,
    private readonly database: Database,
    private readonly handlers: InboundHandlers,
  ) {}

  /**
   * Gives up to `limit` due events to their handlers, but for those that somebody waits for; ends early when the session
   * does.
   */
  async runOnce(session: SenderSession, limit = 100): Promise<DispatchResult> {
    const counts = { applied: 0, refused: 0, later: 0 };
    const lane = { isAwaited: false, limit };
    for (const event of await takeDueEvents(this.database.client, session.senderId, lane)) {
      if (!session.isOpen()) break;
      counts[await this.dispatch(session, event)] += 1;
    }
    return counts;
  }

  /** Due events that somebody waits for. They are for the caller to start, all at once: none waits for another. */
  async takeAwaited(session: SenderSession, limit = 100): Promise<AwaitedEvent[]> {
    const lane = { isAwaited: true, limit };
    const events = await takeDueEvents(this.database.client, session.senderId, lane);
    return events.map((event) => ({ id: event.id, dispatch: () => this.dispatch(session, event) }));
  }

  /** @returns how many were old enough to be forgotten */
  async forget(): Promise<number> {
    let forgotten = 0;
    for (;;) {
      const count = await forgetSettled(this.database.client, KEPT_DAYS, FORGOTTEN_AT_ONCE);
      forgotten += count;
      if (count < FORGOTTEN_AT_ONCE) return forgotten;
    }
  }

  private async dispatch(session: SenderSession, event: DueEvent): Promise<keyof DispatchResult> {
    if (event.isStale && !isHarmless(event.body.type)) return this.awaitWitness(event);
    try {
      const plans = await this.plansFor(session, event);
      const waits = plans.flatMap((plan) => (plan.kind === 'later' ? [plan.waitMs] : []));
      if (waits.length > 0) return await this.later(event, Math.max(...waits));
      return await this.database.transaction((tx) => carryOut(tx, event, plans));
    } catch (error) {
      return this.failed(event, error);
    }
  }

  private async plansFor(session: SenderSession, event: DueEvent): Promise<Plan[]> {
    const plans: Plan[] = [];
    for (const handler of this.handlers.for(event.body.type))
      plans.push(await handler.prepare(event, session));
    return plans;
  }

  /** Only the bot's own history can say whether it is true; the next reading that has it makes it `received`. */
  private async awaitWitness(event: DueEvent): Promise<keyof DispatchResult> {
    if (event.ageMs < UNCONFIRMED_AFTER_MS) return this.later(event, WITNESS_MS);
    return this.giveUp(event, UNCONFIRMED);
  }

  private async failed(event: DueEvent, error: unknown): Promise<keyof DispatchResult> {
    if (error instanceof SessionClosed) return 'later';
    const facts = { eventId: String(event.id), type: event.body.type, error: String(error) };
    if (error instanceof PachcaError) {
      this.logger.warn({ ...facts, kind: error.kind }, 'an event waits for the messenger');
      return event.ageMs < UNANSWERED_FOR_MS
        ? this.later(event, UNANSWERED_MS)
        : this.giveUp(event, 'unanswered');
    }
    // The database is away: everything waits for it, and nobody has failed.
    if (isPassingTrouble(error)) throw error;
    this.logger.warn({ ...facts, attempts: event.attempts + 1 }, 'an event could not be applied');
    if (event.attempts + 1 >= MOST_ATTEMPTS) return this.giveUp(event, 'failed');
    await postpone(this.database.client, event.id, { ms: retryMs(event.attempts + 1), isFailure: true });
    return 'later';
  }

  private async later(event: DueEvent, ms: number): Promise<'later'> {
    await postpone(this.database.client, event.id, { ms, isFailure: false });
    return 'later';
  }

  /** What somebody typed is never given up: they were told that it was taken, and nobody else has the words. */
  private async giveUp(event: DueEvent, outcome: string): Promise<'refused' | 'later'> {
    if (event.body.type === 'view') return this.keepForm(event, outcome);
    await settle(this.database.client, event.id, { state: 'refused', outcome });
    this.logger.error({ eventId: String(event.id), type: event.body.type, outcome }, 'an event is given up');
    return 'refused';
  }

  /** With its words, until whatever stands in the way is mended. */
  private async keepForm({ id, attempts }: DueEvent, outcome: string): Promise<'later'> {
    await postpone(this.database.client, id, { ms: FORM_AGAIN_MS, isFailure: attempts < MOST_ATTEMPTS });
    this.logger.error({ eventId: String(id), outcome }, 'a form that was sent cannot be kept');
    return 'later';
  }
}

/** All handlers and the event itself in one transaction. Refused: by one of them, and applied by none. */
async function carryOut(tx: Tx, event: DueEvent, plans: readonly Plan[]): Promise<keyof DispatchResult> {
  if (!(await lockOpen(tx, event.id))) return 'applied';
  const results: Applied[] = [];
  for (const plan of plans) if (plan.kind === 'apply') results.push(await plan.apply(tx));
  const outcomes = results.flatMap((result) => (result.kind === 'applied' ? [result.outcome] : []));
  const reasons = results.flatMap((result) => (result.kind === 'refused' ? [result.reason] : []));
  const isRefused = outcomes.length === 0 && reasons.length > 0;
  const words = isRefused ? reasons : outcomes;
  const outcome = words.length === 0 ? NOTHING : words.join(', ');
  await settle(tx, event.id, { state: isRefused ? 'refused' : 'applied', outcome });
  return isRefused ? 'refused' : 'applied';
}

/** Nobody had anything to make of it. */
const NOTHING = 'nothing';
