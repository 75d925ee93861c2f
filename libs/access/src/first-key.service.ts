import { timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Database, databaseNow, type Tx } from '#lib/database';
import { systemRandom } from '#lib/kernel';
import { lockBootstrap, selectHasAdministrator } from './api-keys.queries.js';
import { ApiKeysRepository } from './api-keys.repository.js';
import { type ApiKeyText, newApiKeyText, parseApiKeyText } from './api-key-text.js';
import { BootstrapKeyError } from './domain/access.errors.js';
import { DEFAULT_KEY_LIFE_DAYS } from './domain/api-key.js';

const DAY_MS = 86_400_000;

/**
 * What became of the first administrator's key: `exists`, there was nothing to do; `configured`, the operator's own key
 * works now; `made`, here is a new one, to be shown once.
 */
export type FirstKey =
  | { readonly kind: 'exists' }
  | { readonly kind: 'configured' }
  | { readonly kind: 'made'; readonly text: string };

/** Lets the first administrator in. */
@Injectable()
export class FirstKeyService {
  constructor(
    private readonly database: Database,
    private readonly keys: ApiKeysRepository,
  ) {}

  /**
   * Makes sure that somebody can manage keys. A configured key that is not known yet is added even beside others: it is
   * how an operator who lost every key gets back in. A revoked or expired one stays that.
   *
   * @param configured `VESTNIK_BOOTSTRAP_API_KEY`, or `null`
   * @throws BootstrapKeyError in words for the operator
   */
  ensure(configured: string | null): Promise<FirstKey> {
    const text = configured === null ? null : readConfigured(configured);
    return this.database.transaction(async (tx) => {
      await tx.$queryRaw(lockBootstrap());
      if (text !== null) return this.ensureConfigured(tx, text);
      if (await hasAdministrator(tx)) return { kind: 'exists' };
      const made = newApiKeyText(systemRandom);
      await this.add(tx, made);
      return { kind: 'made', text: made.text };
    });
  }

  private async ensureConfigured(tx: Tx, text: ApiKeyText): Promise<FirstKey> {
    const known = await this.keys.findByKeyId(tx, text.keyId);
    if (known === null) {
      await this.add(tx, text);
      return { kind: 'configured' };
    }
    if (!timingSafeEqual(known.secretHash, text.secretHash)) {
      throw new BootstrapKeyError('has the id of another key. Take another one, or unset it.');
    }
    // Somebody else manages the keys now; the variable is a leftover.
    if (await hasAdministrator(tx)) return { kind: 'exists' };
    const fate = known.revokedAt === null ? 'has expired' : 'was revoked';
    throw new BootstrapKeyError(
      `${fate}, and no other administrator's key is left. Unset it to get a new one.`,
    );
  }

  private async add(tx: Tx, { keyId, secretHash }: ApiKeyText): Promise<void> {
    const now = await databaseNow(tx);
    await this.keys.insert(tx, {
      keyId,
      secretHash,
      name: "First administrator's key",
      scopes: ['admin'],
      limits: null,
      personId: null,
      createdBy: 'system',
      expiresAt: new Date(now.getTime() + DEFAULT_KEY_LIFE_DAYS * DAY_MS),
    });
  }
}

function readConfigured(text: string): ApiKeyText {
  const read = parseApiKeyText(text.trim());
  if (read !== null) return read;
  throw new BootstrapKeyError(
    'is not an API key of the form vst_live_<12 characters>_<49 characters>, or its checksum is wrong. ' +
      'Unset it to get a key made and printed once.',
  );
}

async function hasAdministrator(tx: Tx): Promise<boolean> {
  const [row] = await tx.$queryRaw<{ readonly hasAdministrator: boolean }[]>(selectHasAdministrator());
  return row?.hasAdministrator ?? false;
}
