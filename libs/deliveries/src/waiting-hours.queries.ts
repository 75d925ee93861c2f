import { Prisma, type Tx } from '#lib/database';

/** `outcome` of a row that waits for its recipient's hours. */
export const HELD_FOR_HOURS = 'held for hours';

/** `outcome` of a follow-up that waits until its recipient is back. */
export const HELD_FOR_ABSENCE = 'held for absence';

/** Zones of those who have not got it; `null`: of people without one, and of chats. */
export async function pendingZones(tx: Tx, runId: string): Promise<(string | null)[]> {
  const rows = await tx.$queryRaw<{ zone: string | null }[]>`
    select distinct p.time_zone as zone from delivery d left join person p on p.id = d.recipient_id
     where d.run_id = ${runId}::uuid and d.state = 'pending'`;
  return rows.map(({ zone }) => zone);
}

/** Who of a follow-up has not got it, by zone, and when the first and the last of them got what it follows. */
export interface StepZone {
  readonly zone: string | null;
  readonly first: Date;
  readonly last: Date;
}

/** What a follow-up `d` of the run `r` is counted from: the person's own message `o`, or else the freezing of its people. */
const FROM = Prisma.sql`coalesce(o.sent_at, r.prepared_at)`;

const STEP_ROWS = Prisma.sql`
  delivery d
  join run r on r.id = d.run_id
  left join delivery o on o.run_id = d.run_id and o.recipient_id = d.recipient_id and o.step = 0
  left join person p on p.id = d.recipient_id`;

export function stepZones(tx: Tx, { runId, step }: RunStepKey): Promise<StepZone[]> {
  return tx.$queryRaw<StepZone[]>`
    select p.time_zone as zone, min(${FROM}) as first, max(${FROM}) as last from ${STEP_ROWS}
     where d.run_id = ${runId}::uuid and d.step = ${step}::smallint and d.state = 'pending'
     group by p.time_zone`;
}

/** Whoever of the follow-up lives in that zone and got what it follows within that day waits until then. */
export function holdStepDay(
  tx: Tx,
  { runId, step }: RunStepKey,
  day: { readonly zone: string | null; readonly from: Date; readonly to: Date; readonly until: Date },
): Promise<number> {
  return tx.$executeRaw`
    update delivery x set available_at = ${day.until}, outcome = ${HELD_FOR_HOURS}
      from (select d.id from ${STEP_ROWS}
             where d.run_id = ${runId}::uuid and d.step = ${step}::smallint and d.state = 'pending'
               and p.time_zone is not distinct from ${day.zone}::text
               and ${FROM} >= ${day.from} and ${FROM} < ${day.to}) there
     where x.id = there.id and x.state = 'pending' and x.available_at < ${day.until}`;
}

/** Somebody who has not got a follow-up, and from when on it is counted for them. */
export interface StepRow {
  readonly id: bigint;
  readonly zone: string | null;
  readonly from: Date;
}

/** @param page.after the id of the last row before; 0: from the first on */
export function stepRows(
  tx: Tx,
  { runId, step }: RunStepKey,
  page: { readonly after: bigint; readonly limit: number },
): Promise<StepRow[]> {
  return tx.$queryRaw<StepRow[]>`
    select d.id, p.time_zone as zone, ${FROM} as "from" from ${STEP_ROWS}
     where d.run_id = ${runId}::uuid and d.step = ${step}::smallint and d.state = 'pending' and d.id > ${page.after}
     order by d.id limit ${page.limit}`;
}

/** Each of them waits until a moment of their own. */
export function holdRows(
  tx: Tx,
  rows: readonly { readonly id: bigint; readonly until: Date }[],
): Promise<number> {
  return tx.$executeRaw`
    update delivery x set available_at = h.until, outcome = ${HELD_FOR_HOURS}
      from unnest(${rows.map(({ id }) => id)}::bigint[], ${rows.map(({ until }) => until)}::timestamptz[]) h(id, until)
     where x.id = h.id and x.state = 'pending' and x.available_at < h.until`;
}

/** A follow-up of a run. */
export interface RunStepKey {
  readonly runId: string;
  readonly step: number;
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
