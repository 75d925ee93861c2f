import type { SessionClient, Tx } from '#lib/database';
import type { RequestClass } from '#lib/pachca';

/** Namespace of the advisory locks «who owns this bot»; the protocol's run gate uses 7. */
export const OWNER_LOCK = 8;

/** What a candidate sees of a bot. */
export interface OwnershipRow {
  readonly senderId: string;
  readonly owner: string | null;
  readonly epoch: string | null;
  readonly backendPid: number | null;
  /** Milliseconds, by database time, since the owner last said that it lives; `null` when nobody ever owned it. */
  readonly silentMs: number | null;
}

/**
 * The statements of the ownership session: one connection of its own per worker process, whose advisory locks are the
 * bots it owns. The locks go when the process dies, so a successor is there at once; the lease row tells a stopped
 * process (which keeps its connection) from a living one.
 */
export async function listOwnership(session: SessionClient): Promise<OwnershipRow[]> {
  const { rows } = await session.query<OwnershipRow>(`
    select s.id as "senderId", l.owner, l.epoch::text, l.backend_pid as "backendPid",
           (extract(epoch from clock_timestamp() - l.renewed_at) * 1000)::float8 as "silentMs"
      from sender s left join sender_lease l on l.sender_id = s.id
     -- Nobody can act for a bot whose token nobody can open; giving the token anew ends that hold.
     where s.hold_code is distinct from 'token_unreadable'
     order by s.created_at, s.id`);
  return rows;
}

/**
 * Takes the bot if nobody holds it. The epoch grows with every owner: what an earlier owner still tries to write is
 * refused by comparing it.
 *
 * @returns the new epoch, or `null` when another process owns the bot
 */
export async function tryOwn(
  session: SessionClient,
  senderId: string,
  owner: string,
): Promise<string | null> {
  const { rows: locks } = await session.query<{ locked: boolean }>(
    'select pg_try_advisory_lock($1, hashtext($2)) as locked',
    [OWNER_LOCK, senderId],
  );
  if (locks[0]?.locked !== true) return null;
  const { rows } = await session.query<{ epoch: string }>(
    `insert into sender_lease as l (sender_id, owner, backend_pid, epoch, acquired_at, renewed_at)
     values ($1, $2, pg_backend_pid(), 1, clock_timestamp(), clock_timestamp())
     on conflict (sender_id) do update
       set owner = excluded.owner, backend_pid = excluded.backend_pid, epoch = l.epoch + 1,
           acquired_at = excluded.acquired_at, renewed_at = excluded.renewed_at
     returning epoch::text`,
    [senderId, owner],
  );
  return rows[0]?.epoch ?? null;
}

/** @returns the bots among `senderIds` that are still ours */
export async function renew(
  session: SessionClient,
  owner: string,
  senderIds: readonly string[],
): Promise<string[]> {
  const { rows } = await session.query<{ sender_id: string }>(
    `update sender_lease set renewed_at = clock_timestamp()
      where owner = $1 and sender_id = any($2::uuid[]) returning sender_id`,
    [owner, senderIds],
  );
  return rows.map((row) => row.sender_id);
}

/** Whether nobody has taken the bot since. Asked on any connection: what counts is the epoch. */
export async function isOwner(
  tx: Tx,
  ownership: { readonly senderId: string; readonly owner: string; readonly epoch: string },
): Promise<boolean> {
  const rows = await tx.$queryRaw<unknown[]>`
    select 1 from sender_lease
     where sender_id = ${ownership.senderId}::uuid and owner = ${ownership.owner} and epoch = ${ownership.epoch}::bigint`;
  return rows.length > 0;
}

/** Gives a bot up in order, so that the next owner need not wait for a silence. */
export async function giveUp(session: SessionClient, senderId: string): Promise<void> {
  await session.query('select pg_advisory_unlock($1, hashtext($2))', [OWNER_LOCK, senderId]);
}

/**
 * Cuts the connection of an owner that has been silent for too long: its lock goes with it. Only the backend that
 * really holds the lock is ended; a recycled process number is left alone.
 */
export async function evict(session: SessionClient, senderId: string, backendPid: number): Promise<void> {
  await session.query(
    `select pg_terminate_backend(pid) from pg_locks
      where locktype = 'advisory' and classid = $1 and objid = (hashtext($2)::bigint & 4294967295)::oid
        and pid = $3 and granted and database = (select oid from pg_database where datname = current_database())`,
    [OWNER_LOCK, senderId, backendPid],
  );
}

/** What remains of the holds that the messenger asked for, in milliseconds by database time. */
export async function openHolds(
  session: SessionClient,
  senderId: string,
): Promise<{ readonly requestClass: RequestClass; readonly ms: number }[]> {
  const { rows } = await session.query<{ requestClass: RequestClass; ms: number }>(
    `select request_class as "requestClass",
            (extract(epoch from hold_until - clock_timestamp()) * 1000)::float8 as ms
       from class_hold where sender_id = $1 and hold_until > clock_timestamp()`,
    [senderId],
  );
  return rows;
}

/** The newest 429 of each class: to what it reduced the limit, and until when it asked to wait, from now. */
export async function lastReductions(
  session: SessionClient,
  senderId: string,
): Promise<{ readonly requestClass: string; readonly reducedTo: number; readonly untilMs: number }[]> {
  const { rows } = await session.query<{ requestClass: string; reducedTo: number; untilMs: number }>(
    `select distinct on (request_class) request_class as "requestClass", reduced_to as "reducedTo",
            (extract(epoch from wait_until - clock_timestamp()) * 1000)::float8 as "untilMs"
       from throttle where sender_id = $1 order by request_class, at desc, id desc`,
    [senderId],
  );
  return rows;
}

/** How long one wait for a bot lasts; then it is the next one's turn, and the old snapshot is let go. */
const WAIT_SECONDS = 3;
const LOCK_NOT_AVAILABLE = '55P03';

/** The bots whose lock another connection than `ownBackendPid` holds. */
export async function heldByOthers(session: SessionClient, ownBackendPid: number | null): Promise<string[]> {
  const { rows } = await session.query<{ id: string }>(
    `select s.id from sender s
       join pg_locks k on k.locktype = 'advisory' and k.classid = $1 and k.granted and k.mode = 'ExclusiveLock'
                      and k.objid = (hashtext(s.id::text)::bigint & 4294967295)::oid
                      and k.database = (select oid from pg_database where datname = current_database())
      where k.pid is distinct from $2::int
      order by s.id`,
    [OWNER_LOCK, ownBackendPid],
  );
  return rows.map((row) => row.id);
}

/**
 * Waits until nobody owns the bot. The lock is given back at once: it was only to be woken by.
 *
 * @returns whether it is free; `false`: it still was not after some seconds
 */
export async function waitForVacancy(session: SessionClient, senderId: string): Promise<boolean> {
  await session.query(`set lock_timeout = '${WAIT_SECONDS}s'`);
  try {
    await session.query('select pg_advisory_lock_shared($1, hashtext($2))', [OWNER_LOCK, senderId]);
  } catch (error) {
    if ((error as { code?: string }).code === LOCK_NOT_AVAILABLE) return false;
    throw error;
  }
  await session.query('select pg_advisory_unlock_shared($1, hashtext($2))', [OWNER_LOCK, senderId]);
  return true;
}

export async function backendPid(session: SessionClient): Promise<number | null> {
  const { rows } = await session.query<{ pid: number }>('select pg_backend_pid() as pid');
  return rows[0]?.pid ?? null;
}
