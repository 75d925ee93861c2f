import { Prisma } from '#lib/database';
import { OperationsService } from '#lib/operations';
import { createTestDatabase, Ledger, type TestDatabase } from '#lib/testing';
import { DirectoryService } from './directory.service.js';
import { OptOutInvalidError, PersonNotFoundError } from './domain/directory.errors.js';
import { isOptedOut } from './opt-out.queries.js';
import { OptOuts } from './opt-outs.service.js';
import { CONFIG } from './directory.fixture.js';

describe('an opt-out', () => {
  let db: TestDatabase;
  let optOuts: OptOuts;
  let directory: DirectoryService;

  beforeAll(async () => {
    db = await createTestDatabase();
    optOuts = new OptOuts(db.database);
    directory = new DirectoryService(db.database, new OperationsService(db.database), CONFIG);
    await new Ledger(db).people([1, 2, 3]);
  });
  afterAll(() => db.close());
  beforeEach(() => db.query('truncate opt_out'));

  const set = (personId: number, until: Date | null, reason = 'Декретный отпуск') =>
    db.database.transaction((tx) => optOuts.set(tx, { personId, reason, until, setBy: 'key:test' }));
  const counted = async (): Promise<number[]> =>
    (
      await db.database.client.$queryRaw<{ id: bigint }[]>(
        Prisma.sql`select id from person p where ${isOptedOut(Prisma.sql`p.id`)} order by id`,
      )
    ).map((row) => Number(row.id));
  const inAnHour = () => new Date(Date.now() + 3_600_000);
  const end = (personId: number) =>
    db.query("update opt_out set until = clock_timestamp() - interval '1 second' where person_id = $1", [
      personId,
    ]);

  it('holds until somebody lifts it, and lifting what is not there is no failure', async () => {
    expect(await optOuts.get(1)).toBeNull();
    expect(await set(1, null)).toMatchObject({ personId: 1, reason: 'Декретный отпуск', until: null });
    expect(await optOuts.get(1)).toMatchObject({ setBy: 'key:test' });
    expect(await counted()).toEqual([1]);
    expect(await directory.standingOf(1)).toMatchObject({ person: { isOptedOut: true }, isInDoubt: false });
    await optOuts.lift(1);
    await optOuts.lift(1);
    expect(await counted()).toEqual([]);
    expect(await directory.standingOf(1)).toMatchObject({ person: { isOptedOut: false } });
  });

  it('ends by itself', async () => {
    await set(1, inAnHour());
    await set(2, inAnHour());
    await end(2);
    expect(await counted()).toEqual([1]);
    expect(await optOuts.get(2)).toBeNull();
    expect(await directory.standingOf(2)).toMatchObject({ person: { isOptedOut: false } });
  });

  it('takes the place of the one before', async () => {
    await set(1, null, 'первая');
    const until = inAnHour();
    await set(1, until, ' вторая ');
    expect(await optOuts.get(1)).toMatchObject({ reason: 'вторая', until });
  });

  it('cannot be over before it begins, and changes nothing then', async () => {
    await set(1, null, 'прежняя');
    await expect(set(1, new Date(Date.now() - 60_000))).rejects.toThrow(OptOutInvalidError);
    expect(await optOuts.get(1)).toMatchObject({ reason: 'прежняя', until: null });
  });

  it('is of somebody who is known, those who left among them', async () => {
    await db.query('update person set left_at = clock_timestamp() where id = 3');
    await set(3, null);
    expect(await counted()).toEqual([3]);
    for (const of of [() => set(99, null), () => optOuts.get(99), () => optOuts.lift(99)])
      await expect(of()).rejects.toThrow(PersonNotFoundError);
  });
});
