import { Prisma, type Tx } from '#lib/database';

/** Rows of `(person_id)`: who has got, or is to get, the messages of a run to people; late joiners are among them. */
export const runPeople = (runId: string): Prisma.Sql => Prisma.sql`
  select recipient_id as person_id from delivery
   where run_id = ${runId}::uuid and step = 0 and state <> 'skipped'`;

/** The same with more people, who would join. */
export const runPeopleWith = (runId: string, ids: readonly bigint[]): Prisma.Sql => Prisma.sql`
  ${runPeople(runId)} union select unnest(${[...ids]}::bigint[])`;

/** How many they are. */
export async function countRunPeople(tx: Tx, runId: string): Promise<number> {
  const [row] = await tx.$queryRaw<{ people: number }[]>`
    select count(*)::int as people from (${runPeople(runId)}) as reached`;
  return row?.people ?? 0;
}
