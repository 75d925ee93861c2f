import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { type Config, CONFIG } from '#lib/config';
import { Database } from '#lib/database';
import { OutgoingMessages, RunHolds, untilAnswered } from '#lib/deliveries';
import { DirectoryService } from '#lib/directory';
import { systemClock } from '#lib/kernel';
import { type Logger, LOGGER } from '#lib/observability';
import { type MessageChanges, type MessageDraft, PachcaError } from '#lib/pachca';
import { type SenderSession, SendersService, SessionClosed } from '#lib/senders';
import { workerOf } from './correction.queries.js';
import {
  type DueEdit,
  editFailed,
  editShown,
  failRest,
  type HeldEdit,
  putEditBack,
  takeEdits,
  takeOverEdits,
} from './edit.queries.js';
import { inParallel } from './in-parallel.js';
import { refusalOf } from './refusal.js';

/** What one pass came to, in messages. */
export interface EditResult {
  readonly edited: number;
  readonly failed: number;
  /** To be tried again. */
  readonly later: number;
}

const LEASE_MS = 60_000;
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
    const { avatarUrl } = await this.senders.get(session.senderId);
    await inParallel(rows, width, async (row) => {
      const held = { deliveryId: row.deliveryId, version: row.version, worker: work.worker };
      result[await this.edit(session, { row, held, avatarUrl })] += 1;
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
        if (hashOf(content) === row.shownHash) return await this.shown(held, row.shownHash);
      }
      const draft = await this.draftOf(task);
      if (draft === null) return await this.failed(held, 'content_refused');
      const shown = await session.backgroundClient.updateMessage(Number(row.messageId), changesOf(draft));
      return await this.shown(held, hashOf(shown.content));
    } catch (error) {
      if (error instanceof SessionClosed) return this.later(held, { waitMs: 0, doubtMs: null });
      if (!(error instanceof PachcaError)) throw error;
      return this.refused(session, task, { error, startedAt });
    }
  }

  /** `null`: nothing can be said to this person, or the directory never knew them. */
  private async draftOf({ row, avatarUrl }: Task): Promise<MessageDraft | null> {
    const person = await this.directory.getPerson(Number(row.recipientId));
    if (person === null) return null;
    const { contentVersionId, marker, attempt } = row;
    const message = await this.messages.of({ contentVersionId, person, marker, attempt, avatarUrl });
    return message?.draft ?? null;
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

interface Task {
  readonly row: DueEdit;
  readonly held: HeldEdit;
  readonly avatarUrl: string | null;
}

/** All that the message says: what is absent in a PUT would stay as it was. */
function changesOf({ content, buttons, files, displayName, displayAvatarUrl }: MessageDraft): MessageChanges {
  return {
    content,
    buttons: buttons ?? [],
    files: files ?? [],
    ...(displayName !== undefined && { displayName }),
    ...(displayAvatarUrl !== undefined && { displayAvatarUrl }),
  };
}

const hashOf = (content: string): string => createHash('sha256').update(content).digest('hex');
