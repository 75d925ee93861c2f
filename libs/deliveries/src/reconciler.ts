import { Inject, Injectable } from '@nestjs/common';
import { type Config, CONFIG } from '#lib/config';
import { Database, isUniqueViolation } from '#lib/database';
import { InboxMessages, type MessagePlace } from '#lib/inbox';
import { type Logger, LOGGER, metrics } from '#lib/observability';
import { PachcaError } from '#lib/pachca';
import { SendersService, type SenderSession } from '#lib/senders';
import { ChatEvidence, type ChatLook, type ChatReader } from './chat-evidence.js';
import { judge, mayPark, nextLookMs, rareLookMs, type Verdict } from './domain/doubt.js';
import {
  awaitPerson,
  countNegative,
  type Doubt,
  lookAgain,
  park,
  resolveAbsent,
  takeDueDoubts,
} from './doubt.queries.js';
import { bindMessage, bindTask, noteSecondCopies } from './outcome.queries.js';
import { noteLateness } from './late-apply.js';
import { lookForTasks, markersOfTasks, type TaskLook } from './task-evidence.js';
import { noteTransition } from './transition-note.js';

/** What one pass over the due doubts came to. */
export interface ReconcileResult {
  /** Found in the chat. */
  readonly found: number;
  /** Absent beyond doubt: back to `pending`. */
  readonly absent: number;
  /** Not decided yet. */
  readonly open: number;
  /** The chat could not be read. */
  readonly unreadable: number;
}

/** Finds out what became of sends whose answer was lost, by reading the chat. Nothing is sent here. */
@Injectable()
export class Reconciler {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    @Inject(LOGGER) private readonly logger: Logger,
    private readonly database: Database,
    private readonly senders: SendersService,
    private readonly chats: ChatEvidence,
    private readonly inbox: InboxMessages,
  ) {}

  /** One pass over at most `limit` due doubts of the session's bot. */
  async runOnce(session: SenderSession, limit = 10): Promise<ReconcileResult> {
    const counts = { found: 0, absent: 0, open: 0, unreadable: 0 };
    const doubts = await takeDueDoubts(this.database.client, session.senderId, {
      limit,
      settleMs: this.config.doubtSettleMs,
    });
    if (doubts.length === 0) return counts;
    const { botUserId } = await this.senders.get(session.senderId);
    const reader = { client: session.client, senderId: session.senderId, botUserId };
    const tasks = lookForTasks(reader, markersOfTasks(doubts));
    for (const doubt of doubts) {
      if (!session.isOpen()) break;
      counts[await this.look(reader, doubt, tasks)] += 1;
    }
    return counts;
  }

  private async look(reader: ChatReader, doubt: Doubt, tasks: TaskLook): Promise<keyof ReconcileResult> {
    try {
      if (doubt.isTask) return await this.lookForTask(tasks, doubt);
      const seen = await this.chats.look(reader, doubt);
      // What the messenger told of this chat and nobody has acted upon yet may be the message: no absence counts.
      const isTold = await this.inbox.isAboutOpen(this.database.client, placeOf(reader, doubt, seen));
      const look = { ...seen, isComplete: seen.isComplete && !isTold };
      const verdict = judge({ ...look, ...doubt }, this.config.doubtSettleMs);
      return await this.act(doubt, verdict, look);
    } catch (error) {
      if (!(error instanceof PachcaError)) throw error;
      this.logger.warn({ deliveryId: String(doubt.id), kind: error.kind }, 'a chat could not be read');
      return this.unreadable(doubt);
    }
  }

  /** Not to find it proves nothing: it is looked for now and then, until a person decides. */
  private async lookForTask(tasks: TaskLook, doubt: Doubt): Promise<keyof ReconcileResult> {
    const taskId = await tasks.find(doubt.marker);
    if (taskId === null) return this.unreadable(doubt);
    await bindTask(this.database.client, doubt.id, { taskId, evidence: 'history' });
    this.note(doubt, 'sent', 'positive');
    return 'found';
  }

  private async act(doubt: Doubt, verdict: Verdict, look: ChatLook): Promise<keyof ReconcileResult> {
    switch (verdict.kind) {
      case 'present':
        if (look.chatId === null) throw new Error('a message was found in no chat');
        if (look.newestMadeAt !== null) noteLateness(doubt.sendingSince, look.newestMadeAt);
        return this.bind(doubt, { ...verdict, chatId: look.chatId });
      case 'absent':
        return this.absent(doubt);
      case 'negative':
        await countNegative(this.database.client, doubt, this.untilNextLook(doubt));
        return 'open';
      case 'open':
        if (!look.isComplete) return this.unreadable(doubt);
        await lookAgain(this.database.client, doubt, this.untilNextLook(doubt));
        return 'open';
    }
  }

  /** The chat, or a part of it, cannot be read. After long enough the person may get other messages meanwhile. */
  private async unreadable(doubt: Doubt): Promise<'unreadable'> {
    const isParked = doubt.isParked || (await this.parkIfOld(doubt));
    const { doubtSettleMs } = this.config;
    const waitMs = isParked ? rareLookMs(doubtSettleMs) : this.untilNextLook(doubt);
    await lookAgain(this.database.client, doubt, waitMs);
    return 'unreadable';
  }

  private async parkIfOld(doubt: Doubt): Promise<boolean> {
    const { doubtSettleMs } = this.config;
    const facts = { elapsedMs: doubt.elapsedMs, hasMarker: doubt.markedBy !== null };
    if (!mayPark(facts, doubtSettleMs)) return false;
    const hasLeft = await park(this.database.client, doubt, rareLookMs(doubtSettleMs));
    if (hasLeft) this.logger.error({ deliveryId: String(doubt.id) }, 'an old doubt is parked');
    return hasLeft;
  }

  private async bind(
    doubt: Doubt,
    found: { readonly messageId: number; readonly duplicates: readonly number[]; readonly chatId: number },
  ): Promise<keyof ReconcileResult> {
    const presence = {
      messageId: found.messageId,
      chatId: found.chatId,
      evidence: 'history',
      createdAt: null,
    } as const;
    try {
      await this.database.transaction(async (tx) => {
        await bindMessage(tx, doubt.id, presence);
        if (found.duplicates.length > 0) await noteSecondCopies(tx, doubt.id, found.duplicates);
      });
    } catch (error) {
      if (!isUniqueViolation(error, 'delivery_message_uq')) throw error;
      // Bound to another delivery since the chat was read: the next look leaves it out.
      await lookAgain(this.database.client, doubt, this.untilNextLook(doubt));
      return 'open';
    }
    this.note(doubt, 'sent', 'positive');
    if (found.duplicates.length > 0) {
      this.logger.error(
        { deliveryId: String(doubt.id), copies: found.duplicates.length },
        'second copies were found',
      );
    }
    return 'found';
  }

  private async absent(doubt: Doubt): Promise<keyof ReconcileResult> {
    if (doubt.onUnproven === 'hold') {
      // Looked at now and then all the same: a late message may still be found.
      await awaitPerson(this.database.client, doubt, rareLookMs(this.config.doubtSettleMs));
      await this.parkIfOld(doubt);
      return 'open';
    }
    if (await this.database.transaction((tx) => resolveAbsent(tx, doubt)))
      this.note(doubt, 'pending', 'absent');
    return 'absent';
  }

  private note(doubt: Doubt, to: 'sent' | 'pending', result: 'positive' | 'absent'): void {
    metrics.count('vestnik_doubt_resolutions_total', { result });
    const { id, runId, fence, elapsedMs } = doubt;
    noteTransition(this.logger, {
      deliveryId: id,
      runId,
      fence,
      from: 'unknown',
      to,
      outcome: result,
      durationMs: elapsedMs,
    });
  }

  private untilNextLook(doubt: Doubt): number {
    return nextLookMs(doubt.elapsedMs, this.config.doubtSettleMs) - doubt.elapsedMs;
  }
}

function placeOf(reader: ChatReader, doubt: Doubt, look: ChatLook): MessagePlace {
  return {
    senderId: reader.senderId,
    authorId: reader.botUserId,
    chatId: look.chatId,
    personId: Number(doubt.recipientId),
  };
}
