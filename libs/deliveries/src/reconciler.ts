import { Inject, Injectable } from '@nestjs/common';
import { type Config, CONFIG } from '#lib/config';
import { Database, isUniqueViolation } from '#lib/database';
import { type Logger, LOGGER } from '#lib/observability';
import { PachcaError } from '#lib/pachca';
import { type Sender, SendersService, type SenderSession } from '#lib/senders';
import { ChatEvidence } from './chat-evidence.js';
import { judge, nextLookMs, type Verdict } from './domain/doubt.js';
import { countNegative, type Doubt, lookAgain, resolveAbsent, takeDueDoubts } from './doubt.queries.js';
import { bindMessage, noteSecondCopies } from './outcome.queries.js';

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

/** A person decides; the row is looked at now and then all the same, because a late message may still be found. */
const HELD_LOOK_MS = 3_600_000;

/** Finds out what became of sends whose answer was lost, by reading the chat. Nothing is sent here. */
@Injectable()
export class Reconciler {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    @Inject(LOGGER) private readonly logger: Logger,
    private readonly database: Database,
    private readonly senders: SendersService,
    private readonly chats: ChatEvidence,
  ) {}

  /** One pass over at most `limit` due doubts of the session's bot. */
  async runOnce(session: SenderSession, limit = 10): Promise<ReconcileResult> {
    const counts = { found: 0, absent: 0, open: 0, unreadable: 0 };
    const doubts = await takeDueDoubts(this.database.client, session.senderId, limit);
    if (doubts.length === 0) return counts;
    const sender = await this.senders.get(session.senderId);
    for (const doubt of doubts) {
      if (!session.isOpen()) break;
      counts[await this.look(session, sender, doubt)] += 1;
    }
    return counts;
  }

  private async look(session: SenderSession, sender: Sender, doubt: Doubt): Promise<keyof ReconcileResult> {
    try {
      const look = await this.chats.look(session, sender, doubt);
      const verdict = judge({ ...look, ...doubt }, this.config.doubtSettleMs);
      return await this.act(doubt, verdict, look.chatId);
    } catch (error) {
      if (!(error instanceof PachcaError)) throw error;
      this.logger.warn({ deliveryId: String(doubt.id), kind: error.kind }, 'a chat could not be read');
      await lookAgain(this.database.client, doubt, this.untilNextLook(doubt));
      return 'unreadable';
    }
  }

  private async act(doubt: Doubt, verdict: Verdict, chatId: number | null): Promise<keyof ReconcileResult> {
    switch (verdict.kind) {
      case 'present':
        if (chatId === null) throw new Error('a message was found in no chat');
        return this.bind(doubt, { ...verdict, chatId });
      case 'absent':
        return this.absent(doubt);
      case 'negative':
        await countNegative(this.database.client, doubt, this.untilNextLook(doubt));
        return 'open';
      case 'open':
        await lookAgain(this.database.client, doubt, this.untilNextLook(doubt));
        return 'open';
    }
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
      await lookAgain(this.database.client, doubt, HELD_LOOK_MS);
      return 'open';
    }
    await this.database.transaction((tx) => resolveAbsent(tx, doubt));
    return 'absent';
  }

  private untilNextLook(doubt: Doubt): number {
    return nextLookMs(doubt.elapsedMs, this.config.doubtSettleMs) - doubt.elapsedMs;
  }
}
