/**
 * Orders in which recipients can be walked: `row` as they were frozen, `name` by last name, `department` and in it by
 * name, the others by an instant, the latest first with a minus. Who has no such value comes last, in the order of rows.
 */
export const RECIPIENT_ORDERS = [
  'row',
  'name',
  'department',
  'sent_at',
  '-sent_at',
  'read_at',
  '-read_at',
  'acked_at',
  '-acked_at',
] as const;
/** Also the word of the API's `sort`; a page goes on only in the order in which it began. */
export type RecipientOrder = (typeof RECIPIENT_ORDERS)[number];
