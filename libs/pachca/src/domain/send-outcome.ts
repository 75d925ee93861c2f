import { type AnswerBody } from './answer-body.js';
import { type Message } from './message.js';

/** Why no byte of a request was written. */
export type NotWrittenCause =
  | 'dns'
  | 'refused'
  | 'unreachable'
  | 'connect_timeout'
  | 'tls'
  /** The guard: the moment until which the request might start had passed when its socket was ready. */
  | 'too_late'
  /** The guard: the caller no longer allows it (the messenger asked to wait meanwhile, or the bot is no longer its own). */
  | 'withdrawn'
  /** A kept-alive socket was idle longer than the server keeps it, or already closed. */
  | 'stale_socket'
  | 'timeout'
  | 'reset'
  | 'closed';

/** How an exchange broke off after some of the request may have been read by the messenger. */
export type BrokenOffCause = 'timeout' | 'reset' | 'closed' | 'too_large' | 'bad_answer';

/** An exchange that gave no whole answer. */
export type ExchangeFailure =
  /** Proved: no byte of the request left this process, and none will. */
  | { readonly kind: 'failure'; readonly isWritten: false; readonly cause: NotWrittenCause }
  | {
      readonly kind: 'failure';
      readonly isWritten: true;
      readonly cause: BrokenOffCause;
      /** Where an answer had begun. */
      readonly status?: number;
    };

/** All that is known about one attempt to send, before any judgement. */
export type SendObservation =
  | ExchangeFailure
  | {
      readonly kind: 'answer';
      readonly status: number;
      readonly body: AnswerBody;
      /** The message in the body, or null when there is no readable one. */
      readonly message: Message | null;
      /** From Retry-After, or its default. */
      readonly retryAfterMs: number;
    };

/** Why the messenger takes nothing from this bot at present. */
export type SenderRefusal = 'token_rejected' | 'scope_missing' | 'access_denied' | 'payment_required';

/** Why the messenger will not have this message for this recipient; others may get it. */
export type RecipientRefusal =
  | 'not_found'
  /** Code `personal_chat`: the person takes no direct message, for example because the account is suspended. */
  | 'direct_message_refused'
  | 'no_access'
  | 'refused_by_messenger';

/** Why it is not known whether the message exists. */
export type DoubtCause =
  | BrokenOffCause
  /** 2xx that does not prove our message: not 201, unreadable, no id, or somebody else's. */
  | 'bad_body'
  | 'redirect'
  | 'server_error'
  /** 409: the vendor's own API audit tells of a detector of duplicates behind it, so the message may exist. */
  | 'conflict'
  /** 400, 404 or 422 that the API did not write: a proxy's page proves nothing about the message. */
  | 'foreign_answer'
  | 'unexpected_status';

/** What became of one attempt to send a message. Each kind calls for another next step (`classifySend`). */
export type SendOutcome =
  | { readonly kind: 'accepted'; readonly message: Message }
  | { readonly kind: 'not_written'; readonly cause: NotWrittenCause }
  | { readonly kind: 'throttled'; readonly retryAfterMs: number }
  | {
      readonly kind: 'sender_refused';
      readonly reason: SenderRefusal;
      readonly status: number;
      readonly codes: readonly string[];
    }
  | {
      readonly kind: 'recipient_refused';
      readonly reason: RecipientRefusal;
      readonly status: number;
      readonly codes: readonly string[];
    }
  | { readonly kind: 'content_refused'; readonly status: number; readonly codes: readonly string[] }
  /** The message that this one was to answer is not there any more; without a parent it may be taken. */
  | { readonly kind: 'reply_refused'; readonly status: number; readonly codes: readonly string[] }
  | { readonly kind: 'doubtful'; readonly cause: DoubtCause; readonly status?: number };
