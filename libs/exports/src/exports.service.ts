import { Readable } from 'node:stream';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { Injectable } from '@nestjs/common';
import { RunsService } from '#lib/campaigns';
import { Database, type Tx } from '#lib/database';
import { type Operation, OperationsService } from '#lib/operations';
import type { RecipientFilter, RunTarget } from '#lib/reports';
import {
  ExportExpiredError,
  ExportNotFoundError,
  ExportNotReadyError,
  TooManyExportsError,
} from './domain/export.errors.js';
import {
  EXPORT_LIMITS,
  type ExportFormat,
  exportFileName,
  type ExportKind,
  type ExportStatus,
} from './domain/export-rules.js';
import { type ExportLanguage, LocalClock } from './domain/local-clock.js';
import {
  countExportsOf,
  deleteDeadChunks,
  deleteOldExports,
  type ExportRow,
  findChunk,
  findExport,
  findExportsOf,
  insertExport,
  lockExportsOf,
} from './exports.queries.js';
import { isPackedAlready } from './export-file.js';

/** Type of the operations that make files; `done` and `total` count recipients. */
export const RECIPIENTS_EXPORT = 'recipients_export';

const unpacked = promisify(gunzip);
/** Pieces that one statement takes away; each has some hundred kilobytes. */
const PURGE_BATCH = 100;
/** For so long it is told that there was an export. */
const REMEMBERED_DAYS = 30;

/** What somebody asks for. It is kept, so that the file can be made, or made on, by any worker at any time. */
export interface ExportRequest {
  readonly kind: ExportKind;
  readonly target: RunTarget;
  readonly format: ExportFormat;
  readonly filter: RecipientFilter;
  readonly language: ExportLanguage;
  /** IANA name. */
  readonly timeZone: string;
  /** Public id of who asks. */
  readonly by: string;
}

/** An export as who asked for it sees it. */
export interface Export {
  readonly id: string;
  readonly kind: ExportKind;
  readonly status: ExportStatus;
  readonly campaignId: string;
  readonly runId: string;
  readonly format: ExportFormat;
  readonly language: ExportLanguage;
  readonly timeZone: string;
  /** Recipients in the file so far. */
  readonly done: number;
  /** Of so many; `null` until they are counted. */
  readonly total: number | null;
  /** Of the whole file; `null` until it is ready. */
  readonly bytes: number | null;
  readonly error: { readonly code: string; readonly detail: string } | null;
  readonly requestedAt: Date;
  readonly readyAt: Date | null;
  readonly expiresAt: Date | null;
}

/** A file on its way out. */
export interface ExportFile {
  readonly name: string;
  readonly format: ExportFormat;
  readonly bytes: number;
  readonly campaignId: string;
  readonly runId: string;
  /** Recipients in it. */
  readonly rows: number;
  /** The pieces one after the other, never more than one in memory. */
  readonly content: Readable;
}

/** The place after which the next page begins. */
export interface ExportPosition {
  readonly at: string;
  readonly id: string;
}

/**
 * Files of recipients: asked for here, made by a worker, kept in Postgres in pieces, so that any process can serve them.
 * Only who asked for one ever sees that it exists.
 */
@Injectable()
export class ExportsService {
  constructor(
    private readonly database: Database,
    private readonly operations: OperationsService,
    private readonly runs: RunsService,
  ) {}

  /**
   * The run is settled here: the newest one of a campaign may be another by the time the file is made.
   *
   * @param tx a transaction
   * @throws CampaignNotFoundError, RunNotFoundError; StateConflictError for a draft; TooManyExportsError
   */
  async request(tx: Tx, { target, by, ...wish }: ExportRequest): Promise<Operation> {
    const run =
      'runId' in target
        ? await this.runs.get(tx, target.runId)
        : await this.runs.currentRun(tx, target.campaignId, 'report');
    await lockExportsOf(tx, by);
    const { open, kept } = await countExportsOf(tx, by);
    if (open >= EXPORT_LIMITS.open) throw new TooManyExportsError('open');
    if (kept >= EXPORT_LIMITS.kept) throw new TooManyExportsError('kept');
    const operation = await this.operations.enqueue(tx, { type: RECIPIENTS_EXPORT, requestedBy: by });
    await insertExport(tx, {
      ...wish,
      operationId: operation.id,
      campaignId: run.campaignId,
      runId: run.id,
      requestedBy: by,
    });
    return operation;
  }

  /** @throws ExportNotFoundError for those of others, too */
  async get(id: string, by: string): Promise<Export> {
    return toExport(await this.own(id, by));
  }

  /** Newest first, one's own only. @param page.limit 1 or more */
  async list(
    by: string,
    page: { readonly after: ExportPosition | null; readonly limit: number },
  ): Promise<{ readonly exports: readonly Export[]; readonly next: ExportPosition | null }> {
    const found = await findExportsOf(this.database.client, by, { ...page, limit: page.limit + 1 });
    const rows = found.slice(0, page.limit);
    const last = rows.at(-1);
    const isMore = found.length > page.limit && last !== undefined;
    return {
      exports: rows.map(toExport),
      next: isMore ? { at: last.requestedAt.toISOString(), id: last.operationId } : null,
    };
  }

  /** @throws ExportNotFoundError, ExportNotReadyError, ExportExpiredError */
  async file(id: string, by: string): Promise<ExportFile> {
    const row = await this.own(id, by);
    const status = statusOf(row);
    if (status === 'expired') throw new ExportExpiredError();
    if (status !== 'ready' || row.readyAt === null) {
      throw new ExportNotReadyError(status === 'ready' ? 'running' : status);
    }
    const day = new LocalClock(row.timeZone).rfc3339(row.readyAt.getTime()).slice(0, 10);
    return {
      name: exportFileName(day, row.format),
      format: row.format,
      bytes: Number(row.byteCount),
      campaignId: row.campaignId,
      runId: row.runId,
      rows: row.rowCount,
      content: Readable.from(this.pieces(row)),
    };
  }

  /** Files that have expired go, a batch at a time. @returns pieces that went */
  async purge(): Promise<number> {
    let gone = 0;
    for (;;) {
      const count = await deleteDeadChunks(this.database.client, PURGE_BATCH);
      gone += count;
      if (count < PURGE_BATCH) break;
    }
    await deleteOldExports(this.database.client, REMEMBERED_DAYS);
    return gone;
  }

  private async own(id: string, by: string): Promise<ExportRow> {
    const row = await findExport(this.database.client, id);
    if (row?.requestedBy !== by) throw new ExportNotFoundError();
    return row;
  }

  private async *pieces({ operationId, format }: ExportRow): AsyncGenerator<Buffer> {
    for (let after = -1; ;) {
      const chunk = await findChunk(this.database.client, operationId, after);
      if (chunk === null) return;
      yield isPackedAlready(format) ? Buffer.from(chunk.bytes) : await unpacked(chunk.bytes);
      after = chunk.number;
    }
  }
}

function statusOf({ status, isExpired }: ExportRow): ExportStatus {
  if (status !== 'succeeded') return status;
  return isExpired ? 'expired' : 'ready';
}

function toExport(row: ExportRow): Export {
  const { kind, campaignId, runId, format, language, timeZone, error, requestedAt, readyAt, expiresAt } = row;
  return {
    id: row.operationId,
    kind,
    status: statusOf(row),
    campaignId,
    runId,
    format,
    language,
    timeZone,
    done: row.rowCount,
    total: row.total,
    bytes: readyAt === null ? null : Number(row.byteCount),
    error,
    requestedAt,
    readyAt,
    expiresAt,
  };
}
