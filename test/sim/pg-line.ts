import type { Duplex } from 'node:stream';
import pg from 'pg';
import { RealClient } from './real-client.js';

/** A statement as it goes to Postgres. */
export interface Statement {
  readonly text: string;
  readonly values: readonly unknown[];
}

export interface Rows {
  readonly rows: Record<string, unknown>[];
  readonly count: number;
}

/** As Prisma gives them: bigint for int8. */
const TYPES = {
  getTypeParser: (oid: number, format?: 'text' | 'binary'): unknown =>
    oid === 20 ? BigInt : (pg.types.getTypeParser as (oid: number, format?: string) => unknown)(oid, format),
};
/** Before pg_catalog, so that every unqualified clock_timestamp() is the seed's. */
const SESSION =
  '-c search_path=sim,pg_catalog,public -c TimeZone=UTC -c jit=off -c synchronous_commit=off -c deadlock_timeout=60s';

/** One connection to Postgres, under the seed's clock. */
export class PgLine {
  private told = Number.NaN;
  private readonly names = new Map<string, string>();

  private constructor(
    private readonly client: pg.Client,
    readonly pid: number,
  ) {}

  static async open(url: string): Promise<PgLine> {
    const client = new RealClient({
      connectionString: url,
      options: SESSION,
      types: TYPES,
      pipeline: true,
    });
    client.on('error', () => undefined);
    await client.connect();
    const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
    return new PgLine(client, rows[0]?.pid ?? 0);
  }

  /** One round trip: the time, if it has changed, goes ahead of the statement. */
  async run(statement: Statement, now: number): Promise<Rows> {
    const name = this.names.get(statement.text) ?? `s${String(this.names.size)}`;
    this.names.set(statement.text, name);
    const { stream } = (this.client as unknown as { readonly connection: { readonly stream: Duplex } })
      .connection;
    // One packet for both.
    stream.cork();
    this.tell(now);
    const answer = this.client.query<Record<string, unknown>>({
      name,
      text: statement.text,
      values: [...statement.values],
    });
    stream.uncork();
    const result = await answer;
    return { rows: result.rows, count: result.rowCount ?? 0 };
  }

  /** Without parameters, as it is. A rollback takes the clock's setting back with it. */
  async plain(text: string): Promise<void> {
    if (text === 'rollback') this.told = Number.NaN;
    await this.client.query(text);
  }

  /** Sent, not awaited: its answer comes before that of whatever follows. */
  begin(): void {
    this.client.query('begin').catch(() => undefined);
  }

  async close(): Promise<void> {
    await this.client.end().catch(() => undefined);
  }

  private tell(now: number): void {
    if (now === this.told) return;
    this.told = now;
    this.client
      .query({ name: 'now', text: "select set_config('sim.now', $1, false)", values: [String(now)] })
      .catch(() => {
        this.told = Number.NaN;
      });
  }
}
