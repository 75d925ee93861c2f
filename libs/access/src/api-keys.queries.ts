import { Prisma } from '#lib/database';

/** What a decision about a presented key needs; the times were compared by the database's clock. */
export interface PresentedKeyRow {
  readonly id: string;
  readonly secretHash: Uint8Array;
  readonly name: string;
  readonly scopes: string[];
  /** As it is stored. */
  readonly limits: unknown;
  readonly personId: bigint | null;
  readonly isRevoked: boolean;
  readonly isExpired: boolean;
  readonly isUseNoted: boolean;
}

export const selectPresentedKey = (keyId: string): Prisma.Sql => Prisma.sql`
  select id, secret_hash as "secretHash", name, scopes, limits, person_id as "personId",
         revoked_at is not null as "isRevoked",
         expires_at <= clock_timestamp() as "isExpired",
         coalesce(last_used_at > clock_timestamp() - interval '1 minute', false) as "isUseNoted"
    from api_key
   where key_id = ${keyId}`;

/** At most one write a minute and key; a request never waits for another one's note. */
export const noteUse = (id: string): Prisma.Sql => Prisma.sql`
  update api_key set last_used_at = clock_timestamp()
   where id = (select id from api_key where id = ${id}::uuid for update skip locked)`;

export const revokeKey = (id: string): Prisma.Sql => Prisma.sql`
  update api_key set revoked_at = clock_timestamp() where id = ${id}::uuid and revoked_at is null`;

/** Serialises the making of the first key by processes that start together. Any number that nothing else uses. */
const BOOTSTRAP_LOCK = 7_201_002;
export const lockBootstrap = (): Prisma.Sql => Prisma.sql`
  select pg_advisory_xact_lock(${BOOTSTRAP_LOCK})::text as locked`;

/** Whether somebody can still make keys for the others. */
export const selectHasAdministrator = (): Prisma.Sql => Prisma.sql`
  select exists (
    select from api_key
     where revoked_at is null and expires_at > clock_timestamp() and scopes && array['admin', 'api_keys:write']
  ) as "hasAdministrator"`;
