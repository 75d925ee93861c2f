import { Injectable } from '@nestjs/common';
import type { Destination, OutgoingMessage } from '#lib/deliveries';
import type { MessageDraft } from '#lib/pachca';

/** The message that is about to be changed, and its reader as the directory knows them. */
export interface FinishedDelivery {
  readonly deliveryId: bigint;
  readonly to: Destination;
}

/** Somebody who knows that a delivered message shows more, or less, than its text: what was answered, say. */
export interface MessageFinisher {
  /** The whole message as it is to be shown; the draft of the message where there is nothing to add. */
  finish(delivery: FinishedDelivery, message: OutgoingMessage): Promise<MessageDraft>;
}

/** Those whom the editor asks before each change, so that a new text takes nothing away that a person was shown. */
@Injectable()
export class MessageFinishers {
  private readonly finishers: MessageFinisher[] = [];

  /** For a module's start: finishers are asked in the order in which they came. */
  add(finisher: MessageFinisher): void {
    this.finishers.push(finisher);
  }

  /** The message after all of them, each given what the one before has made. */
  async finish(delivery: FinishedDelivery, message: OutgoingMessage): Promise<MessageDraft> {
    let { draft } = message;
    for (const finisher of this.finishers) draft = await finisher.finish(delivery, { ...message, draft });
    return draft;
  }
}
