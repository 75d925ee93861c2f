/** So many of the newest outcomes are looked at, and must pass between two holds. */
export const FAILURE_WINDOW = 50;
const LEAST_FAILURES = 10;
const SHARE = 0.2;

/**
 * Whether a run fails for so many people that somebody should look: more than a fifth of its last 50 outcomes, and at
 * least ten. Pure; one object per run.
 */
export class FailureShare {
  private outcomes: readonly boolean[] = [];

  /** @returns how many failed of how many, when that is too many; else `null` */
  add(isFailed: boolean): { readonly failed: number; readonly of: number } | null {
    this.outcomes = [...this.outcomes, isFailed].slice(-FAILURE_WINDOW);
    const failed = this.outcomes.filter(Boolean).length;
    const of = this.outcomes.length;
    return failed >= LEAST_FAILURES && failed / of > SHARE ? { failed, of } : null;
  }

  reset(): void {
    this.outcomes = [];
  }
}
