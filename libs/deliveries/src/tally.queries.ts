import { Prisma } from '#lib/database';

/** What a set of deliveries has come to by now. */
export interface DeliveryTally {
  /** Not at their end yet. */
  readonly open: number;
  readonly sent: number;
  readonly failed: number;
  readonly skipped: number;
  readonly cancelled: number;
  readonly expired: number;
}

/** The columns of a `DeliveryTally` over rows `d` of `delivery`. */
export const DELIVERY_TALLY = Prisma.sql`
  count(*) filter (where d.state in ('pending', 'leased', 'sending', 'unknown'))::int as open,
  count(*) filter (where d.state = 'sent')::int as sent,
  count(*) filter (where d.state = 'failed')::int as failed,
  count(*) filter (where d.state = 'skipped')::int as skipped,
  count(*) filter (where d.state = 'cancelled')::int as cancelled,
  count(*) filter (where d.state = 'expired')::int as expired`;
