import { Injectable } from '@nestjs/common';
import type { Tx } from '#lib/database';
import type { SenderSession } from '#lib/senders';
import type { InboundEvent, InboundType } from './domain/inbound-event.js';

/** What a handler made of an event; the word is kept beside it, for whoever asks what became of it. */
export type Applied =
  | { readonly kind: 'applied'; readonly outcome: string }
  /** It says something that is not so: forged, for somebody else, about nothing that is known. */
  | { readonly kind: 'refused'; readonly reason: string };

/** What is to be done about an event. */
export type Plan =
  /** It means nothing to this handler. */
  | { readonly kind: 'nothing' }
  /** Not now: what it is about is still moving. */
  | { readonly kind: 'later'; readonly waitMs: number }
  /** Carried out in the transaction that settles the event: so once, whatever crashes. */
  | { readonly kind: 'apply'; readonly apply: (tx: Tx) => Promise<Applied> };

/**
 * Somebody who makes something of events.
 *
 * Events come twice, late and in any order: they are hints, and what is true is read from our rows or from the messenger.
 */
export interface InboundHandler {
  /** For logs. */
  readonly name: string;
  readonly types: readonly InboundType[];
  /**
   * Looks at the event, and at the messenger where that is needed, before any transaction is open.
   *
   * @throws PachcaError: the event is tried again. Anything else counts as a failure, after some of which it is given up;
   *   a form is tried again every hour instead
   */
  prepare(event: InboundEvent, session: SenderSession): Promise<Plan>;
}

/** The handlers of this process; each adds itself when its module starts. */
@Injectable()
export class InboundHandlers {
  private readonly handlers: InboundHandler[] = [];

  /** For a module's start. Nothing takes a handler away again. */
  add(handler: InboundHandler): void {
    this.handlers.push(handler);
  }

  /** All who want events of this type, in the order in which they were added. */
  for(type: InboundType): readonly InboundHandler[] {
    return this.handlers.filter(({ types }) => types.includes(type));
  }
}
