import { Prisma } from '#lib/database';
import { Model } from './models.js';
import type { PgLine, Rows, Statement } from './pg-line.js';
import { asPrisma, connectionLost, connectionRefused, known } from './prisma-errors.js';
import type { SimContext } from './context.js';
import type { SimProcess } from './sim-process.js';
import { mainOf, nameOf } from './statement-name.js';

type Raw = readonly [TemplateStringsArray, ...unknown[]] | readonly [Prisma.Sql];

/** What a transaction of the product, or its client outside of one, may call. */
export interface SimClient {
  $queryRaw(...raw: Raw): Promise<unknown[]>;
  $executeRaw(...raw: Raw): Promise<number>;
  readonly sender: Model;
  readonly campaign: Model;
  readonly contentVersion: Model;
  readonly productionDay: Model;
}

/**
 * The product's `Database`, one for each process, on a real Postgres: its statements as they are, without Prisma in
 * between. A transaction, or a statement outside of one, is one event; before it, after it and on the way back a
 * process may die, stop or lose its connection.
 */
export class SimDatabase {
  readonly url = 'sim';
  readonly client: SimClient;

  constructor(
    private readonly seed: SimContext,
    private readonly process: SimProcess,
  ) {
    this.client = this.clientOn((statement) => {
      const name = nameOf(statement.text);
      // Postgres makes a transaction of it.
      return this.event(name, (line, names) =>
        name === 'read'
          ? this.statement(line, statement, names)
          : this.committed(line, names, () => this.statement(line, statement, names)),
      );
    });
  }

  transaction<T>(work: (tx: SimClient) => Promise<T>): Promise<T> {
    return this.event('transaction', (line, names) =>
      this.committed(line, names, () =>
        work(this.clientOn((statement) => this.statement(line, statement, names))),
      ),
    );
  }

  bulkTransaction<T>(work: (tx: SimClient) => Promise<T>): Promise<T> {
    return this.transaction(work);
  }

  snapshot<T>(work: (tx: SimClient) => Promise<T>): Promise<T> {
    return this.transaction(work);
  }

  private clientOn(ask: (statement: Statement) => Promise<Rows>): SimClient {
    return {
      $queryRaw: async (...raw) => (await ask(toStatement(raw))).rows,
      $executeRaw: async (...raw) => (await ask(toStatement(raw))).count,
      sender: new Model('sender', ask),
      campaign: new Model('campaign', ask),
      contentVersion: new Model('content_version', ask),
      productionDay: new Model('production_day', ask, 'date'),
    };
  }

  private async committed<T>(line: PgLine, names: readonly string[], work: () => Promise<T>): Promise<T> {
    line.begin();
    try {
      const value = await work();
      this.mayLoseCommit(mainOf(names));
      await line.plain('commit');
      return value;
    } catch (error) {
      await line.plain('rollback');
      throw error;
    }
  }

  /** Rows without an order of their own come in any: in the seed's. */
  private async statement(line: PgLine, statement: Statement, names: string[]): Promise<Rows> {
    try {
      const result = await line.run(statement, this.seed.time.now);
      if (result.count > 0) names.push(nameOf(statement.text));
      if (result.rows.length < 2 || !/\breturning\b/.test(statement.text)) return result;
      const sorted = [...result.rows].sort((a, b) => Number(keyOf(a) - keyOf(b)));
      return { ...result, rows: this.seed.streams.shuffled('rows', sorted) };
    } catch (error) {
      names.push(nameOf(statement.text));
      throw asPrisma(error);
    }
  }

  private event<T>(before: string, work: (line: PgLine, names: string[]) => Promise<T>): Promise<T> {
    const { seed, process } = this;
    return new Promise((resolve, reject) => {
      const reply = (how: () => void, ms = seed.streams.between('db.reply', 0, 3)): void => {
        seed.time.after(ms, { label: 'reply', process, run: how });
      };
      const run = async (): Promise<void> => {
        const names: string[] = [];
        if (seed.nemesis.strikes(process, `before ${before}`)) return;
        const refusal = this.refusal(before);
        if (refusal !== null) {
          reply(() => {
            reject(refusal);
          });
          return;
        }
        const ended = await settled(work(seed.line, names));
        const name = mainOf(names);
        seed.witness.statement(process, name, ended);
        await seed.invariants.stepped(name);
        if (seed.nemesis.strikes(process, `after ${name}`)) return;
        if (ended.ok && seed.faults.fires('db.reply_lost', name)) {
          seed.journal.cover(`lost reply of ${name}`);
          reply(() => {
            reject(connectionLost());
          });
        } else if (ended.ok)
          reply(() => {
            resolve(ended.value);
          }, seed.nemesis.replyMs());
        else
          reply(() => {
            reject(ended.error);
          });
      };
      seed.time.after(seed.streams.between('db', 0, 4), { label: 'db', process, run });
    });
  }

  /**
   * The connection breaks before the COMMIT arrives: nothing is done, and the caller is told what it is told of a lost reply.
   *
   * @throws when it does
   */
  private mayLoseCommit(name: string): void {
    if (!this.seed.faults.fires('db.commit_lost', name)) return;
    this.seed.journal.cover(`lost commit of ${name}`);
    throw connectionLost();
  }

  /** Before anything has reached Postgres. */
  private refusal(before: string): Error | null {
    const { seed } = this;
    if (seed.nemesis.isDatabaseAway()) return connectionRefused();
    if (seed.faults.fires('db.serialization', before)) return known('40001', 'could not serialize access');
    return seed.faults.fires('db.refused', before) ? connectionRefused() : null;
  }
}

type Settled<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: Error };

async function settled<T>(work: Promise<T>): Promise<Settled<T>> {
  try {
    return { ok: true, value: await work };
  } catch (error) {
    return { ok: false, error: error instanceof Error ? error : new Error(String(error)) };
  }
}

const sqls = new WeakMap<TemplateStringsArray, string>();

function toStatement(raw: Raw): Statement {
  const [first] = raw;
  if (first instanceof Prisma.Sql) return { text: first.text, values: first.values };
  const values = raw.slice(1);
  const isPlain = !values.some((value) => value instanceof Prisma.Sql);
  const strings = first;
  const cached = isPlain ? sqls.get(strings) : undefined;
  if (cached !== undefined) return { text: cached, values };
  const sql = new Prisma.Sql(strings, values);
  if (isPlain) sqls.set(strings, sql.text);
  return { text: sql.text, values: sql.values };
}

function keyOf(row: Readonly<Record<string, unknown>>): bigint {
  const key = row['id'] ?? row['deliveryId'] ?? row['messageId'];
  return typeof key === 'bigint' ? key : 0n;
}
