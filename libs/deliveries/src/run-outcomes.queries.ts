import type { Tx } from '#lib/database';

/** How many deliveries of the run have got their message, or were refused. From delivery_run_state_ix alone. */
export async function countOutcomes(tx: Tx, runId: string): Promise<number> {
  const [row] = await tx.$queryRaw<{ count: number }[]>`
    select count(*)::int as count from delivery where run_id = ${runId}::uuid and state in ('sent', 'failed')`;
  return row?.count ?? 0;
}
