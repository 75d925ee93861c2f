import { once } from 'node:events';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type EmbeddedPostgres, migrate, startEmbeddedPostgres } from '#lib/database';
import { systemClock } from '#lib/kernel';
import pg from 'pg';
import { FaultyProxy } from './faulty-proxy.js';

/** What a crash of the process may lose is on; what only a crash of the machine may lose is off, for speed. */
const SETTINGS = { synchronous_commit: 'on', fsync: 'off', full_page_writes: 'off', max_connections: '200' };

/**
 * A Postgres that is stopped and started again on the same data. Everybody reaches it through a relay, so its address
 * stays the same whatever port it comes back on.
 */
export class ChaosPostgres {
  private isRestarting = false;

  private constructor(
    private readonly folder: string,
    private server: EmbeddedPostgres,
    private readonly relays: { readonly plain: FaultyProxy; readonly faulty: FaultyProxy },
    private readonly pool: pg.Pool,
  ) {}

  static async start(): Promise<ChaosPostgres> {
    const folder = await mkdtemp(join(tmpdir(), 'vestnik-chaos-'));
    // mkdtemp makes folders that only their owner may enter; the server may run as another user.
    await chmod(folder, 0o755);
    const place: { server: EmbeddedPostgres } = {
      server: await startEmbeddedPostgres({ folder, settings: SETTINGS }),
    };
    await migrate(place.server.url);
    let self: ChaosPostgres | null = null;
    const port = (): number => Number(new URL((self?.server ?? place.server).url).port);
    const relays = { plain: await FaultyProxy.start(port), faulty: await FaultyProxy.start(port) };
    const connectionString = at(place.server.url, relays.plain.port);
    const pool = new pg.Pool({ connectionString, max: 6, query_timeout: 10_000 });
    pool.on('error', () => undefined);
    self = new ChaosPostgres(folder, place.server, relays, pool);
    return self;
  }

  /** Without troubles of the network. */
  get plainUrl(): string {
    return at(this.server.url, this.relays.plain.port);
  }

  get faultyUrl(): string {
    return at(this.server.url, this.relays.faulty.port);
  }

  get network(): FaultyProxy {
    return this.relays.faulty;
  }

  /** Rows, however often the server goes away meanwhile. For statements that may run twice. */
  async query<Row extends pg.QueryResultRow>(sql: string, values: unknown[] = []): Promise<Row[]> {
    for (let tries = 1; ; tries += 1) {
      try {
        return (await this.pool.query<Row>(sql, values)).rows;
      } catch (error) {
        const isStatement = error instanceof pg.DatabaseError && !/^(08|53|57)/.test(error.code ?? '');
        if (isStatement || tries > 100) throw error;
        await systemClock.sleep(200);
      }
    }
  }

  /** `immediate`: as after a crash, with recovery from the log. `fast`: transactions are rolled back, then it ends. */
  async restart(mode: 'immediate' | 'fast'): Promise<boolean> {
    if (this.isRestarting) return false;
    this.isRestarting = true;
    const gone = once(this.server.process, 'exit');
    this.server.process.kill(mode === 'immediate' ? 'SIGQUIT' : 'SIGINT');
    await gone;
    this.server = await startEmbeddedPostgres({ folder: this.folder, settings: SETTINGS });
    this.isRestarting = false;
    return true;
  }

  async remove(): Promise<void> {
    this.pool.on('error', () => undefined);
    await this.pool.end();
    this.relays.plain.close();
    this.relays.faulty.close();
    await this.server.stop();
    await rm(this.folder, { recursive: true, force: true });
    await rm(this.server.folder, { recursive: true, force: true });
  }
}

function at(url: string, port: number): string {
  const changed = new URL(url);
  changed.port = String(port);
  return changed.href;
}
