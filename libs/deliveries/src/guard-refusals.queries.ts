import type { Tx } from '#lib/database';

export async function insertRefusal(tx: Tx, refusal: string): Promise<void> {
  await tx.$executeRaw`insert into guard_refusal (at, refusal) values (clock_timestamp(), ${refusal})`;
}

/** How long a refusal counts as news; the rows are kept for good. */
const RECENT_DAYS = 7;

/** What the guards refused: ever, and in the last days. */
export interface GuardRefusalCount {
  readonly ever: number;
  /** Of the last seven days. */
  readonly recent: number;
}

export async function countRefusals(tx: Tx): Promise<GuardRefusalCount> {
  const [row] = await tx.$queryRaw<GuardRefusalCount[]>`
    select count(*)::int as ever,
           count(*) filter (where at > clock_timestamp() - make_interval(days => ${RECENT_DAYS}::int))::int as recent
      from guard_refusal`;
  return row ?? { ever: 0, recent: 0 };
}
