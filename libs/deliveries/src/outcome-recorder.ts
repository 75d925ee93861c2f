import { Inject, Injectable } from '@nestjs/common';
import { type Config, CONFIG } from '#lib/config';
import { Database, isUniqueViolation } from '#lib/database';
import { systemClock } from '#lib/kernel';
import { type Logger, LOGGER, metrics } from '#lib/observability';
import type { Message, NotWrittenCause, SendOutcome, TaskOutcome } from '#lib/pachca';
import { CanaryService, type SenderSession } from '#lib/senders';
import { Breakers } from './breakers.js';
import { type Claimed } from './claim.queries.js';
import type { DeliveryState } from './domain/delivery-state.js';
import { nextLookMs } from './domain/doubt.js';
import { SHORTEST_WAIT_MS, WayBackoff } from './domain/way-backoff.js';
import { lostChannels, type MarkedBy, markersIn } from './domain/marker.js';
import { bindMessage, bindTask, doubt, fail, handBack } from './outcome.queries.js';
import { noteLostParent } from './run-steps.queries.js';
import { RunHolds } from './run-holds.js';
import { noteTransition } from './transition-note.js';
import { untilAnswered, untilCommitted } from './until-answered.js';

/** What the outcome of a post made of its delivery. */
export type Recorded =
  | 'sent'
  | 'failed'
  | 'unknown'
  | 'throttled'
  | 'not_written'
  | 'sender_held'
  | 'content_refused'
  | 'parent_gone';

const CONTENT_RETRY_MS = 5_000;

/** What became of a post, of a message or of a task. */
export type PostOutcome = SendOutcome | TaskOutcome;

/** A post that has ended. */
export interface Post {
  readonly outcome: PostOutcome;
  readonly startedAt: number;
  /** How the marker rode in it. */
  readonly markedBy: MarkedBy;
}

/** Writes down what became of a post (D3), and what follows for the run and the bot. */
@Injectable()
export class OutcomeRecorder {
  private readonly ways = new WeakMap<SenderSession, WayBackoff>();

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    @Inject(LOGGER) private readonly logger: Logger,
    private readonly database: Database,
    private readonly breakers: Breakers,
    private readonly holds: RunHolds,
    private readonly canaries: CanaryService,
  ) {}

  /** @param post.startedAt before the intent, in milliseconds of the process's clock */
  async record(session: SenderSession, delivery: Claimed, post: Post): Promise<Recorded> {
    const { outcome, startedAt } = post;
    const durationMs = systemClock.monotonicMs() - startedAt;
    metrics.count('vestnik_send_attempts_total', { outcome: outcome.kind });
    metrics.observe('vestnik_send_duration_seconds', durationMs / 1_000);
    const recorded = await this.settle(session, delivery, post);
    noteTransition(this.logger, {
      deliveryId: delivery.id,
      runId: delivery.runId,
      fence: delivery.fence,
      attempt: delivery.attempt + 1,
      from: 'sending',
      to: STATE_OF[recorded],
      outcome: outcome.kind,
      httpStatus: 'status' in outcome ? (outcome.status ?? null) : null,
      durationMs,
    });
    return recorded;
  }

  private async settle(session: SenderSession, delivery: Claimed, post: Post): Promise<Recorded> {
    const { outcome, startedAt } = post;
    if (outcome.kind !== 'not_written') this.wayOf(session).written();
    if (IS_ANSWER[outcome.kind]) session.gate.class('send').answered();
    await this.breakers.posted(session, outcome.kind);
    switch (outcome.kind) {
      case 'accepted':
        await this.compareMarker(session, delivery, { sent: post.markedBy, message: outcome.message });
        return this.accepted(delivery, outcome.message);
      case 'made':
        await this.write(() =>
          bindTask(this.database.client, delivery.id, { taskId: outcome.task.id, evidence: 'answer' }),
        );
        await this.holds.accepted(delivery.runId);
        return 'sent';
      case 'doubtful':
        return this.doubtful(delivery, outcome.cause);
      case 'recipient_refused':
        await this.write(() => fail(this.database.client, delivery, outcome.reason));
        await this.holds.failed(delivery.runId);
        return 'failed';
      case 'throttled':
        session.gate.hold('send', outcome.retryAfterMs);
        await this.back(delivery, 'throttled', outcome.retryAfterMs);
        return 'throttled';
      case 'not_written':
        return outcome.cause === 'withdrawn'
          ? this.withdrawn(delivery)
          : this.notWritten(session, delivery, { cause: outcome.cause, startedAt });
      case 'sender_refused':
        await this.holds.senderRefused(session.senderId, { code: outcome.reason, startedAt }, (tx) =>
          handBack(tx, delivery, { outcome: outcome.reason, waitMs: 0 }),
        );
        return 'sender_held';
      case 'reply_refused':
        return this.parentGone(delivery);
      case 'content_refused':
        return this.contentRefused(delivery, outcome.codes);
    }
  }

  /** The answer shows the message as it is stored: where its marker is missing, doubts cannot be proved by it. */
  private async compareMarker(
    session: SenderSession,
    delivery: Claimed,
    { sent, message }: { readonly sent: MarkedBy; readonly message: Message },
  ): Promise<void> {
    for (const channel of lostChannels(sent, markersIn(message), delivery.marker))
      await this.write(() => this.canaries.channelLost(session.senderId, channel));
  }

  private async accepted(delivery: Claimed, message: Message): Promise<Recorded> {
    const presence = {
      messageId: message.id,
      chatId: message.chatId,
      evidence: 'answer',
      createdAt: null,
    } as const;
    try {
      const binding = await this.write(() => bindMessage(this.database.client, delivery.id, presence));
      if (binding === 'second_copy') {
        this.logger.error(
          { deliveryId: String(delivery.id), messageId: message.id },
          'a second copy was made',
        );
      }
      await this.holds.accepted(delivery.runId);
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

  private async notWritten(
    session: SenderSession,
    delivery: Claimed,
    { cause, startedAt }: { readonly cause: NotWrittenCause; readonly startedAt: number },
  ): Promise<Recorded> {
    const waitMs = IS_OWN_DELAY.has(cause)
      ? SHORTEST_WAIT_MS
      : this.wayOf(session).unwritten(startedAt, systemClock.monotonicMs());
    session.gate.rest('send', waitMs);
    await this.back(delivery, `not written: ${cause}`, waitMs);
    return 'not_written';
  }

  private wayOf(session: SenderSession): WayBackoff {
    const way = this.ways.get(session) ?? new WayBackoff();
    this.ways.set(session, way);
    return way;
  }

  /** Nothing is wrong with the way to the messenger, so nobody waits for it: the gate says when it goes on. */
  private async withdrawn(delivery: Claimed): Promise<Recorded> {
    await this.back(delivery, 'not written: withdrawn', 0);
    return 'not_written';
  }

  private async contentRefused(delivery: Claimed, codes: readonly string[]): Promise<Recorded> {
    const why = { outcome: `content refused: ${codes.join(', ')}`, waitMs: CONTENT_RETRY_MS };
    await untilCommitted(this.database, async (tx) => {
      await handBack(tx, delivery, why);
      await this.holds.contentRefused(tx, delivery.runId, codes);
    });
    return 'content_refused';
  }

  /** What it was to answer is gone, for whoever got it has deleted it; nothing is wrong with the text or the person. */
  private async parentGone(delivery: Claimed): Promise<Recorded> {
    await untilCommitted(this.database, async (tx) => {
      await noteLostParent(tx, delivery.id);
      await handBack(tx, delivery, { outcome: 'nothing to reply to', waitMs: 0 });
    });
    return 'parent_gone';
  }

  private async back(delivery: Claimed, outcome: string, waitMs: number): Promise<void> {
    await this.write(() => handBack(this.database.client, delivery, { outcome, waitMs }));
  }

  private write<T>(work: () => Promise<T>): Promise<T> {
    return untilAnswered(work);
  }
}

/** Outcomes in which the messenger said something else than «too fast». A doubt may be no answer at all. */
const IS_ANSWER: Readonly<Record<PostOutcome['kind'], boolean>> = {
  accepted: true,
  made: true,
  recipient_refused: true,
  sender_refused: true,
  content_refused: true,
  reply_refused: true,
  throttled: false,
  doubtful: false,
  not_written: false,
};

/** Nothing is wrong with the way to the messenger; waiting longer mends neither a slow process nor a connection that ended. */
const IS_OWN_DELAY: ReadonlySet<NotWrittenCause> = new Set(['too_late', 'stale_socket']);

const STATE_OF: Readonly<Record<Recorded, DeliveryState>> = {
  sent: 'sent',
  failed: 'failed',
  unknown: 'unknown',
  throttled: 'pending',
  not_written: 'pending',
  sender_held: 'pending',
  content_refused: 'pending',
  parent_gone: 'pending',
};
