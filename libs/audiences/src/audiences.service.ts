import { Injectable } from '@nestjs/common';
import type { Prisma, Tx } from '#lib/database';
import {
  type AudienceOptions,
  audienceRows,
  type EstimateRow,
  hasPeople,
  selectEstimate,
} from './audience.queries.js';
import { type Audience, SKIP_REASONS, type SkipReason } from './domain/audience.js';
import { DirectoryEmptyError } from './domain/audience.errors.js';
import { type ExpandedAudience, refuseNesting } from './domain/saved-audience.js';
import {
  type AudiencePart,
  type AudiencePersonRow,
  selectPeopleOf,
  selectTimeZones,
  type TimeZoneRow,
} from './people.queries.js';
import { SavedRules } from './saved-rules.repository.js';
import { refuseUnknownNames } from './unknown-names.js';

/** What an audience comes to, as of one statement: `matched` is `toSend` and all of `skipped` together. */
export interface AudienceEstimate {
  readonly matched: number;
  /** Of `matched`, whom several of the inclusions name; they get it once. */
  readonly repeated: number;
  readonly toSend: number;
  /** Reasons that occur, in the order of `SKIP_REASONS`. */
  readonly skipped: readonly { readonly reason: SkipReason; readonly count: number }[];
  /** Of `toSend`, people of other companies. */
  readonly guests: number;
  /** Of `toSend`, people whose invitation is not confirmed yet. */
  readonly invited: number;
  /** SHA-256 in hex over who gets it and who does not, with the reason. */
  readonly digest: string;
  /** In how many time zones those live who get it. */
  readonly timeZones: number;
}

/** Somebody of an audience, with the reason why they are in or out. */
export interface AudiencePerson extends Omit<AudiencePersonRow, 'id'> {
  /** The messenger's own id. */
  readonly id: number;
}

/** Resolves audiences against the mirror of the directory. */
@Injectable()
export class AudiencesService {
  constructor(private readonly savedRules: SavedRules) {}

  /**
   * The audience with every saved audience that it comes to. What is named in vain selects nobody: see `resolve`.
   *
   * @throws SavedAudienceNestingError
   */
  async expand(tx: Tx, audience: Audience): Promise<ExpandedAudience> {
    const expanded = { audience, saved: await this.savedRules.closure(tx, audience) };
    refuseNesting(null, expanded);
    return expanded;
  }

  /**
   * The same, when everything that it names exists, exclusions included: a misspelt one would send to those who were
   * meant to be spared. Somebody who has left counts as unknown.
   *
   * @param pointer where in the request the audience is
   * @throws DirectoryEmptyError when the directory has never been read
   * @throws UnknownInAudienceError for what is named in vain
   * @throws SavedAudienceNestingError
   */
  async resolve(tx: Tx, audience: Audience, pointer = '#/audience'): Promise<ExpandedAudience> {
    const [directory] = await tx.$queryRaw<{ hasPeople: boolean }[]>(hasPeople);
    if (directory?.hasPeople !== true) throw new DirectoryEmptyError();
    const expanded = { audience, saved: await this.savedRules.closure(tx, audience) };
    await refuseUnknownNames(tx, expanded, pointer);
    refuseNesting(null, expanded);
    return expanded;
  }

  /** Counts the people of an audience, in one statement. */
  async estimate(tx: Tx, expanded: ExpandedAudience, options: AudienceOptions): Promise<AudienceEstimate> {
    return this.estimateRows(tx, audienceRows(expanded, options));
  }

  /** The same of rows as `audienceRows` gives them, from wherever they are. */
  async estimateRows(tx: Tx, rows: Prisma.Sql): Promise<AudienceEstimate> {
    const [row] = await tx.$queryRaw<EstimateRow[]>(selectEstimate(rows));
    if (row === undefined) throw new Error('An aggregate gave no row.');
    const skipped = SKIP_REASONS.map((reason) => ({ reason, count: row.skipped[reason] ?? 0 })).filter(
      ({ count }) => count > 0,
    );
    return { ...row, skipped };
  }

  /**
   * People of a part of the audience, by id.
   *
   * @param page.limit 1 to 200
   */
  async people(
    tx: Tx,
    rows: Prisma.Sql,
    part: AudiencePart,
    page: { readonly afterId: number; readonly limit: number },
  ): Promise<{ readonly people: readonly AudiencePerson[]; readonly nextAfterId: number | null }> {
    const found = await tx.$queryRaw<AudiencePersonRow[]>(
      selectPeopleOf(rows, part, { ...page, limit: page.limit + 1 }),
    );
    const people = found.slice(0, page.limit).map((row) => ({ ...row, id: Number(row.id) }));
    return { people, nextAfterId: found.length > page.limit ? (people.at(-1)?.id ?? null) : null };
  }

  /** Where those live who get it, the most people first, 500 zones at most. */
  timeZones(tx: Tx, rows: Prisma.Sql): Promise<TimeZoneRow[]> {
    return tx.$queryRaw<TimeZoneRow[]>(selectTimeZones(rows));
  }

  /** See `audienceRows`: the people of an audience as SQL, for the statement that freezes them. */
  audienceRows(expanded: ExpandedAudience, options: AudienceOptions): Prisma.Sql {
    return audienceRows(expanded, options);
  }
}
