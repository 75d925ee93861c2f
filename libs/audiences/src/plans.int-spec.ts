import { Prisma } from '#lib/database';
import { createTestDatabase, type TestDatabase } from '#lib/testing';
import { audienceRows, selectEstimate } from './audience.queries.js';
import { parseAudience } from './domain/parse-audience.js';

const PEOPLE = 5_000;

/** A node of `explain (analyze, format json)`. */
interface PlanNode {
  readonly 'Node Type': string;
  readonly 'Plan Rows': number;
  readonly 'Actual Rows': number;
  readonly Plans?: readonly PlanNode[];
}

describe('the plan of an audience', () => {
  let db: TestDatabase;
  beforeAll(async () => {
    db = await createTestDatabase();
    await db.query(
      `insert into person (id, nickname, role, is_suspended, is_bot, invite_status, department, synced_at)
       select n, 'user' || n, 'user', false, false, 'confirmed', 'Отдел ' || n % 10, now()
         from generate_series(1, $1::int) n`,
      [PEOPLE],
    );
    await db.query("insert into tag (id, name, users_count, synced_at) values (1, 'Склад', 0, now())");
    await db.query('insert into person_tag (person_id, tag_id) select id, 1 from person where id % 3 = 0');
    await db.query('vacuum analyze person, tag, person_tag, opt_out');
  });
  afterAll(() => db.close());

  const people = audienceRows(
    {
      audience: parseAudience({
        type: 'rules',
        include: [{ tags_any: ['Склад'] }, { everyone: true }],
        exclude: [{ departments: ['Отдел 1'] }],
      }),
      saved: new Map(),
    },
    { skipInvited: true, skipGuests: true },
  );

  const planOf = async (sql: Prisma.Sql): Promise<PlanNode> => {
    const [row] = await db.database.client.$queryRaw<{ 'QUERY PLAN': [{ Plan: PlanNode }] }[]>(
      Prisma.sql`explain (analyze, timing off, format json) ${sql}`,
    );
    if (row === undefined) throw new Error('There is no plan.');
    return row['QUERY PLAN'][0].Plan;
  };

  it('knows how many people it comes to: of a handful, the statements that read it would look each up by itself', async () => {
    const expected = (await planOf(people))['Plan Rows'];
    expect(expected).toBeGreaterThan(PEOPLE / 2);
    expect(expected).toBeLessThan(PEOPLE * 4);
  });

  it.each([
    ['told', people],
    ['counted', selectEstimate(people)],
  ] as const)('looks nobody up one by one when its people are %s', async (_, sql) => {
    expect(perPerson(await planOf(sql))).toEqual([]);
  });
});

/** Loops that take a turn for more than a tenth of the people, by what is done in each. */
function perPerson(node: PlanNode): string[] {
  const [outer, inner] = node.Plans ?? [];
  const isLoop =
    node['Node Type'] === 'Nested Loop' && outer !== undefined && outer['Actual Rows'] > PEOPLE / 10;
  return [
    ...(isLoop ? [inner?.['Node Type'] ?? 'nothing'] : []),
    ...(node.Plans ?? []).flatMap((each) => perPerson(each)),
  ];
}
