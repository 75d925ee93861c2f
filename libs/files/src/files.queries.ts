import { Prisma, type Tx } from '#lib/database';
import type { FileKind, FileType } from './domain/file-kind.js';

/** A file that came whole. */
export interface StoredFile extends FileType {
  readonly id: string;
  readonly name: string;
  readonly kind: FileKind;
  /** Bytes. */
  readonly size: number;
  /** Hex. */
  readonly sha256: string;
  /** Public id of who brought it. */
  readonly createdBy: string;
  readonly createdAt: Date;
}

/** Where a page of files ended. */
export interface FileCursor {
  readonly createdAt: Date;
  readonly id: string;
}

const COLUMNS = Prisma.sql`
  id, name, content_type as "contentType", kind, size, sha256, created_by as "createdBy", created_at as "createdAt"`;

export async function beginFile(
  tx: Tx,
  file: FileType & { readonly id: string; readonly name: string; readonly createdBy: string },
): Promise<void> {
  await tx.$executeRaw`
    insert into file (id, name, content_type, kind, created_by, created_at)
    values (${file.id}::uuid, ${file.name}, ${file.contentType}, ${file.kind}, ${file.createdBy}, clock_timestamp())`;
}

export async function appendChunk(tx: Tx, id: string, number: number, bytes: Uint8Array): Promise<void> {
  await tx.$executeRaw`insert into file_chunk (file_id, number, bytes) values (${id}::uuid, ${number}, ${bytes})`;
}

export async function endFile(tx: Tx, id: string, whole: { size: number; sha256: string }): Promise<void> {
  await tx.$executeRaw`update file set size = ${whole.size}, sha256 = ${whole.sha256} where id = ${id}::uuid`;
}

export async function removeFile(tx: Tx, id: string): Promise<void> {
  await tx.$executeRaw`delete from file where id = ${id}::uuid`;
}

/** What broke off long ago, with its bytes. */
export async function removeHalfDone(tx: Tx): Promise<void> {
  await tx.$executeRaw`
    delete from file where size is null and created_at < clock_timestamp() - interval '1 hour'`;
}

/** The same bytes under the same name, which are wanted anew: they are not cleared away now. */
export async function wantTwin(
  tx: Tx,
  { sha256, name }: { readonly sha256: string; readonly name: string },
): Promise<StoredFile | null> {
  const [row] = await tx.$queryRaw<StoredFile[]>`
    update file set wanted_at = clock_timestamp()
     where id = (select id from file where sha256 = ${sha256} and name = ${name} order by created_at, id limit 1)
    returning ${COLUMNS}`;
  return row ?? null;
}

export async function selectFile(tx: Tx, id: string): Promise<StoredFile | null> {
  const [row] = await tx.$queryRaw<StoredFile[]>`
    select ${COLUMNS} from file where id = ${id}::uuid and size is not null`;
  return row ?? null;
}

/** Newest first. The order matches the index `file_created_at_id_idx`; change both or neither. */
export function selectFiles(
  tx: Tx,
  { after, limit }: { readonly after: FileCursor | null; readonly limit: number },
): Promise<StoredFile[]> {
  const beyond =
    after === null
      ? Prisma.empty
      : Prisma.sql`and (created_at, id) < (${after.createdAt}, ${after.id}::uuid)`;
  return tx.$queryRaw<StoredFile[]>`
    select ${COLUMNS} from file where size is not null ${beyond}
     order by created_at desc, id desc limit ${limit}`;
}

/** Of these, the ones that exist; nobody can delete them until the transaction ends. */
export async function keepFiles(tx: Tx, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    select id from file where id = any(${[...ids]}::uuid[]) and size is not null order by id for key share`;
  return new Set(rows.map(({ id }) => id));
}

/** The row, which nobody else can begin to use until the transaction ends. */
export async function lockFile(tx: Tx, id: string): Promise<boolean> {
  const rows = await tx.$queryRaw<unknown[]>`
    select 1 from file where id = ${id}::uuid and size is not null for update`;
  return rows.length > 0;
}

/** What carries the file, in the words of an error; `null`: nothing. */
export async function userOf(tx: Tx, id: string): Promise<string | null> {
  const [row] = await tx.$queryRaw<{ by: string }[]>`
    select 'campaign' as by where exists (select 1 from campaign where parts->'files' ? ${id})
    union all
    select 'sent text' where exists (select 1 from content_version where parts->'files' ? ${id})
    union all
    select 'template' where exists (select 1 from template_version where parts->'files' ? ${id})
    union all
    select 'test' where exists (select 1 from test_send where parts->'files' ? ${id})
    union all
    select 'plan of reminders' where exists (
      select 1 from follow_up_plan where rungs @> jsonb_build_array(
        jsonb_build_object('parts', jsonb_build_object('files', jsonb_build_array(${id}::text)))))
    limit 1`;
  return row?.by ?? null;
}

/** One piece; `null`: there are no more. */
export async function selectChunk(tx: Tx, id: string, number: number): Promise<Uint8Array | null> {
  const [row] = await tx.$queryRaw<{ bytes: Uint8Array }[]>`
    select bytes from file_chunk where file_id = ${id}::uuid and number = ${number}`;
  return row?.bytes ?? null;
}

/** By what key a bot has a file, and for how long it has. */
export async function selectKey(
  tx: Tx,
  senderId: string,
  fileId: string,
): Promise<{ readonly key: string; readonly ageMs: number } | null> {
  const [row] = await tx.$queryRaw<{ key: string; ageMs: number }[]>`
    select key, (extract(epoch from clock_timestamp() - uploaded_at) * 1000)::float8 as "ageMs"
      from sender_file where sender_id = ${senderId}::uuid and file_id = ${fileId}::uuid`;
  return row ?? null;
}

export async function writeKey(tx: Tx, senderId: string, fileId: string, key: string): Promise<void> {
  await tx.$executeRaw`
    insert into sender_file (sender_id, file_id, key, uploaded_at)
    values (${senderId}::uuid, ${fileId}::uuid, ${key}, clock_timestamp())
        on conflict (sender_id, file_id) do update set key = excluded.key, uploaded_at = excluded.uploaded_at`;
}
