import type { Config } from '#lib/config';

/** The protocol's durations, in milliseconds (2.5 and 2.9). */
export interface DeliveryTiming {
  /** A claimed row is somebody else's again after this. */
  readonly leaseMs: number;
  /** From the intent until its row counts as doubtful. Exceeds the request's own deadline. */
  readonly sendDeadlineMs: number;
  /** From before the intent until the last moment at which the request may start. */
  readonly guardMs: number;
  /** How long before its place opens a send writes its intent, so that the place is not wasted on the database. */
  readonly intentLeadMs: number;
  /** Δ: from when on absence counts. Exceeds the longest time after which the messenger may still apply a request. */
  readonly settleMs: number;
  /** A person's mirror row older than this is looked up again before a send. */
  readonly freshPersonMs: number;
}

/** What follows from the settings, and what is fixed because the proof needs it so. */
export function deliveryTiming(config: Config): DeliveryTiming {
  return {
    leaseMs: 60_000,
    sendDeadlineMs: config.pachca.requestTimeoutMs * 1.5,
    guardMs: 2_000,
    intentLeadMs: 60,
    settleMs: config.doubtSettleMs,
    freshPersonMs: Math.max(15 * 60_000, config.directorySyncMs * 1.5),
  };
}
