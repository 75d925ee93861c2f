import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { Injectable } from '@nestjs/common';
import { Database, type Tx } from '#lib/database';
import { publicId } from '#lib/kernel';
import { type OperationClaim, OperationsService } from '#lib/operations';
import { ReportsService } from '#lib/reports';
import { MAX_SHEET_ROWS } from './domain/sheet-xml.js';
import { isPackedAlready, writerOf } from './export-file.js';
import {
  advanceExport,
  deleteChunksOf,
  type ExportRow,
  findExport,
  insertChunk,
  setReady,
} from './exports.queries.js';
import { RECIPIENTS_EXPORT } from './exports.service.js';
import type { FileWriter, WriterState } from './file-writer.js';
import { RECIPIENT_COLUMNS } from './recipient-columns.js';

const packed = promisify(gzip);

/** Recipients of one piece: some hundred kilobytes, written within a second or so. */
export const ROWS_PER_PIECE = 2_000;
/** Renewed with every piece. */
const LEASE_SECONDS = 60;

/** What one pass did with an export; `null`: none was waiting. */
export type ExportOutcome =
  | { readonly kind: 'done'; readonly operationId: string; readonly rows: number }
  | { readonly kind: 'cancelled' | 'lost' | 'refused'; readonly operationId: string };

/**
 * Makes the files. Every piece is one transaction under the claim: the piece, how far the file is, and the state of its
 * writer. So whoever takes over after a crash goes on at the next piece, and a worker that lost the claim adds nothing.
 */
@Injectable()
export class ExportRunner {
  constructor(
    private readonly database: Database,
    private readonly operations: OperationsService,
    private readonly reports: ReportsService,
  ) {}

  /** Makes the next file that waits, or goes on with one whose worker died. */
  runOnce(owner: string): Promise<ExportOutcome | null> {
    const as = { owner, leaseSeconds: LEASE_SECONDS };
    return this.operations.carryOutNext<ExportOutcome>(RECIPIENTS_EXPORT, as, {
      work: (claim) => this.carryOut(claim),
      failure: { code: 'internal', detail: 'The file could not be made. Ask for another.' },
    });
  }

  private async carryOut(claim: OperationClaim): Promise<ExportOutcome> {
    const operationId = claim.operation.id;
    if (claim.operation.isCancelRequested) return this.cancel(claim);
    const found = await findExport(this.database.client, operationId);
    if (found === null) throw new Error(`Operation ${operationId} has no export`);
    const total = found.total ?? (await this.reports.countRecipients(found.runId, found.filter));
    if (found.format === 'xlsx' && total >= MAX_SHEET_ROWS) return this.refuse(claim, total);
    const file = new PieceByPiece(found, writerOf(found));
    for (;;) {
      const piece = await this.nextPiece(file);
      if (piece === null) break;
      const isCancelled = await this.database.transaction((tx) =>
        this.save(tx, { claim, total, file, piece }),
      );
      if (isCancelled) return this.cancel(claim);
      file.advance(piece);
    }
    const rows = await this.finish(claim, file);
    return { kind: 'done', operationId, rows };
  }

  /** `null`: everybody is in the file. */
  private async nextPiece({ row, writer, state, afterId }: PieceByPiece): Promise<NextPiece | null> {
    if (state === null) return { ...(await writer.start()), afterId };
    const page = await this.reports.recipients({ runId: row.runId }, row.filter, {
      limit: ROWS_PER_PIECE,
      place: { after: afterId },
    });
    const last = page?.rows.at(-1);
    if (page === null || last === undefined) return null;
    const cells = page.rows.map((recipient) => RECIPIENT_COLUMNS.map(({ value }) => value(recipient)));
    return { ...(await writer.add(state, cells)), afterId: last.deliveryId };
  }

  /** @returns whether it was asked to stop; then nothing of the piece is kept */
  private async save(
    tx: Tx,
    {
      claim,
      total,
      file,
      piece,
    }: { claim: OperationClaim; total: number; file: PieceByPiece; piece: NextPiece },
  ): Promise<boolean> {
    const figures = { done: piece.state.rows, total: Math.max(total, piece.state.rows) };
    const { isCancelRequested } = await this.operations.progress(tx, claim, figures);
    if (isCancelRequested) return true;
    const { operationId } = file.row;
    await insertChunk(tx, { operationId, number: file.chunkCount + 1, bytes: await file.kept(piece.bytes) });
    const { afterId, state } = piece;
    await advanceExport(tx, operationId, { afterId, state, bytes: piece.bytes.length });
    return false;
  }

  private async finish(claim: OperationClaim, file: PieceByPiece): Promise<number> {
    const { row, writer, state, chunkCount } = file;
    if (state === null) throw new Error('A file that was never begun cannot end');
    const { operationId } = row;
    const { head, tail } = await writer.finish(state);
    const ends = [
      { operationId, number: 0, bytes: head },
      { operationId, number: chunkCount + 1, bytes: tail },
    ].filter(({ bytes }) => bytes.length > 0);
    await this.database.transaction(async (tx) => {
      const { rows } = state;
      await this.operations.progress(tx, claim, { done: rows, total: rows });
      for (const end of ends) await insertChunk(tx, { ...end, bytes: await file.kept(end.bytes) });
      await setReady(tx, operationId, head.length + tail.length);
      const result = { export_id: publicId('exp', operationId), format: row.format, rows };
      await this.operations.finish(tx, claim, result);
    });
    return state.rows;
  }

  private async cancel(claim: OperationClaim): Promise<ExportOutcome> {
    const operationId = claim.operation.id;
    await this.database.transaction(async (tx) => {
      await this.operations.finishCancelled(tx, claim);
      await deleteChunksOf(tx, operationId);
    });
    return { kind: 'cancelled', operationId };
  }

  private async refuse(claim: OperationClaim, rows: number): Promise<ExportOutcome> {
    const max = MAX_SHEET_ROWS - 1;
    await this.operations.fail(this.database.client, claim, {
      code: 'too_many_rows',
      detail: `A sheet holds ${max} recipients, these are ${rows}. Take csv, or filter them.`,
      facts: { max, rows },
    });
    return { kind: 'refused', operationId: claim.operation.id };
  }
}

interface NextPiece {
  readonly bytes: Buffer;
  readonly state: WriterState;
  readonly afterId: bigint;
}

/** A file in the making, as far as the database has it. */
class PieceByPiece {
  state: WriterState | null;
  afterId: bigint;
  chunkCount: number;

  constructor(
    readonly row: ExportRow,
    readonly writer: FileWriter,
  ) {
    this.state = row.writerState;
    this.afterId = row.afterId;
    this.chunkCount = row.chunkCount;
  }

  /** The piece is committed. */
  advance({ state, afterId }: NextPiece): void {
    this.state = state;
    this.afterId = afterId;
    this.chunkCount += 1;
  }

  /** As a piece is stored. */
  kept(bytes: Buffer): Promise<Buffer> {
    return isPackedAlready(this.row.format) ? Promise.resolve(bytes) : packed(bytes);
  }
}
