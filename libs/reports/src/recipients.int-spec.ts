import { createTestDatabase, type TestDatabase } from '#lib/testing';
import { RECIPIENT_STATES } from './domain/recipient-state.js';
import { FEW_PEOPLE } from './few-people.queries.js';
import { RECIPIENT_ORDERS, type RecipientOrder } from './domain/recipient-order.js';
import type { RecipientFilter } from './recipient-filter.queries.js';
import type { RecipientPlace } from './recipient-walk.js';
import type { RecipientDetail, RecipientList, ReportsService } from './reports.service.js';
import { ago, reportsOn, type RunIds, RunRows } from './run-rows.fixture.js';

describe('the recipients of a run', () => {
  let db: TestDatabase;
  let rows: RunRows;
  let reports: ReportsService;
  let run: RunIds;

  /** 1 sent and read, 2 sent and unread, 3 pending, 4 leased, 5 skipped, 6 failed and not in the directory, 7 sent. */
  beforeAll(async () => {
    db = await createTestDatabase();
    rows = new RunRows(db);
    reports = reportsOn(db);
    await rows.person(1, {
      first: 'Анна',
      last: 'Смирнова',
      department: 'Склад',
      tag: 'Офис',
      title: 'Кладовщик',
    });
    await rows.person(2, { first: 'Семён', last: 'Ёлкин', department: 'Склад' });
    await rows.person(3, { first: 'Анна', department: 'Офис', tag: 'Офис' });
    await rows.person(4, {});
    await rows.person(5, { first: 'Inna', last: '100%_Proof', tag: 'Курьеры' });
    await rows.person(7, { first: 'Пётр', last: 'Смирнов', zone: null });
    run = await rows.run(7);
    const read = await rows.delivery(run, { personId: 1, state: 'sent', sentAgoS: 5_000 });
    const unread = await rows.delivery(run, { personId: 2, state: 'sent', sentAgoS: 4_000 });
    await rows.delivery(run, { personId: 3, state: 'pending' });
    await rows.delivery(run, { personId: 4, state: 'leased' });
    await rows.delivery(run, { personId: 5, state: 'skipped', reason: 'bot' });
    await rows.delivery(run, { personId: 6, state: 'failed', reason: 'not_found' });
    const last = await rows.delivery(run, { personId: 7, state: 'sent', sentAgoS: 100 });
    await rows.receipt(read, 1_000, 3_000);
    await rows.acknowledgement(read, 900, 'yes');
    await rows.acknowledgement(last, 50, 'no', { source: 'reaction' });
    await rows.recall(unread);
    await rows.receipt(unread, null, 2_000);
    const other = await rows.run(1);
    await rows.delivery(other, { personId: 1, state: 'sent' });
  });
  afterAll(() => db.close());

  const list = async (
    filter: RecipientFilter = {},
    limit = 50,
    place?: RecipientPlace,
  ): Promise<RecipientList> => {
    const page = place === undefined ? { limit } : { limit, place };
    const found = await reports.recipients({ campaignId: run.campaignId }, filter, page);
    if (found === null) throw new Error('no such run');
    return found;
  };
  const peopleOf = async (filter: RecipientFilter): Promise<number[]> =>
    (await list(filter)).rows.map(({ person }) => person?.id ?? 0);

  it('are all people of it, in the order of their rows, whatever their state', async () => {
    expect(await peopleOf({})).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect((await list()).next).toBeNull();
  });

  it('are told with what is known of the person, the message and the reading', async () => {
    const [first, second] = (await list()).rows;
    expect(first).toMatchObject({
      person: {
        id: 1,
        name: 'Анна Смирнова',
        department: 'Склад',
        title: 'Кладовщик',
        timeZone: 'Asia/Omsk',
      },
      state: 'sent',
      reason: null,
      chatId: 334,
      attemptCount: 1,
      isRead: true,
      readSource: 'poll',
      unreadAsOf: null,
    });
    const messageId = Number(first?.deliveryId) + 1_000;
    expect(first).toMatchObject({ messageId, url: `https://app.pachca.com/chats/334?message=${messageId}` });
    const { readBetween, readAtEstimate } = first ?? {};
    expect(readBetween?.from.getTime()).toBeCloseTo(ago(3_000).getTime(), -5);
    expect(readBetween?.to.getTime()).toBeCloseTo(ago(1_000).getTime(), -5);
    expect(readAtEstimate?.getTime()).toBeCloseTo(ago(2_000).getTime(), -5);
    expect(second).toMatchObject({
      isRead: false,
      readBetween: null,
      readAtEstimate: null,
      readSource: null,
    });
    expect(second?.unreadAsOf).not.toBeNull();
  });

  it('are told with what they answered, and what they answered it with', async () => {
    const answers = (await list({ isAcknowledged: true })).rows;
    expect(answers.map(({ person, choice, ackSource }) => [person?.id, choice, ackSource])).toEqual([
      [1, 'yes', 'click'],
      [7, 'no', 'reaction'],
    ]);
    const others = (await list({ isAcknowledged: false })).rows;
    expect(new Set(others.map(({ ackSource }) => ackSource))).toEqual(new Set([null]));
  });

  it('are told without a name where the directory has none', async () => {
    const { rows: found } = await list({ states: ['pending', 'failed'] });
    expect(found.map(({ person, state, url }) => [person?.name, state, url])).toEqual([
      ['Анна', 'pending', null],
      ['nick4', 'pending', null],
      [null, 'failed', null],
    ]);
  });

  it.each<[string, RecipientFilter, number[]]>([
    ['states, where what a worker has in hand is pending', { states: ['pending'] }, [3, 4]],
    ['several states', { states: ['failed', 'skipped', 'failed'] }, [5, 6]],
    ['every state', { states: RECIPIENT_STATES }, [1, 2, 3, 4, 5, 6, 7]],
    ['no state', { states: [] }, []],
    ['read', { isRead: true }, [1, 7]],
    ['sent and not read', { isRead: false }, [2]],
    ['not read among those that are not sent: nobody', { isRead: false, states: ['pending'] }, []],
    ['confirmed', { isAcknowledged: true }, [1, 7]],
    ['sent and not confirmed', { isAcknowledged: false }, [2]],
    ['what they answered', { choices: ['no', 'maybe'] }, [7]],
    ['taken back', { isRecalled: true }, [2]],
    ['sent and not taken back', { isRecalled: false }, [1, 7]],
    ['titles', { titles: ['Кладовщик'] }, [1]],
    ['a time zone', { timeZones: ['Asia/Omsk'] }, [1, 2, 3, 4, 5]],
    ["the company's time zone", { timeZones: ['Europe/Moscow'] }, [7]],
    ['not having read', { notYet: { deed: 'read', unreadDays: 1 } }, [2, 3, 4, 5, 6]],
    ['why not', { notYet: { deed: 'read', unreadDays: 1, why: ['recalled', 'unread'] } }, [2]],
    ['reasons', { reasons: ['bot', 'not_found'] }, [5, 6]],
    ['departments', { departments: ['Склад', 'Офис'] }, [1, 2, 3]],
    ['tags', { tags: ['Офис', 'Курьеры'] }, [1, 3, 5]],
    ['a name in any case and order', { search: ' СМИРНОВА анна ' }, [1]],
    ['a part of a name', { search: 'смирнов' }, [1, 7]],
    ['ё and е alike', { search: 'семен ЁЛКИН' }, [2]],
    ['a nickname', { search: 'nick4' }, [4]],
    ['signs that mean something in patterns', { search: '100%_' }, [5]],
    ['what Postgres cannot store', { search: 'а\u0000', departments: ['\u0000'] }, []],
    ['all conditions together', { search: 'смирнов', departments: ['Склад'], isRead: true }, [1]],
  ])('can be narrowed by %s', async (_, filter, people) => {
    expect(await peopleOf(filter)).toEqual(people);
  });

  it('are the same ones whether the filter means a few people or many', async () => {
    const many = await rows.run(FEW_PEOPLE + 2);
    await db.query(
      `insert into person (id, nickname, department, role, is_suspended, is_bot, invite_status, synced_at)
       select n, 'many' || n, 'Завод', 'user', false, false, 'confirmed', now()
         from generate_series(1001, 1000 + $1::int) n`,
      [FEW_PEOPLE + 1],
    );
    await db.query(
      `insert into delivery (run_id, sender_id, recipient_id, included_by, marker)
       select $1, $2, n, 'everyone', new_marker() from generate_series(1000, 1000 + $3::int) n`,
      [many.runId, many.senderId, FEW_PEOPLE + 1],
    );
    const count = async (filter: RecipientFilter): Promise<number> => {
      const page = await reports.recipients({ runId: many.runId }, filter, { limit: FEW_PEOPLE + 2 });
      return page?.rows.length ?? 0;
    };
    expect(await count({ departments: ['Завод'] })).toBe(FEW_PEOPLE + 1);
    expect(await count({ departments: ['Завод'], search: 'many10' })).toBe(99);
    expect(await count({ departments: ['Завод'], search: 'MANY1_1' })).toBe(0);
    await db.query(`delete from person where id = 1001`);
    expect(await count({ departments: ['Завод'] })).toBe(FEW_PEOPLE);
    await db.query(`delete from person where id > 1000`);
  });

  it('come in pages that miss and repeat nobody', async () => {
    const seen: number[] = [];
    let place: RecipientPlace | undefined;
    do {
      const page = await list({}, 2, place);
      expect(page.runId).toBe(run.runId);
      expect(page.rows.length).toBeLessThanOrEqual(2);
      seen.push(...page.rows.map(({ person }) => person?.id ?? 0));
      place = page.next ?? undefined;
    } while (place !== undefined);
    expect(seen).toEqual([1, 2, 3, 4, 5, 6, 7]);
  });

  describe('in an order', () => {
    const walk = async (
      order: RecipientOrder,
      limit: number,
      filter: RecipientFilter = {},
    ): Promise<number[]> => {
      const seen: number[] = [];
      let place: RecipientPlace | undefined;
      do {
        const page = await reports.recipients(run, filter, { order, limit, ...(place && { place }) });
        seen.push(...(page?.rows ?? []).map(({ person }) => person?.id ?? 0));
        place = page?.next ?? undefined;
      } while (place !== undefined);
      return seen;
    };

    it.each<[RecipientOrder, number[]]>([
      ['row', [1, 2, 3, 4, 5, 6, 7]],
      // By last name, ё as е; without a last name comes first, not in the directory comes last.
      ['name', [4, 3, 5, 2, 7, 1, 6]],
      ['department', [3, 2, 1, 4, 5, 7, 6]],
      ['sent_at', [1, 2, 7, 3, 4, 5, 6]],
      ['-sent_at', [7, 2, 1, 3, 4, 5, 6]],
      ['read_at', [1, 7, 2, 3, 4, 5, 6]],
      ['-read_at', [7, 1, 2, 3, 4, 5, 6]],
      ['acked_at', [1, 7, 2, 3, 4, 5, 6]],
      ['-acked_at', [7, 1, 2, 3, 4, 5, 6]],
    ])('come by %s whatever the size of the pages, and those without a value last', async (order, people) => {
      for (const limit of [1, 2, 3, 6, 7, 50]) expect(await walk(order, limit)).toEqual(people);
    });

    it.each(RECIPIENT_ORDERS)('are those of the filter, by %s, too', async (order) => {
      const found = await walk(order, 2, { states: ['sent', 'skipped'], timeZones: ['Asia/Omsk'] });
      expect(found.toSorted()).toEqual([1, 2, 5]);
    });
  });

  it('do not change place when their state changes between two pages', async () => {
    const moving = await rows.run(4);
    for (let personId = 1; personId <= 4; personId += 1) {
      await rows.delivery(moving, { personId, state: 'pending' });
    }
    const target = { runId: moving.runId };
    const first = await reports.recipients(target, {}, { limit: 2 });
    await db.query(`update delivery set state = 'cancelled' where run_id = $1 and recipient_id in (1, 3)`, [
      moving.runId,
    ]);
    const second = await reports.recipients(target, {}, { limit: 2, place: first?.next ?? { after: 0n } });
    expect(second?.rows.map(({ person }) => person?.id ?? 0)).toEqual([3, 4]);
    expect(second?.next).toBeNull();
  });

  it('are none of a campaign that has no run', async () => {
    const campaignId = '00000000-0000-7000-8000-000000000000';
    expect(await reports.recipients({ campaignId }, {}, { limit: 5 })).toBeNull();
  });

  describe('one of them', () => {
    const detail = async (deliveryId: bigint): Promise<RecipientDetail> => {
      const found = await reports.recipient({ campaignId: run.campaignId, deliveryId });
      if (found === null) throw new Error('no such delivery');
      return found;
    };
    const idOf = async (personId: number): Promise<bigint> =>
      (await list()).rows.find(({ person }) => person?.id === personId)?.deliveryId ?? 0n;

    it('is told with the history, and without what is secret', async () => {
      const found = await detail(await idOf(1));
      expect(found).toMatchObject({
        campaignId: run.campaignId,
        runId: run.runId,
        state: 'sent',
        evidence: 'answer',
        contentVersion: 1,
        includedBy: 'tag Office',
        isRead: true,
        isWatched: false,
      });
      expect(found.timeline.map(({ from, to, attempt, actor }) => [from, to, attempt, actor])).toEqual([
        ['pending', 'sending', 1, 'worker'],
        ['sending', 'sent', 1, 'worker'],
      ]);
      expect(found.attempts).toEqual([
        {
          attempt: 1,
          outcome: 'sent',
          why: null,
          startedAt: found.timeline[0]?.at,
          endedAt: found.timeline[1]?.at,
        },
      ]);
      const [{ marker } = { marker: '' }] = await db.query<{ marker: string }>(
        'select marker from delivery where id = $1',
        [found.deliveryId],
      );
      const text = JSON.stringify(found, (_, value: unknown) =>
        typeof value === 'bigint' ? String(value) : value,
      );
      expect(marker).toHaveLength(22);
      expect(text).not.toContain(marker);
    });

    it('says why nothing was sent', async () => {
      const found = await detail(await idOf(5));
      expect(found).toMatchObject({ state: 'skipped', reason: 'bot', attempts: [], contentVersion: null });
      expect(found.timeline).toMatchObject([{ from: 'pending', to: 'skipped', why: 'bot' }]);
    });

    it('is still watched while it is not read', async () => {
      expect(await detail(await idOf(2))).toMatchObject({ isRead: false, isWatched: true });
    });

    it('is found by its own campaign only', async () => {
      const other = await rows.run(0);
      const deliveryId = await idOf(1);
      expect(await reports.recipient({ campaignId: other.campaignId, deliveryId })).toBeNull();
      expect(await reports.recipient({ campaignId: run.campaignId, deliveryId: 999_999n })).toBeNull();
    });
  });
});
