import { Injectable } from '@nestjs/common';
import { Database, type Tx } from '#lib/database';
import { displayName } from '#lib/directory';
import {
  type DeedQuery,
  type DeedRow,
  type QuestionFilter,
  type QuestionRow,
  type ReactionRow,
  type ReplyRow,
  selectQuestions,
  selectReactions,
  selectReplies,
} from './deeds.queries.js';
import { messageLink } from './domain/message-link.js';
import { findRun, type RunTarget } from './run.queries.js';

/** Who did it, and to which message. */
interface Deed {
  readonly id: bigint;
  readonly deliveryId: bigint;
  readonly person: {
    readonly id: number;
    /** `null`: the directory never knew them. */
    readonly name: string | null;
  };
}

/** What somebody wrote in the chat after a message, or in answer to it. Its words are in the messenger alone. */
export interface ReportedReply extends Deed {
  readonly messageId: number;
  /** The reply in the messenger. */
  readonly url: string | null;
  /** It answers this very message, by the messenger's own way of answering; otherwise it came next in the direct chat. */
  readonly isQuoting: boolean;
  readonly saidAt: Date;
  /** `null`: it is there, as far as was told. */
  readonly deletedAt: Date | null;
}

/** A reaction to a message. */
export interface ReportedReaction extends Deed {
  /** The emoji. */
  readonly code: string;
  readonly name: string;
  readonly putAt: Date;
  /** `null`: it is there. */
  readonly removedAt: Date | null;
}

/** What somebody asked by the form behind a button. */
export interface ReportedQuestion extends Deed {
  readonly text: string;
  readonly askedAt: Date;
  /** The message in the messenger under which it was asked. */
  readonly url: string | null;
}

/** Whose list: of the campaign's newest run, or of a run with a place in its list. */
export type DeedTarget = RunTarget & { readonly after?: bigint; readonly limit: number };

/** Part of a list, in the order in which the messenger told it. */
export interface DeedPage<T> {
  readonly runId: string;
  readonly rows: readonly T[];
  /** The last entry of this page; `null`: there are no more. */
  readonly next: bigint | null;
}

/** What people did with the messages of a run besides reading them: replies, reactions and questions. */
@Injectable()
export class DeedsService {
  constructor(private readonly database: Database) {}

  /** @returns `null` when there is no such run yet */
  replies(target: DeedTarget): Promise<DeedPage<ReportedReply> | null> {
    return this.page(target, selectReplies, toReply);
  }

  /** Those taken away again included. @returns `null` when there is no such run yet */
  reactions(target: DeedTarget): Promise<DeedPage<ReportedReaction> | null> {
    return this.page(target, selectReactions, toReaction);
  }

  /** Those of reminders included. @returns `null` when there is no such run yet */
  questions(target: DeedTarget, filter: QuestionFilter): Promise<DeedPage<ReportedQuestion> | null> {
    return this.page(target, (tx, query) => selectQuestions(tx, query, filter), toQuestion);
  }

  private page<Row extends DeedRow, T>(
    target: DeedTarget,
    select: (tx: Tx, query: DeedQuery) => Promise<Row[]>,
    toDeed: (row: Row) => T,
  ): Promise<DeedPage<T> | null> {
    const { after = 0n, limit } = target;
    return this.database.snapshot(async (tx) => {
      const run = await findRun(tx, target);
      if (run === null) return null;
      const found = await select(tx, { runId: run.runId, after, limit: limit + 1 });
      const rows = found.slice(0, limit);
      const next = found.length > limit ? (rows.at(-1)?.id ?? null) : null;
      return { runId: run.runId, rows: rows.map(toDeed), next };
    });
  }
}

function deedOf({ id, deliveryId, personId, nickname, firstName, lastName }: DeedRow): Deed {
  const name = nickname === null ? null : displayName({ nickname, firstName, lastName });
  return { id, deliveryId, person: { id: Number(personId), name } };
}

function toReply(row: ReplyRow): ReportedReply {
  const { isQuoting, saidAt, deletedAt } = row;
  const messageId = Number(row.messageId);
  return {
    ...deedOf(row),
    messageId,
    url: messageLink(Number(row.chatId), messageId),
    isQuoting,
    saidAt,
    deletedAt,
  };
}

function toQuestion(row: QuestionRow): ReportedQuestion {
  const { text, askedAt, chatId, messageId } = row;
  const url = messageLink(
    chatId === null ? null : Number(chatId),
    messageId === null ? null : Number(messageId),
  );
  return { ...deedOf(row), text, askedAt, url };
}

function toReaction(row: ReactionRow): ReportedReaction {
  const { code, name, putAt, removedAt } = row;
  return { ...deedOf(row), code, name, putAt, removedAt };
}
