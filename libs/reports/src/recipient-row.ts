import { displayName } from '#lib/directory';
import type { ReadSource } from '#lib/receipts';
import { messageLink } from './domain/message-link.js';
import { type LedgerState, type RecipientState, recipientStateOf } from './domain/recipient-state.js';

/** Somebody as the directory knows them today. */
export interface ReportedPerson {
  /** The messenger's own id. */
  readonly id: number;
  /** `null`: the directory never knew them. */
  readonly name: string | null;
  readonly department: string | null;
  readonly title: string | null;
  /** IANA name; `null`: the company's. */
  readonly timeZone: string | null;
}

/** What is known about one recipient of a run. */
export interface RecipientRow {
  readonly deliveryId: bigint;
  readonly person: ReportedPerson;
  readonly state: RecipientState;
  /** Why it `failed` or was `skipped`. */
  readonly reason: string | null;
  readonly sentAt: Date | null;
  readonly messageId: number | null;
  readonly chatId: number | null;
  /** The message in the messenger. */
  readonly url: string | null;
  readonly attemptCount: number;
  readonly isRead: boolean;
  /** Read after `from` and not later than `to`; `null`: not known to be read. */
  readonly readBetween: { readonly from: Date; readonly to: Date } | null;
  /** The middle of `readBetween`. */
  readonly readAtEstimate: Date | null;
  readonly readSource: ReadSource | null;
  /** Not yet read at this instant; `null`: read, or not looked at so far. */
  readonly unreadAsOf: Date | null;
}

/** As Postgres gives it. */
export interface LedgerRow {
  readonly id: bigint;
  readonly recipientId: bigint;
  readonly state: LedgerState;
  readonly reason: string | null;
  readonly sentAt: Date | null;
  readonly messageId: bigint | null;
  readonly chatId: bigint | null;
  readonly attempt: number;
  readonly unreadAsOf: Date | null;
  readonly readSeenAt: Date | null;
  readonly source: ReadSource | null;
  /** `null`: the directory never knew the person. */
  readonly nickname: string | null;
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly department: string | null;
  readonly title: string | null;
  readonly timeZone: string | null;
}

export function recipientRow(row: LedgerRow): RecipientRow {
  const messageId = row.messageId === null ? null : Number(row.messageId);
  const chatId = row.chatId === null ? null : Number(row.chatId);
  return {
    deliveryId: row.id,
    person: personOf(row),
    state: recipientStateOf(row.state),
    reason: row.reason,
    sentAt: row.sentAt,
    messageId,
    chatId,
    url: messageLink(chatId, messageId),
    attemptCount: row.attempt,
    ...readingOf(row),
  };
}

function personOf(row: LedgerRow): ReportedPerson {
  const { nickname, department, title, timeZone } = row;
  const name = nickname === null ? null : displayName({ ...row, nickname });
  return { id: Number(row.recipientId), name, department, title, timeZone };
}

type Reading = Pick<RecipientRow, 'isRead' | 'readBetween' | 'readAtEstimate' | 'readSource' | 'unreadAsOf'>;

function readingOf({ readSeenAt: to, unreadAsOf, sentAt, source }: LedgerRow): Reading {
  if (to === null) {
    return { isRead: false, readBetween: null, readAtEstimate: null, readSource: null, unreadAsOf };
  }
  const from = unreadAsOf ?? sentAt ?? to;
  const readAtEstimate = new Date(Math.round((from.getTime() + to.getTime()) / 2));
  return { isRead: true, readBetween: { from, to }, readAtEstimate, readSource: source, unreadAsOf: null };
}
