import { Inject, Injectable } from '@nestjs/common';
import { Database, type Tx } from '#lib/database';
import { publicId } from '#lib/kernel';
import { type Logger, LOGGER } from '#lib/observability';
import { type Operation, type OperationClaim, OperationsService } from '#lib/operations';
import { type Message, PachcaError, type SendOutcome } from '#lib/pachca';
import {
  beginCanary,
  canaryGone,
  canaryPosted,
  type CanaryTarget,
  canaryTarget,
  knownCanaries,
  makeDue,
  makeDueUnlessFresh,
  writeAttempt,
  writeChannelLost,
  writeChannels,
} from './canary.queries.js';
import { type Canary, canaryOf, CanaryRoundTrip } from './canary-round-trip.js';
import { canaryInText } from './domain/canary-marks.js';
import { type CanaryOutcome, type MarkerChannels, outcomeOf } from './domain/marker-channels.js';
import { CanaryAccountMissingError } from './domain/sender.errors.js';
import { LeftCanaries } from './left-canaries.js';
import type { SenderSession } from './sender-session.js';
import { SendersService } from './senders.service.js';

/** A holder that is silent for longer is taken for dead; a canary may be repeated. */
const LEASE_SECONDS = 60;

/** What a round trip came to; `channels` is `null` where it told nothing about them. */
export interface CanaryResult {
  readonly outcome: CanaryOutcome;
  readonly channels: MarkerChannels | null;
}

/**
 * The round-trip canary (delivery protocol, 2.4): a message to a service account, read back by its id and in the
 * history, its marks compared, edited, deleted.
 *
 * It is due when a bot has been checked, when a run starts and the last result is older than ten minutes, once a day,
 * and when somebody asks. Without a service account (`canary_user_id`) nobody is written to: the channels stay untested
 * until the answers of real sends tell.
 */
@Injectable()
export class CanaryService {
  constructor(
    @Inject(LOGGER) private readonly logger: Logger,
    private readonly database: Database,
    private readonly senders: SendersService,
    private readonly operations: OperationsService,
    private readonly roundTrip: CanaryRoundTrip,
    private readonly left: LeftCanaries,
  ) {}

  /**
   * Asks for a round trip now; the bot's owner makes it.
   *
   * @throws SenderNotFoundError, CanaryAccountMissingError
   */
  async request(tx: Tx, senderId: string, requestedBy: string): Promise<Operation> {
    const { canaryUserId } = await this.senders.get(senderId);
    if (canaryUserId === null) throw new CanaryAccountMissingError();
    await makeDue(tx, senderId);
    return this.operations.enqueueUnlessOpen(tx, { type: canaryType(senderId), requestedBy });
  }

  /** Runs of these bots are about to start. */
  async wantFresh(tx: Tx, senderIds: readonly string[]): Promise<void> {
    if (senderIds.length > 0) await makeDueUnlessFresh(tx, senderIds);
  }

  /** A message was accepted and is shown without the marker that it carried: nothing can be proved by it any more. */
  async channelLost(senderId: string, channel: 'avatar' | 'buttons'): Promise<void> {
    if (await writeChannelLost(this.database.client, senderId, channel))
      this.logger.error({ senderId, channel }, 'the messenger does not keep the marker');
  }

  /** The ids among these messages of the bot that are canaries: no delivery's, and nobody else's either. */
  async among(
    tx: Tx,
    senderId: string,
    messages: readonly Pick<Message, 'id' | 'content'>[],
  ): Promise<ReadonlySet<number>> {
    const marked = messages.flatMap(({ id, content }) => {
      const marker = canaryInText(content);
      return marker === null ? [] : [{ id, marker }];
    });
    const known = await knownCanaries(tx, senderId, {
      messageIds: messages.map(({ id }) => id),
      markers: marked.map(({ marker }) => marker),
    });
    const ids = new Set(known.map(({ messageId }) => Number(messageId)));
    const markers = new Set(known.map(({ marker }) => marker));
    return new Set([
      ...messages.filter(({ id }) => ids.has(id)).map(({ id }) => id),
      ...marked.filter(({ marker }) => markers.has(marker)).map(({ id }) => id),
    ]);
  }

  /** One pass of the bot's owner: takes left-over canaries away, then makes the round trip that is due. */
  async runOnce(session: SenderSession): Promise<CanaryResult | null> {
    await this.left.removeDue(session);
    const tx = this.database.client;
    const as = { owner: session.owner, leaseSeconds: LEASE_SECONDS };
    const claim = await this.operations.claimNext(tx, canaryType(session.senderId), as);
    const target = await canaryTarget(tx, session.senderId);
    if (claim !== null && (target === null || claim.operation.isCancelRequested)) return this.drop(claim);
    if (target === null || (claim === null && !target.isDue)) return null;
    const result = await this.fly(session, target);
    await this.record(session.senderId, result);
    if (claim !== null) await this.operations.finish(tx, claim, { ...result });
    return result;
  }

  private async fly(session: SenderSession, target: CanaryTarget): Promise<CanaryResult> {
    const { id, marker } = await beginCanary(this.database.client, session.senderId, target.userId);
    const canary = canaryOf(target.userId, marker, target.avatarUrl);
    const outcome = await this.roundTrip.post(session, canary);
    if (outcome.kind !== 'accepted') return this.notPosted(id, outcome);
    await canaryPosted(this.database.client, id, outcome.message);
    try {
      const channels = await this.roundTrip.examine(session, canary, outcome.message);
      return { outcome: outcomeOf(channels), channels };
    } catch (error) {
      if (!(error instanceof PachcaError)) throw error;
      return { outcome: 'unanswered', channels: null };
    } finally {
      await this.takeAway(session, id, canary, outcome.message.id);
    }
  }

  /** A doubtful one may still stand in the chat: its row stays open, and is looked for. */
  private async notPosted(
    id: bigint,
    outcome: Exclude<SendOutcome, { kind: 'accepted' }>,
  ): Promise<CanaryResult> {
    if (outcome.kind !== 'doubtful') await canaryGone(this.database.client, id);
    return { outcome: OUTCOME[outcome.kind], channels: null };
  }

  private async takeAway(
    session: SenderSession,
    id: bigint,
    canary: Canary,
    messageId: number,
  ): Promise<void> {
    try {
      await session.client.deleteMessage(messageId);
      await canaryGone(this.database.client, id);
    } catch (error) {
      // Its row stays open: the next pass takes it away.
      this.logger.warn(
        { senderId: session.senderId, userId: canary.userId, error: String(error) },
        'a canary could not be taken away',
      );
    }
  }

  private async record(senderId: string, { outcome, channels }: CanaryResult): Promise<void> {
    const tx = this.database.client;
    if (channels === null) await writeAttempt(tx, senderId, outcome);
    else await writeChannels(tx, senderId, { channels, outcome });
    const facts = { senderId, outcome, channels };
    if (outcome === 'lost') this.logger.error(facts, 'the messenger does not keep the marker');
    else this.logger.info(facts, 'a canary came back');
  }

  private async drop(claim: OperationClaim): Promise<null> {
    const tx = this.database.client;
    if (claim.operation.isCancelRequested) await this.operations.finishCancelled(tx, claim);
    else await this.operations.fail(tx, claim, NOT_NOW);
    return null;
  }
}

function canaryType(senderId: string): string {
  return `canary.${publicId('snd', senderId)}`;
}

const NOT_NOW = {
  code: 'sender_not_usable',
  detail: 'The bot is not active, or its canary account was taken away meanwhile. GET /v1/senders tells.',
} as const;

const OUTCOME: Readonly<Record<Exclude<SendOutcome['kind'], 'accepted'>, CanaryOutcome>> = {
  recipient_refused: 'account_refused',
  sender_refused: 'sender_refused',
  content_refused: 'text_refused',
  reply_refused: 'text_refused',
  throttled: 'unanswered',
  doubtful: 'unanswered',
  not_written: 'unanswered',
};
