import { Prisma } from '#lib/database';
import type { OperationCursor, OperationFailure } from './domain/operation.js';
import { OPEN_OPERATION_STATUSES, type OperationStatus } from './domain/operation-status.js';

export interface OperationRow {
  readonly id: string;
  readonly type: string;
  readonly status: OperationStatus;
  readonly done: number;
  readonly total: number | null;
  readonly result: Readonly<Record<string, unknown>> | null;
  readonly error: OperationFailure | null;
  readonly requestedBy: string;
  readonly isCancelRequested: boolean;
  readonly createdAt: Date;
  readonly startedAt: Date | null;
  readonly finishedAt: Date | null;
}

/** What identifies a claim in a guard. */
export interface ClaimKey {
  readonly id: string;
  readonly owner: string;
}

const COLUMNS = Prisma.sql`
  id, type, status::text as status, done, total, result, error, requested_by as "requestedBy",
  is_cancelled as "isCancelRequested", created_at as "createdAt", started_at as "startedAt",
  finished_at as "finishedAt"`;

const IS_OPEN = Prisma.sql`status = any(${[...OPEN_OPERATION_STATUSES]}::operation_status[])`;

/** Held by whoever makes sure that a type has one open operation; ends with the transaction. */
export const lockType = (type: string): Prisma.Sql =>
  Prisma.sql`select pg_advisory_xact_lock(hashtextextended('operation:' || ${type}, 0))`;

export const insertOperation = (
  id: string,
  wish: { readonly type: string; readonly requestedBy: string; readonly total?: number },
): Prisma.Sql => Prisma.sql`
  insert into operation (id, type, requested_by, total, created_at)
  values (${id}::uuid, ${wish.type}, ${wish.requestedBy}, ${wish.total ?? null}, clock_timestamp())
  returning ${COLUMNS}`;

export const selectOperation = (id: string): Prisma.Sql =>
  Prisma.sql`select ${COLUMNS} from operation where id = ${id}::uuid`;

export const selectOpen = (type: string): Prisma.Sql =>
  Prisma.sql`select ${COLUMNS} from operation where type = ${type} and ${IS_OPEN} order by created_at, id`;

/** Those that are open, of every type, and those that ended within the last minute, newest first. */
export const selectRecent = (limit: number): Prisma.Sql => Prisma.sql`
  select ${COLUMNS} from operation
   where ${IS_OPEN} or finished_at > clock_timestamp() - interval '1 minute'
   order by created_at desc, id desc limit ${limit}`;

export const selectLatest = (type: string, statuses: readonly OperationStatus[]): Prisma.Sql => Prisma.sql`
  select ${COLUMNS} from operation
   where type = ${type} and status = any(${[...statuses]}::operation_status[])
   order by created_at desc, id desc
   limit 1`;

/**
 * When the newest operation of that type that succeeded was begun, as a scalar subquery for a statement of somebody
 * else's; null where none has.
 */
export const lastSuccessBegan = (type: string): Prisma.Sql => Prisma.sql`
  (select started_at from operation where type = ${type} and status = 'succeeded'
    order by created_at desc, id desc limit 1)`;

export const selectPage = (
  type: string,
  after: OperationCursor | null,
  limit: number,
): Prisma.Sql => Prisma.sql`
  select ${COLUMNS} from operation
   where type = ${type}
         ${after === null ? Prisma.empty : Prisma.sql`and (created_at, id) < (${after.createdAt}, ${after.id}::uuid)`}
   order by created_at desc, id desc
   limit ${limit}`;

/**
 * Takes the oldest operation that waits, or one whose holder let its lease run out.
 *
 * `skip locked` lets any number of workers ask at once; database time on both sides of the comparison, since the
 * clocks of workers drift.
 */
export const claimOldest = (type: string, owner: string, leaseSeconds: number): Prisma.Sql => Prisma.sql`
  with next as (
    select id as next_id from operation
     where type = ${type}
       and (status = 'queued' or (status = 'running' and lease_until < clock_timestamp()))
     order by created_at, id
     limit 1
       for update skip locked
  )
  update operation
     set status = 'running', owner = ${owner}, started_at = coalesce(started_at, clock_timestamp()),
         lease_until = clock_timestamp() + make_interval(secs => ${leaseSeconds})
    from next
   where id = next_id
  returning ${COLUMNS}`;

const isHeldBy = (claim: ClaimKey): Prisma.Sql =>
  Prisma.sql`id = ${claim.id}::uuid and owner = ${claim.owner} and status = 'running'`;

export const renewLease = (
  claim: ClaimKey,
  leaseSeconds: number,
  progress: { readonly done: number; readonly total: number | null },
): Prisma.Sql => Prisma.sql`
  update operation
     set done = ${progress.done}, total = ${progress.total},
         lease_until = clock_timestamp() + make_interval(secs => ${leaseSeconds})
   where ${isHeldBy(claim)}
  returning ${COLUMNS}`;

export const endLease = (claim: ClaimKey): Prisma.Sql => Prisma.sql`
  update operation set lease_until = '-infinity' where ${isHeldBy(claim)} returning ${COLUMNS}`;

export interface Ending {
  readonly status: 'succeeded' | 'failed' | 'cancelled';
  readonly result: Readonly<Record<string, unknown>> | null;
  readonly error: OperationFailure | null;
}

export const endOperation = (claim: ClaimKey, ending: Ending): Prisma.Sql => Prisma.sql`
  update operation
     set status = ${ending.status}::operation_status, result = ${toJson(ending.result)}::jsonb,
         error = ${toJson(ending.error)}::jsonb, finished_at = clock_timestamp(), lease_until = null
   where ${isHeldBy(claim)}
  returning ${COLUMNS}`;

/** A waiting operation ends at once; a running one is asked, and ends when its holder hears it. */
export const askToCancel = (id: string): Prisma.Sql => Prisma.sql`
  update operation
     set is_cancelled = true,
         finished_at = case when status = 'queued' then clock_timestamp() end,
         status = case when status = 'queued' then 'cancelled' else status end
   where id = ${id}::uuid and ${IS_OPEN}
  returning ${COLUMNS}`;

function toJson(value: object | null): string | null {
  return value === null ? null : JSON.stringify(value);
}
