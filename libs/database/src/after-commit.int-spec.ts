import { createTestDatabase, type TestDatabase } from '#lib/testing';
import { afterCommit } from './after-commit.js';

describe('what is to be told after the commit', () => {
  let db: TestDatabase;
  let told: string[];
  const tell = (line: string) => () => {
    told.push(line);
  };
  beforeAll(async () => {
    db = await createTestDatabase();
  });
  beforeEach(() => {
    told = [];
  });
  afterAll(() => db.close());

  it.each(['transaction', 'bulkTransaction', 'snapshot'] as const)(
    'waits for the end of a %s, in the order in which it came',
    async (kind) => {
      const result = await db.database[kind]((tx) => {
        afterCommit(tx, tell('first'));
        afterCommit(tx, tell('second'));
        expect(told).toEqual([]);
        return Promise.resolve('the result');
      });
      expect(result).toBe('the result');
      expect(told).toEqual(['first', 'second']);
    },
  );

  it('is never told of what was rolled back, by a throw or by Postgres', async () => {
    const thrown = db.database.transaction((tx) => {
      afterCommit(tx, tell('thrown'));
      return Promise.reject(new Error('ours'));
    });
    await expect(thrown).rejects.toThrow('ours');
    await db.query(
      `create table pair (id int primary key, other int references pair deferrable initially deferred)`,
    );
    // The constraint is looked at by COMMIT itself: the work has ended well by then.
    const refused = db.database.transaction(async (tx) => {
      afterCommit(tx, tell('refused'));
      await tx.$executeRaw`insert into pair values (1, 2)`;
    });
    await expect(refused).rejects.toThrow();
    expect(told).toEqual([]);
  });

  it('is told at once where there is no transaction', () => {
    afterCommit(db.database.client, tell('now'));
    expect(told).toEqual(['now']);
  });

  it('knows the transactions of one moment apart', async () => {
    await db.database.transaction(async (outer) => {
      afterCommit(outer, tell('outer'));
      await db.database.transaction((inner) => {
        afterCommit(inner, tell('inner'));
        return Promise.resolve();
      });
      expect(told).toEqual(['inner']);
    });
    expect(told).toEqual(['inner', 'outer']);
  });
});
