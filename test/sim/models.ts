import type { Rows, Statement } from './pg-line.js';

type Ask = (statement: Statement) => Promise<Rows>;
type Values = Readonly<Record<string, unknown>>;

const snake = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
const camel = (name: string): string =>
  name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());

/** The few calls of Prisma's model client that the product's send path makes, as the statements they come to. */
export class Model {
  constructor(
    private readonly table: string,
    private readonly ask: Ask,
    private readonly order = 'created_at, id',
  ) {}

  async findUnique({ where }: { where: Values }): Promise<object | null> {
    return (await this.select(where))[0] ?? null;
  }

  findMany({ where = {} }: { where?: Values } = {}): Promise<object[]> {
    return this.select(where);
  }

  async findUniqueOrThrow(question: { where: Values }): Promise<object> {
    const found = await this.findUnique(question);
    if (found === null) throw new Error(`There is no such ${this.table}`);
    return found;
  }

  async count({ where }: { where: Values }): Promise<number> {
    const values: unknown[] = [];
    const text = `select count(*)::int as count from ${this.table} where ${condition(where, values)}`;
    return Number((await this.ask({ text, values })).rows[0]?.['count']);
  }

  async create({ data }: { data: Values }): Promise<object> {
    const given = Object.entries(data).filter(([, value]) => value !== undefined);
    const columns = given.map(([name]) => snake(name)).join(', ');
    const places = given.map((_, index) => `$${String(index + 1)}`).join(', ');
    const text = `insert into ${this.table} (${columns}) values (${places}) returning *`;
    const { rows } = await this.ask({ text, values: given.map(([, value]) => value) });
    return toModel(rows[0] ?? {});
  }

  async update(change: { where: Values; data: Values }): Promise<object> {
    return toModel((await this.change(change)).rows[0] ?? {});
  }

  async updateMany(change: { where: Values; data: Values }): Promise<{ count: number }> {
    return { count: (await this.change(change)).count };
  }

  async updateManyAndReturn(change: { where: Values; data: Values }): Promise<object[]> {
    return (await this.change(change)).rows.map(toModel);
  }

  private async select(where: Values): Promise<object[]> {
    const values: unknown[] = [];
    const text = `select * from ${this.table} where ${condition(where, values)} order by ${this.order}`;
    return (await this.ask({ text, values })).rows.map(toModel);
  }

  private change({ where, data }: { where: Values; data: Values }): Promise<Rows> {
    const values: unknown[] = [];
    const set = Object.entries(data)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => {
        const column = snake(name);
        const by = (value as { increment?: number } | null)?.increment;
        values.push(by ?? value);
        return by === undefined
          ? `${column} = $${String(values.length)}`
          : `${column} = ${column} + $${String(values.length)}`;
      });
    const text = `update ${this.table} set ${set.join(', ')} where ${condition(where, values)} returning *`;
    return this.ask({ text, values });
  }
}

function condition(where: Values, values: unknown[]): string {
  const parts = Object.entries(where).map(([name, value]) => {
    const list = (value as { in?: readonly unknown[] } | null)?.in;
    values.push(list ?? value);
    const place = `$${String(values.length)}`;
    return list === undefined ? `${snake(name)} = ${place}` : `${snake(name)}::text = any(${place}::text[])`;
  });
  return ['true', ...parts].join(' and ');
}

function toModel(row: Readonly<Record<string, unknown>>): object {
  return Object.fromEntries(Object.entries(row).map(([name, value]) => [camel(name), value]));
}
