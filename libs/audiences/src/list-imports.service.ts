import { Injectable } from '@nestjs/common';
import { Database, type Tx } from '#lib/database';
import { type Operation, type OperationClaim, OperationsService } from '#lib/operations';
import type { ListRow } from './domain/list-row.js';
import { AudienceKindError, SavedAudienceNotFoundError } from './domain/saved-audience.errors.js';
import {
  addMembers,
  type CodeCountRow,
  countCodes,
  deleteImport,
  deleteOtherMembers,
  forgetPlainRows,
  type ImportRow,
  insertImport,
  insertImportRows,
  lookUpRows,
  markAlreadyThere,
  markDuplicates,
  selectImport,
  selectToldRows,
  type ToldRow,
  touchAudience,
} from './list-imports.queries.js';
import { lockSavedAudience, type SavedAudienceRow } from './saved-audiences.queries.js';

/** Type of the operations that bring people onto a list; `done` and `total` count rows. */
export const AUDIENCE_IMPORT = 'audience_import';

/** Rows that are written, or looked up, by one statement. */
const BATCH = 20_000;
/** Renewed with every batch, which takes seconds. */
const LEASE_SECONDS = 60;

/** A list that was read, on its way into a saved audience. */
export interface ImportRequest {
  readonly audienceId: string;
  /** `replace`: who is not in the rows leaves the list. */
  readonly mode: 'append' | 'replace';
  readonly rows: readonly ListRow[];
  /** What was found out about the list, for people: kept with the result. */
  readonly facts: Readonly<Record<string, unknown>>;
  /** Public id of who asks. */
  readonly by: string;
}

/** What one pass did with an import; `null`: none was waiting. */
export type ImportOutcome =
  | { readonly kind: 'done'; readonly operationId: string; readonly added: number }
  | { readonly kind: 'cancelled' | 'lost' | 'gone'; readonly operationId: string };

/**
 * Lists of people that somebody hands in. The rows are stored at once; a worker looks them up in batches, each under the
 * claim, so whoever takes over goes on where the last one stopped. The list itself changes in one step at the end.
 */
@Injectable()
export class ListImports {
  constructor(
    private readonly database: Database,
    private readonly operations: OperationsService,
  ) {}

  /**
   * @param tx a transaction
   * @throws SavedAudienceNotFoundError, AudienceKindError
   */
  async request(tx: Tx, request: ImportRequest): Promise<Operation> {
    const [audience] = await tx.$queryRaw<SavedAudienceRow[]>(lockSavedAudience(request.audienceId));
    if (audience === undefined) throw new SavedAudienceNotFoundError();
    if (audience.rules !== null) throw new AudienceKindError('rules');
    const operation = await this.operations.enqueue(tx, { type: AUDIENCE_IMPORT, requestedBy: request.by });
    const { audienceId, mode, facts, rows } = request;
    await tx.$executeRaw(insertImport({ operationId: operation.id, audienceId, mode, facts }));
    for (let first = 0; first < rows.length; first += BATCH)
      await tx.$executeRaw(insertImportRows(operation.id, first + 1, rows.slice(first, first + BATCH)));
    return operation;
  }

  /** Carries out the next import that waits, or one whose worker died. */
  runOnce(owner: string): Promise<ImportOutcome | null> {
    const as = { owner, leaseSeconds: LEASE_SECONDS };
    return this.operations.carryOutNext<ImportOutcome>(AUDIENCE_IMPORT, as, {
      work: (claim) => this.carryOut(claim),
      failure: { code: 'internal', detail: 'The import failed unexpectedly. The list is as it was.' },
    });
  }

  /**
   * Rows of an import that something is to be said about, in their order.
   *
   * @param page.code one kind of them; `null`: all
   * @param page.limit 1 to 1,000
   * @returns `null` where there is no such import of this audience
   */
  async told(
    operationId: string,
    audienceId: string,
    page: { readonly code: string | null; readonly afterRow: number; readonly limit: number },
  ): Promise<{ readonly rows: readonly ToldRow[]; readonly nextAfterRow: number | null } | null> {
    const client = this.database.client;
    const [found] = await client.$queryRaw<ImportRow[]>(selectImport(operationId));
    if (found?.audienceId !== audienceId) return null;
    const rows = await client.$queryRaw<ToldRow[]>(
      selectToldRows(operationId, { ...page, limit: page.limit + 1 }),
    );
    const shown = rows.slice(0, page.limit);
    return { rows: shown, nextAfterRow: rows.length > page.limit ? (shown.at(-1)?.row ?? null) : null };
  }

  private async carryOut(claim: OperationClaim): Promise<ImportOutcome> {
    const operationId = claim.operation.id;
    const [found] = await this.database.client.$queryRaw<ImportRow[]>(selectImport(operationId));
    if (found === undefined) {
      const failure = { code: 'not_found', detail: 'The saved audience was deleted meanwhile.' };
      await this.operations.fail(this.database.client, claim, failure);
      return { kind: 'gone', operationId };
    }
    let waiting = found.waiting;
    for (;;) {
      const figures = { done: found.rows - waiting, total: found.rows };
      const step = await this.database.bulkTransaction(async (tx) => {
        const asked = await this.operations.progress(tx, claim, figures);
        return asked.isCancelRequested ? null : tx.$executeRaw(lookUpRows(operationId, BATCH));
      });
      if (step === null) return this.cancel(claim);
      if (step === 0) break;
      waiting -= step;
    }
    const added = await this.database.bulkTransaction((tx) => this.finish(tx, claim, found));
    return { kind: 'done', operationId, added };
  }

  private async finish(
    tx: Tx,
    claim: OperationClaim,
    { audienceId, mode, facts, rows }: ImportRow,
  ): Promise<number> {
    const operationId = claim.operation.id;
    await tx.$queryRaw(lockSavedAudience(audienceId));
    await tx.$executeRaw(markDuplicates(operationId));
    if (mode === 'append') await tx.$executeRaw(markAlreadyThere(operationId, audienceId));
    const removed =
      mode === 'replace' ? await tx.$executeRaw(deleteOtherMembers(operationId, audienceId)) : 0;
    const added = await tx.$executeRaw(addMembers(operationId, audienceId));
    await tx.$executeRaw(touchAudience(audienceId));
    const codes = await tx.$queryRaw<CodeCountRow[]>(countCodes(operationId));
    await tx.$executeRaw(forgetPlainRows(operationId));
    // Suspended people are added; no campaign writes to them while they are. `told` is of rows that brought nobody.
    const { suspended = 0, ...told } = Object.fromEntries(codes.map(({ code, count }) => [code, count]));
    // Last and guarded by the claim: whoever lost it changes nothing at all.
    await this.operations.finish(tx, claim, { ...facts, rows, added, suspended, removed, told });
    return added;
  }

  private async cancel(claim: OperationClaim): Promise<ImportOutcome> {
    const operationId = claim.operation.id;
    await this.database.transaction(async (tx) => {
      await this.operations.finishCancelled(tx, claim);
      await tx.$executeRaw(deleteImport(operationId));
    });
    return { kind: 'cancelled', operationId };
  }
}
