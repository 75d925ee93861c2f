import { createHash } from 'node:crypto';
import { Test, type TestingModule } from '@nestjs/testing';
import fc from 'fast-check';
import { DatabaseModule } from '#lib/database';
import { newUuid, publicId } from '#lib/kernel';
import { createTestDatabase, Ledger, type TestDatabase } from '#lib/testing';
import { AudiencesModule } from './audiences.module.js';
import { AudiencesService } from './audiences.service.js';
import {
  type Audience,
  ROLES,
  RUN_RESULTS,
  type RunResult,
  type Selector,
  type SimpleSelector,
  SKIP_REASONS,
} from './domain/audience.js';
import { planOf } from './domain/audience-plan.js';
import type { SavedRule } from './domain/saved-audience.js';

interface Someone {
  readonly id: number;
  readonly tags: readonly string[];
  readonly department: string | null;
  readonly title: string | null;
  readonly role: string;
  readonly property: string | null;
  readonly isBot: boolean;
  readonly isSuspended: boolean;
  readonly invite: string;
  readonly hasLeft: boolean;
  readonly timeZone: string | null;
}

interface Options {
  readonly skipInvited: boolean;
  readonly skipGuests: boolean;
}

const TAGS = ['Офис', 'Склад', "O'Neill; drop table person"];
/** Two rules, of which the second names the first, and a list of the people 2 and 3. */
const [FIRST, SECOND, LIST] = [newUuid(), newUuid(), newUuid()];
const [firstId, secondId, listId] = [FIRST, SECOND, LIST].map((id) => publicId('aud', id));
const MEMBERS = [2, 3];
/** A chat, and who is in it. */
const [CHAT, IN_CHAT] = [77, [1, 4]];
const OPTED_OUT = [1, 5];
/** What became of a run that went to the people 1 to 5. */
const RESULTS: Readonly<Record<number, readonly RunResult[]>> = {
  1: ['sent', 'read', 'not_acknowledged'],
  2: ['sent', 'unread', 'acknowledged'],
  3: ['not_sent', 'failed'],
  4: ['not_sent'],
  5: ['not_sent'],
};

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
    runId = await runOfFive(db);
    for (const [id, isList] of [
      [FIRST, false],
      [SECOND, false],
      [LIST, true],
    ] as const)
      await db.query('insert into audience (id, name, rules, created_by) values ($1, $2, $3, $4)', [
        ...[id, `Аудитория ${id}`, isList ? null : JSON.stringify(rules([{ everyone: true }])), 'test'],
      ]);
    await db.query(
      `insert into chat (id, is_channel, is_archived, is_public, is_member, member_count, synced_at, members_synced_at)
       values ($1, false, false, false, true, 2, now(), now())`,
      [CHAT],
    );
    await db.query('insert into chat_member select $1, unnest($2::bigint[])', [CHAT, IN_CHAT]);
    await db.query(
      `insert into opt_out (person_id, reason, until, set_by)
       select id, 'отпуск', case when id = 6 then now() end, 'test' from unnest($1::bigint[]) as id`,
      [[...OPTED_OUT, 6]],
    );
    await db.query('insert into audience_member select $1, unnest($2::bigint[])', [LIST, MEMBERS]);
  });
  afterAll(async () => {
    await module.close();
    await db.close();
  });

  async function world(people: readonly Someone[], first: Audience, second: Audience): Promise<void> {
    await db.query('truncate person, tag, person_tag');
    await db.query(
      'insert into tag (id, name, users_count, synced_at) select n, name, 0, now() from unnest($1::text[]) with ordinality as t (name, n)',
      [TAGS],
    );
    await db.query(
      `insert into person (id, nickname, role, is_suspended, is_bot, invite_status, synced_at, left_at, time_zone,
                           department, title, custom_properties)
       select id, 'n', role, "isSuspended", "isBot", invite, now(), case when "hasLeft" then now() end, "timeZone",
              department, title, jsonb_build_array(jsonb_build_object('name', 'Грейд', 'value', property))
         from jsonb_to_recordset($1) as r (id bigint, role text, "isSuspended" boolean, "isBot" boolean, invite text,
                                           "hasLeft" boolean, "timeZone" text, department text, title text, property text)`,
      [JSON.stringify(people)],
    );
    await db.query(
      `insert into person_tag (person_id, tag_id)
       select r.id, t.id from jsonb_to_recordset($1) as r (id bigint, tags text[]) join tag t on t.name = any(r.tags)`,
      [JSON.stringify(people)],
    );
    await db.query(
      'update audience set rules = case id when $1::uuid then $2::jsonb else $4::jsonb end where id in ($1, $3)',
      [...[FIRST, JSON.stringify(first), SECOND, JSON.stringify(second)]],
    );
  }

  it('agree with a naive reading of them, for any directory, any rules and any saved audiences', async () => {
    const run = publicId('run', runId);
    await fc.assert(
      fc.asyncProperty(worldOf(run), async ({ people, first, second, audience, options }) => {
        await world(people, first, second);
        const naive = new Naive(people, { [firstId ?? '']: first, [secondId ?? '']: second });
        const expected = naive.rows(audience, options);
        const expanded = await audiences.expand(db.database.client, audience);
        const rows = await db.database.client.$queryRaw(audiences.audienceRows(expanded, options));
        expect(rows).toEqual(expected.map((row) => ({ ...row, recipient_id: BigInt(row.recipient_id) })));
        const estimate = await audiences.estimate(db.database.client, expanded, options);
        expect(estimate).toEqual(figures(people, expected));
      }),
      { numRuns: 250 },
    );
  });
});

const rules = (include: readonly Selector[], exclude: readonly Selector[] = []): Audience => ({
  ...{ type: 'rules', include, exclude },
});

async function runOfFive(db: TestDatabase): Promise<string> {
  const ledger = new Ledger(db);
  const runId = await ledger.run(await ledger.sender(), [1, 2, 3, 4, 5]);
  await db.query(
    `update delivery set state = 'sent', message_id = recipient_id, chat_id = 1, evidence = 'answer', sent_at = now()
      where run_id = $1 and recipient_id <= 2`,
    [runId],
  );
  await db.query(
    `update delivery set state = 'leased', lease_owner = 'x', lease_until = now() where run_id = $1 and recipient_id = 3`,
    [runId],
  );
  await db.query(
    `update delivery set state = 'sending', send_deadline = now() where run_id = $1 and recipient_id = 3`,
    [runId],
  );
  await db.query(
    `update delivery set state = 'failed', reason = 'no_access' where run_id = $1 and recipient_id = 3`,
    [runId],
  );
  await db.query(`update delivery set state = 'cancelled' where run_id = $1 and recipient_id = 4`, [runId]);
  await db.query(
    `insert into receipt (delivery_id, read_seen_at, source, checked_at)
     select id, now(), 'readers', now() from delivery where run_id = $1 and recipient_id = 1`,
    [runId],
  );
  // Two have confirmed the text, which says something else by now, and one of them that, too.
  await db.query(
    `with v as (insert into content_version (id, campaign_id, number, substance, template, content_hash, created_by)
       select gen_random_uuid(), campaign_id, 9, 9, 'New', 'h', 'test' from run where id = $1 returning id),
     a as (insert into acknowledgement (delivery_id, substance, sender_id, choice, content_version_id, source, event_id, acked_at)
       select d.id, k.substance, d.sender_id, 'ok', v.id, 'click', 1, now()
         from v, delivery d join (values (1, 0), (2, 0), (2, 9)) k(person, substance) on k.person = d.recipient_id
        where d.run_id = $1)
     update run set content_version_id = (select id from v) where id = $1`,
    [runId],
  );
  return runId;
}

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

interface Row {
  readonly recipient_id: number;
  readonly included_by: string;
  readonly excluded_by: string | null;
  readonly is_repeated: boolean;
  readonly skip_reason: string | null;
}

/** One person and one selector at a time. */
class Naive {
  private readonly saved: ReadonlyMap<string, SavedRule>;

  constructor(
    private readonly people: readonly Someone[],
    rulesById: Readonly<Record<string, Audience>>,
  ) {
    const all = [...Object.entries(rulesById), [listId ?? '', null] as const];
    this.saved = new Map(all.map(([id, rule]) => [id, { id, name: `Аудитория ${nameOf(id)}`, rules: rule }]));
  }

  rows(audience: Audience, options: Options): Row[] {
    return this.people.flatMap((one) => {
      const included = audience.include.flatMap((selector) => this.reasons(one, selector));
      const [label] = included;
      if (label === undefined || one.hasLeft) return [];
      const [excludedBy = null] = audience.exclude.flatMap((selector) => this.reasons(one, selector));
      const places = new Set(
        audience.include.flatMap((selector, n) =>
          this.matches(one, selector) ? ['everyone' in selector ? 'everyone' : n] : [],
        ),
      );
      return [
        {
          recipient_id: one.id,
          included_by: label,
          excluded_by: excludedBy,
          is_repeated: places.size > 1,
          skip_reason: skipReason(one, excludedBy, options),
        },
      ];
    });
  }

  /** Labels of the single values by which a selector of the list itself has somebody. */
  private reasons(one: Someone, selector: Selector): string[] {
    return planOf([selector], this.saved).labels.flatMap((label, n) => {
      const single = singleOf(selector, n);
      return this.matches(one, single) ? [label] : [];
    });
  }

  private matches(one: Someone, selector: Selector): boolean {
    if ('all_of' in selector) return selector.all_of.every((part) => this.matches(one, part));
    if ('everyone' in selector) return true;
    if ('chats' in selector) return selector.chats.includes(CHAT) && IN_CHAT.includes(one.id);
    if ('users' in selector) return selector.users.includes(one.id);
    if ('tags_any' in selector) return selector.tags_any.some((tag) => one.tags.includes(tag));
    if ('tags_all' in selector) return selector.tags_all.every((tag) => one.tags.includes(tag));
    if ('departments' in selector)
      return one.department !== null && selector.departments.includes(one.department);
    if ('titles' in selector) return one.title !== null && selector.titles.includes(one.title);
    if ('roles' in selector) return selector.roles.some((role) => role === one.role);
    if ('time_zones' in selector) return selector.time_zones.includes(one.timeZone ?? 'company');
    if ('custom_property' in selector) {
      const { name, values } = selector.custom_property;
      return name === 'Грейд' && one.property !== null && values.includes(one.property);
    }
    if ('run_results' in selector)
      return selector.run_results.results.some((result) => RESULTS[one.id]?.includes(result) === true);
    return selector.audiences.some((id) => {
      const rule = this.saved.get(id)?.rules ?? null;
      if (rule === null) return MEMBERS.includes(one.id);
      return (
        rule.include.some((part) => this.matches(one, part)) &&
        !rule.exclude.some((part) => this.matches(one, part))
      );
    });
  }
}

const nameOf = (id: string): string =>
  [FIRST, SECOND, LIST].find((uuid) => publicId('aud', uuid) === id) ?? '';

/** The n-th different value of a selector, alone. */
function singleOf(selector: Selector, n: number): Selector {
  const nth = <T>(values: readonly T[]): T[] => [...new Set(values)].slice(n, n + 1);
  if ('tags_any' in selector) return { tags_any: nth(selector.tags_any) };
  if ('departments' in selector) return { departments: nth(selector.departments) };
  if ('titles' in selector) return { titles: nth(selector.titles) };
  if ('roles' in selector) return { roles: nth(selector.roles) };
  if ('time_zones' in selector) return { time_zones: nth(selector.time_zones) };
  if ('chats' in selector) return { chats: nth(selector.chats) };
  if ('audiences' in selector) return { audiences: nth(selector.audiences) };
  if ('custom_property' in selector) {
    const { name, values } = selector.custom_property;
    return { custom_property: { name, values: nth(values) } };
  }
  if ('run_results' in selector) {
    const { run_id, results } = selector.run_results;
    return { run_results: { run_id, results: nth(results) } };
  }
  return selector;
}

function skipReason(one: Someone, excludedBy: string | null, options: Options): string | null {
  if (excludedBy !== null) return 'excluded';
  if (one.isBot) return 'bot';
  if (one.isSuspended) return 'suspended';
  if (OPTED_OUT.includes(one.id)) return 'opted_out';
  if (options.skipGuests && one.role.endsWith('guest')) return 'guest';
  return options.skipInvited && one.invite !== 'confirmed' ? 'invite_pending' : null;
}

function figures(people: readonly Someone[], found: readonly Row[]): unknown {
  const toSend = found.filter((row) => row.skip_reason === null);
  const those = people.filter(({ id }) => toSend.some((row) => row.recipient_id === id));
  const lines = found.map((row) =>
    row.skip_reason === null ? String(row.recipient_id) : `${row.recipient_id}:${row.skip_reason}`,
  );
  return {
    matched: found.length,
    repeated: found.filter((row) => row.is_repeated).length,
    toSend: toSend.length,
    skipped: SKIP_REASONS.map((reason) => ({
      reason,
      count: found.filter((row) => row.skip_reason === reason).length,
    })).filter(({ count }) => count > 0),
    guests: those.filter(({ role }) => role.endsWith('guest')).length,
    invited: those.filter(({ invite }) => invite !== 'confirmed').length,
    timeZones: new Set(those.map(({ timeZone }) => timeZone)).size,
    digest: createHash('sha256').update(lines.join('\n')).digest('hex'),
  };
}
