import { Inject, Injectable } from '@nestjs/common';
import { type Config, CONFIG } from '#lib/config';
import { Database, databaseNow, type Tx } from '#lib/database';
import { lastSuccessBegan, type Operation, OperationsService } from '#lib/operations';
import { PachcaError, type User } from '#lib/pachca';
import { DIRECTORY_SYNC } from './directory-operation.js';
import type { DirectorySource } from './directory-source.js';
import type { DirectoryTag, Person } from './domain/person.js';
import type { SyncOrder } from './domain/sync-order.js';
import { searchWords } from './domain/search-words.js';
import { storableText } from './domain/storable-text.js';
import {
  addTags,
  dropOtherTags,
  markLeft,
  type PersonRow,
  type PersonStandingRow,
  selectPerson,
  selectStanding,
  upsertOne,
} from './people.queries.js';
import { type DirectoryPage, type DirectoryPageRequest, pageLimit, pageOf } from './page-of.js';
import { selectPeople } from './people-search.queries.js';
import { personRecord } from './person-record.js';
import { selectFullDue, writeOrder } from './readings.queries.js';
import { selectTags, type TagRow } from './group.queries.js';

/** How old the mirror is, by the database's clock. */
export interface Freshness {
  /** As of when the last whole reading was. */
  readonly syncedAt: Date;
  readonly ageMs: number;
}

/** Which people; an absent filter leaves nobody out. */
export interface PeopleFilter {
  /**
   * Words that are all in the names, the nickname or the e-mail address (where it is kept), in any order and letter case;
   * ё and е are the same, and so are the two layouts of a keyboard.
   */
  readonly q?: string | undefined;
  /** Exact name of a tag. */
  readonly tag?: string | undefined;
  /** Exact name of a department. */
  readonly department?: string | undefined;
  /** Exact title. */
  readonly title?: string | undefined;
  readonly role?: string | undefined;
  /** IANA name; empty: those who have none of their own. */
  readonly timeZone?: string | undefined;
  readonly inviteStatus?: string | undefined;
  readonly isSuspended?: boolean | undefined;
  readonly isBot?: boolean | undefined;
  readonly isAway?: boolean | undefined;
  readonly isOptedOut?: boolean | undefined;
  /** Members of that chat. */
  readonly chatId?: number | undefined;
  /** Those who are gone instead of those who are there. */
  readonly hasLeft?: boolean | undefined;
}

/** Somebody in the mirror, and how far it is to be trusted. */
export interface PersonStanding {
  readonly person: Person;
  /** How old this is, by the database's clock. */
  readonly ageMs: number;
  /** The messenger said that something about them has changed, and nobody has looked since. */
  readonly isInDoubt: boolean;
}

/** After a sync that failed, nobody asks the messenger again for so long; a person may. */
const RETRY_FAILED_AFTER_MS = 60_000;

/** The mirror of the workspace's people and tags: who is in it, and how old it is. */
@Injectable()
export class DirectoryService {
  constructor(
    private readonly database: Database,
    private readonly operations: OperationsService,
    @Inject(CONFIG) private readonly config: Pick<Config, 'directory' | 'timeZone'>,
  ) {}

  /** `null`: there has never been a whole reading. */
  async freshness(tx: Tx = this.database.client): Promise<Freshness | null> {
    const syncedAt = await this.#fullSyncAt(tx);
    return syncedAt === null
      ? null
      : { syncedAt, ageMs: (await databaseNow(tx)).getTime() - syncedAt.getTime() };
  }

  /** As of when the last whole reading was; `null`: there has never been one. */
  async syncedAt(tx: Tx = this.database.client): Promise<Date | null> {
    return this.#fullSyncAt(tx);
  }

  /**
   * The sync that waits or runs, or a new one: there is one at a time, and it does what any of those who asked wants of it
   * (one that has begun with the chats already reads them as it began). `tx` must be a transaction.
   */
  async requestSync(tx: Tx, requestedBy: string, order?: SyncOrder): Promise<Operation> {
    const operation = await this.operations.enqueueUnlessOpen(tx, { type: DIRECTORY_SYNC, requestedBy });
    if (order !== undefined) await tx.$executeRaw(writeOrder(operation.id, order));
    return operation;
  }

  /**
   * Sees to it that the mirror is no older than that, and that everything is read once a night: asks for a sync when it
   * is time, and when the last one did not fail within the last minute (or within `maxAgeMs`, where that is shorter).
   *
   * @returns the sync that is under way, or `null` when there is no need for one or it is too early
   */
  async ensureFresh(maxAgeMs: number): Promise<Operation | null> {
    const { client } = this.database;
    const [open] = await this.operations.listOpen(client, DIRECTORY_SYNC);
    if (open !== undefined) return open;
    const freshness = await this.freshness();
    const isFull = await this.#isFullDue();
    if (freshness !== null && freshness.ageMs <= maxAgeMs && !isFull) return null;
    return this.ensureSync({ isFull, retryAfterMs: Math.min(RETRY_FAILED_AFTER_MS, maxAgeMs) });
  }

  /**
   * Asks for a sync, unless the last one failed a moment ago.
   *
   * @returns the sync that is under way, or `null` when it is too early for another
   */
  async ensureSync({ isFull = false, retryAfterMs = RETRY_FAILED_AFTER_MS } = {}): Promise<Operation | null> {
    const { client } = this.database;
    const last = await this.operations.latest(client, DIRECTORY_SYNC, ['succeeded', 'failed', 'cancelled']);
    if (last !== null && last.status !== 'succeeded' && last.finishedAt !== null) {
      const sinceMs = (await databaseNow(client)).getTime() - last.finishedAt.getTime();
      if (sinceMs < retryAfterMs) return null;
    }
    const order = isFull ? { isFull, isShrinkAllowed: false } : undefined;
    return this.database.transaction((tx) => this.requestSync(tx, 'system', order));
  }

  /** People who left are found, too, with `leftAt`; `null`: nobody of that id was ever seen. */
  async getPerson(id: number, tx: Tx = this.database.client): Promise<Person | null> {
    const [row] = await tx.$queryRaw<PersonRow[]>(selectPerson(id, await this.#fullSyncAt(tx)));
    return row === undefined ? null : toPerson(row);
  }

  /** What is to be known of somebody right before they are written to; `null`: nobody of that id was ever seen. */
  async standingOf(id: number): Promise<PersonStanding | null> {
    const [row] = await this.database.client.$queryRaw<PersonStandingRow[]>(
      selectStanding(id, lastSuccessBegan(DIRECTORY_SYNC)),
    );
    if (row === undefined) return null;
    const { ageMs, isInDoubt, ...person } = row;
    return { person: toPerson(person), ageMs, isInDoubt };
  }

  /**
   * Looks one person up at the messenger and writes what it says; somebody whom it does not know is marked as left.
   *
   * @returns as `getPerson`
   * @throws PachcaError when the messenger gives no usable answer; the mirror is as it was
   */
  async refreshPerson(source: Pick<DirectorySource, 'getUser'>, id: number): Promise<Person | null> {
    // Taken before the question: the answer is at least as new as this.
    const asOf = await databaseNow(this.database.client);
    const user = await lookUp(source, id);
    return this.database.transaction(async (tx) => {
      const record = user === null ? null : personRecord(user, this.config.directory);
      const written = await tx.$executeRaw(record === null ? markLeft(id, asOf) : upsertOne(record, asOf));
      // Nothing written: somebody else has looked later, and what they saw stays.
      if (written > 0) {
        const tags = record?.tag_names ?? [];
        await tx.$executeRaw(dropOtherTags(id, tags));
        await tx.$executeRaw(addTags(id, tags));
      }
      return this.getPerson(id, tx);
    });
  }

  /** By id. People must meet all of the filter; who has left is shown only where it asks for them, and then alone. */
  async listPeople(filter: PeopleFilter, page: DirectoryPageRequest): Promise<DirectoryPage<Person>> {
    const { client } = this.database;
    const limit = pageLimit(page);
    const rows = await client.$queryRaw<PersonRow[]>(
      selectPeople(
        {
          words: searchWords(filter.q ?? ''),
          tag: storable(filter.tag),
          department: storable(filter.department),
          title: storable(filter.title),
          role: storable(filter.role),
          timeZone: storable(filter.timeZone),
          inviteStatus: storable(filter.inviteStatus),
          isSuspended: filter.isSuspended,
          isBot: filter.isBot,
          isAway: filter.isAway,
          isOptedOut: filter.isOptedOut,
          chatId: filter.chatId,
          hasLeft: filter.hasLeft ?? false,
        },
        { afterId: page.afterId ?? 0, limit: limit + 1, fullSyncAt: await this.#fullSyncAt(client) },
      ),
    );
    return pageOf(rows.map(toPerson), limit);
  }

  /** @param filter.q words that are all in the name, as for people */
  async listTags(
    filter: { readonly q?: string | undefined },
    page: DirectoryPageRequest,
  ): Promise<DirectoryPage<DirectoryTag>> {
    const limit = pageLimit(page);
    const rows = await this.database.client.$queryRaw<TagRow[]>(
      selectTags(searchWords(filter.q ?? ''), { afterId: page.afterId ?? 0, limit: limit + 1 }),
    );
    return pageOf(
      rows.map((row) => ({ ...row, id: Number(row.id) })),
      limit,
    );
  }

  async #isFullDue(): Promise<boolean> {
    const { directory, timeZone } = this.config;
    const [row] = await this.database.client.$queryRaw<{ isDue: boolean }[]>(
      selectFullDue(directory.fullSyncHour, timeZone),
    );
    return row?.isDue === true;
  }

  async #fullSyncAt(tx: Tx): Promise<Date | null> {
    return (await this.operations.latest(tx, DIRECTORY_SYNC, ['succeeded']))?.startedAt ?? null;
  }
}

async function lookUp(source: Pick<DirectorySource, 'getUser'>, id: number): Promise<User | null> {
  try {
    return await source.getUser(id);
  } catch (error) {
    if (error instanceof PachcaError && error.kind === 'not_found') return null;
    throw error;
  }
}

function toPerson(row: PersonRow): Person {
  return { ...row, id: Number(row.id) };
}

const storable = (text: string | undefined): string | undefined =>
  text === undefined ? undefined : storableText(text);
