import type { Tx } from './tx.js';

/** Older than this, a heartbeat says that no worker has been at work: nobody saw what became of the database meanwhile. */
export const FRESH_MS = 5_000;
/** A heartbeat this young need not be written again. */
const BEAT_MS = 1_000;

/** What is known of the database that this process talks to, locked until the transaction ends. */
export interface InstanceRow {
  /** Whether it is the database that the last worker talked to, and not a restored or promoted one. */
  readonly isSame: boolean;
  /** Milliseconds by the database's clock since a worker was last at work. */
  readonly silentMs: number;
  /** When that was. After a restore: how far back the data goes. */
  readonly heartbeatAt: Date;
}

/** Writes the heartbeat where that is due. @returns whether the database is the one that was worked with until now */
export async function beat(tx: Tx): Promise<boolean> {
  const [row] = await tx.$queryRaw<{ isFresh: boolean }[]>`
    with state as (
      select identity = instance_identity() and heartbeat_at > clock_timestamp() - make_interval(secs => ${FRESH_MS / 1_000}::float8) as fresh,
             heartbeat_at < clock_timestamp() - make_interval(secs => ${BEAT_MS / 1_000}::float8) as due
        from instance_state),
    beat as (
      update instance_state set heartbeat_at = clock_timestamp() from state where state.fresh and state.due)
    select fresh as "isFresh" from state`;
  return row?.isFresh === true;
}

/** The first worker ever says which database this is; whoever comes later changes nothing. */
export async function introduce(tx: Tx): Promise<void> {
  await tx.$executeRaw`
    insert into instance_state (identity, heartbeat_at) values (instance_identity(), clock_timestamp())
    on conflict do nothing`;
}

export async function lockInstance(tx: Tx): Promise<InstanceRow> {
  const [row] = await tx.$queryRaw<InstanceRow[]>`
    select identity = instance_identity() as "isSame", heartbeat_at as "heartbeatAt",
           (extract(epoch from clock_timestamp() - heartbeat_at) * 1000)::float8 as "silentMs"
      from instance_state for update`;
  if (row === undefined) throw new Error('the database does not say which one it is');
  return row;
}

/** From here on this is the database that is worked with. */
export async function adopt(tx: Tx): Promise<void> {
  await tx.$executeRaw`
    update instance_state set identity = instance_identity(), heartbeat_at = clock_timestamp()`;
}

/** Whether it is this process's turn to do what one of all does every `everyMs`. Says so to one only. */
export async function takeTurn(tx: Tx, everyMs: number): Promise<boolean> {
  const count = await tx.$executeRaw`
    update instance_state set examined_at = clock_timestamp()
     where examined_at is null or examined_at < clock_timestamp() - make_interval(secs => ${everyMs / 1_000}::float8)`;
  return count > 0;
}

/** Why sending waits for verifications, and since when. */
export interface SafeModeRow {
  readonly code: string;
  readonly since: Date;
  /** Until when the database remembers; `null` where nothing was restored as far as it shows. */
  readonly restorePoint: Date | null;
}

export async function readSafeMode(tx: Tx): Promise<SafeModeRow | null> {
  const [row] = await tx.$queryRaw<SafeModeRow[]>`
    select safe_mode_code as code, safe_mode_since as since, restore_point as "restorePoint"
      from instance_state where safe_mode_since is not null`;
  return row ?? null;
}

/** A later reason replaces an earlier one; the oldest restore point is kept. */
export async function beginSafeMode(tx: Tx, code: string, restorePoint: Date): Promise<void> {
  await tx.$executeRaw`
    update instance_state
       set safe_mode_code = ${code}, safe_mode_since = clock_timestamp(),
           restore_point = least(case when safe_mode_since is not null then restore_point end, ${restorePoint}::timestamptz)`;
}

export async function endSafeMode(tx: Tx): Promise<boolean> {
  const count = await tx.$executeRaw`
    update instance_state set safe_mode_code = null, safe_mode_since = null, restore_point = null
     where safe_mode_since is not null`;
  return count > 0;
}
