import { Injectable } from '@nestjs/common';
import { Database, isPassingTrouble, type Prisma, type Tx } from '#lib/database';
import { newUuid } from '#lib/kernel';
import type { Operation, OperationClaim, OperationCursor, OperationFailure } from './domain/operation.js';
import {
  OperationLostError,
  OperationNotCancellableError,
  OperationNotFoundError,
} from './domain/operation.errors.js';
import type { OperationStatus } from './domain/operation-status.js';
import {
  askToCancel,
  type ClaimKey,
  claimOldest,
  endLease,
  type Ending,
  endOperation,
  insertOperation,
  lockType,
  type OperationRow,
  renewLease,
  selectLatest,
  selectOpen,
  selectOperation,
  selectPage,
  selectRecent,
} from './operations.queries.js';

/** Work of one `type`, by which it is claimed; `requestedBy` and `total` as in `Operation`. */
export interface OperationRequest {
  readonly type: string;
  readonly requestedBy: string;
  /** Units in all, where that is known beforehand. */
  readonly total?: number;
}

/** Part of the list of operations, newest first. */
export interface OperationPage {
  readonly operations: readonly Operation[];
  /** `null`: there are no more. */
  readonly next: OperationCursor | null;
}

/**
 * Long work as rows: asked for by the API, claimed and carried out by a worker, looked at by anybody.
 *
 * Every change is one guarded statement, so it is safe from any number of processes; leases are compared with the
 * database's clock only. Where a method takes `tx`, the change is a part of the caller's transaction.
 */
@Injectable()
export class OperationsService {
  constructor(private readonly database: Database) {}

  /** Asks for work; it waits as `queued` until somebody claims its type. */
  async enqueue(tx: Tx, request: OperationRequest): Promise<Operation> {
    return this.#one(tx, insertOperation(newUuid(), request));
  }

  /**
   * The open operation of that type, or a new one: for work of which one at a time is enough. `tx` must be a
   * transaction; others who ask for the same type wait until it ends.
   */
  async enqueueUnlessOpen(tx: Tx, request: OperationRequest): Promise<Operation> {
    await tx.$executeRaw(lockType(request.type));
    const [open] = await this.listOpen(tx, request.type);
    return open ?? (await this.enqueue(tx, request));
  }

  /** @throws OperationNotFoundError */
  async get(id: string, tx: Tx = this.database.client): Promise<Operation> {
    const [found] = await this.#rows(tx, selectOperation(id));
    if (found === undefined) throw new OperationNotFoundError(id);
    return found;
  }

  /** The operations of one type, newest first; `limit` 1 to 200. */
  async list(
    type: string,
    page: { readonly after?: OperationCursor | null; readonly limit: number },
  ): Promise<OperationPage> {
    const limit = Math.min(Math.max(Math.trunc(page.limit), 1), 200);
    const found = await this.#rows(this.database.client, selectPage(type, page.after ?? null, limit + 1));
    const operations = found.slice(0, limit);
    const last = operations.at(-1);
    return {
      operations,
      next: found.length > limit && last !== undefined ? { createdAt: last.createdAt, id: last.id } : null,
    };
  }

  /** The operations of one type that wait or run, oldest first. */
  async listOpen(tx: Tx, type: string): Promise<Operation[]> {
    return this.#rows(tx, selectOpen(type));
  }

  /** Those that are open, of every type, and those that ended within the last minute; a hundred at most, newest first. */
  listRecent(): Promise<Operation[]> {
    return this.#rows(this.database.client, selectRecent(100));
  }

  /** The newest operation of one type that is in one of the given statuses. */
  async latest(tx: Tx, type: string, statuses: readonly OperationStatus[]): Promise<Operation | null> {
    return (await this.#rows(tx, selectLatest(type, statuses)))[0] ?? null;
  }

  /**
   * The oldest operation of that type which waits, or which runs under a lease that ran out; `null` when there is
   * none. Two callers never get the same one.
   *
   * A claim may be one that somebody has asked to cancel meanwhile: look at `operation.isCancelRequested` first.
   *
   * @param as.owner name of the process, for people; the claim's own `owner` is what later calls must carry
   */
  async claimNext(
    tx: Tx,
    type: string,
    as: { readonly owner: string; readonly leaseSeconds: number },
  ): Promise<OperationClaim | null> {
    const owner = `${as.owner}/${newUuid()}`;
    const [operation] = await this.#rows(tx, claimOldest(type, owner, as.leaseSeconds));
    return operation === undefined ? null : { operation, owner, leaseSeconds: as.leaseSeconds };
  }

  /**
   * Carries out the oldest operation of that type, or goes on with one whose worker died. What breaks it off ends it as
   * failed with `failure` and is thrown; passing trouble is only thrown: the lease runs out, and somebody goes on.
   *
   * @returns what `work` came to; `lost`: another process has taken it over; `null`: none waits
   */
  async carryOutNext<T>(
    type: string,
    as: { readonly owner: string; readonly leaseSeconds: number },
    {
      work,
      failure,
    }: { readonly work: (claim: OperationClaim) => Promise<T>; readonly failure: OperationFailure },
  ): Promise<T | { readonly kind: 'lost'; readonly operationId: string } | null> {
    const claim = await this.claimNext(this.database.client, type, as);
    if (claim === null) return null;
    try {
      return await work(claim);
    } catch (error) {
      if (error instanceof OperationLostError) return { kind: 'lost', operationId: claim.operation.id };
      if (!isPassingTrouble(error)) await this.fail(this.database.client, claim, failure);
      throw error;
    }
  }

  /**
   * Tells how far it is and renews the lease.
   *
   * @returns whether somebody has asked to cancel: then clean up and call `finishCancelled`
   * @throws OperationLostError
   */
  async progress(
    tx: Tx,
    claim: OperationClaim,
    figures: { readonly done: number; readonly total: number | null },
  ): Promise<{ readonly isCancelRequested: boolean }> {
    return this.#held(tx, claim, renewLease(keyOf(claim), claim.leaseSeconds, figures));
  }

  /** @throws OperationLostError */
  async finish(tx: Tx, claim: OperationClaim, result: Readonly<Record<string, unknown>>): Promise<Operation> {
    return this.#end(tx, claim, { status: 'succeeded', result, error: null });
  }

  /** @throws OperationLostError */
  async fail(tx: Tx, claim: OperationClaim, error: OperationFailure): Promise<Operation> {
    return this.#end(tx, claim, { status: 'failed', result: null, error });
  }

  /**
   * Ends an operation that was asked to cancel.
   *
   * @throws OperationLostError
   */
  async finishCancelled(tx: Tx, claim: OperationClaim): Promise<Operation> {
    return this.#end(tx, claim, { status: 'cancelled', result: null, error: null });
  }

  /**
   * Gives the operation back for somebody else to go on with at once: for a process that is asked to stop.
   *
   * @throws OperationLostError
   */
  async release(tx: Tx, claim: OperationClaim): Promise<void> {
    await this.#held(tx, claim, endLease(keyOf(claim)));
  }

  /**
   * Cancels a waiting operation, or asks the holder of a running one to stop. Asking again is harmless.
   *
   * @throws OperationNotFoundError
   * @throws OperationNotCancellableError when it has succeeded or failed
   */
  async requestCancel(tx: Tx, id: string): Promise<Operation> {
    const [asked] = await this.#rows(tx, askToCancel(id));
    if (asked !== undefined) return asked;
    const operation = await this.get(id, tx);
    if (operation.status !== 'cancelled') throw new OperationNotCancellableError(operation.status);
    return operation;
  }

  #end(tx: Tx, claim: OperationClaim, ending: Ending): Promise<Operation> {
    return this.#held(tx, claim, endOperation(keyOf(claim), ending));
  }

  async #held(tx: Tx, claim: OperationClaim, statement: Prisma.Sql): Promise<Operation> {
    const [operation] = await this.#rows(tx, statement);
    if (operation === undefined) throw new OperationLostError(claim.operation.id);
    return operation;
  }

  async #one(tx: Tx, statement: Prisma.Sql): Promise<Operation> {
    const [operation] = await this.#rows(tx, statement);
    if (operation === undefined) throw new Error('An insert gave no row.');
    return operation;
  }

  #rows(tx: Tx, statement: Prisma.Sql): Promise<OperationRow[]> {
    return tx.$queryRaw<OperationRow[]>(statement);
  }
}

function keyOf(claim: OperationClaim): ClaimKey {
  return { id: claim.operation.id, owner: claim.owner };
}
