import type { Tx } from '#lib/database';

/** `outcome` of a row that waits for its recipient's hours. */
export const HELD_FOR_HOURS = 'held for hours';

/** Zones of those who have not got it; `null`: of people without one, and of chats. */
export async function pendingZones(tx: Tx, runId: string): Promise<(string | null)[]> {
  const rows = await tx.$queryRaw<{ zone: string | null }[]>`
    select distinct p.time_zone as zone from delivery d left join person p on p.id = d.recipient_id
     where d.run_id = ${runId}::uuid and d.state = 'pending'`;
  return rows.map(({ zone }) => zone);
}

/** Whoever of the run lives in that zone and would be earlier waits until then; one statement, however many they are. */
export function holdZone(
  tx: Tx,
  { runId, zone, until }: { readonly runId: string; readonly zone: string | null; readonly until: Date },
): Promise<number> {
  return tx.$executeRaw`
    update delivery d set available_at = ${until}, outcome = ${HELD_FOR_HOURS}
      from (select x.id from delivery x left join person p on p.id = x.recipient_id
             where x.run_id = ${runId}::uuid and x.state = 'pending' and p.time_zone is not distinct from ${zone}::text) there
     where d.id = there.id and d.state = 'pending' and d.available_at < ${until}`;
}
