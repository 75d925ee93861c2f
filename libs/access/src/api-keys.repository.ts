import { Injectable } from '@nestjs/common';
import { Prisma, type Tx } from '#lib/database';
import { newUuid, publicId } from '#lib/kernel';
import type { ApiKey } from './domain/api-key.js';
import { type KeyLimits, keyLimitsOf, type LimitedKey, storedLimits } from './domain/key-limits.js';
import { isScope, type Scope } from './domain/scopes.js';

export interface NewApiKey {
  readonly keyId: string;
  readonly secretHash: Buffer;
  readonly name: string;
  readonly scopes: readonly Scope[];
  readonly limits: KeyLimits | null;
  readonly personId: number | null;
  readonly createdBy: string;
  readonly expiresAt: Date;
}

/** Where a page of keys begins: after this key, in the order newest first. */
export interface ApiKeyPosition {
  readonly createdAt: Date;
  readonly id: string;
}

@Injectable()
export class ApiKeysRepository {
  async insert(tx: Tx, key: NewApiKey): Promise<ApiKey> {
    const { secretHash, scopes, limits, ...rest } = key;
    const row = await tx.apiKey.create({
      data: {
        id: newUuid(),
        ...rest,
        scopes: [...scopes],
        limits: jsonOf(limits),
        secretHash: Uint8Array.from(secretHash),
      },
    });
    return toApiKey(row);
  }

  /** @returns `null`: there is no such key */
  async update(
    tx: Tx,
    id: string,
    { name, limits }: { readonly name: string; readonly limits: KeyLimits | null },
  ): Promise<ApiKey | null> {
    const [row] = await tx.apiKey.updateManyAndReturn({
      where: { id },
      data: { name, limits: jsonOf(limits) },
    });
    return row === undefined ? null : toApiKey(row);
  }

  /** Of these keys those with limits, ended ones too, in the order of their ids. */
  async limited(tx: Tx, ids: readonly string[]): Promise<LimitedKey[]> {
    const where = { id: { in: [...ids] }, limits: { not: Prisma.DbNull } };
    const rows = await tx.apiKey.findMany({ where, orderBy: { id: 'asc' } });
    return rows.flatMap((row) => {
      const { personId, limits } = toApiKey(row);
      return limits === null ? [] : [{ id: publicId('key', row.id), personId, limits }];
    });
  }

  async find(tx: Tx, id: string): Promise<ApiKey | null> {
    const row = await tx.apiKey.findUnique({ where: { id } });
    return row === null ? null : toApiKey(row);
  }

  async findByKeyId(tx: Tx, keyId: string): Promise<(ApiKey & { readonly secretHash: Buffer }) | null> {
    const row = await tx.apiKey.findUnique({ where: { keyId } });
    return row === null ? null : { ...toApiKey(row), secretHash: Buffer.from(row.secretHash) };
  }

  async list(
    tx: Tx,
    page: { readonly after: ApiKeyPosition | null; readonly limit: number },
  ): Promise<ApiKey[]> {
    const rows = await tx.apiKey.findMany({
      where: page.after === null ? {} : olderThan(page.after),
      orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
      take: page.limit,
    });
    return rows.map(toApiKey);
  }
}

function olderThan({ createdAt, id }: ApiKeyPosition): Prisma.ApiKeyWhereInput {
  return { OR: [{ createdAt: { lt: createdAt } }, { createdAt, id: { lt: id } }] };
}

function toApiKey(row: Prisma.ApiKeyModel): ApiKey {
  return {
    id: row.id,
    keyId: row.keyId,
    name: row.name,
    personId: row.personId === null ? null : Number(row.personId),
    // A scope that this version does not know gives nothing.
    scopes: row.scopes.filter(isScope),
    limits: keyLimitsOf(row.limits),
    createdBy: row.createdBy,
    createdAt: row.createdAt,
    expiresAt: row.expiresAt,
    revokedAt: row.revokedAt,
    lastUsedAt: row.lastUsedAt,
  };
}

function jsonOf(limits: KeyLimits | null): Prisma.InputJsonObject | typeof Prisma.DbNull {
  return (storedLimits(limits) as Prisma.InputJsonObject | null) ?? Prisma.DbNull;
}
