import { Inject, Injectable } from '@nestjs/common';
import { Database } from '#lib/database';
import { type Logger, LOGGER } from '#lib/observability';
import { PachcaError } from '#lib/pachca';
import type { SenderSession } from '#lib/senders';
import { copyRemoved, type SecondCopy, takeCopies } from './second-copies.queries.js';

/** A removal that failed is tried again after this long. */
const RETRY_MS = 60_000;

/** Takes second copies out of people's chats: those found in a sweep, and those that turned up when a message was bound. */
@Injectable()
export class SecondCopies {
  constructor(
    @Inject(LOGGER) private readonly logger: Logger,
    private readonly database: Database,
  ) {}

  /** @returns how many are away now that were not before */
  async removeDue(session: SenderSession, limit = 10): Promise<number> {
    const work = { limit, retryMs: RETRY_MS };
    const copies = await takeCopies(this.database.client, session.senderId, work);
    let removed = 0;
    for (const copy of copies) {
      if (!session.isOpen()) break;
      if (await this.remove(session, copy)) removed += 1;
    }
    return removed;
  }

  /** Deleting may be repeated: what is gone already is as good as deleted. */
  private async remove(session: SenderSession, copy: SecondCopy): Promise<boolean> {
    const facts = { deliveryId: String(copy.deliveryId), messageId: Number(copy.messageId) };
    try {
      const result = await session.backgroundClient.deleteMessage(facts.messageId);
      await copyRemoved(this.database.client, session.senderId, copy.messageId);
      this.logger.error({ ...facts, result }, 'a second copy was removed');
      return true;
    } catch (error) {
      if (!(error instanceof PachcaError)) throw error;
      this.logger.error({ ...facts, kind: error.kind }, 'a second copy could not be removed');
      return false;
    }
  }
}
