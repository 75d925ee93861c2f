import { Inject, Injectable, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { PrismaPg } from '@prisma/adapter-pg';
import { systemClock } from '#lib/kernel';
import { metrics } from '#lib/observability';
import pg from 'pg';
import { committing } from './after-commit.js';
import { PrismaClient } from './generated/client.js';
import { GuardedClient } from './guarded-client.js';
import type { Tx } from './tx.js';

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

/** A pool of connections, and Prisma's client on it. */
interface Connections {
  readonly pool: pg.Pool;
  readonly client: PrismaClient;
}

/** The connection pool and the Prisma client on it. */
@Injectable()
export class Database implements OnApplicationShutdown, OnModuleInit {
  readonly client: PrismaClient;
  readonly url: string;
  private readonly main: Connections;
  /** Of its own, for its statements are waited for longer than any other. */
  private bulk: Connections | null = null;

  constructor(@Inject(DATABASE_OPTIONS) private readonly options: DatabaseOptions) {
    this.url = options.url;
    this.main = connect(options, options.unansweredMs ?? STATEMENT_TIMEOUT_MS + SILENCE_MS);
    this.client = this.main.client;
  }

  /** From here on the process's figures tell how its connections are used. */
  onModuleInit(): void {
    metrics.refreshWith(() => {
      showPool('main', this.main.pool);
      if (this.bulk !== null) showPool('bulk', this.bulk.pool);
      return Promise.resolve();
    });
  }

  /** Runs `work` in one READ COMMITTED transaction; a throw rolls it back. */
  transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    const options = { timeout: STATEMENT_TIMEOUT_MS, maxWait: 5_000 };
    return timed('vestnik_db_transaction_seconds', () =>
      committing((inside) => this.client.$transaction(inside, options), work),
    );
  }

  /** One snapshot for several reads: figures that must add up come from here. */
  snapshot<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    const options = {
      isolationLevel: 'RepeatableRead',
      timeout: STATEMENT_TIMEOUT_MS,
      maxWait: 5_000,
    } as const;
    return timed('vestnik_db_transaction_seconds', () =>
      committing((inside) => this.client.$transaction(inside, options), work),
    );
  }

  /** For statements over whole audiences or the whole directory: up to ten minutes. */
  bulkTransaction<T>(
    work: (tx: Tx) => Promise<T>,
    isolationLevel: 'ReadCommitted' | 'RepeatableRead' = 'ReadCommitted',
  ): Promise<T> {
    this.bulk ??= connect({ ...this.options, poolSize: BULK_POOL_SIZE }, BULK_TIMEOUT_MS + SILENCE_MS);
    const { client } = this.bulk;
    const options = { isolationLevel, timeout: BULK_TIMEOUT_MS, maxWait: 10_000 };
    const patient = async (tx: Tx): Promise<T> => {
      await tx.$executeRaw`select set_config('statement_timeout', ${String(BULK_TIMEOUT_MS)}, true),
                                  set_config('idle_in_transaction_session_timeout', '60000', true)`;
      return work(tx);
    };
    return timed('vestnik_db_bulk_transaction_seconds', () =>
      committing((inside) => client.$transaction(inside, options), patient),
    );
  }

  /** Closes both pools, the one for bulk work where it was opened. */
  async onApplicationShutdown(): Promise<void> {
    await Promise.all([this.client.$disconnect(), this.bulk?.client.$disconnect()]);
  }
}

function showPool(pool: 'main' | 'bulk', { totalCount, idleCount, waitingCount }: pg.Pool): void {
  metrics.set('vestnik_db_pool', { pool, state: 'in_use' }, totalCount - idleCount);
  metrics.set('vestnik_db_pool', { pool, state: 'idle' }, idleCount);
  metrics.set('vestnik_db_pool', { pool, state: 'waiting' }, waitingCount);
}

/** The wait for a connection counts, and so does what is rolled back. */
async function timed<T>(
  name: 'vestnik_db_transaction_seconds' | 'vestnik_db_bulk_transaction_seconds',
  work: () => Promise<T>,
): Promise<T> {
  const startedAt = systemClock.monotonicMs();
  try {
    return await work();
  } finally {
    metrics.observe(name, (systemClock.monotonicMs() - startedAt) / 1_000);
  }
}

function connect(options: DatabaseOptions, unansweredMs: number): Connections {
  const config: pg.PoolConfig & { readonly query_timeout: number } = {
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
  const pool = new pg.Pool(config);
  const adapter = new PrismaPg(pool, {
    disposeExternalPool: true,
    // A connection that Postgres closed while idle: the pool has dropped it already and opens another on demand.
    onPoolError: () => undefined,
    onConnectionError: () => undefined,
  });
  return { pool, client: new PrismaClient({ adapter }) };
}
