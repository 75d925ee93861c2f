import { Prisma } from '#lib/database';
import type { ReadingKind } from './domain/sync-order.js';

/** What a sync found out about one part of the mirror. */
export interface Reading {
  readonly kind: ReadingKind;
  readonly requests: number;
  readonly isFull: boolean;
  /** The part is as it was before. */
  readonly problem: string | null;
}

export const writeReading = (reading: Reading, asOf: Date): Prisma.Sql =>
  reading.problem === null
    ? Prisma.sql`
        insert into directory_reading (kind, read_at, full_at, requests)
        values (${reading.kind}, ${asOf}, ${reading.isFull ? asOf : null}::timestamptz, ${reading.requests})
        on conflict (kind) do update
           set read_at = excluded.read_at, full_at = coalesce(excluded.full_at, directory_reading.full_at),
               requests = excluded.requests, problem = null, problem_at = null`
    : Prisma.sql`
        insert into directory_reading (kind, problem, problem_at)
        values (${reading.kind}, ${reading.problem}, ${asOf})
        on conflict (kind) do update set problem = excluded.problem, problem_at = excluded.problem_at`;

export interface ReadingRow {
  readonly kind: ReadingKind;
  readonly readAt: Date | null;
  readonly fullAt: Date | null;
  readonly requests: number;
  readonly problem: string | null;
  readonly problemAt: Date | null;
}

export const selectReadings = Prisma.sql`
  select kind, read_at as "readAt", full_at as "fullAt", requests, problem, problem_at as "problemAt"
    from directory_reading`;

export interface CountsRow {
  readonly people: number;
  readonly tags: number;
  readonly departments: number;
  readonly titles: number;
  readonly properties: number;
  readonly chats: number;
}

export const selectCounts = Prisma.sql`
  select count(*)::int as people,
         count(distinct department)::int as departments,
         count(distinct title)::int as titles,
         (select count(*)::int from tag) as tags,
         (select count(*)::int from custom_property) as properties,
         (select count(*)::int from chat where left_at is null) as chats
    from person where left_at is null`;

/**
 * Whether the company's clock has passed that hour since the last full sync; true where there was none. By the
 * database's clock, in the company's zone: a night without that hour, or with two of them, has one full sync as well.
 */
export const selectFullDue = (hour: number, timeZone: string): Prisma.Sql => Prisma.sql`
  select coalesce((select full_at from directory_reading where kind = 'people'), '-infinity'::timestamptz)
         < (date_trunc('day', clock_timestamp() at time zone ${timeZone} - make_interval(hours => ${hour}))
            + make_interval(hours => ${hour})) at time zone ${timeZone} as "isDue"`;

/** Asks more of a sync that waits or runs already; nothing that was asked before is taken back. */
export const writeOrder = (
  operationId: string,
  order: { readonly isFull: boolean; readonly isShrinkAllowed: boolean },
): Prisma.Sql => Prisma.sql`
  insert into directory_sync_order (operation_id, is_full, allow_shrink)
  values (${operationId}::uuid, ${order.isFull}, ${order.isShrinkAllowed})
  on conflict (operation_id) do update
     set is_full = directory_sync_order.is_full or excluded.is_full,
         allow_shrink = directory_sync_order.allow_shrink or excluded.allow_shrink`;

export interface OrderRow {
  readonly isFull: boolean;
  readonly isShrinkAllowed: boolean;
}

export const selectOrder = (operationId: string): Prisma.Sql => Prisma.sql`
  select is_full as "isFull", allow_shrink as "isShrinkAllowed"
    from directory_sync_order where operation_id = ${operationId}::uuid`;

export const forgetOrder = (operationId: string): Prisma.Sql =>
  Prisma.sql`delete from directory_sync_order where operation_id = ${operationId}::uuid`;
