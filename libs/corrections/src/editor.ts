import { Inject, Injectable } from '@nestjs/common';
import { chatOfRecipient } from '#lib/campaigns';
import { type Config, CONFIG } from '#lib/config';
import { Database } from '#lib/database';
import { type Destination, OutgoingMessages, RunHolds, untilAnswered } from '#lib/deliveries';
import { DirectoryService } from '#lib/directory';
import { systemClock } from '#lib/kernel';
import { type Logger, LOGGER } from '#lib/observability';
import { type MessageChanges, type MessageDraft, PachcaError } from '#lib/pachca';
import { type Sender, type SenderSession, SendersService, SessionClosed } from '#lib/senders';
import { workerOf } from './correction.queries.js';
import {
  type DueEdit,
  editFailed,
  editShown,
  failRest,
  type HeldEdit,
  isEditHeld,
  putEditBack,
  takeEdits,
  takeOverEdits,
} from './edit.queries.js';
import { inParallel } from './in-parallel.js';
import { MessageFinishers } from './message-finishers.js';
import { refusalOf } from './refusal.js';
import { shownHash } from './shown-texts.js';

/** What one pass came to, in messages. */
export interface EditResult {
  readonly edited: number;
  readonly failed: number;
  /** To be tried again. */
  readonly later: number;
}

const LEASE_MS = 60_000;
/** From the last look at the row until the last moment at which its PUT may start; as for sends, far below Δ. */
const GUARD_MS = 2_000;
const ROWS_PER_PLACE = 5;
const MOST_ROWS = 100;

/**
 * Gives delivered messages their newest text, as the owner of the bot, behind its sends.
 *
 * Each PUT carries the whole message, its marker included, so it may be repeated and never takes anything half away.
 */
@Injectable()
export class Editor {
  private readonly known = new WeakSet<SenderSession>();

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    @Inject(LOGGER) private readonly logger: Logger,
    private readonly database: Database,
    private readonly directory: DirectoryService,
    private readonly messages: OutgoingMessages,
    private readonly finishers: MessageFinishers,
    private readonly senders: SendersService,
    private readonly holds: RunHolds,
  ) {}

  /** One pass over the messages of the session's bot that are due. */
  async runOnce(session: SenderSession): Promise<EditResult> {
    const work = { senderId: session.senderId, worker: workerOf(session) };
    const width = session.gate.class('send').effectiveLimit();
    const tx = this.database.client;
    if (!this.known.has(session)) {
      await takeOverEdits(tx, { ...work, settleMs: this.config.doubtSettleMs });
      this.known.add(session);
    }
    const limit = Math.min(width * ROWS_PER_PLACE, MOST_ROWS);
    const rows = await takeEdits(tx, { ...work, limit, leaseMs: LEASE_MS });
    const result = { edited: 0, failed: 0, later: 0 };
    if (rows.length === 0) return result;
    const sender = await this.senders.get(session.senderId);
    await inParallel(rows, width, async (row) => {
      const held = { deliveryId: row.deliveryId, version: row.version, worker: work.worker };
      result[await this.edit(session, { row, held, sender })] += 1;
    });
    return result;
  }

  private async edit(session: SenderSession, task: Task): Promise<keyof EditResult> {
    const { row, held } = task;
    const startedAt = systemClock.monotonicMs();
    try {
      if (!session.isOpen()) return await this.later(held, { waitMs: 0, doubtMs: null });
      if (row.shownHash !== null) {
        const { content, deletedAt } = await session.backgroundClient.getMessage(Number(row.messageId));
        if (deletedAt !== null) return await this.failed(held, 'already_gone');
        if (shownHash(content) === row.shownHash) return await this.shown(held, row.shownHash);
      }
      const changes = await this.changesOf(session, task);
      if (changes === null) return await this.failed(held, 'content_refused');
      const latestStartMs = (): Promise<number> => this.latestStart(held);
      const shown = await session.backgroundClient.updateMessage(Number(row.messageId), changes, {
        latestStartMs,
      });
      return await this.shown(held, shownHash(shown.content));
    } catch (error) {
      if (error instanceof SessionClosed) return this.later(held, { waitMs: 0, doubtMs: null });
      // Not ours any more, so nothing is to be written down; who has it acts.
      if (error instanceof EditLost) return 'later';
      if (!(error instanceof PachcaError)) throw error;
      return this.refused(session, task, { error, startedAt });
    }
  }

  /**
   * Until when the PUT may start. A process that stood still between this look and the write, as a stopped one does,
   * sends nothing: a newer text may be there by then.
   */
  private async latestStart(held: HeldEdit): Promise<number> {
    const askedAt = systemClock.monotonicMs();
    if (!(await isEditHeld(this.database.client, held, LEASE_MS))) throw new EditLost();
    return askedAt + GUARD_MS;
  }

  /** `null`: nothing can be said to this person, or the directory never knew them. */
  private async changesOf(session: SenderSession, { row, sender }: Task): Promise<MessageChanges | null> {
    const to = await this.destinationOf(row);
    if (to === null) return null;
    const { deliveryId, contentVersionId, marker, attempt } = row;
    const { avatarUrl, markers } = sender;
    const lostChannels = (['avatar', 'buttons'] as const).filter((channel) => markers[channel] === 'lost');
    const means = { avatarUrl, lostChannels };
    const message = await this.messages.of({
      contentVersionId,
      to,
      marker,
      attempt,
      session,
      ...means,
    });
    if (message === null) return null;
    // What is absent in a PUT stays as it was, and nothing takes a name away: the bot's own one looks as though it were.
    const ownName = row.hadName ? (sender.botName ?? sender.name) : null;
    return changesOf(await this.finishers.finish({ deliveryId, to }, message), ownName);
  }

  /** `null`: the directory never knew the person. */
  private async destinationOf({ recipientId }: DueEdit): Promise<Destination | null> {
    const chatId = chatOfRecipient(recipientId);
    if (chatId !== null) return { kind: 'chat', chatId, thread: null };
    const person = await this.directory.getPerson(Number(recipientId));
    return person === null ? null : { kind: 'person', person };
  }

  private async refused(
    session: SenderSession,
    { row, held }: Task,
    { error, startedAt }: { readonly error: PachcaError; readonly startedAt: number },
  ): Promise<keyof EditResult> {
    const refusal = refusalOf(error, row.tries);
    const facts = { deliveryId: String(row.deliveryId), kind: error.kind, codes: error.codes };
    this.logger.warn(facts, 'a message could not be edited');
    switch (refusal.kind) {
      case 'gone':
        return this.failed(held, 'already_gone');
      case 'refused':
        return this.failed(held, refusal.why);
      case 'later': {
        const { doubtSettleMs } = this.config;
        return this.later(held, { waitMs: refusal.waitMs, doubtMs: refusal.isDoubt ? doubtSettleMs : null });
      }
      case 'sender':
        // The bot can do everything else without this right, so the edit ends and its sends go on.
        if (refusal.code === 'scope_missing') {
          await this.write(() => failRest(this.database.client, row.operationId, 'scope_missing'));
          return this.failed(held, 'scope_missing');
        }
        await this.holds.senderRefused(session.senderId, { code: refusal.code, startedAt });
        return this.later(held, { waitMs: 0, doubtMs: null });
    }
  }

  private async shown(held: HeldEdit, hash: string): Promise<'edited'> {
    await this.write(() => editShown(this.database.client, held, hash));
    return 'edited';
  }

  private async failed(held: HeldEdit, why: string): Promise<'failed'> {
    await this.write(() => editFailed(this.database.client, held, why));
    return 'failed';
  }

  private async later(
    held: HeldEdit,
    back: { readonly waitMs: number; readonly doubtMs: number | null },
  ): Promise<'later'> {
    await this.write(() => putEditBack(this.database.client, held, back));
    return 'later';
  }

  private write<T>(work: () => Promise<T>): Promise<T> {
    return untilAnswered(work);
  }
}

/** The row was taken away while its PUT waited for its turn. */
class EditLost extends Error {}

interface Task {
  readonly row: DueEdit;
  readonly held: HeldEdit;
  readonly sender: Sender;
}

/** All that the message says: what is absent in a PUT would stay as it was. */
function changesOf(draft: MessageDraft, ownName: string | null): MessageChanges {
  const { content, buttons, files, displayName = ownName, displayAvatarUrl } = draft;
  return {
    content,
    buttons: buttons ?? [],
    files: files ?? [],
    ...(displayName !== null && { displayName }),
    ...(displayAvatarUrl !== undefined && { displayAvatarUrl }),
  };
}
