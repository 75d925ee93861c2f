import { Inject, Injectable } from '@nestjs/common';
import { StateConflictError } from '#lib/campaigns';
import { afterCommit, type Tx } from '#lib/database';
import { publicId } from '#lib/kernel';
import { type Logger, LOGGER } from '#lib/observability';
import { type Operation, OperationsService } from '#lib/operations';
import { DeliveryNotFoundError, NotInDoubtError, TaskHasNoMessageError } from './domain/doubt.errors.js';
import {
  actAs,
  closeUnproven,
  lockDelivery,
  recordResolution,
  type ResolvableRow,
  sendAgain,
} from './resolution.queries.js';
import { noteTransition } from './transition-note.js';

/** What an operator says about a doubt. */
export type DoubtDecision =
  /** This message is it; checked with the messenger before it is believed. */
  | { readonly action: 'bind'; readonly messageId: number }
  /** Send it once more, although it may be there already. */
  | { readonly action: 'send_again' }
  /** Give up: it is `failed` for the reason `unproven`. */
  | { readonly action: 'close_as_unproven' };

/** A person's word about a send that nobody can prove. */
export interface ResolveRequest {
  readonly campaignId: string;
  readonly deliveryId: bigint;
  readonly decision: DoubtDecision;
  /** Why; kept for good. */
  readonly reason: string;
  /** Public id of who asks; written into the delivery's history. */
  readonly by: string;
}

/** Type of the operations that carry out what needs no look at the messenger; they have ended when they are seen. */
const RESOLVE = 'resolve_doubt';
/** Nobody holds such an operation for longer than the transaction that made it. */
const LEASE_SECONDS = 60;

/** Bindings wait for the owner of the bot, so each bot has operations of its own. */
export function bindingType(senderId: string): string {
  return `bind_message.${publicId('snd', senderId)}`;
}

/**
 * An operator's word on a delivery in doubt that the chat does not settle (protocol 2.8).
 *
 * Sending again and closing are done at once, in the caller's transaction; binding is a wish that the owner of the bot
 * carries out, for only the messenger knows whether the message can be the one.
 */
@Injectable()
export class DoubtResolution {
  constructor(
    @Inject(LOGGER) private readonly logger: Logger,
    private readonly operations: OperationsService,
  ) {}

  /**
   * @param tx a transaction
   * @throws DeliveryNotFoundError; NotInDoubtError; TaskHasNoMessageError; StateConflictError when the run sends nothing any more
   */
  async resolve(tx: Tx, request: ResolveRequest): Promise<Operation> {
    const row = await lockDelivery(tx, request);
    if (row === null) throw new DeliveryNotFoundError();
    if (row.state !== 'unknown') throw new NotInDoubtError(row.state);
    const { decision, by } = request;
    if (decision.action === 'bind' && row.isTask) throw new TaskHasNoMessageError();
    if (decision.action === 'bind') {
      const operation = await this.operations.enqueue(tx, {
        type: bindingType(row.senderId),
        requestedBy: by,
      });
      await this.record(tx, operation.id, request);
      return operation;
    }
    await actAs(tx, by);
    const isSentAgain = decision.action === 'send_again';
    await (isSentAgain ? this.sendAgain(tx, row) : closeUnproven(tx, row));
    const to = isSentAgain ? 'pending' : 'failed';
    afterCommit(tx, () => {
      const { id: deliveryId, runId } = row;
      noteTransition(this.logger, { deliveryId, runId, from: 'unknown', to, outcome: 'operator' });
    });
    return this.ended(tx, request);
  }

  private async sendAgain(tx: Tx, row: ResolvableRow): Promise<void> {
    if (row.runStatus !== 'running' && row.runStatus !== 'paused')
      throw new StateConflictError('send', row.runStatus);
    await sendAgain(tx, row);
  }

  /** The operation of what was done here and now: nobody else ever sees one of its type waiting. */
  private async ended(tx: Tx, request: ResolveRequest): Promise<Operation> {
    const { id } = await this.operations.enqueue(tx, { type: RESOLVE, requestedBy: request.by });
    await this.record(tx, id, request);
    const claim = await this.operations.claimNext(tx, RESOLVE, {
      owner: request.by,
      leaseSeconds: LEASE_SECONDS,
    });
    if (claim?.operation.id !== id) throw new Error('another resolution waits, which cannot be');
    return this.operations.finish(tx, claim, { action: request.decision.action });
  }

  private record(tx: Tx, operationId: string, request: ResolveRequest): Promise<void> {
    const { decision, deliveryId, reason, by } = request;
    const messageId = decision.action === 'bind' ? decision.messageId : null;
    const { action } = decision;
    return recordResolution(tx, { operationId, deliveryId, action, messageId, reason, requestedBy: by });
  }
}
