import { Prisma } from '#lib/database';

/** Seed of the hash, so that equal texts locked for another purpose get other locks. */
const LOCK_SEED = 7_203;

/** Whether this transaction is the only one at work for the key; held until it ends. Never waits. */
export const tryLock = (principal: string, key: string): Prisma.Sql => Prisma.sql`
  select pg_try_advisory_xact_lock(hashtextextended(${`${principal}\n${key}`}, ${LOCK_SEED})) as "isLocked"`;

export interface StoredAnswerRow {
  readonly fingerprint: Uint8Array;
  readonly status: number | null;
  readonly body: unknown;
  readonly headers: unknown;
  /** Reserved by a request that has not answered yet and may still be running. */
  readonly isReserved: boolean;
}

export const selectAnswer = (principal: string, key: string): Prisma.Sql => Prisma.sql`
  select fingerprint, status, body, headers,
         coalesce(status is null and locked_until > clock_timestamp(), false) as "isReserved"
    from idempotency_key
   where principal = ${principal} and key = ${key}`;

export interface AnswerToStore {
  readonly principal: string;
  readonly key: string;
  readonly fingerprint: Buffer;
  readonly status: number;
  /** JSON text. */
  readonly body: string;
  readonly headers: string;
}

export const storeAnswer = (answer: AnswerToStore): Prisma.Sql => Prisma.sql`
  insert into idempotency_key (principal, key, fingerprint, status, body, headers)
  values (${answer.principal}, ${answer.key}, ${answer.fingerprint}, ${answer.status}::smallint,
          ${answer.body}::jsonb, ${answer.headers}::jsonb)
  on conflict (principal, key) do update
     set status = excluded.status, body = excluded.body, headers = excluded.headers, locked_until = null`;

export const reserve = (
  request: Pick<AnswerToStore, 'principal' | 'key' | 'fingerprint'>,
  seconds: number,
): Prisma.Sql => Prisma.sql`
  insert into idempotency_key (principal, key, fingerprint, locked_until)
  values (${request.principal}, ${request.key}, ${request.fingerprint},
          clock_timestamp() + make_interval(secs => ${seconds}))
  on conflict (principal, key) do update set locked_until = excluded.locked_until`;

export const dropReservation = (principal: string, key: string): Prisma.Sql => Prisma.sql`
  delete from idempotency_key where principal = ${principal} and key = ${key} and status is null`;

export const purgeBefore = (days: number, limit: number): Prisma.Sql => Prisma.sql`
  delete from idempotency_key
   where (principal, key) in (
     select principal, key from idempotency_key
      where created_at < clock_timestamp() - make_interval(days => ${days}::int)
      order by created_at
      limit ${limit}
        for update skip locked
   )`;
