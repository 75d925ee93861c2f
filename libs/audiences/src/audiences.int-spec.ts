import fc from 'fast-check';
import { createTestDatabase, type TestDatabase } from '#lib/testing';
import { AudiencesService } from './audiences.service.js';
import type { Audience, Selector } from './domain/audience.js';

interface Someone {
  readonly id: number;
  readonly tags: readonly string[];
  readonly isBot: boolean;
  readonly isSuspended: boolean;
  readonly isInvited: boolean;
  readonly hasLeft: boolean;
}

const TAGS = ['Офис', 'Склад', 'Водители', "O'Neill; drop table person"];

describe('audiences against the directory', () => {
  let db: TestDatabase;
  const audiences = new AudiencesService();
  beforeAll(async () => {
    db = await createTestDatabase();
  });
  afterAll(() => db.close());

  const rules = (include: Selector[], exclude: Selector[] = []): Audience => ({
    type: 'rules',
    include,
    exclude,
  });
  const estimate = (audience: Audience, skipInvited = false) =>
    audiences.estimate(db.database.client, audience, { skipInvited });

  async function directory(people: readonly Someone[]): Promise<void> {
    await db.query('truncate person, tag cascade');
    await db.query(
      `insert into tag (id, name, users_count, synced_at) select row_number() over (), name, 0, now() from unnest($1::text[]) as name`,
      [TAGS],
    );
    for (const one of people) {
      await db.query(
        `insert into person (id, nickname, role, is_suspended, is_bot, invite_status, synced_at, left_at, time_zone)
         values ($1, 'n', 'user', $2, $3, $4, now(), $5, 'Europe/Moscow')`,
        [
          one.id,
          one.isSuspended,
          one.isBot,
          one.isInvited ? 'sent' : 'confirmed',
          one.hasLeft ? new Date() : null,
        ],
      );
      await db.query(
        'insert into person_tag (person_id, tag_id) select $1, id from tag where name = any($2::text[])',
        [one.id, one.tags],
      );
    }
  }

  const plain = { isBot: false, isSuspended: false, isInvited: false, hasLeft: false };

  it('names everybody once, however many selectors match', async () => {
    await directory([
      { ...plain, id: 1, tags: ['Офис', 'Склад'] },
      { ...plain, id: 2, tags: ['Склад'] },
      { ...plain, id: 3, tags: [] },
    ]);
    expect(
      await estimate(rules([{ tags_any: ['Офис', 'Склад'] }, { users: [1, 2] }, { tags_any: ['Склад'] }])),
    ).toMatchObject({
      matched: 2,
      toSend: 2,
      skipped: [],
      timeZones: 1,
    });
    expect((await estimate(rules([{ tags_all: ['Офис', 'Склад', 'Офис'] }]))).toSend).toBe(1);
    expect((await estimate(rules([{ everyone: true }]))).toSend).toBe(3);
  });

  it('has the same digest for the same people, whatever the way to say it', async () => {
    await directory([
      { ...plain, id: 1, tags: ['Офис'] },
      { ...plain, id: 2, tags: ['Склад'] },
    ]);
    const one = await estimate(rules([{ tags_any: ['Офис', 'Склад'] }]));
    const other = await estimate(rules([{ users: [2] }, { tags_any: ['Офис'] }]));
    expect(one.digest).toBe(other.digest);
    expect((await estimate(rules([{ users: [2] }]))).digest).not.toBe(one.digest);
  });

  it('says where an unknown tag or person stands', async () => {
    await directory([
      { ...plain, id: 1, tags: [] },
      { ...plain, id: 2, tags: [], hasLeft: true },
    ]);
    const resolve = (audience: Audience) => audiences.resolve(db.database.client, audience);
    await expect(resolve(rules([{ tags_any: ['Офис', 'Офисс'] }]))).rejects.toMatchObject({
      code: 'unknown_tag',
      details: [{ pointer: '#/audience/include/0/tags_any/1', code: 'unknown_tag' }],
    });
    await expect(resolve(rules([{ users: [1] }], [{ users: [2, 3] }]))).rejects.toMatchObject({
      code: 'unknown_person',
      details: [{ pointer: '#/audience/exclude/0/users/0' }, { pointer: '#/audience/exclude/0/users/1' }],
    });
    await db.query('truncate person cascade');
    await expect(resolve(rules([{ everyone: true }]))).rejects.toMatchObject({ code: 'directory_empty' });
  });

  it('agrees with a naive reading of the rules, for any directory and any rules', async () => {
    const person = (id: number) =>
      fc.record({
        id: fc.constant(id),
        tags: fc.subarray(TAGS),
        isBot: fc.boolean(),
        isSuspended: fc.boolean(),
        isInvited: fc.boolean(),
        hasLeft: fc.boolean(),
      });
    const selector: fc.Arbitrary<Selector> = fc.oneof(
      fc.constant({ everyone: true } as const),
      fc.record({ tags_any: fc.subarray(TAGS, { minLength: 1 }) }),
      fc.record({ tags_all: fc.subarray(TAGS, { minLength: 1 }) }),
      fc.record({ users: fc.array(fc.integer({ min: 1, max: 8 }), { minLength: 1, maxLength: 4 }) }),
    );
    const people = fc.tuple(...Array.from({ length: 6 }, (_, at) => person(at + 1)));
    const include = fc.array(selector, { minLength: 1, maxLength: 3 });
    await fc.assert(
      fc.asyncProperty(
        people,
        include,
        fc.array(selector, { maxLength: 2 }),
        fc.boolean(),
        async (all, yes, no, skipInvited) => {
          await directory(all);
          const result = await estimate(rules(yes, no), skipInvited);
          const expected = naive(all, { yes, no, skipInvited });
          expect(Object.fromEntries(result.skipped.map(({ reason, count }) => [reason, count]))).toEqual(
            expected.skipped,
          );
          expect([result.toSend, result.matched]).toEqual([expected.toSend, expected.matched]);
        },
      ),
      { numRuns: 60 },
    );
  });
});

function matches(one: Someone, selector: Selector): boolean {
  if ('everyone' in selector) return true;
  if ('users' in selector) return selector.users.includes(one.id);
  if ('tags_any' in selector) return selector.tags_any.some((tag) => one.tags.includes(tag));
  return selector.tags_all.every((tag) => one.tags.includes(tag));
}

function naive(
  people: readonly Someone[],
  rule: { yes: readonly Selector[]; no: readonly Selector[]; skipInvited: boolean },
): { matched: number; toSend: number; skipped: Record<string, number> } {
  const skipped: Record<string, number> = {};
  const matched = people.filter((one) => !one.hasLeft && rule.yes.some((selector) => matches(one, selector)));
  const reasons = matched.map((one) => {
    if (rule.no.some((selector) => matches(one, selector))) return 'excluded';
    if (one.isBot) return 'bot';
    if (one.isSuspended) return 'suspended';
    return rule.skipInvited && one.isInvited ? 'invite_pending' : null;
  });
  for (const reason of reasons) if (reason !== null) skipped[reason] = (skipped[reason] ?? 0) + 1;
  return { matched: matched.length, toSend: reasons.filter((reason) => reason === null).length, skipped };
}
