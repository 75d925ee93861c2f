import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { PrismaPg } from '@prisma/adapter-pg';
import type pg from 'pg';
import { type Prisma, PrismaClient } from './generated/client.js';
import { GuardedClient } from './guarded-client.js';

/** A client or a transaction of it: what repositories and queries take first, so that they can join a transaction. */
export type Tx = Prisma.TransactionClient;

/** One process's way to its database. */
export interface DatabaseOptions {
  readonly url: string;
  /** Shown by Postgres in pg_stat_activity. */
  readonly applicationName: string;
  /** Most connections of this process. */
  readonly poolSize?: number;
  /** Milliseconds after which a server that does not answer a statement is given up; default 15 s. */
  readonly unansweredMs?: number;
}

export const DATABASE_OPTIONS = Symbol('DatabaseOptions');

/** Longest that one statement may take, in milliseconds; bulk work asks for more with `bulkTransaction`. */
const STATEMENT_TIMEOUT_MS = 10_000;
const BULK_TIMEOUT_MS = 600_000;
const LOCK_TIMEOUT_MS = 5_000;
/** Postgres ends what takes too long by itself; a server that does not answer so long after that is gone. */
const SILENCE_MS = 5_000;
/** Connections for bulk work, opened when there is some. */
const BULK_POOL_SIZE = 4;

/** The connection pool and the Prisma client on it. */
@Injectable()
export class Database implements OnApplicationShutdown {
  readonly client: PrismaClient;
  readonly url: string;
  /** Of its own, for its statements are waited for longer than any other. */
  private bulk: PrismaClient | null = null;

  constructor(@Inject(DATABASE_OPTIONS) private readonly options: DatabaseOptions) {
    this.url = options.url;
    this.client = connect(options, options.unansweredMs ?? STATEMENT_TIMEOUT_MS + SILENCE_MS);
  }

  /** Runs `work` in one READ COMMITTED transaction; a throw rolls it back. */
  transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.client.$transaction(work, { timeout: STATEMENT_TIMEOUT_MS, maxWait: 5_000 });
  }

  /** One snapshot for several reads: figures that must add up come from here. */
  snapshot<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.client.$transaction(work, {
      isolationLevel: 'RepeatableRead',
      timeout: STATEMENT_TIMEOUT_MS,
      maxWait: 5_000,
    });
  }

  /** For statements over whole audiences or the whole directory: up to ten minutes. */
  bulkTransaction<T>(
    work: (tx: Tx) => Promise<T>,
    isolationLevel: 'ReadCommitted' | 'RepeatableRead' = 'ReadCommitted',
  ): Promise<T> {
    this.bulk ??= connect({ ...this.options, poolSize: BULK_POOL_SIZE }, BULK_TIMEOUT_MS + SILENCE_MS);
    return this.bulk.$transaction(
      async (tx) => {
        await tx.$executeRaw`select set_config('statement_timeout', ${String(BULK_TIMEOUT_MS)}, true),
                                    set_config('idle_in_transaction_session_timeout', '60000', true)`;
        return work(tx);
      },
      { isolationLevel, timeout: BULK_TIMEOUT_MS, maxWait: 10_000 },
    );
  }

  /** Closes both pools, the one for bulk work where it was opened. */
  async onApplicationShutdown(): Promise<void> {
    await Promise.all([this.client.$disconnect(), this.bulk?.$disconnect()]);
  }
}

function connect(options: DatabaseOptions, unansweredMs: number): PrismaClient {
  const pool: pg.PoolConfig & { readonly query_timeout: number } = {
    connectionString: options.url,
    application_name: options.applicationName,
    max: options.poolSize ?? 10,
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 30_000,
    // A connection whose other end vanished without a word is noticed by the operating system while it is idle, and
    // by the time limit of the client while it is not.
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
    query_timeout: unansweredMs,
    Client: GuardedClient,
    // adapter-pg 7.10 drops the offset of what Postgres prints: a server in another zone would shift every instant.
    options: '-c TimeZone=UTC',
    statement_timeout: STATEMENT_TIMEOUT_MS,
    lock_timeout: LOCK_TIMEOUT_MS,
    idle_in_transaction_session_timeout: STATEMENT_TIMEOUT_MS,
  };
  const adapter = new PrismaPg(pool, {
    // A connection that Postgres closed while idle: the pool has dropped it already and opens another on demand.
    onPoolError: () => undefined,
    onConnectionError: () => undefined,
  });
  return new PrismaClient({ adapter });
}
