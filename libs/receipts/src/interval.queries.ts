import { Prisma } from '#lib/database';

/** A duration for arithmetic with timestamps. */
export function interval(ms: number): Prisma.Sql {
  return Prisma.sql`make_interval(secs => ${ms / 1_000}::float8)`;
}
