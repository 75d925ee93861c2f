import { chatOfRecipient } from '#lib/campaigns';
import { displayName } from '#lib/directory';
import type { PinState } from '#lib/pins';
import type { ReadSource } from '#lib/receipts';
import type { ReaderCounts } from './chat-posts.queries.js';
import type { AcknowledgementSource } from './domain/answer-figures.js';
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

/** A chat, or a thread of one, that a campaign was posted into, and who of it has read the post. */
export interface ReportedChat {
  /** Of a thread: its own chat, in which the post stands. */
  readonly id: number;
  /** Of a thread: that of the chat above. `null`: the directory does not know it any more. */
  readonly name: string | null;
  /** Where it hangs; `null`: it is no thread. */
  readonly thread: { readonly id: number; readonly messageId: number; readonly chatId: number } | null;
  /** `null`: not posted yet. */
  readonly readers: (ReaderCounts & { readonly asOf: Date | null }) | null;
  /** `null`: the post is not to be pinned, or is not there yet. */
  readonly pin: ReportedPin | null;
}

/** What became of the pin of a chat post. */
export interface ReportedPin {
  readonly state: PinState;
  readonly until: Date;
  readonly pinnedAt: Date | null;
  /** When it was taken off, or given up. */
  readonly endedAt: Date | null;
  /** Why it waits, was refused, or is not wanted any more. */
  readonly why: string | null;
}

/** What is known about one recipient of a run. */
export interface RecipientRow {
  readonly deliveryId: bigint;
  /** `null`: it is a chat. */
  readonly person: ReportedPerson | null;
  /** `null`: it is a person. */
  readonly chat: ReportedChat | null;
  /** By which part of the audience they belong to it; `late_join`: they joined after the launch. */
  readonly includedBy: string;
  readonly state: RecipientState;
  /** Why it `failed` or was `skipped`. */
  readonly reason: string | null;
  readonly sentAt: Date | null;
  readonly messageId: number | null;
  readonly chatId: number | null;
  /** The message in the messenger. */
  readonly url: string | null;
  /** Intents that were written, open ones included; 0: none was. */
  readonly attemptCount: number;
  readonly isRead: boolean;
  /** Read after `from` and not later than `to`; `null`: not known to be read. */
  readonly readBetween: { readonly from: Date; readonly to: Date } | null;
  /** The middle of `readBetween`. */
  readonly readAtEstimate: Date | null;
  readonly readSource: ReadSource | null;
  /** When they confirmed what the run says by now; `null`: not so far. */
  readonly ackedAt: Date | null;
  /** What they answered: `ack`, or the value of a choice. */
  readonly choice: string | null;
  /** What they confirmed it with; `null` where `ackedAt` is. */
  readonly ackSource: AcknowledgementSource | null;
  /** The version that they confirmed last; where `ackedAt` is `null`, it said something else than the newest. */
  readonly ackedVersion: number | null;
  /** That they asked by the form behind a button, under reminders included. */
  readonly questionCount: number;
  /** What they asked, the oldest first, up to 30,000 characters; `null`: nothing. */
  readonly questionText: string | null;
  /** Not yet read at this instant; `null`: read, or not looked at so far. */
  readonly unreadAsOf: Date | null;
  /** Which version of the text they got, or are about to. */
  readonly contentVersion: number | null;
  /** `null`: nobody asked for it. */
  readonly recall: RecipientRecall | null;
  /** `null`: it says what it was sent with. */
  readonly edit: RecipientEdit | null;
}

/** What became of the newest change of the message's text. */
export interface RecipientEdit {
  readonly state: LedgerEditState;
  /** Which version it is to say. */
  readonly version: number;
  /** Why the messenger would not. */
  readonly why: string | null;
}

/** States of the ledger of edits. */
export type LedgerEditState = 'todo' | 'doing' | 'done' | 'failed' | 'superseded' | 'unneeded' | 'cancelled';

/** States of the ledger of recalls. */
export type LedgerRecallState = 'todo' | 'doing' | 'gone' | 'failed' | 'unneeded' | 'cancelled';

/** What became of the wish to delete the message. */
export interface RecipientRecall {
  readonly state: LedgerRecallState;
  /** Of a deleted one: whether it was read by the look right before; `unknown`: the readers could not be asked. */
  readonly reading: 'before_read' | 'after_read' | 'unknown' | null;
  /** `already_gone`: somebody else had deleted it, or it was not there. */
  readonly outcome: 'deleted' | 'already_gone' | null;
  /** When the readers were looked at. */
  readonly lookedAt: Date | null;
  /** Why the messenger would not. */
  readonly why: string | null;
  readonly requestedAt: Date;
  readonly finishedAt: Date | null;
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
  readonly includedBy: string;
  readonly unreadAsOf: Date | null;
  readonly readSeenAt: Date | null;
  readonly source: ReadSource | null;
  readonly ackedAt: Date | null;
  readonly choice: string | null;
  readonly ackSource: AcknowledgementSource | null;
  readonly ackedVersion: number | null;
  readonly questionCount: number;
  readonly questionText: string | null;
  /** `null`: the directory never knew the person. */
  readonly nickname: string | null;
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly department: string | null;
  readonly title: string | null;
  readonly timeZone: string | null;
  readonly chatName: string | null;
  /** Of a thread, as the two below it. */
  readonly threadId: number | null;
  readonly threadMessageId: number | null;
  readonly threadChatId: number | null;
  readonly postReadAsOf: Date | null;
  /** Of a chat post that was sent, as the two below it. */
  readonly postMembers: number | null;
  readonly postRead: number | null;
  readonly postOutside: number | null;
  readonly pinState: PinState | null;
  readonly pinUntil: Date | null;
  readonly pinnedAt: Date | null;
  readonly pinEndedAt: Date | null;
  readonly pinWhy: string | null;
  readonly contentVersion: number | null;
  readonly editState: LedgerEditState | null;
  readonly editVersion: number | null;
  readonly editWhy: string | null;
  readonly recallState: LedgerRecallState | null;
  readonly recallReading: RecipientRecall['reading'];
  readonly recallOutcome: RecipientRecall['outcome'];
  readonly recallLookedAt: Date | null;
  readonly recallWhy: string | null;
  readonly recallRequestedAt: Date | null;
  readonly recallFinishedAt: Date | null;
}

export function recipientRow(row: LedgerRow): RecipientRow {
  const messageId = row.messageId === null ? null : Number(row.messageId);
  const chatId = row.chatId === null ? null : Number(row.chatId);
  return {
    deliveryId: row.id,
    person: row.recipientId > 0 ? personOf(row) : null,
    chat: chatOf(row),
    state: recipientStateOf(row.state),
    reason: row.reason,
    sentAt: row.sentAt,
    messageId,
    chatId,
    url: messageLink(chatId, messageId),
    attemptCount: row.attempt,
    includedBy: row.includedBy,
    ...readingOf(row),
    ackedAt: row.ackedAt,
    choice: row.choice,
    ackSource: row.ackSource,
    ackedVersion: row.ackedVersion,
    questionCount: row.questionCount,
    questionText: row.questionText,
    contentVersion: row.contentVersion,
    recall: recallOf(row),
    edit: editOf(row),
  };
}

function editOf({ editState: state, editVersion: version, editWhy: why }: LedgerRow): RecipientEdit | null {
  return state === null || version === null ? null : { state, version, why };
}

function recallOf(row: LedgerRow): RecipientRecall | null {
  const { recallState: state, recallRequestedAt: requestedAt } = row;
  if (state === null || requestedAt === null) return null;
  return {
    state,
    reading: row.recallReading,
    outcome: row.recallOutcome,
    lookedAt: row.recallLookedAt,
    why: row.recallWhy,
    requestedAt,
    finishedAt: row.recallFinishedAt,
  };
}

function chatOf(row: LedgerRow): ReportedChat | null {
  const id = chatOfRecipient(row.recipientId);
  if (id === null) return null;
  const { postMembers: members, postRead: read, postOutside: outside, postReadAsOf: asOf } = row;
  const isPosted = members !== null && read !== null && outside !== null;
  const readers = isPosted ? { members, read, outside, asOf } : null;
  return { id, name: row.chatName, thread: threadOf(row), readers, pin: pinOf(row) };
}

function threadOf(row: LedgerRow): ReportedChat['thread'] {
  const { threadId: id, threadMessageId: messageId, threadChatId: chatId } = row;
  return id === null || messageId === null || chatId === null ? null : { id, messageId, chatId };
}

function pinOf(row: LedgerRow): ReportedPin | null {
  const { pinState: state, pinUntil: until, pinnedAt, pinEndedAt: endedAt, pinWhy: why } = row;
  return state === null || until === null ? null : { state, until, pinnedAt, endedAt, why };
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
