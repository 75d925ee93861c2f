import type { KeyLimits } from './key-limits.js';
import type { Scope } from './scopes.js';

/** Who is asking. */
export interface Principal {
  readonly kind: 'api_key';
  /** Public id (`key_…`): what records of who did something keep. */
  readonly id: string;
  readonly name: string;
  /** Whom the key was issued to, by their id in the messenger; `null`: a system. */
  readonly personId: number | null;
  readonly scopes: readonly Scope[];
  /** What it may set in motion at most; `null`: no limits. */
  readonly limits: KeyLimits | null;
}
