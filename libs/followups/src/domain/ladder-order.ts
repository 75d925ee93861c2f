/** What one ladder may hold at most; `hours` is 30 days. */
export const PLAN_LIMITS = { rungs: 5, hours: 720 } as const;

/** Where the ladder does not rise: the first rung that is not later than the one before it, from 0; `null`: it does. */
export function firstOutOfOrder(rungs: readonly { readonly afterHours: number }[]): number | null {
  const at = rungs.findIndex(({ afterHours }, index) => afterHours <= (rungs[index - 1]?.afterHours ?? 0));
  return at === -1 ? null : at;
}
