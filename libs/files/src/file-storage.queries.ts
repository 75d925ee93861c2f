import type { Tx } from '#lib/database';

/** Namespace of the advisory lock of whoever adds a file. */
const STORE_LOCK = 95;

/** Until the transaction ends nobody else adds a file: what is counted stays so, and of two that are the same one is added. */
export async function lockStore(tx: Tx): Promise<void> {
  await tx.$executeRaw`select pg_advisory_xact_lock(${STORE_LOCK}::int, 0)`;
}

/** Bytes of all files that came whole. */
export async function storedBytes(tx: Tx): Promise<number> {
  const [row] = await tx.$queryRaw<{ bytes: number }[]>`
    select coalesce(sum(size), 0)::float8 as bytes from file`;
  return row?.bytes ?? 0;
}

/** Most files that one pass looks at. */
const MOST_LOOKS = 1_000;

/** Files that nobody has wanted for so many days as far as is known, the longest first. */
export async function longUnwanted(tx: Tx, days: number): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    select id from file
     where size is not null and wanted_at < clock_timestamp() - make_interval(days => ${days}::int)
     order by wanted_at limit ${MOST_LOOKS}`;
  return rows.map(({ id }) => id);
}

/** The row, if it is still so and nobody has it in hand; nobody else can begin to use it until the transaction ends. */
export async function lockUnwanted(tx: Tx, id: string, days: number): Promise<boolean> {
  const rows = await tx.$queryRaw<unknown[]>`
    select 1 from file
     where id = ${id}::uuid and wanted_at < clock_timestamp() - make_interval(days => ${days}::int)
       for update skip locked`;
  return rows.length > 0;
}

/** Something names it: it is looked at again after as many days. */
export async function noteWanted(tx: Tx, id: string): Promise<void> {
  await tx.$executeRaw`update file set wanted_at = clock_timestamp() where id = ${id}::uuid`;
}
