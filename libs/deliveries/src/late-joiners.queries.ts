import type { Prisma, Tx } from '#lib/database';

/** Why a late joiner belongs to the run, in the place of the part of the audience that names them. */
export const LATE_JOIN = 'late_join';

/**
 * People who are to get it and have no row of the run, sent, left out or whatever.
 *
 * @param people rows of (recipient_id, skip_reason)
 * @returns their ids, `limit` at most
 */
export async function newcomers(
  tx: Tx,
  runId: string,
  people: Prisma.Sql,
  limit: number,
): Promise<readonly bigint[]> {
  const rows = await tx.$queryRaw<{ id: bigint }[]>`
    select p.recipient_id as id from (${people}) p
     where p.skip_reason is null
       and not exists (select from delivery d
                        where d.run_id = ${runId}::uuid and d.recipient_id = p.recipient_id and d.step = 0)
     order by p.recipient_id limit ${limit}`;
  return rows.map(({ id }) => id);
}

/** A row for each of them who has none yet: the unique key of run, recipient and step decides. @returns how many were made */
export function insertNewcomers(
  tx: Tx,
  run: { readonly id: string; readonly senderId: string },
  ids: readonly bigint[],
): Promise<number> {
  return tx.$executeRaw`
    insert into delivery (run_id, sender_id, recipient_id, included_by, marker, available_at)
    select ${run.id}::uuid, ${run.senderId}::uuid, p.id, ${LATE_JOIN}, new_marker(), clock_timestamp()
      from unnest(${[...ids]}::bigint[]) as p(id)
     order by p.id
    on conflict (run_id, recipient_id, step) do nothing`;
}
