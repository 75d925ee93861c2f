import { Inject, Injectable } from '@nestjs/common';
import { ACK_VALUE, type ContentButton } from '#lib/content';
import { refusalOf } from '#lib/corrections';
import { Database } from '#lib/database';
import { ContentVersions, OutgoingMessages } from '#lib/deliveries';
import { DirectoryService, type Person } from '#lib/directory';
import { type Logger, LOGGER } from '#lib/observability';
import { type MessageChanges, PachcaError } from '#lib/pachca';
import { type SenderSession, SendersService, SessionClosed } from '#lib/senders';
import { neverShown, showLater, shown, takeToShow, type ToShow } from './acknowledgement.queries.js';
import { acknowledgedLine } from './domain/acknowledged-line.js';
import { shownMessage } from './domain/shown-message.js';

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
    @Inject(LOGGER) private readonly logger: Logger,
    private readonly database: Database,
    private readonly senders: SendersService,
    private readonly directory: DirectoryService,
    private readonly versions: ContentVersions,
    private readonly outgoing: OutgoingMessages,
  ) {}

  async runOnce(session: SenderSession, limit = 20): Promise<ShowResult> {
    const counts = { shown: 0, later: 0, never: 0 };
    for (const row of await takeToShow(this.database.client, session.senderId, limit)) {
      if (!session.isOpen()) break;
      counts[await this.show(session, row)] += 1;
    }
    return counts;
  }

  private async show(session: SenderSession, row: ToShow): Promise<keyof ShowResult> {
    const changes = await this.changes(session, row);
    if (changes === null) return this.never(row, 'nobody to show it to');
    try {
      await session.backgroundClient.updateMessage(Number(row.messageId), changes);
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
    if (row.tries >= MOST_TRIES) return this.never(row, error.kind);
    await showLater(
      this.database.client,
      row.deliveryId,
      refusal.kind === 'later' ? refusal.waitMs : HELD_MS,
    );
    return 'later';
  }

  private async never(row: ToShow, why: string): Promise<'never'> {
    await neverShown(this.database.client, row.deliveryId);
    this.logger.warn({ deliveryId: String(row.deliveryId), why }, 'an acknowledgement is not shown');
    return 'never';
  }

  /** @returns `null`: there is no text for the person any more */
  private async changes(session: SenderSession, row: ToShow): Promise<MessageChanges | null> {
    const person = await this.directory.getPerson(Number(row.recipientId));
    if (person === null) return null;
    const { avatarUrl, markers } = await this.senders.get(session.senderId);
    const message = await this.outgoing.of({
      ...{
        contentVersionId: row.contentVersionId,
        person,
        marker: row.marker,
        attempt: row.attempt,
        avatarUrl,
      },
      lostChannels: (['avatar', 'buttons'] as const).filter((channel) => markers[channel] === 'lost'),
    });
    if (message === null) return null;
    const { content, buttons = [], displayName, displayAvatarUrl } = message.draft;
    const line = await this.line(row, person);
    return {
      ...shownMessage({ content, buttons }, { line, keepsButtons: message.markedBy === 'buttons' }),
      ...(displayName !== undefined && { displayName }),
      ...(displayAvatarUrl !== undefined && { displayAvatarUrl }),
    };
  }

  private async line(row: ToShow, person: Person): Promise<string> {
    const { content } = await this.versions.get(row.contentVersionId);
    const chosen = content.buttons.flat().find((button) => valueOf(button) === row.choice);
    const answer = chosen === undefined || chosen.type === 'ack' ? null : chosen.text;
    return acknowledgedLine(answer, row.ackedAt, person.timeZone);
  }
}

function valueOf(button: ContentButton): string | null {
  if (button.type === 'url') return null;
  return button.type === 'ack' ? ACK_VALUE : button.value;
}
