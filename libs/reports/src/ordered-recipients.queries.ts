import { Prisma, type Tx } from '#lib/database';
import type { RecipientOrder } from './domain/recipient-order.js';
import {
  type FilterFrame,
  filterClauses,
  isAcknowledgedIn,
  wantedStates,
} from './recipient-filter.queries.js';
import type { LedgerRow } from './recipient-row.js';
import { LEDGER_COLUMNS, LEDGER_JOINS } from './recipients.queries.js';
import { substanceOf } from './substance.queries.js';

export type ValuedOrder = Exclude<RecipientOrder, 'row'>;

/** Where a walk in the order of a value stands: the value of the last row as Postgres writes it, and its delivery. */
export interface ValuedPlace {
  readonly value: string;
  readonly after: bigint;
}

export interface ValuedRow extends LedgerRow {
  readonly value: string;
}

/** What an order goes by. */
interface OrderKey {
  /** Joined to `delivery d`; a row without a value falls out. */
  readonly source: Prisma.Sql;
  readonly value: Prisma.Sql;
  readonly type: Prisma.Sql;
  readonly isDescending: boolean;
  /** Holds for the rows of `d` that have no value. */
  readonly isWithout: Prisma.Sql;
}

/** As in person_name_ix and person_place_ix, letter by letter: the planner finds an index by its expression. */
const NAME = Prisma.sql`
  (folded(coalesce(p.last_name, '') || ' ' || coalesce(p.first_name, '') || ' ' || p.nickname) collate "C")`;
const PLACE = Prisma.sql`
  (folded(coalesce(p.department, chr(65535)) || chr(1) || coalesce(p.last_name, '') || ' ' || coalesce(p.first_name, '') || ' '
    || p.nickname) collate "C")`;

const BY_PERSON = Prisma.sql`join person p on p.id = d.recipient_id`;
const NOBODY = Prisma.sql`not exists (select from person p where p.id = d.recipient_id)`;
const TEXT = Prisma.sql`text`;
const INSTANT = Prisma.sql`timestamptz`;

function keyOf(order: ValuedOrder, runId: string): OrderKey {
  const isDescending = order.startsWith('-');
  switch (order) {
    case 'name':
      return { source: BY_PERSON, value: NAME, type: TEXT, isDescending, isWithout: NOBODY };
    case 'department':
      return { source: BY_PERSON, value: PLACE, type: TEXT, isDescending, isWithout: NOBODY };
    case 'sent_at':
    case '-sent_at':
      return {
        // A condition of a join, so that delivery_run_sent_ix fits.
        source: Prisma.sql`join (select) once on d.state = 'sent'`,
        value: Prisma.sql`d.sent_at`,
        type: INSTANT,
        isDescending,
        isWithout: Prisma.sql`d.state <> 'sent'`,
      };
    case 'read_at':
    case '-read_at':
      return {
        // By receipt_run_read_ix, which holds the middle of each interval, as the recipient's row tells it.
        source: Prisma.sql`
          join receipt r on r.delivery_id = d.id and r.run_id = ${runId}::uuid and r.read_at is not null and d.state = 'sent'`,
        value: Prisma.sql`r.read_at`,
        type: INSTANT,
        isDescending,
        isWithout: Prisma.sql`
          not (d.state = 'sent' and exists (
            select from receipt r where r.delivery_id = d.id and r.read_seen_at is not null))`,
      };
    case 'acked_at':
    case '-acked_at':
      return {
        // By acknowledgement_run_acked_ix; of somebody who has confirmed several texts, the newest.
        source: Prisma.sql`
          join acknowledgement a on a.delivery_id = d.id and a.run_id = ${runId}::uuid and a.substance >= ${substanceOf(runId)}
           and d.state = 'sent' and not exists (
             select from acknowledgement n where n.delivery_id = a.delivery_id and n.substance > a.substance)`,
        value: Prisma.sql`a.acked_at`,
        type: INSTANT,
        isDescending,
        isWithout: Prisma.sql`not (d.state = 'sent' and ${isAcknowledgedIn(runId)})`,
      };
  }
}

/** The rows that have no value in an order: a condition on `d`. */
export const isWithoutValue = (order: ValuedOrder, runId: string): Prisma.Sql =>
  keyOf(order, runId).isWithout;

/** One more than `limit` where there are more; only rows that have a value. */
export function findValued(tx: Tx, frame: FilterFrame, page: ValuedPage): Promise<ValuedRow[]> {
  return tx.$queryRaw<ValuedRow[]>(selectValued(frame, page));
}

export interface ValuedPage {
  readonly order: ValuedOrder;
  readonly place: ValuedPlace | null;
  readonly limit: number;
}

/**
 * Recipients in the order of a value, and of equal ones in that of the rows. The place is given twice: as a bound that
 * an index understands, and exactly.
 */
export const selectValued = (frame: FilterFrame, { order, place, limit }: ValuedPage): Prisma.Sql => {
  const { source, value, type, isDescending } = keyOf(order, frame.runId);
  const direction = isDescending ? Prisma.sql`desc` : Prisma.sql`asc`;
  const conditions = [
    Prisma.sql`d.run_id = ${frame.runId}::uuid`,
    Prisma.sql`d.state = any(${wantedStates(frame.filter)}::delivery_state[])`,
    ...filterClauses(frame),
  ];
  if (place !== null) {
    const last = Prisma.sql`${place.value}::${type}`;
    conditions.push(
      isDescending
        ? Prisma.sql`${value} <= ${last} and (${value} < ${last} or d.id > ${place.after})`
        : Prisma.sql`${value} >= ${last} and (${value} > ${last} or d.id > ${place.after})`,
    );
  }
  return Prisma.sql`
    with page as materialized (
      select d.*, ${value} as by_value
        from delivery d ${source}
       where ${Prisma.join(conditions, ' and ')}
       order by ${value} ${direction}, d.id
       limit ${limit + 1})
    select ${LEDGER_COLUMNS}, d.by_value::text as value
      from page d
      ${LEDGER_JOINS}
     order by d.by_value ${direction}, d.id`;
};
