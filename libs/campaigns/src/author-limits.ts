import { Injectable } from '@nestjs/common';
import { ApiKeysService, type LimitedKey } from '#lib/access';
import { AudiencesService, parseAudience } from '#lib/audiences';
import type { Prisma, Tx } from '#lib/database';
import { type OutsideRow, selectOutside } from './author-limits.queries.js';
import { AudienceNotAllowedError, KeyLimitExceededError } from './domain/author-limit.errors.js';

/** What a key's limits refuse. */
export type LimitProblem = KeyLimitExceededError | AudienceNotAllowedError;

/**
 * How far a key reaches: the people themselves are looked at, never how an audience was put into words. Whatever sends,
 * changes or deletes messages asks; what only stops does not.
 */
@Injectable()
export class AuthorLimits {
  constructor(
    private readonly keys: ApiKeysService,
    private readonly audiences: AudiencesService,
  ) {}

  /**
   * That these people are within the limits that these keys have now.
   *
   * @param by public ids
   * @param people rows of (person_id)
   * @throws KeyLimitExceededError, AudienceNotAllowedError: the first of `problems`
   */
  async refuse(tx: Tx, by: readonly string[], people: Prisma.Sql): Promise<void> {
    const [problem] = await this.problems(tx, by, people);
    if (problem !== undefined) throw problem;
  }

  /** Each limit that is exceeded, key by key; none, without a look at the people, where no key has limits. */
  async problems(tx: Tx, by: readonly string[], people: Prisma.Sql): Promise<readonly LimitProblem[]> {
    const problems: LimitProblem[] = [];
    for (const key of await this.keys.limited(tx, by))
      problems.push(...(await this.problemsOf(tx, key, people)));
    return problems;
  }

  private async problemsOf(tx: Tx, key: LimitedKey, people: Prisma.Sql): Promise<LimitProblem[]> {
    const { id, personId, limits } = key;
    const allowed = await this.allowed(tx, limits.audience);
    const [row] = await tx.$queryRaw<OutsideRow[]>(selectOutside(people, allowed, personId));
    if (row === undefined) throw new Error('An aggregate gave no row.');
    const most = limits.maxRecipients;
    return [
      ...(most !== null && row.people > most ? [new KeyLimitExceededError(id, most, row.people)] : []),
      ...(row.outside > 0 ? [new AudienceNotAllowedError(id, row)] : []),
    ];
  }

  private async allowed(tx: Tx, rules: LimitedKey['limits']['audience']): Promise<Prisma.Sql | null> {
    if (rules === null) return null;
    // A tag that is gone has nobody, so that nobody is allowed by it: no need to resolve the names.
    const audience = await this.audiences.expand(tx, parseAudience(rules));
    return this.audiences.audienceRows(audience, { skipGuests: false, skipInvited: false });
  }
}
