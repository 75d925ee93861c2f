import type { OperationStatus } from './operation-status.js';

/** Why an operation failed: a stable code and a sentence for people. */
export interface OperationFailure {
  readonly code: string;
  readonly detail: string;
  /** Numbers and words for machines. */
  readonly facts?: Readonly<Record<string, unknown>>;
}

/** Long work as somebody outside sees it: how far it is and what came of it. */
export interface Operation {
  readonly id: string;
  /** Which work, such as `directory_sync`. */
  readonly type: string;
  readonly status: OperationStatus;
  /** Units done so far; the type says which units. */
  readonly done: number;
  /** Units in all; `null` until that is known. */
  readonly total: number | null;
  /** Set by `succeeded`. */
  readonly result: Readonly<Record<string, unknown>> | null;
  /** Set by `failed`. */
  readonly error: OperationFailure | null;
  /** Who asked for it: a key, a person of the console, or `system`. */
  readonly requestedBy: string;
  readonly isCancelRequested: boolean;
  readonly createdAt: Date;
  /** When its present holder claimed it. */
  readonly startedAt: Date | null;
  /** `null` until a final status. */
  readonly finishedAt: Date | null;
}

/**
 * The right to carry out a running operation until the lease runs out. Every write of the holder renews or ends it,
 * and none of them matches once somebody else has taken the operation over.
 */
export interface OperationClaim {
  readonly operation: Operation;
  /** The process's name with a part that is new for every claim, so that no process mistakes an old claim for its own. */
  readonly owner: string;
  /** For how long `progress` renews the lease. */
  readonly leaseSeconds: number;
}

/** Where a page of operations ended. */
export interface OperationCursor {
  readonly createdAt: Date;
  readonly id: string;
}
