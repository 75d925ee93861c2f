import { Inject, Injectable } from '@nestjs/common';
import { type Config, CONFIG } from '#lib/config';
import { Database, isPassingTrouble, type Tx } from '#lib/database';
import { type OperationClaim, OperationLostError, OperationsService } from '#lib/operations';
import { mergeChats, mergeProperties } from './chat-sync.queries.js';
import { PEOPLE_PAGE, readDirectory } from './directory-reader.js';
import { DIRECTORY_SYNC } from './directory-operation.js';
import type { DirectorySource } from './directory-source.js';
import { DirectoryShrunkError } from './domain/directory.errors.js';
import type { SyncOrder } from './domain/sync-order.js';
import { isPlausible } from './domain/sync-plausibility.js';
import { forgetOptOuts } from './opt-out.queries.js';
import { forgetLookups } from './person-lookup.queries.js';
import {
  type CountsRow,
  forgetOrder,
  type OrderRow,
  type Reading,
  type ReadingRow,
  selectCounts,
  selectOrder,
  selectReadings,
  writeReading,
} from './readings.queries.js';
import { StagedReading, Stopped } from './staged-reading.js';
import {
  type ChangeRow,
  countUnknownTagNames,
  discardLeftovers,
  discardPages,
  mergeStatements,
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
  readonly properties: number;
  readonly chats: number;
  /** Parts that could not be read and are as they were before, such as `chats: scope_missing`. */
  readonly problems: readonly string[];
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

/** What one turn of a sync works with. */
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
 * Carries out the syncs that are asked for. People and tags are read whole each time, because the messenger has no list
 * of changes; of chats those with news, and all of them in a full sync.
 *
 * Pages are put aside as they arrive, so memory holds one page however large the company is. Only when every page is
 * there does one transaction change the mirror and end the operation; until then nobody sees anything of it, and a
 * failure, a cancellation or a crash leaves the mirror exactly as it was.
 */
@Injectable()
export class DirectorySync {
  constructor(
    private readonly database: Database,
    private readonly operations: OperationsService,
    @Inject(CONFIG) private readonly config: Pick<Config, 'directory'>,
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
      const stage = new StagedReading(this.database, this.operations, claim, pass.signal);
      const readings = await this.#read(operationId, pass, stage);
      return { kind: 'synced', operationId, ...(await this.#merge(claim, stage, readings)) };
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

  async #read(operationId: string, pass: SyncPass, stage: StagedReading): Promise<Reading[]> {
    const { client } = this.database;
    const order = await orderOf(client, operationId);
    const [counts] = await client.$queryRaw<CountsRow[]>(selectCounts);
    const chats = (await client.$queryRaw<ReadingRow[]>(selectReadings)).find(({ kind }) => kind === 'chats');
    return readDirectory({
      source: pass.client,
      stage,
      keeping: this.config.directory,
      knownPages: Math.ceil((counts?.people ?? 0) / PEOPLE_PAGE),
      chatsSince: order.isFull || chats?.fullAt == null ? null : chats.readAt,
    });
  }

  async #merge(
    claim: OperationClaim,
    stage: StagedReading,
    readings: readonly Reading[],
  ): Promise<SyncSummary> {
    const pages = stage.peoplePages;
    await this.operations.progress(this.database.client, claim, { done: pages, total: pages });
    return this.database.bulkTransaction(async (tx) => {
      const change = await mergePeople(tx, claim);
      await mergeParts(tx, claim, readings);
      const summary = await summaryOf(tx, change, readings);
      await tx.$executeRaw(discardPages(claim.operation.id));
      await tx.$executeRaw(forgetOrder(claim.operation.id));
      // Last and guarded by the claim: whoever lost it changes nothing at all.
      await this.operations.finish(tx, claim, {
        people: summary.people,
        tags: summary.tags,
        left: summary.left,
        unknown_tag_names: summary.unknownTagNames,
        properties: summary.properties,
        chats: summary.chats,
        problems: summary.problems,
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
        if (stop !== 'interrupted') await tx.$executeRaw(forgetOrder(operationId));
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

async function orderOf(tx: Tx, operationId: string): Promise<SyncOrder> {
  const [order] = await tx.$queryRaw<OrderRow[]>(selectOrder(operationId));
  return order ?? { isFull: false, isShrinkAllowed: false };
}

async function mergePeople(tx: Tx, claim: OperationClaim): Promise<ChangeRow> {
  const asOf = startOf(claim);
  const operationId = claim.operation.id;
  for (const statement of stagingStatements(operationId)) await tx.$executeRaw(statement);
  const [change = { listed: 0, known: 0, leaving: 0 }] = await tx.$queryRaw<ChangeRow[]>(selectChange(asOf));
  // Asked now and not when the sync began: it may have been allowed meanwhile.
  const { isShrinkAllowed } = await orderOf(tx, operationId);
  if (!isPlausible(change, isShrinkAllowed)) throw new DirectoryShrunkError(change);
  for (const statement of mergeStatements(asOf)) await tx.$executeRaw(statement);
  await tx.$executeRaw(forgetLookups(asOf));
  await tx.$executeRaw(forgetOptOuts);
  return change;
}

async function mergeParts(tx: Tx, claim: OperationClaim, readings: readonly Reading[]): Promise<void> {
  const asOf = startOf(claim);
  const { id } = claim.operation;
  // When everything was read last is kept with the people, who are read whole each time.
  const isFull = readings.some((reading) => reading.kind === 'chats' && reading.isFull);
  for (const reading of readings) {
    if (reading.problem === null && reading.kind === 'properties')
      for (const statement of mergeProperties(id, asOf)) await tx.$executeRaw(statement);
    if (reading.problem === null && reading.kind === 'chats')
      for (const statement of mergeChats(id, asOf, reading.isFull)) await tx.$executeRaw(statement);
    const told = reading.kind === 'people' ? { ...reading, isFull } : reading;
    await tx.$executeRaw(writeReading(told, asOf));
  }
}

async function summaryOf(tx: Tx, change: ChangeRow, readings: readonly Reading[]): Promise<SyncSummary> {
  const [counts] = await tx.$queryRaw<CountsRow[]>(selectCounts);
  const [unknown] = await tx.$queryRaw<{ count: number }[]>(countUnknownTagNames);
  return {
    people: change.listed,
    tags: counts?.tags ?? 0,
    left: change.leaving,
    unknownTagNames: unknown?.count ?? 0,
    properties: counts?.properties ?? 0,
    chats: counts?.chats ?? 0,
    problems: readings.flatMap(({ kind, problem }) => (problem === null ? [] : `${kind}: ${problem}`)),
  };
}

/** By the database's clock. What was read is at least as new as this. */
function startOf(claim: OperationClaim): Date {
  if (claim.operation.startedAt === null) throw new Error('A claimed operation has started.');
  return claim.operation.startedAt;
}
