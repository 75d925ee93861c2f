import { Injectable } from '@nestjs/common';
import { Database } from '#lib/database';
import { PachcaError } from '#lib/pachca';
import { DirectoryService } from './directory.service.js';
import { PEOPLE_PAGE } from './directory-reader.js';
import type { DirectorySource } from './directory-source.js';
import {
  countLookups,
  endLookup,
  type LookupRow,
  putOffLookup,
  selectLookups,
} from './person-lookup.queries.js';
import { type CountsRow, selectCounts } from './readings.queries.js';

/** What one pass did. */
export interface LookupsOutcome {
  readonly lookedUp: number;
  /** So many people are in doubt that reading all of them takes fewer requests. */
  readonly isSyncAsked: boolean;
}

const PER_PASS = 20;
/** Fewer than this are always looked up one by one. */
const ALWAYS_SINGLE = 100;
/** After a question that was not answered. */
const PUT_OFF_SECONDS = 15;

/** Looks at the people of whom the messenger said that something has changed. */
@Injectable()
export class PersonLookups {
  constructor(
    private readonly database: Database,
    private readonly directory: DirectoryService,
  ) {}

  /** Looks up at most 20 people; where far more are waiting it asks for a whole sync instead. */
  async runOnce(pass: {
    readonly client: Pick<DirectorySource, 'getUser'>;
    readonly signal?: AbortSignal;
  }): Promise<LookupsOutcome> {
    const { client } = this.database;
    const lookups = await client.$queryRaw<LookupRow[]>(selectLookups(PER_PASS));
    if (lookups.length === PER_PASS && (await this.#areTooMany())) {
      await this.directory.ensureSync();
      return { lookedUp: 0, isSyncAsked: true };
    }
    let lookedUp = 0;
    for (const lookup of lookups) {
      if (pass.signal?.aborted === true || !(await this.#look(pass.client, lookup))) break;
      lookedUp += 1;
    }
    return { lookedUp, isSyncAsked: false };
  }

  /** @returns whether it is worth going on: one question that is not answered is followed by others */
  async #look(source: Pick<DirectorySource, 'getUser'>, lookup: LookupRow): Promise<boolean> {
    try {
      await this.directory.refreshPerson(source, Number(lookup.personId));
    } catch (error) {
      if (!(error instanceof PachcaError)) throw error;
      await this.database.client.$executeRaw(putOffLookup(lookup, PUT_OFF_SECONDS));
      return false;
    }
    await this.database.client.$executeRaw(endLookup(lookup));
    return true;
  }

  async #areTooMany(): Promise<boolean> {
    const { client } = this.database;
    const [waiting] = await client.$queryRaw<{ count: number }[]>(countLookups);
    const [known] = await client.$queryRaw<CountsRow[]>(selectCounts);
    return (waiting?.count ?? 0) > Math.max(ALWAYS_SINGLE, (known?.people ?? 0) / PEOPLE_PAGE);
  }
}
