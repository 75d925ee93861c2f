import { Inject, Injectable } from '@nestjs/common';
import { RunsService } from '#lib/campaigns';
import { type Config, CONFIG } from '#lib/config';
import { Database, isUniqueViolation, type Tx } from '#lib/database';
import { DomainError } from '#lib/kernel';
import { type Logger, LOGGER } from '#lib/observability';
import type { Message, SendOutcome } from '#lib/pachca';
import { HOLD_TEXT, type SenderHoldCode, SendersService, type SenderSession } from '#lib/senders';
import { type Claimed, sendableRuns } from './claim.queries.js';
import { nextLookMs } from './domain/doubt.js';
import { bindMessage, doubt, fail, handBack } from './outcome.queries.js';
import { untilAnswered } from './until-answered.js';

/** What the outcome of a post made of its delivery. */
export type Recorded =
  'sent' | 'failed' | 'unknown' | 'throttled' | 'not_written' | 'sender_held' | 'content_refused';

/** The messenger refuses the text, not the person: after this many in a row the run is held, not the audience burnt. */
const CONTENT_REFUSALS_TO_HOLD = 3;
const CONTENT_RETRY_MS = 30_000;
/** No byte could be written: the address is wrong or the network away. Waits grow up to half a minute. */
const FIRST_BACKOFF_MS = 1_000;
const LONGEST_BACKOFF_MS = 30_000;

/** Writes down what became of a post (D3), and what follows for the run and the bot. */
@Injectable()
export class OutcomeRecorder {
  private readonly contentRefusals = new Map<string, number>();
  private readonly unwritten = new Map<string, number>();

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    @Inject(LOGGER) private readonly logger: Logger,
    private readonly database: Database,
    private readonly runs: RunsService,
    private readonly senders: SendersService,
  ) {}

  async record(session: SenderSession, delivery: Claimed, outcome: SendOutcome): Promise<Recorded> {
    this.logger.info(
      { deliveryId: String(delivery.id), fence: String(delivery.fence), outcome: outcome.kind },
      'posted',
    );
    if (outcome.kind !== 'not_written') this.unwritten.delete(session.senderId);
    switch (outcome.kind) {
      case 'accepted':
        return this.accepted(delivery, outcome.message);
      case 'doubtful':
        return this.doubtful(delivery, outcome.cause);
      case 'recipient_refused':
        await this.write(() => fail(this.database.client, delivery, outcome.reason));
        return 'failed';
      case 'throttled':
        session.gate.hold('send', outcome.retryAfterMs);
        await this.back(delivery, 'throttled', outcome.retryAfterMs);
        return 'throttled';
      case 'not_written':
        return this.notWritten(session, delivery, outcome.cause);
      case 'sender_refused':
        return this.senderRefused(session, delivery, outcome.reason);
      case 'content_refused':
        return this.contentRefused(delivery, outcome.codes);
    }
  }

  private async accepted(delivery: Claimed, message: Message): Promise<Recorded> {
    this.contentRefusals.delete(delivery.runId);
    const presence = {
      messageId: message.id,
      chatId: message.chatId,
      evidence: 'answer',
      createdAt: null,
    } as const;
    try {
      const binding = await this.write(() =>
        this.database.transaction((tx) => bindMessage(tx, delivery.id, presence)),
      );
      if (binding === 'second_copy') {
        this.logger.error(
          { deliveryId: String(delivery.id), messageId: message.id },
          'a second copy was made',
        );
      }
      return 'sent';
    } catch (error) {
      if (!isUniqueViolation(error, 'delivery_message_uq')) throw error;
      this.logger.error(
        { deliveryId: String(delivery.id), messageId: message.id },
        'the message is bound elsewhere',
      );
      return this.doubtful(delivery, 'message bound to another delivery');
    }
  }

  private async doubtful(delivery: Claimed, cause: string): Promise<Recorded> {
    const firstLookMs = nextLookMs(0, this.config.doubtSettleMs);
    await this.write(() => doubt(this.database.client, delivery, { cause, firstLookMs }));
    return 'unknown';
  }

  private async notWritten(session: SenderSession, delivery: Claimed, cause: string): Promise<Recorded> {
    const inARow = (this.unwritten.get(session.senderId) ?? 0) + 1;
    this.unwritten.set(session.senderId, inARow);
    const waitMs = Math.min(FIRST_BACKOFF_MS * 2 ** (inARow - 1), LONGEST_BACKOFF_MS);
    session.gate.rest('send', waitMs);
    await this.back(delivery, `not written: ${cause}`, waitMs);
    return 'not_written';
  }

  /** The bot, not the person: nothing goes out for any of its campaigns until somebody mends it. */
  private async senderRefused(
    session: SenderSession,
    delivery: Claimed,
    code: SenderHoldCode,
  ): Promise<Recorded> {
    const detail = HOLD_TEXT[code];
    await this.back(delivery, code, 0);
    await this.write(() =>
      this.database.transaction(async (tx) => {
        const runIds = await sendableRuns(tx, session.senderId);
        for (const runId of runIds) await this.holdRun(tx, runId, code, detail);
        await this.senders.hold(tx, session.senderId, { code, detail });
      }),
    );
    this.logger.error({ senderId: session.senderId, code }, 'a bot is held');
    return 'sender_held';
  }

  private async contentRefused(delivery: Claimed, codes: readonly string[]): Promise<Recorded> {
    const inARow = (this.contentRefusals.get(delivery.runId) ?? 0) + 1;
    this.contentRefusals.set(delivery.runId, inARow);
    await this.back(delivery, `content refused: ${codes.join(', ')}`, CONTENT_RETRY_MS);
    if (inARow < CONTENT_REFUSALS_TO_HOLD) return 'content_refused';
    this.contentRefusals.delete(delivery.runId);
    const reason = `The messenger refuses the text (${codes.join(', ')}). Cancel the campaign and correct the text.`;
    await this.write(() =>
      this.database.transaction((tx) => this.holdRun(tx, delivery.runId, 'content_refused', reason)),
    );
    return 'content_refused';
  }

  /** Somebody may have paused or cancelled it meanwhile; then there is nothing to hold. */
  private async holdRun(tx: Tx, runId: string, code: string, reason: string): Promise<void> {
    try {
      await this.runs.hold(tx, runId, { code, reason });
      this.logger.warn({ runId, code }, 'a run is held');
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
    }
  }

  private async back(delivery: Claimed, outcome: string, waitMs: number): Promise<void> {
    await this.write(() => handBack(this.database.client, delivery, { outcome, waitMs }));
  }

  private write<T>(work: () => Promise<T>): Promise<T> {
    return untilAnswered(work);
  }
}
