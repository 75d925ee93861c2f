import { Inject, Injectable } from '@nestjs/common';
import { type Config, CONFIG } from '#lib/config';
import { Database, databaseNow } from '#lib/database';
import { type Operation, OperationsService } from '#lib/operations';
import { DIRECTORY_SYNC } from './directory-operation.js';
import type { ReadingKind } from './domain/sync-order.js';
import { syncEstimate, type SyncEstimate } from './domain/sync-estimate.js';
import { type CountsRow, type ReadingRow, selectCounts, selectReadings } from './readings.queries.js';

/** How much there is of one part of the mirror, and how old it is. */
export interface PartStatus {
  readonly count: number;
  /** As of when it was read; `null`: never. */
  readonly syncedAt: Date | null;
  /** By the database's clock. */
  readonly ageMs: number | null;
  /** Why it could not be read the last time (`scope_missing`, `upstream_unavailable`); what is there is older. */
  readonly problem: string | null;
}

/** How the mirror stands; a part that was never read has no `syncedAt`. */
export interface DirectoryStatus {
  readonly people: PartStatus;
  readonly tags: PartStatus;
  readonly departments: PartStatus;
  readonly titles: PartStatus;
  readonly properties: PartStatus;
  readonly chats: PartStatus;
  /** Of the last sync that read everything, archived chats included. */
  readonly fullSyncedAt: Date | null;
  /** The one that waits or runs, or else the last one. */
  readonly latestSync: Operation | null;
  readonly estimate: SyncEstimate;
}

/** How fresh each part of the mirror is, and what reading it again would cost. */
@Injectable()
export class DirectoryStatusService {
  constructor(
    private readonly database: Database,
    private readonly operations: OperationsService,
    @Inject(CONFIG) private readonly config: Pick<Config, 'limits'>,
  ) {}

  /** Counted from the rows, by the database's clock. */
  async status(): Promise<DirectoryStatus> {
    const { client } = this.database;
    const [counts] = await client.$queryRaw<CountsRow[]>(selectCounts);
    const readings = await client.$queryRaw<ReadingRow[]>(selectReadings);
    const now = await databaseNow(client);
    if (counts === undefined) throw new Error('An aggregate gave no row.');
    const readingOf = (kind: ReadingKind): ReadingRow | undefined =>
      readings.find((each) => each.kind === kind);
    const part = (kind: ReadingKind, count: number): PartStatus => {
      const { readAt = null, problem = null } = readingOf(kind) ?? {};
      return {
        count,
        syncedAt: readAt,
        ageMs: readAt === null ? null : now.getTime() - readAt.getTime(),
        problem,
      };
    };
    return {
      people: part('people', counts.people),
      tags: part('tags', counts.tags),
      departments: part('people', counts.departments),
      titles: part('people', counts.titles),
      properties: part('properties', counts.properties),
      chats: part('chats', counts.chats),
      fullSyncedAt: readingOf('people')?.fullAt ?? null,
      latestSync: await this.operations.latest(client, DIRECTORY_SYNC, EVERY_STATUS),
      estimate: await this.#estimate(readings),
    };
  }

  async #estimate(readings: readonly ReadingRow[]): Promise<SyncEstimate> {
    const { client } = this.database;
    const done = await this.operations.latest(client, DIRECTORY_SYNC, ['succeeded']);
    const requests = readings.reduce((sum, each) => sum + each.requests, 0);
    const { startedAt = null, finishedAt = null } = done ?? {};
    if (startedAt !== null && finishedAt !== null && requests > 0) {
      const seconds = (finishedAt.getTime() - startedAt.getTime()) / 1_000;
      return syncEstimate({ requests, seconds }, requests, this.config.limits.other);
    }
    // The first sync has counted the people before it began to read them.
    const [open] = await this.operations.listOpen(client, DIRECTORY_SYNC);
    return syncEstimate(null, open?.total ?? null, this.config.limits.other);
  }
}

const EVERY_STATUS = ['queued', 'running', 'succeeded', 'failed', 'cancelled'] as const;
