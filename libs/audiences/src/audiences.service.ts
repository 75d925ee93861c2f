import { Injectable } from '@nestjs/common';
import type { Prisma, Tx } from '#lib/database';
import type { ErrorDetail } from '#lib/kernel';
import {
  type AudienceOptions,
  audienceRows,
  type EstimateRow,
  hasPeople,
  selectAbsentPeople,
  selectEstimate,
  selectUnknownTags,
} from './audience.queries.js';
import { type Audience, SKIP_REASONS, type SkipReason } from './domain/audience.js';
import { DirectoryEmptyError, UnknownInAudienceError } from './domain/audience.errors.js';
import { namedIn } from './domain/named.js';
import { MAX_DETAILS } from './domain/parse-audience.js';

/** What an audience comes to, as of one statement: `matched` is `toSend` and all of `skipped` together. */
export interface AudienceEstimate {
  readonly matched: number;
  readonly toSend: number;
  /** Reasons that occur, in the order of `SKIP_REASONS`. */
  readonly skipped: readonly { readonly reason: SkipReason; readonly count: number }[];
  /** SHA-256 in hex over who gets it and who does not, with the reason. */
  readonly digest: string;
  /** In how many time zones those live who get it. */
  readonly timeZones: number;
}

/** Resolves audiences against the mirror of the directory. */
@Injectable()
export class AudiencesService {
  /**
   * Sees that everything which the audience names exists, exclusions included: a misspelt one would send to those who
   * were meant to be spared. Somebody who has left counts as unknown.
   *
   * @throws DirectoryEmptyError when the directory has never been read
   * @throws UnknownInAudienceError for tags and people that are not in it
   */
  async resolve(tx: Tx, audience: Audience): Promise<void> {
    const [directory] = await tx.$queryRaw<{ hasPeople: boolean }[]>(hasPeople);
    if (directory?.hasPeople !== true) throw new DirectoryEmptyError();
    const named = namedIn(audience);
    const tagNames = named.tags.map((tag) => tag.value);
    const unknownTags = await tx.$queryRaw<{ name: string }[]>(selectUnknownTags(tagNames));
    const ids = named.people.map((person) => person.value);
    const absent = await tx.$queryRaw<{ id: bigint; hasLeft: boolean }[]>(selectAbsentPeople(ids));

    const unknownNames = new Set(unknownTags.map((row) => row.name));
    const absentIds = new Map(absent.map((row) => [Number(row.id), row.hasLeft]));
    const tags = named.tags.filter((tag) => unknownNames.has(tag.value));
    const people = named.people.filter((person) => absentIds.has(person.value));
    if (tags.length + people.length === 0) return;
    const details: ErrorDetail[] = [
      ...tags.slice(0, MAX_DETAILS).map(({ pointer, value }) => ({
        pointer,
        code: 'unknown_tag',
        detail: `There is no tag «${value}» in the directory.`,
        params: { tag: value },
      })),
      ...people.slice(0, MAX_DETAILS).map(({ pointer, value }) => ({
        pointer,
        code: 'unknown_person',
        detail:
          absentIds.get(value) === true
            ? `Person ${value} has left the workspace.`
            : `There is no person ${value} in the directory.`,
        params: { id: value, has_left: absentIds.get(value) === true },
      })),
    ];
    throw new UnknownInAudienceError(
      { tags: tags.length, people: people.length },
      details.slice(0, MAX_DETAILS),
    );
  }

  /** Counts the people of an audience, in one statement; what does not exist counts nobody (see `resolve`). */
  async estimate(tx: Tx, audience: Audience, options: AudienceOptions): Promise<AudienceEstimate> {
    const [row] = await tx.$queryRaw<EstimateRow[]>(selectEstimate(audienceRows(audience, options)));
    if (row === undefined) throw new Error('An aggregate gave no row.');
    const { matched, toSend, digest, timeZones } = row;
    const skipped = SKIP_REASONS.map((reason) => ({ reason, count: row[reason] })).filter(
      ({ count }) => count > 0,
    );
    return { matched, toSend, skipped, digest, timeZones };
  }

  /** See `audienceRows`: the people of an audience as SQL, for the statement that freezes them. */
  audienceRows(audience: Audience, options: AudienceOptions): Prisma.Sql {
    return audienceRows(audience, options);
  }
}
