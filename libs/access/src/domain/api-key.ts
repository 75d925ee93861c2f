import type { KeyLimits } from './key-limits.js';
import type { Scope } from './scopes.js';

/** A key as its owner may see it later: everything but the secret. */
export interface ApiKey {
  readonly id: string;
  /** The public part of the key text, by which it is found. */
  readonly keyId: string;
  readonly name: string;
  /** Whom it was issued to, by their id in the messenger; `null`: a system. */
  readonly personId: number | null;
  readonly scopes: readonly Scope[];
  /** What it may set in motion at most; `null`: no limits. */
  readonly limits: KeyLimits | null;
  readonly createdBy: string;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly revokedAt: Date | null;
  /** Exact to a minute: it is written at most that often. */
  readonly lastUsedAt: Date | null;
}

/** A year, a leap one included. */
export const MAX_KEY_LIFE_DAYS = 366;
export const DEFAULT_KEY_LIFE_DAYS = 365;
