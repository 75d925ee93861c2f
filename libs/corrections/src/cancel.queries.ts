import { Prisma, type Tx } from '#lib/database';

/** Corrections that have a row of their own for each message. */
type RowKind = 'recall' | 'edit';

const TABLES: Readonly<Record<RowKind, Prisma.Sql>> = {
  recall: Prisma.sql`recall`,
  edit: Prisma.sql`edit`,
};

const CANCELLED = Prisma.sql`state = 'cancelled', due_at = null, finished_at = clock_timestamp()`;

/** What has not started does not start; a request under way ends as it will. */
export async function cancelRows(tx: Tx, kind: RowKind, operationId: string): Promise<void> {
  await tx.$executeRaw`
    update ${TABLES[kind]} set ${CANCELLED} where operation_id = ${operationId}::uuid and state = 'todo'`;
}

/** The same for operations that were cancelled before anybody followed them. */
export async function cancelUnfollowedRows(tx: Tx, kind: RowKind): Promise<void> {
  await tx.$executeRaw`
    update ${TABLES[kind]} c set ${CANCELLED}
      from operation o
     where o.id = c.operation_id and o.type = ${kind} and o.status = 'cancelled' and c.state = 'todo'`;
}
