import { Inject, Injectable } from '@nestjs/common';
import { type Config, CONFIG } from '#lib/config';
import { afterCommit, Database, type Tx } from '#lib/database';
import { type Logger, LOGGER } from '#lib/observability';
import { PachcaError } from '#lib/pachca';
import { SendersService, type SenderSession } from '#lib/senders';
import { ChatEvidence, type ChatLook, type ChatReader } from './chat-evidence.js';
import { lastSweepTryMs, nextSweepMs } from './domain/doubt.js';
import { bindMessage } from './outcome.queries.js';
import { noteLateness } from './late-apply.js';
import { noteTransition } from './transition-note.js';
import { SecondCopies } from './second-copies.js';
import { endSweeps, planSweeps, type Sweep, sweepAgain, sweepDone, takeDueSweeps } from './sweep.queries.js';

/** What one pass of the sweeper came to. */
export interface SweepResult {
  /** Chats that were read again. */
  readonly swept: number;
  /** Second copies found in them. */
  readonly found: number;
  /** Second copies taken away, those found elsewhere included. */
  readonly removed: number;
  /** Chats that could not be read. */
  readonly unreadable: number;
}

/**
 * Reads the chat of every delivery that was in doubt again, long after the doubt was resolved (protocol 2.8).
 *
 * The promise «not twice» rests on assumptions; where one of them breaks, a request is applied after its absence was
 * believed, and this finds the second message by its marker and takes it away. All of it waits behind sends and fresh
 * doubts.
 */
@Injectable()
export class Sweeper {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    @Inject(LOGGER) private readonly logger: Logger,
    private readonly database: Database,
    private readonly senders: SendersService,
    private readonly chats: ChatEvidence,
    private readonly copies: SecondCopies,
  ) {}

  /** One pass over at most `limit` due chats of the session's bot, then over the copies known so far. */
  async runOnce(session: SenderSession, limit = 5): Promise<SweepResult> {
    const counts = { swept: 0, found: 0, unreadable: 0 };
    for (const { sweep, reader } of await this.due(session, limit)) {
      if (!session.isOpen()) break;
      const found = await this.sweep(reader, sweep);
      if (found === null) counts.unreadable += 1;
      else {
        counts.swept += 1;
        counts.found += found;
      }
    }
    return { ...counts, removed: await this.copies.removeDue(session) };
  }

  private async due(
    session: SenderSession,
    limit: number,
  ): Promise<{ readonly sweep: Sweep; readonly reader: ChatReader }[]> {
    const tx = this.database.client;
    await planSweeps(tx, session.senderId, nextSweepMs(0, this.config.doubtSettleMs) ?? 0);
    const sweeps = await takeDueSweeps(tx, session.senderId, limit);
    if (sweeps.length === 0) return [];
    const { botUserId } = await this.senders.get(session.senderId);
    const reader = { client: session.backgroundClient, senderId: session.senderId, botUserId };
    return sweeps.map((sweep) => ({ sweep, reader }));
  }

  /** @returns how many second copies there were; `null`: the chat could not be read to its end */
  private async sweep(reader: ChatReader, sweep: Sweep): Promise<number | null> {
    try {
      // Only a marker makes a message a second copy; a message without one may be anybody's.
      const look = await this.chats.look(reader, { ...sweep, markedBy: 'avatar' });
      const found = await this.settle(sweep, look);
      if (found > 0 && look.newestMadeAt !== null) noteLateness(sweep.sendingSince, look.newestMadeAt);
      if (found > 0)
        this.logger.error({ deliveryId: String(sweep.deliveryId), found }, 'second copies were found');
      if (look.isComplete) return found;
    } catch (error) {
      if (!(error instanceof PachcaError)) throw error;
      this.logger.warn({ deliveryId: String(sweep.deliveryId), kind: error.kind }, 'a sweep was in vain');
    }
    await this.tryAgain(sweep);
    return null;
  }

  /**
   * Everything with the marker belongs to the delivery: the bound message stays, whatever its id, since receipts hang
   * on it; where none was bound (closed as unproven, cancelled, waiting to be sent again), the oldest is bound now.
   */
  private async settle(sweep: Sweep, look: ChatLook): Promise<number> {
    return this.database.transaction(async (tx) => {
      let copies = 0;
      for (const messageId of [...look.found].sort((a, b) => a - b)) {
        if (look.chatId === null) throw new Error('a message was found in no chat');
        const presence = { messageId, chatId: look.chatId, evidence: 'history', createdAt: null } as const;
        const binding = await bindMessage(tx, sweep.deliveryId, presence);
        if (binding === 'second_copy') copies += 1;
        if (binding === 'bound')
          afterCommit(tx, () => {
            this.note(sweep);
          });
      }
      if (look.isComplete) await this.advance(tx, sweep);
      return copies;
    });
  }

  private note({ deliveryId, state }: Sweep): void {
    noteTransition(this.logger, { deliveryId, from: state, to: 'sent', outcome: 'found by the sweeper' });
  }

  private async advance(tx: Tx, sweep: Sweep): Promise<void> {
    const next = nextSweepMs(sweep.sweeps + 1, this.config.doubtSettleMs);
    await (next === null ? endSweeps(tx, sweep) : sweepDone(tx, sweep, next));
  }

  private async tryAgain(sweep: Sweep): Promise<void> {
    const { doubtSettleMs } = this.config;
    if (sweep.sinceResolvedMs < lastSweepTryMs(doubtSettleMs)) {
      await sweepAgain(this.database.client, sweep, doubtSettleMs);
      return;
    }
    await endSweeps(this.database.client, sweep);
    this.logger.error({ deliveryId: String(sweep.deliveryId) }, 'a chat stayed unreadable and is given up');
  }
}
