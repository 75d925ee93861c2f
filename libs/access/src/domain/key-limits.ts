import { sortedJson } from '#lib/kernel';

/** What a key may set in motion at most; a key has some, or none. */
export interface KeyLimits {
  /** People whom one campaign, or one change of what was sent, may reach; `null`: any number. */
  readonly maxRecipients: number | null;
  /** Rules of an audience as campaigns have them: whoever gets something must be of it. `null`: anybody. */
  readonly audience: Readonly<Record<string, unknown>> | null;
}

/** A key as far as its limits go. */
export interface LimitedKey {
  /** Public id. */
  readonly id: string;
  /** Whom it was issued to: they are never outside of their own limits. */
  readonly personId: number | null;
  readonly limits: KeyLimits;
}

/** What of a key's limits goes beyond those of whoever sets them. */
export type LooseLimit = 'max_recipients' | 'audience';

/**
 * Nobody can hand out more than they hold: where the maker has limits, the key has the same audience, rule by rule, and
 * no more people.
 */
export function looserThan(limits: KeyLimits | null, maker: KeyLimits | null): LooseLimit[] {
  if (maker === null) return [];
  const { maxRecipients = null, audience = null } = limits ?? {};
  const isMore =
    maker.maxRecipients !== null && (maxRecipients === null || maxRecipients > maker.maxRecipients);
  const isWider = maker.audience !== null && sortedJson(audience) !== sortedJson(maker.audience);
  return [...(isMore ? (['max_recipients'] as const) : []), ...(isWider ? (['audience'] as const) : [])];
}

/** As it is stored. @param stored of `api_key.limits` */
export function keyLimitsOf(stored: unknown): KeyLimits | null {
  if (typeof stored !== 'object' || stored === null) return null;
  const { max_recipients: most, audience } = stored as StoredLimits;
  return { maxRecipients: most ?? null, audience: audience ?? null };
}

/** For `api_key.limits`; `null`: it has none. */
export function storedLimits(limits: KeyLimits | null): StoredLimits | null {
  if (limits === null || (limits.maxRecipients === null && limits.audience === null)) return null;
  return { max_recipients: limits.maxRecipients, audience: limits.audience };
}

interface StoredLimits {
  readonly max_recipients?: number | null;
  readonly audience?: Readonly<Record<string, unknown>> | null;
}
