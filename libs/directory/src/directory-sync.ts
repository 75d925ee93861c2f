import { Injectable } from '@nestjs/common';
import { Database, isPassingTrouble } from '#lib/database';
import { type OperationClaim, OperationLostError, OperationsService } from '#lib/operations';
import { DIRECTORY_SYNC } from './directory-operation.js';
import type { DirectorySource } from './directory-source.js';
import { DirectoryShrunkError } from './domain/directory.errors.js';
import { isPlausible } from './domain/sync-plausibility.js';
import { type PersonRecord, personRecord, tagRecord, type TagRecord } from './person-record.js';
import {
  type ChangeRow,
  countUnknownTagNames,
  discardLeftovers,
  discardPages,
  insertPage,
  mergeStatements,
  type PageKind,
  selectChange,
  stagingStatements,
} from './sync.queries.js';
import { syncFailure } from './sync-failure.js';

/** What a successful sync found. */
export interface SyncSummary {
  readonly people: number;
  readonly tags: number;
  /** People who were there before and are not any more. */
  readonly left: number;
  /** Tag names at people that lead to no tag of the list; those people are in no audience by that name. */
  readonly unknownTagNames: number;
}

/** What one pass did. */
export type SyncOutcome =
  | ({ readonly kind: 'synced'; readonly operationId: string } & SyncSummary)
  /** The operation says why; the mirror is as it was. */
  | { readonly kind: 'failed'; readonly operationId: string; readonly code: string }
  | { readonly kind: 'cancelled'; readonly operationId: string }
  /** Asked to stop by the signal: the operation waits for the next worker. */
  | { readonly kind: 'interrupted'; readonly operationId: string }
  /** Another worker has taken the operation over; this one wrote nothing more. */
  | { readonly kind: 'lost'; readonly operationId: string };

export interface SyncPass {
  readonly client: DirectorySource;
  /** Name of the process, shown with the operation. */
  readonly owner: string;
  readonly signal?: AbortSignal;
}

/**
 * Renewed with every page, which takes the request's deadline and its wait at the gate at most, and once more before
 * the merge: 100,000 people took 5 s on two cores, or 2 s when little had changed.
 */
const LEASE_SECONDS = 120;

/**
 * Carries out the syncs that are asked for: one full reading of the messenger's tags and people.
 *
 * Pages are put aside as they arrive, so memory holds one page however large the company is. Only when every page is
 * there does one transaction change the mirror and end the operation; until then nobody sees anything of it, and a
 * failure, a cancellation or a crash leaves the mirror exactly as it was. Each page is written under the claim, so a
 * worker that was replaced cannot mix its pages with those of its heir.
 */
@Injectable()
export class DirectorySync {
  constructor(
    private readonly database: Database,
    private readonly operations: OperationsService,
  ) {}

  /** Takes the next sync that waits, or one whose worker died, and carries it out; `null`: there was none. */
  async runOnce(pass: SyncPass): Promise<SyncOutcome | null> {
    const claim = await this.operations.claimNext(this.database.client, DIRECTORY_SYNC, {
      owner: pass.owner,
      leaseSeconds: LEASE_SECONDS,
    });
    if (claim === null) return null;
    const operationId = claim.operation.id;
    try {
      await this.#begin(claim);
      const peoplePages = await this.#readAll(claim, pass);
      return { kind: 'synced', operationId, ...(await this.#merge(claim, peoplePages)) };
    } catch (error) {
      if (error instanceof OperationLostError) return { kind: 'lost', operationId };
      return await this.#giveUp(claim, pass, error);
    }
  }

  async #begin(claim: OperationClaim): Promise<void> {
    if (claim.operation.isCancelRequested) throw new Stopped('cancelled');
    await this.database.transaction(async (tx) => {
      await this.operations.progress(tx, claim, { done: 0, total: null });
      const open = await this.operations.listOpen(tx, DIRECTORY_SYNC);
      await tx.$executeRaw(discardLeftovers(open.map((operation) => operation.id)));
      await tx.$executeRaw(discardPages(claim.operation.id));
    });
  }

  /** @returns the number of pages with people */
  async #readAll(claim: OperationClaim, pass: SyncPass): Promise<number> {
    const { client, signal } = pass;
    const stage = { claim, signal };
    await this.#stage({ ...stage, kind: 'tags_before', done: 0 }, client.listTags(), tagRecord);
    const done = await this.#stage({ ...stage, kind: 'people', done: 0 }, client.listUsers(), personRecord);
    await this.#stage({ ...stage, kind: 'tags_after', done }, client.listTags(), tagRecord);
    return done;
  }

  async #stage<T>(
    stage: Stage,
    pages: AsyncIterable<readonly T[]>,
    toRecord: (item: T) => PersonRecord | TagRecord,
  ): Promise<number> {
    let count = 0;
    for await (const page of pages) {
      const at = { operationId: stage.claim.operation.id, kind: stage.kind, page: count };
      count += 1;
      const done = stage.kind === 'people' ? count : stage.done;
      const { isCancelRequested } = await this.database.transaction(async (tx) => {
        const asked = await this.operations.progress(tx, stage.claim, { done, total: null });
        await tx.$executeRaw(insertPage(at, page.map(toRecord)));
        return asked;
      });
      if (isCancelRequested) throw new Stopped('cancelled');
      if (stage.signal?.aborted === true) throw new Stopped('interrupted');
    }
    return count;
  }

  async #merge(claim: OperationClaim, peoplePages: number): Promise<SyncSummary> {
    const asOf = startOf(claim);
    await this.operations.progress(this.database.client, claim, { done: peoplePages, total: peoplePages });
    return this.database.bulkTransaction(async (tx) => {
      for (const statement of stagingStatements(claim.operation.id)) await tx.$executeRaw(statement);
      const [change] = await tx.$queryRaw<ChangeRow[]>(selectChange(asOf));
      if (change === undefined || !isPlausible(change))
        throw new DirectoryShrunkError(change ?? { listed: 0, known: 0, leaving: 0 });
      for (const statement of mergeStatements(asOf)) await tx.$executeRaw(statement);
      const [tags] = await tx.$queryRaw<{ count: number }[]>`select count(*)::int as count from staged_tag`;
      const [unknown] = await tx.$queryRaw<{ count: number }[]>(countUnknownTagNames);
      const summary = {
        people: change.listed,
        tags: tags?.count ?? 0,
        left: change.leaving,
        unknownTagNames: unknown?.count ?? 0,
      };
      await tx.$executeRaw(discardPages(claim.operation.id));
      // Last and guarded by the claim: whoever lost it changes nothing at all.
      await this.operations.finish(tx, claim, {
        people: summary.people,
        tags: summary.tags,
        left: summary.left,
        unknown_tag_names: summary.unknownTagNames,
      });
      return summary;
    });
  }

  async #giveUp(claim: OperationClaim, pass: SyncPass, error: unknown): Promise<SyncOutcome> {
    const operationId = claim.operation.id;
    // The database is away: nothing can be written now; the lease runs out and somebody starts over.
    if (isPassingTrouble(error)) throw error;
    const stop = error instanceof Stopped ? error.why : pass.signal?.aborted === true ? 'interrupted' : null;
    const failure = syncFailure(error) ?? { code: 'internal', detail: 'The sync failed unexpectedly.' };
    try {
      await this.database.transaction(async (tx) => {
        if (stop === 'cancelled') await this.operations.finishCancelled(tx, claim);
        else if (stop === 'interrupted') await this.operations.release(tx, claim);
        else await this.operations.fail(tx, claim, failure);
        await tx.$executeRaw(discardPages(operationId));
      });
    } catch (ending) {
      if (ending instanceof OperationLostError) return { kind: 'lost', operationId };
      throw ending;
    }
    if (stop !== null) return { kind: stop, operationId };
    if (syncFailure(error) === null) throw error;
    return { kind: 'failed', operationId, code: failure.code };
  }
}

/** Leaves the reading between two pages. */
class Stopped extends Error {
  constructor(readonly why: 'cancelled' | 'interrupted') {
    super(why);
  }
}

interface Stage {
  readonly claim: OperationClaim;
  readonly signal: AbortSignal | undefined;
  readonly kind: PageKind;
  readonly done: number;
}

/** By the database's clock. What was read is at least as new as this. */
function startOf(claim: OperationClaim): Date {
  if (claim.operation.startedAt === null) throw new Error('A claimed operation has started.');
  return claim.operation.startedAt;
}
