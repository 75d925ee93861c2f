import { Inject, Injectable } from '@nestjs/common';
import { type Config, CONFIG } from '#lib/config';
import { Database } from '#lib/database';
import { systemClock } from '#lib/kernel';
import { type Logger, LOGGER } from '#lib/observability';
import { PachcaError, type PachcaErrorKind, type SendOutcome, type TaskOutcome } from '#lib/pachca';
import type { SenderSession } from '#lib/senders';
import { forgetOpen, openBreakers, recentDoubts, rememberOpen } from './breaker.queries.js';
import { type BreakerTimes, DoubtBreaker, DOUBTS_TO_OPEN } from './domain/doubt-breaker.js';

/** Waits of an open breaker as parts of Δ: 10 s and 60 s at the default of 300 s. */
const FIRST_WAIT = 1 / 30;
const LONGEST_WAIT = 1 / 5;

/**
 * The breakers on doubts of the bots that this process owns. They live as long as the ownership: a new owner begins
 * open where the rows say that an outage is under way.
 */
@Injectable()
export class Breakers {
  private readonly times: BreakerTimes;
  private readonly breakers = new WeakMap<SenderSession, Promise<DoubtBreaker>>();

  constructor(
    @Inject(CONFIG) config: Config,
    @Inject(LOGGER) private readonly logger: Logger,
    private readonly database: Database,
  ) {
    this.times = {
      firstWaitMs: config.doubtSettleMs * FIRST_WAIT,
      longestWaitMs: config.doubtSettleMs * LONGEST_WAIT,
    };
  }

  /**
   * How many more sends may begin, of `places` that the gate has. Probes the messenger where that is due, which takes
   * as long as a request; nothing else is under way then.
   */
  async room(session: SenderSession, free: { places: number; underWay: number }): Promise<number> {
    const breaker = await this.of(session);
    const admission = breaker.admission(systemClock.monotonicMs());
    switch (admission.kind) {
      case 'closed':
        return free.places;
      case 'wait':
        return 0;
      case 'single':
        return free.underWay === 0 ? 1 : 0;
      case 'probe':
        // An outcome of what is still under way must not be taken for the single send's.
        return free.underWay === 0 && (await this.probe(session, breaker)) ? 1 : 0;
    }
  }

  /** Whether a delivery that was claimed before the breaker opened may still be posted. */
  async allowsIntent(session: SenderSession): Promise<boolean> {
    return (await this.of(session)).allowsIntent();
  }

  /** A post has ended. One that was never written says nothing. */
  async posted(session: SenderSession, kind: (SendOutcome | TaskOutcome)['kind']): Promise<void> {
    if (kind === 'not_written') return;
    const breaker = await this.of(session);
    const change = breaker.posted(systemClock.monotonicMs(), kind === 'doubtful');
    if (change === 'opened')
      this.logger.error(
        { senderId: session.senderId },
        'too many doubts: nothing is sent until the messenger answers',
      );
    if (change !== null) await this.remember(session.senderId, change);
    if (change === 'closed')
      this.logger.info({ senderId: session.senderId }, 'the messenger answers: sending goes on');
  }

  private async probe(session: SenderSession, breaker: DoubtBreaker): Promise<boolean> {
    const isAnswered = await answers(session);
    breaker.probed(systemClock.monotonicMs(), isAnswered);
    this.logger.info({ senderId: session.senderId, isAnswered }, 'asked whether the messenger answers');
    return isAnswered;
  }

  private of(session: SenderSession): Promise<DoubtBreaker> {
    const known = this.breakers.get(session);
    if (known !== undefined) return known;
    const made = this.make(session);
    this.breakers.set(session, made);
    made.catch(() => this.breakers.delete(session));
    return made;
  }

  /** The row is for others; this process knows its breaker whether or not the row could be written. */
  private async remember(senderId: string, change: 'opened' | 'closed'): Promise<void> {
    try {
      await (change === 'opened' ? rememberOpen : forgetOpen)(this.database.client, senderId);
    } catch (error) {
      this.logger.warn({ senderId, change, error: String(error) }, 'a breaker could not be remembered');
    }
  }

  private async make(session: SenderSession): Promise<DoubtBreaker> {
    const { client } = this.database;
    const doubts = await recentDoubts(client, session.senderId);
    const isOpen = (await openBreakers(client)).some(({ senderId }) => senderId === session.senderId);
    if (!isOpen && doubts >= DOUBTS_TO_OPEN) await rememberOpen(client, session.senderId);
    if (!isOpen && doubts < DOUBTS_TO_OPEN) return new DoubtBreaker(this.times);
    this.logger.warn(
      { senderId: session.senderId, doubts },
      'taken over in an outage: the messenger is asked first',
    );
    return new DoubtBreaker(this.times, systemClock.monotonicMs());
  }
}

/** An answer that refuses is an answer: what it means for the bot the send finds out. */
async function answers(session: SenderSession): Promise<boolean> {
  try {
    await session.client.getProfile();
    return true;
  } catch (error) {
    if (error instanceof PachcaError) return !IS_OUTAGE[error.kind];
    throw error;
  }
}

const IS_OUTAGE: Readonly<Record<PachcaErrorKind, boolean>> = {
  unauthorized: false,
  payment_required: false,
  scope_missing: false,
  forbidden: false,
  not_found: false,
  refused: false,
  throttled: true,
  unavailable: true,
  timeout: true,
  invalid_response: true,
  response_too_large: true,
  unexpected_redirect: true,
};
