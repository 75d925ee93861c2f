import { Inject, Injectable } from '@nestjs/common';
import { Database } from '#lib/database';
import { PlaceLookups } from '#lib/directory';
import { type Logger, LOGGER } from '#lib/observability';
import { PachcaError } from '#lib/pachca';
import { type SenderSession, SessionClosed } from '#lib/senders';
import { threadsToOpen } from './preparation.queries.js';

/**
 * Opens the threads below the messages that runs name, as the owner of the bot, before their rows are made: a row's key
 * is the chat of its thread (ADR 0010). The messenger answers a repetition with the same thread, so one that a crash cut
 * off is done once more.
 */
@Injectable()
export class ThreadOpener {
  constructor(
    @Inject(LOGGER) private readonly logger: Logger,
    private readonly database: Database,
    private readonly places: PlaceLookups,
  ) {}

  /** One pass. Runs wait where the messenger does not answer. @returns how many were opened, or found to be open */
  async runOnce(session: SenderSession): Promise<number> {
    let opened = 0;
    for (const messageId of await threadsToOpen(this.database.client, session.senderId)) {
      if (!session.isOpen()) break;
      try {
        const obstacle = await this.places.openThread(session, messageId);
        if (obstacle === null) opened += 1;
        else this.logger.warn({ messageId, obstacle }, 'a thread cannot be opened');
      } catch (error) {
        if (error instanceof SessionClosed) break;
        if (!(error instanceof PachcaError)) throw error;
        this.logger.warn({ messageId, kind: error.kind }, 'a thread could not be opened');
        await this.places.putOff(session.senderId, { kind: 'message', id: messageId }, error);
        break;
      }
    }
    return opened;
  }
}
