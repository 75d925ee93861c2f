/** Somebody who is not to be written to, until when, and why ("maternity leave"). */
export interface OptOut {
  readonly personId: number;
  /** 1 to 500 characters. Perhaps sensitive: it is shown where it is asked for and nowhere else. */
  readonly reason: string;
  /** When it ends by itself; `null`: only somebody ends it. */
  readonly until: Date | null;
  /** Id of the key that asked for it. */
  readonly setBy: string;
  readonly setAt: Date;
}

/** What one opt-out may hold at most. */
export const OPT_OUT_LIMITS = {
  /** Characters of the reason. */
  reason: 500,
} as const;
