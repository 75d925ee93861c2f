import { Test, type TestingModule } from '@nestjs/testing';
import fc from 'fast-check';
import { DatabaseModule, Prisma } from '#lib/database';
import { publicId } from '#lib/kernel';
import { createTestDatabase, type TestDatabase } from '#lib/testing';
import {
  CHAT,
  firstId,
  listId,
  rewriteWorld,
  secondId,
  seedWorld,
  type Someone,
  TAGS,
} from './audience-world.fixture.js';
import { AudiencesModule } from './audiences.module.js';
import { AudiencesService } from './audiences.service.js';
import { ROLES, RUN_RESULTS, type RunResult, type Selector, type SimpleSelector } from './domain/audience.js';
import { figures, NaiveAudience } from './naive-audience.fixture.js';

describe('the rules of an audience', () => {
  let db: TestDatabase;
  let module: TestingModule;
  let audiences: AudiencesService;
  let runId = '';
  beforeAll(async () => {
    db = await createTestDatabase();
    module = await Test.createTestingModule({
      imports: [DatabaseModule.with({ url: db.url, applicationName: 'test' }), AudiencesModule],
    }).compile();
    audiences = module.get(AudiencesService);
    runId = await seedWorld(db);
  });
  afterAll(async () => {
    await module.close();
    await db.close();
  });

  it('agree with a naive reading of them, for any directory, any rules and any saved audiences', async () => {
    const run = publicId('run', runId);
    await fc.assert(
      fc.asyncProperty(worldOf(run), async ({ people, first, second, audience, options }) => {
        await rewriteWorld(db, people, first, second);
        const naive = new NaiveAudience(people, { [firstId ?? '']: first, [secondId ?? '']: second });
        const expected = naive.rows(audience, options);
        const expanded = await audiences.expand(db.database.client, audience);
        const rows = await db.database.client.$queryRaw(
          Prisma.sql`select * from (${audiences.audienceRows(expanded, options)}) r order by recipient_id`,
        );
        expect(rows).toEqual(expected.map((row) => ({ ...row, recipient_id: BigInt(row.recipient_id) })));
        const estimate = await audiences.estimate(db.database.client, expanded, options);
        expect(estimate).toEqual(figures(people, expected));
      }),
      { numRuns: 250 },
    );
  });
});

function worldOf(run: string) {
  const person = (id: number): fc.Arbitrary<Someone> =>
    fc.record({
      id: fc.constant(id),
      tags: fc.subarray(TAGS),
      department: fc.constantFrom('Логистика', 'Кадры', null),
      title: fc.constantFrom('Водитель', null),
      role: fc.constantFrom(...ROLES),
      property: fc.constantFrom('5', '6', null),
      isBot: fc.boolean(),
      isSuspended: fc.boolean(),
      invite: fc.constantFrom('confirmed', 'sent', 'other'),
      hasLeft: fc.boolean(),
      timeZone: fc.constantFrom('Europe/Moscow', 'Asia/Omsk', null),
    });
  const some = <T>(values: fc.Arbitrary<T>) => fc.array(values, { minLength: 1, maxLength: 3 });
  const names = some(fc.constantFrom(...TAGS, 'Нет такого'));
  const leaf: fc.Arbitrary<SimpleSelector> = fc.oneof(
    fc.constant({ everyone: true } as const),
    fc.record({ tags_any: names }),
    fc.record({ tags_all: names }),
    fc.record({ departments: some(fc.constantFrom('Логистика', 'Кадры', 'Нет такого')) }),
    fc.record({ titles: some(fc.constantFrom('Водитель', 'Нет такой')) }),
    fc.record({ roles: some(fc.constantFrom(...ROLES)) }),
    fc.record({ time_zones: some(fc.constantFrom('Europe/Moscow', 'Asia/Omsk', 'company')) }),
    fc.record({
      custom_property: fc.record({
        name: fc.constantFrom('Грейд', 'Нет такого'),
        values: some(fc.constantFrom('5', '6', '7')),
      }),
    }),
    fc.record({ chats: some(fc.constantFrom(CHAT, 78)) }),
    fc.record({ users: some(fc.integer({ min: 1, max: 8 })) }),
    fc.record({
      run_results: fc.record({
        run_id: fc.constant(run),
        results: some(fc.constantFrom<RunResult>(...RUN_RESULTS)),
      }),
    }),
  );
  const naming = (...ids: readonly (string | undefined)[]): fc.Arbitrary<Selector> => {
    const saved = fc.record({ audiences: some(fc.constantFrom(...ids.map((id) => id ?? ''))) });
    const simple = fc.oneof({ weight: 2, arbitrary: leaf }, saved);
    const all = fc.record({ all_of: fc.array(simple, { minLength: 1, maxLength: 3 }) });
    return fc.oneof({ weight: 2, arbitrary: simple }, all);
  };
  const audienceOf = (selector: fc.Arbitrary<Selector>) =>
    fc.record({
      type: fc.constant('rules' as const),
      include: fc.array(selector, { minLength: 1, maxLength: 3 }),
      exclude: fc.array(selector, { maxLength: 2 }),
    });
  return fc.record({
    people: fc.tuple(...Array.from({ length: 6 }, (_, n) => person(n + 1))),
    first: audienceOf(naming(listId)),
    second: audienceOf(naming(firstId, listId)),
    audience: audienceOf(naming(firstId, secondId, listId)),
    options: fc.record({ skipInvited: fc.boolean(), skipGuests: fc.boolean() }),
  });
}
