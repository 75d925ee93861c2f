import { Inject, Injectable } from '@nestjs/common';
import { chatOfRecipient } from '#lib/campaigns';
import { Database } from '#lib/database';
import { RunHolds, untilAnswered } from '#lib/deliveries';
import { systemClock } from '#lib/kernel';
import { type Logger, LOGGER } from '#lib/observability';
import { PachcaError } from '#lib/pachca';
import { ReceiptsService } from '#lib/receipts';
import { type SenderSession, SessionClosed } from '#lib/senders';
import { workerOf } from './correction.queries.js';
import type { Reading } from './domain/recall-state.js';
import { inParallel } from './in-parallel.js';
import {
  type DueRecall,
  type Held,
  isKnownRead,
  noteReading,
  putRecallBack,
  recallFailed,
  recallGone,
  takeOverRecalls,
  takeRecalls,
} from './recall.queries.js';
import { refusalOf } from './refusal.js';

/** What one pass came to, in messages. */
export interface RecallResult {
  readonly gone: number;
  readonly failed: number;
  /** To be tried again. */
  readonly later: number;
}

/** A taken row is somebody else's after this; only for a process that lost its database meanwhile. */
const LEASE_MS = 60_000;
/** Of the places that the bot has for sends. */
const SHARE = 0.75;
/** Rows per place of the gate and pass: enough that the places stay busy between two passes. */
const ROWS_PER_PLACE = 5;
const MOST_ROWS = 100;

/**
 * Deletes what is to be recalled, as the owner of the bot.
 *
 * Whether a person had read it is looked at right before the DELETE and written down first: afterwards the messenger
 * cannot be asked any more. What a crash leaves in hand is done once more.
 *
 * A recall goes before all sends that are not urgent, yet takes no more than three quarters of the bot's places: sends
 * go on beside it, and what is claimed for them does not wait until its lease runs out.
 */
@Injectable()
export class Recaller {
  private readonly known = new WeakSet<SenderSession>();

  constructor(
    @Inject(LOGGER) private readonly logger: Logger,
    private readonly database: Database,
    private readonly receipts: ReceiptsService,
    private readonly holds: RunHolds,
  ) {}

  /** One pass over the messages of the session's bot that are due. */
  async runOnce(session: SenderSession): Promise<RecallResult> {
    const worker = workerOf(session);
    const width = Math.max(1, Math.floor(session.gate.class('send').effectiveLimit() * SHARE));
    if (!this.known.has(session)) {
      await takeOverRecalls(this.database.client, session.senderId, worker);
      this.known.add(session);
    }
    const rows = await takeRecalls(this.database.client, {
      senderId: session.senderId,
      worker,
      limit: Math.min(width * ROWS_PER_PLACE, MOST_ROWS),
      leaseMs: LEASE_MS,
    });
    const result = { gone: 0, failed: 0, later: 0 };
    await inParallel(rows, width, async (row) => {
      result[await this.recall(session, row, { deliveryId: row.deliveryId, worker })] += 1;
    });
    return result;
  }

  private async recall(session: SenderSession, row: DueRecall, held: Held): Promise<keyof RecallResult> {
    const startedAt = systemClock.monotonicMs();
    try {
      if (!session.isOpen()) return await this.later(held, 0);
      const look = row.reading ?? (await this.look(session, row));
      if (look === 'gone') return await this.gone(held, 'already_gone');
      if (row.reading === null) await this.write(() => noteReading(this.database.client, held, look));
      const answer = await session.recallClient.deleteMessage(Number(row.messageId));
      // Gone at a second try: the DELETE of the first had been applied, for the message was there to be looked at.
      const isOurs = answer === 'deleted' || row.reading !== null;
      return await this.gone(held, isOurs ? 'deleted' : 'already_gone');
    } catch (error) {
      if (error instanceof SessionClosed) return this.later(held, 0);
      if (!(error instanceof PachcaError)) throw error;
      return this.refused(session, row, { error, held, startedAt });
    }
  }

  /** Whether the person has read it by now. @returns `gone`: somebody else has deleted the message already */
  private async look(session: SenderSession, row: DueRecall): Promise<Reading | 'gone'> {
    if (await isKnownRead(this.database.client, row.deliveryId)) return 'after_read';
    try {
      for await (const page of session.recallClient.readMemberIds(Number(row.messageId))) {
        if (!hasReader(page, row)) continue;
        if (chatOfRecipient(row.recipientId) !== null) return 'after_read';
        const deed = { deliveryId: row.deliveryId, seenAt: new Date(), source: 'poll' } as const;
        await this.write(() => this.receipts.recordRead(this.database.client, deed));
        return 'after_read';
      }
      return 'before_read';
    } catch (error) {
      if (!(error instanceof PachcaError)) throw error;
      const refusal = refusalOf(error, row.tries);
      if (refusal.kind === 'gone') return this.isThere(session, row);
      // The readers alone are refused: not a reason to leave the message where it is. What concerns the bot, or passes,
      // is met again by the DELETE and judged there.
      return 'unknown';
    }
  }

  /** A message that was sent just now may not be visible yet: its readers' 404 alone is no proof. */
  private async isThere(session: SenderSession, row: DueRecall): Promise<Reading | 'gone'> {
    try {
      const { deletedAt } = await session.recallClient.getMessage(Number(row.messageId));
      return deletedAt === null ? 'unknown' : 'gone';
    } catch (error) {
      if (error instanceof PachcaError) return 'unknown';
      throw error;
    }
  }

  private async refused(
    session: SenderSession,
    row: DueRecall,
    failed: { readonly error: PachcaError; readonly held: Held; readonly startedAt: number },
  ): Promise<keyof RecallResult> {
    const { error, held, startedAt } = failed;
    const refusal = refusalOf(error, row.tries);
    this.logger.warn(
      { deliveryId: String(row.deliveryId), kind: error.kind, codes: error.codes },
      'a message could not be recalled',
    );
    switch (refusal.kind) {
      case 'gone':
        return this.gone(held, 'already_gone');
      case 'refused':
        await this.write(() => recallFailed(this.database.client, held, refusal.why));
        return 'failed';
      case 'later':
        return this.later(held, refusal.waitMs);
      case 'sender':
        await this.holds.senderRefused(session.senderId, { code: refusal.code, startedAt });
        return this.later(held, 0);
    }
  }

  private async gone(held: Held, outcome: 'deleted' | 'already_gone'): Promise<'gone'> {
    await this.write(() => recallGone(this.database.client, held, outcome));
    return 'gone';
  }

  private async later(held: Held, waitMs: number): Promise<'later'> {
    await this.write(() => putRecallBack(this.database.client, held, waitMs));
    return 'later';
  }

  private write<T>(work: () => Promise<T>): Promise<T> {
    return untilAnswered(work);
  }
}

/** Of a message to a person: that person. Of one in a chat: anybody but the bot, which the list may name as well. */
function hasReader(readers: readonly number[], { recipientId, botUserId }: DueRecall): boolean {
  return chatOfRecipient(recipientId) === null
    ? readers.includes(Number(recipientId))
    : readers.some((id) => id !== Number(botUserId));
}
