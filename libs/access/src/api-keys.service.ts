import { timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Database, databaseNow, type Tx } from '#lib/database';
import { type ErrorDetail, publicId, systemRandom, uuidOf } from '#lib/kernel';
import { noteUse, type PresentedKeyRow, revokeKey, selectPresentedKey } from './api-keys.queries.js';
import { type ApiKeyPosition, ApiKeysRepository } from './api-keys.repository.js';
import { newApiKeyText, parseApiKeyText } from './api-key-text.js';
import { ApiKeyInvalidError, ApiKeyNotFoundError, UnauthenticatedError } from './domain/access.errors.js';
import { type ApiKey, DEFAULT_KEY_LIFE_DAYS, MAX_KEY_LIFE_DAYS } from './domain/api-key.js';
import { type KeyLimits, keyLimitsOf, type LimitedKey, looserThan } from './domain/key-limits.js';
import type { Principal } from './domain/principal.js';
import { grants, isScope, type Scope } from './domain/scopes.js';

const DAY_MS = 86_400_000;

/** What a new key may do and until when. */
export interface NewApiKeyInput {
  readonly name: string;
  readonly scopes: readonly Scope[];
  /** What it may set in motion at most; `null`: no limits. */
  readonly limits: KeyLimits | null;
  /** Whom it is issued to, by their id in the messenger; `null`: a system. */
  readonly personId: number | null;
  /** `null`: a year from now. */
  readonly expiresAt: Date | null;
}

/** API keys, newest first. */
export interface ApiKeyPage {
  readonly keys: readonly ApiKey[];
  /** `null`: there are no more. */
  readonly next: ApiKeyPosition | null;
}

/** Keys of programs that use the API. */
@Injectable()
export class ApiKeysService {
  constructor(
    private readonly database: Database,
    private readonly keys: ApiKeysRepository,
  ) {}

  /**
   * Makes a key; `text` is the only time that it can be seen.
   *
   * @throws ApiKeyInvalidError when it would live longer than a year, has ended already, or may do more than its maker
   *   or reach more people
   */
  async create(
    tx: Tx,
    input: NewApiKeyInput,
    maker: Principal,
  ): Promise<{ readonly key: ApiKey; readonly text: string }> {
    const now = await databaseNow(tx);
    const expiresAt = input.expiresAt ?? daysAfter(now, DEFAULT_KEY_LIFE_DAYS);
    const { scopes, limits, name, personId } = input;
    const problems = [
      ...lifeProblems(expiresAt, now),
      ...scopeProblems(scopes, maker),
      ...limitProblems(limits, maker),
    ];
    if (problems.length > 0) throw new ApiKeyInvalidError(problems);
    const { text, keyId, secretHash } = newApiKeyText(systemRandom);
    const key = await this.keys.insert(tx, {
      keyId,
      secretHash,
      name,
      scopes,
      limits,
      personId,
      expiresAt,
      createdBy: maker.id,
    });
    return { key, text };
  }

  /**
   * Another name, or other limits, from the next request on. What is scheduled already is launched within the new ones.
   *
   * @throws ApiKeyNotFoundError; ApiKeyInvalidError where the limits are looser than those of `maker`
   */
  async update(
    tx: Tx,
    id: string,
    change: { readonly name: string; readonly limits: KeyLimits | null },
    maker: Principal,
  ): Promise<ApiKey> {
    const problems = limitProblems(change.limits, maker);
    if (problems.length > 0) throw new ApiKeyInvalidError(problems);
    const key = await this.keys.update(tx, id, change);
    if (key === null) throw new ApiKeyNotFoundError();
    return key;
  }

  /** @throws ApiKeyNotFoundError */
  async get(tx: Tx, id: string): Promise<ApiKey> {
    const key = await this.keys.find(tx, id);
    if (key === null) throw new ApiKeyNotFoundError();
    return key;
  }

  /** Of these keys, by public id, those with limits; who is no key has none. Ended keys keep theirs. */
  async limited(tx: Tx, ids: readonly string[]): Promise<readonly LimitedKey[]> {
    const known = ids.map((id) => uuidOf('key', id)).filter((id) => id !== null);
    return known.length === 0 ? [] : this.keys.limited(tx, known);
  }

  /** Newest first, revoked and expired ones included. @param page.limit 1 to 200 */
  async list(page: { readonly after: ApiKeyPosition | null; readonly limit: number }): Promise<ApiKeyPage> {
    const found = await this.keys.list(this.database.client, { ...page, limit: page.limit + 1 });
    const keys = found.slice(0, page.limit);
    const last = keys.at(-1);
    const hasMore = found.length > page.limit && last !== undefined;
    return { keys, next: hasMore ? { createdAt: last.createdAt, id: last.id } : null };
  }

  /** Ends a key from the next request on; ending it again changes nothing. @throws ApiKeyNotFoundError */
  async revoke(tx: Tx, id: string): Promise<void> {
    const revoked = await tx.$executeRaw(revokeKey(id));
    if (revoked === 0 && (await this.keys.find(tx, id)) === null) throw new ApiKeyNotFoundError();
  }

  /**
   * Who presents this `Authorization` header.
   *
   * @throws UnauthenticatedError; a key with a bad checksum is refused without a look into the database
   */
  async authenticate(header: string | undefined): Promise<Principal> {
    if (header === undefined || header === '') throw new UnauthenticatedError('missing');
    const [, text = ''] = /^Bearer +(\S+) *$/i.exec(header) ?? [];
    const presented = parseApiKeyText(text);
    if (presented === null) throw new UnauthenticatedError('malformed');

    const client = this.database.client;
    const [row] = await client.$queryRaw<PresentedKeyRow[]>(selectPresentedKey(presented.keyId));
    if (row === undefined || !timingSafeEqual(row.secretHash, presented.secretHash)) {
      throw new UnauthenticatedError('unknown');
    }
    if (row.isRevoked) throw new UnauthenticatedError('revoked');
    if (row.isExpired) throw new UnauthenticatedError('expired');
    if (!row.isUseNoted) await client.$executeRaw(noteUse(row.id));
    return {
      kind: 'api_key',
      id: publicId('key', row.id),
      name: row.name,
      personId: row.personId === null ? null : Number(row.personId),
      scopes: row.scopes.filter(isScope),
      limits: keyLimitsOf(row.limits),
    };
  }
}

function daysAfter(time: Date, days: number): Date {
  return new Date(time.getTime() + days * DAY_MS);
}

function lifeProblems(expiresAt: Date, now: Date): ErrorDetail[] {
  const pointer = '#/expires_at';
  if (expiresAt <= now)
    return [{ pointer, code: 'in_the_past', detail: 'expires_at must lie in the future.' }];
  if (expiresAt <= daysAfter(now, MAX_KEY_LIFE_DAYS)) return [];
  const detail = `A key lives at most ${MAX_KEY_LIFE_DAYS} days: make a new one in time.`;
  return [{ pointer, code: 'too_late', params: { max_days: MAX_KEY_LIFE_DAYS }, detail }];
}

/** Nobody can hand out more than they hold. */
function scopeProblems(scopes: readonly Scope[], maker: Principal): ErrorDetail[] {
  return scopes.flatMap((scope, at) =>
    grants(maker.scopes, scope)
      ? []
      : [
          {
            pointer: `#/scopes/${at}`,
            code: 'scope_not_held',
            params: { scope },
            detail: `Your key cannot give the scope «${scope}», which it lacks itself.`,
          },
        ],
  );
}

function limitProblems(limits: KeyLimits | null, maker: Principal): ErrorDetail[] {
  return looserThan(limits, maker.limits).map((limit) => ({
    pointer: `#/limits/${limit}`,
    code: 'limit_not_held',
    params: { limit },
    detail:
      limit === 'audience'
        ? 'Your own key is limited to an audience: the keys that you make have the same one, rule by rule.'
        : `Your own key reaches ${String(maker.limits?.maxRecipients)} people at most, and none that you make more.`,
  }));
}
