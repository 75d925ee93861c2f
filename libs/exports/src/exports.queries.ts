import { Prisma, type Tx } from '#lib/database';
import type { OperationStatus } from '#lib/operations';
import type { RecipientFilter } from '#lib/reports';
import { EXPORT_LIMITS, type ExportFormat, type ExportKind } from './domain/export-rules.js';
import type { ExportLanguage } from './domain/local-clock.js';
import type { WriterState } from './file-writer.js';

/** An export, with its operation. */
export interface ExportRow {
  readonly operationId: string;
  readonly kind: ExportKind;
  readonly campaignId: string;
  readonly runId: string;
  readonly format: ExportFormat;
  readonly filter: RecipientFilter;
  readonly language: ExportLanguage;
  readonly timeZone: string;
  readonly requestedBy: string;
  readonly requestedAt: Date;
  /** The last delivery that is in the file. */
  readonly afterId: bigint;
  /** Pieces so far, from number 1 on. */
  readonly chunkCount: number;
  readonly rowCount: number;
  /** Of the file as it is fetched. */
  readonly byteCount: bigint;
  readonly writerState: WriterState | null;
  readonly readyAt: Date | null;
  readonly expiresAt: Date | null;
  readonly isExpired: boolean;
  readonly status: OperationStatus;
  readonly done: number;
  readonly total: number | null;
  readonly error: { readonly code: string; readonly detail: string } | null;
}

const COLUMNS = Prisma.sql`
  e.operation_id as "operationId", e.kind, e.campaign_id as "campaignId", e.run_id as "runId", e.format, e.filter,
  e.language, e.time_zone as "timeZone", e.requested_by as "requestedBy", e.requested_at as "requestedAt",
  e.after_id as "afterId", e.chunk_count as "chunkCount", e.row_count as "rowCount", e.byte_count as "byteCount",
  e.writer_state as "writerState", e.ready_at as "readyAt", e.expires_at as "expiresAt",
  coalesce(e.expires_at <= clock_timestamp(), false) as "isExpired", o.status::text as status, o.done, o.total, o.error`;

const SOURCE = Prisma.sql`export e join operation o on o.id = e.operation_id`;

/** Whoever counts a key's exports to add one does so alone. */
export async function lockExportsOf(tx: Tx, requestedBy: string): Promise<void> {
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended('export:' || ${requestedBy}, 0))`;
}

export async function countExportsOf(
  tx: Tx,
  requestedBy: string,
): Promise<{ readonly open: number; readonly kept: number }> {
  const [row] = await tx.$queryRaw<{ readonly open: number; readonly kept: number }[]>`
    select count(*) filter (where o.status in ('queued', 'running'))::int as open,
           count(*) filter (where e.expires_at > clock_timestamp())::int as kept
      from ${SOURCE} where e.requested_by = ${requestedBy}`;
  return row ?? { open: 0, kept: 0 };
}

export type NewExport = Pick<
  ExportRow,
  | 'operationId'
  | 'kind'
  | 'campaignId'
  | 'runId'
  | 'format'
  | 'filter'
  | 'language'
  | 'timeZone'
  | 'requestedBy'
>;

export async function insertExport(tx: Tx, wish: NewExport): Promise<void> {
  await tx.$executeRaw`
    insert into export (operation_id, kind, campaign_id, run_id, format, filter, language, time_zone, requested_by,
                        requested_at)
    values (${wish.operationId}::uuid, ${wish.kind}, ${wish.campaignId}::uuid, ${wish.runId}::uuid, ${wish.format},
            ${JSON.stringify(wish.filter)}::jsonb, ${wish.language}, ${wish.timeZone}, ${wish.requestedBy},
            clock_timestamp())`;
}

export async function findExport(tx: Tx, operationId: string): Promise<ExportRow | null> {
  const rows = await tx.$queryRaw<ExportRow[]>`
    select ${COLUMNS} from ${SOURCE} where e.operation_id = ${operationId}::uuid`;
  return rows[0] ?? null;
}

/** Newest first. The order is that of export_requested_by_requested_at_operation_id_idx. */
export function findExportsOf(
  tx: Tx,
  requestedBy: string,
  page: { readonly after: { readonly at: string; readonly id: string } | null; readonly limit: number },
): Promise<ExportRow[]> {
  const { after, limit } = page;
  const behind =
    after === null
      ? Prisma.empty
      : Prisma.sql`and (e.requested_at, e.operation_id) < (${after.at}::timestamptz, ${after.id}::uuid)`;
  return tx.$queryRaw<ExportRow[]>`
    select ${COLUMNS} from ${SOURCE}
     where e.requested_by = ${requestedBy} ${behind}
     order by e.requested_at desc, e.operation_id desc
     limit ${limit}`;
}

/** One piece more. Its number is taken once: whoever lost the claim cannot write it a second time. */
export async function insertChunk(
  tx: Tx,
  chunk: { readonly operationId: string; readonly number: number; readonly bytes: Buffer },
): Promise<void> {
  await tx.$executeRaw`
    insert into export_chunk (operation_id, number, bytes)
    values (${chunk.operationId}::uuid, ${chunk.number}, ${new Uint8Array(chunk.bytes)})`;
}

/** How far the file is by now. @param step.bytes of it as it is fetched, those of this piece */
export async function advanceExport(
  tx: Tx,
  operationId: string,
  step: { readonly afterId: bigint; readonly bytes: number; readonly state: WriterState },
): Promise<void> {
  await tx.$executeRaw`
    update export
       set after_id = ${step.afterId}, chunk_count = chunk_count + 1, row_count = ${step.state.rows},
           byte_count = byte_count + ${step.bytes}, writer_state = ${JSON.stringify(step.state)}::jsonb
     where operation_id = ${operationId}::uuid`;
}

/** The file is whole. @param bytes of its head and tail */
export async function setReady(tx: Tx, operationId: string, bytes: number): Promise<void> {
  await tx.$executeRaw`
    update export
       set byte_count = byte_count + ${bytes}, ready_at = clock_timestamp(),
           expires_at = clock_timestamp() + make_interval(hours => ${EXPORT_LIMITS.hours})
     where operation_id = ${operationId}::uuid`;
}

export async function findChunk(tx: Tx, operationId: string, after: number): Promise<ChunkRow | null> {
  const rows = await tx.$queryRaw<ChunkRow[]>`
    select number, bytes from export_chunk
     where operation_id = ${operationId}::uuid and number > ${after} order by number limit 1`;
  return rows[0] ?? null;
}

export interface ChunkRow {
  readonly number: number;
  readonly bytes: Uint8Array;
}

export async function deleteChunksOf(tx: Tx, operationId: string): Promise<void> {
  await tx.$executeRaw`delete from export_chunk where operation_id = ${operationId}::uuid`;
}

/** Whoever began to fetch a file right before it expired comes to its end. */
const GRACE_MINUTES = 30;

/** Pieces that nobody can fetch any more. @returns how many went */
export function deleteDeadChunks(tx: Tx, limit: number): Promise<number> {
  return tx.$executeRaw`
    delete from export_chunk where (operation_id, number) in (
      select c.operation_id, c.number from ${SOURCE} join export_chunk c on c.operation_id = e.operation_id
       where o.status in ('failed', 'cancelled')
          or e.expires_at < clock_timestamp() - make_interval(mins => ${GRACE_MINUTES})
       limit ${limit})`;
}

/** Exports that nobody needs to hear of any more; their pieces are gone by then. */
export function deleteOldExports(tx: Tx, days: number): Promise<number> {
  return tx.$executeRaw`
    delete from export e using operation o
     where o.id = e.operation_id and o.status in ('succeeded', 'failed', 'cancelled')
       and e.requested_at < clock_timestamp() - make_interval(days => ${days})
       and not exists (select from export_chunk c where c.operation_id = e.operation_id)`;
}
