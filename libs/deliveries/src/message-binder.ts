import { Inject, Injectable } from '@nestjs/common';
import { afterCommit, Database, isUniqueViolation } from '#lib/database';
import { type Logger, LOGGER, metrics } from '#lib/observability';
import { type OperationClaim, type OperationFailure, OperationsService } from '#lib/operations';
import { type Message, PachcaError } from '#lib/pachca';
import { SendersService, type SenderSession } from '#lib/senders';
import { bindingRefusal } from './domain/operator-binding.js';
import { markerIn } from './domain/marker.js';
import { bindingType } from './doubt-resolution.js';
import { bindMessage } from './outcome.queries.js';
import { noteTransition } from './transition-note.js';
import { actAs, type BindingWish, findWish, lockState } from './resolution.queries.js';

/** A holder that is silent for longer is taken for dead; everything here may be repeated. */
const LEASE_SECONDS = 60;

const GONE: OperationFailure = { code: 'message_not_found', detail: 'The messenger has no such message.' };
const TAKEN: OperationFailure = { code: 'taken', detail: 'The message belongs to another delivery.' };

/** Carries out what operators want bound, as the owner of the bot: looks at the message, and binds it if it can be. */
@Injectable()
export class MessageBinder {
  constructor(
    @Inject(LOGGER) private readonly logger: Logger,
    private readonly database: Database,
    private readonly operations: OperationsService,
    private readonly senders: SendersService,
  ) {}

  /** @returns whether there was a wish to look at */
  async runOnce(session: SenderSession): Promise<boolean> {
    const tx = this.database.client;
    const as = { owner: session.owner, leaseSeconds: LEASE_SECONDS };
    const claim = await this.operations.claimNext(tx, bindingType(session.senderId), as);
    if (claim === null) return false;
    if (claim.operation.isCancelRequested) {
      await this.operations.finishCancelled(tx, claim);
      return true;
    }
    const wish = await findWish(tx, claim.operation.id);
    if (wish === null) throw new Error(`operation ${claim.operation.id} binds nothing`);
    const failure = await this.carryOut(session, claim, wish);
    if (failure !== null) await this.operations.fail(tx, claim, failure);
    return true;
  }

  /** @returns why it cannot be done; `null`: it is done, and the operation has ended */
  private async carryOut(
    session: SenderSession,
    claim: OperationClaim,
    wish: BindingWish,
  ): Promise<OperationFailure | null> {
    const message = await this.find(session, wish);
    if (message === null) return GONE;
    const { botUserId } = await this.senders.get(session.senderId);
    const named = {
      authorId: message.userId,
      chatId: message.chatId,
      isForwarded: message.isForwarded,
      marker: markerIn(message),
    };
    const chatId = await this.chatOf(session, wish, message);
    const refusal = bindingRefusal(named, { botUserId, chatId, marker: wish.marker });
    return refusal ?? this.bind(claim, wish, message);
  }

  private async find(session: SenderSession, wish: BindingWish): Promise<Message | null> {
    try {
      return await session.client.getMessage(Number(wish.messageId));
    } catch (error) {
      if (error instanceof PachcaError && (error.kind === 'not_found' || error.kind === 'forbidden'))
        return null;
      // Anything else passes: the lease runs out and the wish is looked at again.
      throw error;
    }
  }

  /** The chat of the bot and the person; where it is not known yet, the message's own if it is theirs. 0: none. */
  private async chatOf(session: SenderSession, wish: BindingWish, message: Message): Promise<number> {
    if (wish.chatId !== null) return Number(wish.chatId);
    const chat = await session.client.getChat(message.chatId);
    return chat.isPersonal && chat.memberIds.includes(Number(wish.recipientId)) ? chat.id : 0;
  }

  private async bind(
    claim: OperationClaim,
    wish: BindingWish,
    message: Message,
  ): Promise<OperationFailure | null> {
    const presence = {
      messageId: message.id,
      chatId: message.chatId,
      evidence: 'operator',
      createdAt: message.createdAt,
    } as const;
    try {
      return await this.database.transaction(async (tx) => {
        const state = await lockState(tx, wish.deliveryId);
        // Found out meanwhile: another message bound now would pass for a second copy, and be removed.
        if (state !== 'unknown')
          return { code: 'not_in_doubt', detail: `The delivery is «${String(state)}» by now.` };
        await actAs(tx, wish.requestedBy);
        await bindMessage(tx, wish.deliveryId, presence);
        await this.operations.finish(tx, claim, { action: 'bind', message_id: message.id });
        afterCommit(tx, () => {
          metrics.count('vestnik_doubt_resolutions_total', { result: 'operator' });
          const change = { from: 'unknown', to: 'sent', outcome: 'operator' } as const;
          noteTransition(this.logger, { deliveryId: wish.deliveryId, ...change });
          this.logger.info({ deliveryId: String(wish.deliveryId) }, 'an operator bound a message');
        });
        return null;
      });
    } catch (error) {
      if (isUniqueViolation(error, 'delivery_message_uq')) return TAKEN;
      throw error;
    }
  }
}
