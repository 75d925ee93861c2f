import { Inject, Injectable } from '@nestjs/common';
import { type Config, CONFIG } from '#lib/config';
import { Database } from '#lib/database';
import { type Logger, LOGGER } from '#lib/observability';
import { type Message, PachcaError } from '#lib/pachca';
import { canaryAgain, canaryGone, type LeftCanary, leftCanaries } from './canary.queries.js';
import { canaryInText } from './domain/canary-marks.js';
import type { SenderSession } from './sender-session.js';

/** A chat that was active this long before may be the one, by the messenger's clock. */
const CLOCK_TOLERANCE_MS = 10 * 60_000;
const RETRY_MS = 60_000;
const PER_PASS = 3;
/** A service account's chat with more new messages than this is read no further. */
const MOST_PAGES = 5;

/**
 * Takes canaries away that a crash, or an answer that was lost, left in the chat of the service account: by the id where
 * it is known, else by the marker in the text. One that is not there after 2Δ never was.
 */
@Injectable()
export class LeftCanaries {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    @Inject(LOGGER) private readonly logger: Logger,
    private readonly database: Database,
  ) {}

  /** @returns how many are settled now that were not before */
  async removeDue(session: SenderSession): Promise<number> {
    let settled = 0;
    for (const left of await leftCanaries(this.database.client, session.senderId, PER_PASS)) {
      if (!session.isOpen()) break;
      if (await this.remove(session, left)) settled += 1;
    }
    return settled;
  }

  private async remove(session: SenderSession, left: LeftCanary): Promise<boolean> {
    const tx = this.database.client;
    try {
      const id = left.messageId === null ? await this.find(session, left) : Number(left.messageId);
      if (id === null && left.ageMs < 2 * this.config.doubtSettleMs) {
        await canaryAgain(tx, left.id, this.config.doubtSettleMs / 2);
        return false;
      }
      if (id !== null) await session.backgroundClient.deleteMessage(id);
      await canaryGone(tx, left.id);
      this.logger.info({ senderId: session.senderId, isFound: id !== null }, 'a left-over canary is settled');
      return true;
    } catch (error) {
      if (!(error instanceof PachcaError)) throw error;
      this.logger.warn({ senderId: session.senderId, kind: error.kind }, 'a canary could not be taken away');
      await canaryAgain(tx, left.id, RETRY_MS);
      return false;
    }
  }

  private async find(session: SenderSession, left: LeftCanary): Promise<number | null> {
    const pages = session.backgroundClient.listChats({
      personal: true,
      sort: 'last_message_at',
      lastMessageAtAfter: new Date(left.beganAt.getTime() - CLOCK_TOLERANCE_MS),
    });
    for await (const page of pages) {
      const chat = page.find(({ memberIds }) => memberIds.includes(Number(left.userId)));
      if (chat !== undefined) return this.findIn(session, chat.id, left);
    }
    return null;
  }

  private async findIn(session: SenderSession, chatId: number, left: LeftCanary): Promise<number | null> {
    let cursor: string | undefined;
    for (let pages = 0; pages < MOST_PAGES; pages += 1) {
      const page = await session.backgroundClient.listMessages({
        chatId,
        ...(cursor !== undefined && { cursor }),
      });
      const found = page.items.find((message: Message) => canaryInText(message.content) === left.marker);
      if (found !== undefined) return found.id;
      if (page.nextCursor === null) return null;
      cursor = page.nextCursor;
    }
    return null;
  }
}
