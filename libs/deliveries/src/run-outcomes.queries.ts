import type { Tx } from '#lib/database';

/** How many deliveries of the run have got their message, or were refused. From delivery_run_state_ix alone. */
export async function countOutcomes(tx: Tx, runId: string): Promise<number> {
  const [row] = await tx.$queryRaw<{ count: number }[]>`
    select count(*)::int as count from delivery where run_id = ${runId}::uuid and state in ('sent', 'failed')`;
  return row?.count ?? 0;
}

/**
 * The messenger has refused the run's text. Whoever sends counts in the same row, so that a crash or another owner does
 * not begin anew; a message that got through since ends the series.
 *
 * @returns how many equal refusals in a row there are now
 */
export async function countContentRefusal(tx: Tx, runId: string, codes: string): Promise<number> {
  const [row] = await tx.$queryRaw<{ inARow: number }[]>`
    insert into content_refusal as r (run_id, codes, sent_count)
    select ${runId}::uuid, ${codes}, count(*)::int from delivery where run_id = ${runId}::uuid and state = 'sent'
    on conflict (run_id) do update
      set in_a_row = case when r.codes = excluded.codes and r.sent_count = excluded.sent_count
                          then r.in_a_row + 1 else 1 end,
          codes = excluded.codes, sent_count = excluded.sent_count
    returning in_a_row as "inARow"`;
  return row?.inARow ?? 1;
}

/** The run is held for them; whoever resumes it begins anew. */
export async function forgetContentRefusals(tx: Tx, runId: string): Promise<void> {
  await tx.$executeRaw`delete from content_refusal where run_id = ${runId}::uuid`;
}
