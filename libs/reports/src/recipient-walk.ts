import type { Tx } from '#lib/database';
import type { RecipientOrder } from './domain/recipient-order.js';
import { findValued, isWithoutValue, type ValuedOrder } from './ordered-recipients.queries.js';
import { findAmong, findFewPeople } from './few-people.queries.js';
import type { FilterFrame } from './recipient-filter.queries.js';
import { type LedgerRow, recipientRow, type RecipientRow } from './recipient-row.js';
import { findRecipients, type RowPage } from './recipients.queries.js';

/** Where the next page begins. */
export interface RecipientPlace {
  /** The last delivery of the page before. */
  readonly after: bigint;
  /** Its value in the order, as Postgres writes it; absent in the order of rows, and where it has none. */
  readonly value?: string;
}

/** Which page of a walk. */
export interface RecipientPage {
  /** Default: `row`. */
  readonly order?: RecipientOrder;
  /** Absent: from the start. */
  readonly place?: RecipientPlace;
  /** 1 or more. */
  readonly limit: number;
}

/** A page of recipients. */
export interface WalkedPage {
  readonly rows: readonly RecipientRow[];
  /** `null`: this was the last. */
  readonly next: RecipientPlace | null;
}

/**
 * One page in any order. A walk in the order of a value goes through those who have one, and then through the others in
 * the order of rows: each part is read along its index, where one sorted list of both would be read whole.
 */
export async function walkRecipients(tx: Tx, frame: FilterFrame, page: RecipientPage): Promise<WalkedPage> {
  const { order = 'row', place, limit } = page;
  if (order === 'row') return pageOf(await findByRow(tx, frame, rowPage(place, limit)), limit);
  if (place !== undefined && place.value === undefined) {
    return pageOf(await findWithoutValue(tx, frame, { order, place, limit }), limit);
  }
  const valued = await findValued(tx, frame, {
    order,
    place: place?.value === undefined ? null : { value: place.value, after: place.after },
    limit,
  });
  if (valued.length > limit) {
    const last = valued[limit - 1];
    return {
      rows: valued.slice(0, limit).map(recipientRow),
      next: last === undefined ? null : { after: last.id, value: last.value },
    };
  }
  const others = await findWithoutValue(tx, frame, { order, limit: limit - valued.length });
  const rest = pageOf(others, limit - valued.length);
  // A full page whose continuation begins with the first of the others: before every row.
  const next = rest.next ?? (others.length > rest.rows.length ? { after: 0n } : null);
  return { rows: [...valued.map(recipientRow), ...rest.rows], next };
}

/** A filter that means a few people begins with them, any other with the rows. */
async function findByRow(tx: Tx, frame: FilterFrame, page: RowPage): Promise<LedgerRow[]> {
  const people = await findFewPeople(tx, frame);
  return people === null ? findRecipients(tx, frame, page) : findAmong(tx, frame, people, page);
}

const rowPage = (
  place: RecipientPlace | undefined,
  limit: number,
): { readonly after?: bigint; readonly limit: number } =>
  place === undefined ? { limit } : { limit, after: place.after };

function findWithoutValue(
  tx: Tx,
  frame: FilterFrame,
  page: { readonly order: ValuedOrder; readonly place?: RecipientPlace; readonly limit: number },
): Promise<LedgerRow[]> {
  const { order, place, limit } = page;
  return findRecipients(tx, frame, { ...rowPage(place, limit), also: [isWithoutValue(order, frame.runId)] });
}

/** @param found one more than `limit` where there are more */
function pageOf(found: readonly LedgerRow[], limit: number): WalkedPage {
  const rows = found.slice(0, limit).map(recipientRow);
  const last = rows.at(-1);
  return { rows, next: found.length > limit && last !== undefined ? { after: last.deliveryId } : null };
}
