import { Prisma } from '#lib/database';

/**
 * A condition on `r`, the receipt: it is of an announcement of this run that was read. As in receipt_run_read_ix, so that
 * whoever counts reads the receipts of one run and not of all.
 */
export const isReadOf = (runId: string): Prisma.Sql =>
  Prisma.sql`r.run_id = ${runId}::uuid and r.read_at is not null`;
