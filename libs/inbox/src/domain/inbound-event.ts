/** How an event came here: read from the bot's history by ourselves, or posted to us with a signature. */
export type InboundSource = 'polled' | 'webhook';

/**
 * What an event says, in the vendor's words; texts of messages are left out, for nobody here needs them. What was typed
 * into a form stays only until the event is settled.
 */
export type InboundBody =
  MessageEvent | ReactionEvent | ButtonClick | FormSubmission | MemberEvent | OtherEvent;
export type InboundType = InboundBody['type'];

/** A message came into being, changed or went. */
export interface MessageEvent {
  readonly type: 'message';
  readonly event: 'new' | 'update' | 'delete';
  readonly messageId: number;
  readonly chatId: number;
  /** The author. */
  readonly userId: number;
  readonly entityType: string;
  /** In a direct chat the other person, or the chat: the vendor does not say. */
  readonly entityId: number;
  readonly parentMessageId: number | null;
  readonly isInThread: boolean;
  /** RFC 3339, as the messenger wrote it. */
  readonly createdAt: string;
  /** As `createdAt`; `null`: never changed. */
  readonly changedAt: string | null;
}

/** Somebody put a reaction on a message, or took it away. */
export interface ReactionEvent {
  readonly type: 'reaction';
  readonly event: 'new' | 'delete';
  readonly messageId: number;
  /** Who reacted. */
  readonly userId: number;
  /** The emoji. */
  readonly code: string;
  readonly name: string;
  readonly createdAt: string;
}

/** Somebody pressed a button of a message of the bot. */
export interface ButtonClick {
  readonly type: 'button';
  readonly event: 'click';
  readonly messageId: number;
  readonly chatId: number;
  /** Who clicked. */
  readonly userId: number;
  /** What the button was sent with. */
  readonly data: string;
  readonly triggerId: string;
}

/** Somebody sent a form that a bot had opened. It may come more than once, and with other words each time. */
export interface FormSubmission {
  readonly type: 'view';
  readonly event: 'submit';
  /** As the form was opened with, as `privateMetadata`; `null`: without. */
  readonly callbackId: string | null;
  readonly privateMetadata: string | null;
  /** Where the button stands that opened it; `null`: not told. */
  readonly chatId: number | null;
  /** Who sent it. */
  readonly userId: number;
  /** What was typed, by the name of the field; fields of other kinds are left out. */
  readonly fields: Readonly<Record<string, string>>;
}

/** People of the workspace came, changed or went; `event` is the vendor's word for it. */
export interface MemberEvent {
  readonly type: 'company_member';
  readonly event: string;
  readonly userIds: readonly number[];
  readonly createdAt: string;
}

/** Something that nothing here is made of; kept, so that it is known to have come. */
export interface OtherEvent {
  readonly type: 'other';
  /** Such as `thread.new`. */
  readonly event: string;
}

/** An event of a bot, as it is kept. */
export interface InboundEvent {
  readonly id: bigint;
  readonly senderId: string;
  readonly body: InboundBody;
  readonly source: InboundSource;
  /** The messenger's time of it, to the second. */
  readonly saidAt: Date;
  readonly receivedAt: Date;
  /** Milliseconds since then, by the database's clock, when it was taken in hand. */
  readonly ageMs: number;
  /**
   * It came with a good signature and an old time: after an outage, or by somebody who replays it. What it says is not
   * to be believed without a look at the messenger.
   */
  readonly isStale: boolean;
}
