import { Inject, Injectable } from '@nestjs/common';
import { type Config, CONFIG } from '#lib/config';
import { type Refusal, refusalOf, ShownTexts } from '#lib/corrections';
import { Database } from '#lib/database';
import { OutgoingMessages } from '#lib/deliveries';
import { DirectoryService } from '#lib/directory';
import { type Logger, LOGGER } from '#lib/observability';
import { type MessageChanges, PachcaError } from '#lib/pachca';
import { type SenderSession, SendersService, SessionClosed } from '#lib/senders';
import { neverShown, showLater, shown, takeToShow, type ToShow } from './acknowledgement.queries.js';
import { ConfirmedMessages } from './confirmed-messages.js';

/** What one pass came to, in messages. */
export interface ShowResult {
  readonly shown: number;
  readonly later: number;
  /** The message is away, or the messenger will not change it. */
  readonly never: number;
}

/** An edit that met nothing but trouble so often is let go: the acknowledgement counts without it. */
const MOST_TRIES = 12;
/** What concerns the bot is found by its sends, which hold it; this waits meanwhile. */
const HELD_MS = 60_000;

/**
 * Shows people that their answer was taken: edits the message, as the owner of the bot and behind all its sends.
 *
 * The message is made anew from its version, so nothing of it is lost, and an edit may be repeated after a crash. One
 * that was corrected meanwhile is shown again in its new words.
 */
@Injectable()
export class AcknowledgementShower {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    @Inject(LOGGER) private readonly logger: Logger,
    private readonly database: Database,
    private readonly senders: SendersService,
    private readonly directory: DirectoryService,
    private readonly outgoing: OutgoingMessages,
    private readonly confirmed: ConfirmedMessages,
    private readonly texts: ShownTexts,
  ) {}

  /**
   * Edits up to `limit` messages that are due; ends early when the session does. What cannot be shown yet is put off.
   */
  async runOnce(session: SenderSession, limit = 20): Promise<ShowResult> {
    const counts = { shown: 0, later: 0, never: 0 };
    for (const row of await takeToShow(this.database.client, session.senderId, limit)) {
      if (!session.isOpen()) break;
      counts[await this.show(session, row)] += 1;
    }
    return counts;
  }

  private async show(session: SenderSession, row: ToShow): Promise<keyof ShowResult> {
    if (row.isAhead) return this.later(row, HELD_MS, 'its edit is not known to be done');
    const changes = await this.changes(session, row);
    if (changes === null) return this.never(row, 'nobody to show it to');
    try {
      const { content } = await session.backgroundClient.updateMessage(Number(row.messageId), changes);
      const { deliveryId, contentVersionId } = row;
      await this.texts.changed(this.database.client, { deliveryId, contentVersionId, shown: content });
    } catch (error) {
      if (error instanceof SessionClosed) return 'later';
      if (!(error instanceof PachcaError)) throw error;
      return this.refused(row, error);
    }
    await shown(this.database.client, row);
    return 'shown';
  }

  private async refused(row: ToShow, error: PachcaError): Promise<keyof ShowResult> {
    const refusal = refusalOf(error, row.tries);
    if (refusal.kind === 'gone') return this.never(row, 'gone');
    if (refusal.kind === 'refused') return this.never(row, refusal.why);
    return this.later(row, this.waitAfter(refusal), error.kind);
  }

  /** A change whose outcome is unknown may land until Δ: the next one comes after it, and says what is true by then. */
  private waitAfter(refusal: Refusal): number {
    if (refusal.kind !== 'later') return HELD_MS;
    return refusal.isDoubt ? Math.max(refusal.waitMs, this.config.doubtSettleMs) : refusal.waitMs;
  }

  private async later(row: ToShow, waitMs: number, why: string): Promise<keyof ShowResult> {
    if (row.tries >= MOST_TRIES) return this.never(row, why);
    await showLater(this.database.client, row, waitMs);
    return 'later';
  }

  private async never(row: ToShow, why: string): Promise<'never'> {
    await neverShown(this.database.client, row);
    this.logger.warn({ deliveryId: String(row.deliveryId), why }, 'an acknowledgement is not shown');
    return 'never';
  }

  /** @returns `null`: there is no text for the person any more */
  private async changes(session: SenderSession, row: ToShow): Promise<MessageChanges | null> {
    const person = await this.directory.getPerson(Number(row.recipientId));
    if (person === null) return null;
    const { avatarUrl, markers } = await this.senders.get(session.senderId);
    const message = await this.outgoing.of({
      contentVersionId: row.contentVersionId,
      to: { kind: 'person', person },
      marker: row.marker,
      attempt: row.attempt,
      avatarUrl,
      // What a change does not name stays as it is.
      session: null,
      lostChannels: (['avatar', 'buttons'] as const).filter((channel) => markers[channel] === 'lost'),
    });
    if (message === null) return null;
    const { content, buttons, displayName, displayAvatarUrl } = await this.confirmed.finish(
      { deliveryId: row.deliveryId, to: { kind: 'person', person } },
      message,
    );
    return {
      content,
      buttons: buttons ?? [],
      ...(displayName !== undefined && { displayName }),
      ...(displayAvatarUrl !== undefined && { displayAvatarUrl }),
    };
  }
}
