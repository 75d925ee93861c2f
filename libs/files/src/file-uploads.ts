import { Inject, Injectable } from '@nestjs/common';
import { Database } from '#lib/database';
import { systemClock } from '#lib/kernel';
import { type Logger, LOGGER } from '#lib/observability';
import { type DraftFile, PachcaError } from '#lib/pachca';
import type { SenderSession } from '#lib/senders';
import type { FileKind } from './domain/file-kind.js';
import { selectKey, type StoredFile, writeKey } from './files.queries.js';
import { Files } from './files.service.js';

/**
 * A key of the messenger's store is taken up for so long, and used for as long again by whoever has taken it up. How
 * long it would live the vendor does not say.
 */
const KEY_LIFE_MS = 84 * 60 * 60_000;

interface Attached {
  readonly draft: Promise<DraftFile>;
  /** By the process's clock. */
  readonly until: number;
}

/**
 * Brings files to the messenger, as the owner of a bot: each once, before the first message that carries it, and then
 * attaches it to all of them by its key.
 */
@Injectable()
export class FileUploads {
  /** By session: another owner asks the database first. */
  private readonly attached = new WeakMap<SenderSession, Map<string, Attached>>();

  constructor(
    @Inject(LOGGER) private readonly logger: Logger,
    private readonly database: Database,
    private readonly files: Files,
  ) {}

  /**
   * What messages of this bot refer to the files by; uploads those that the messenger does not have yet. Whoever asks
   * meanwhile waits for the same upload.
   *
   * @throws PachcaError when the messenger or its store does not take one; SessionClosed
   */
  async attach(session: SenderSession, ids: readonly string[]): Promise<DraftFile[]> {
    const drafts: DraftFile[] = [];
    // One after the other: they share the way to the store with everything else of the bot.
    for (const id of ids) drafts.push(await this.one(session, id));
    return drafts;
  }

  private async one(session: SenderSession, id: string): Promise<DraftFile> {
    const own = this.attached.get(session) ?? new Map<string, Attached>();
    this.attached.set(session, own);
    const known = own.get(id);
    const now = systemClock.monotonicMs();
    if (known !== undefined && now < known.until) return known.draft;
    const draft = this.find(session, id);
    own.set(id, { draft, until: now + KEY_LIFE_MS });
    try {
      return await draft;
    } catch (error) {
      own.delete(id);
      throw error;
    }
  }

  private async find(session: SenderSession, id: string): Promise<DraftFile> {
    const file = await this.files.get(id);
    const known = await selectKey(this.database.client, session.senderId, id);
    if (known !== null && known.ageMs < KEY_LIFE_MS) return draftOf(file, known.key);
    const key = await this.upload(session, file);
    await writeKey(this.database.client, session.senderId, id, key);
    this.logger.info({ senderId: session.senderId, fileId: id, size: file.size }, 'a file was uploaded');
    return draftOf(file, key);
  }

  /** A signature that has expired is refused like any other; a fresh one tells which it was. */
  private async upload(session: SenderSession, file: StoredFile): Promise<string> {
    try {
      return await this.uploadOnce(session, file);
    } catch (error) {
      if (!(error instanceof PachcaError) || error.kind !== 'refused') throw error;
      this.logger.warn({ senderId: session.senderId, fileId: file.id }, 'an upload was refused');
      return this.uploadOnce(session, file);
    }
  }

  private async uploadOnce(session: SenderSession, file: StoredFile): Promise<string> {
    const ticket = await session.client.requestUpload();
    const { key } = await session.client.upload(ticket, {
      name: file.name,
      size: file.size,
      content: this.files.content(file.id),
      contentType: file.contentType,
    });
    return key;
  }
}

function draftOf({ name, size, kind }: StoredFile, key: string): DraftFile {
  const fileType: FileKind = kind;
  return { key, name, size, fileType };
}
