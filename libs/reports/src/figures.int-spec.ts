import { createTestDatabase, type TestDatabase } from '#lib/testing';
import type { Breakdown, Progress } from './domain/breakdown.js';
import { type Dimension, DIMENSIONS } from './domain/dimension.js';
import { LARGE_RUN } from './domain/refresh-times.js';
import type { RunFigures } from './figures.service.js';
import type { ReportRefresh } from './report-refresh.js';
import { figuresOn, type RunIds, RunRows } from './run-rows.fixture.js';

const CITY: Dimension = { property: 'Город' };

describe('the figures of a run, by groups and over time', () => {
  let db: TestDatabase;
  let rows: RunRows;
  let figures: RunFigures;
  let refresh: ReportRefresh;
  let run: RunIds;

  /** Six of the warehouse, five of the office, one of the board, and one whom the directory does not know. */
  beforeAll(async () => {
    db = await createTestDatabase();
    rows = new RunRows(db);
    ({ figures, refresh } = figuresOn(db));
    run = await rows.run(13);
    for (let id = 1; id <= 12; id += 1) {
      const department = id <= 6 ? 'Склад' : id <= 11 ? 'Офис' : 'Совет';
      await rows.person(id, {
        department,
        ...(id <= 7 && { tag: 'Смена' }),
        ...(id === 1 ? { zone: null } : {}),
        ...(id <= 5 && { city: 'Пермь' }),
      });
    }
    // A second tag, which is too small, for somebody who has the first, and for the board.
    await db.query(
      `insert into tag (id, name, users_count, synced_at) values (50, 'Мало', 0, now()) on conflict do nothing`,
    );
    await db.query(`insert into person_tag (person_id, tag_id) values (1, 50), (12, 50)`);
    for (let personId = 1; personId <= 13; personId += 1) {
      if (personId === 6) {
        await rows.delivery(run, { personId, state: 'failed', reason: 'no_access' });
        continue;
      }
      const id = await rows.delivery(run, { personId, state: 'sent', sentAgoS: 7_200 });
      if (personId <= 2 || personId === 12) await rows.receipt(id, 5_400, 6_600);
      if (personId === 1) await rows.acknowledgement(id, 5_000);
    }
  });
  afterAll(() => db.close());

  const by = async (dimension: Dimension): Promise<Breakdown> => {
    const found = await figures.breakdown(run, dimension);
    if (found === null) throw new Error('no such run');
    return found;
  };
  const told = ({ groups, others }: Breakdown): unknown[] => [
    ...groups.map(({ value, recipients, sent, read, acked }) => [value, recipients, sent, read, acked]),
    others && ['others', others.groupCount, others.recipients, others.sent, others.read, others.acked],
  ];

  it('tell departments apart, the worst first, and fold what is smaller than five', async () => {
    expect(told(await by('department'))).toEqual([
      ['Офис', 5, 5, 0, 0],
      ['Склад', 6, 5, 2, 1],
      ['others', 2, 2, 2, 1, 0],
    ]);
  });

  it('count somebody with two small tags, or none, once among the others', async () => {
    const found = await by('tag');
    expect(found).toMatchObject({ isOverlapping: true, recipients: 13, sent: 12, read: 3, acked: 1 });
    expect(told(found)).toEqual([
      [null, 5, 5, 0, 0],
      ['Смена', 7, 6, 2, 1],
      ['others', 1, 2, 2, 2, 1],
    ]);
  });

  it('count people without a time zone as the company’s', async () => {
    expect(told(await by('time_zone'))).toEqual([
      ['Asia/Omsk', 11, 10, 2, 0],
      ['others', 1, 2, 2, 1, 1],
    ]);
  });

  it('tell fields of the workspace apart', async () => {
    expect(told(await by(CITY))).toEqual([[null, 8, 7, 1, 0], ['Пермь', 5, 5, 2, 1], null]);
  });

  it.each([...DIMENSIONS, CITY])('add up to the audience, by %j', async (dimension) => {
    const { groups, others, isOverlapping, recipients, sent, read, acked } = await by(dimension);
    expect({ recipients, sent, read, acked }).toEqual({ recipients: 13, sent: 12, read: 3, acked: 1 });
    if (isOverlapping) return;
    const parts: Progress[] = [...groups, ...(others === null ? [] : [others])];
    const sum = (figure: keyof Progress): number => parts.reduce((all, part) => all + part[figure], 0);
    expect([sum('recipients'), sum('sent'), sum('read'), sum('acked')]).toEqual([13, 12, 3, 1]);
  });

  it('run over time from the first send to the last figure of the stats', async () => {
    const found = await figures.series(run, { basis: 'wall', interval: '1m' });
    expect(found?.interval).toBe('1m');
    expect(found?.points.at(0)).toMatchObject({ read: 0, readLeast: 0, acked: 0 });
    expect(found?.points.at(-1)).toMatchObject({ sent: 12, read: 3, readLeast: 3, readMost: 3, acked: 1 });
  });

  it('run over the time since each send, within the bounds of each read', async () => {
    const found = await figures.series(run, { basis: 'since_send', interval: '5m' });
    // Read between 10 and 30 minutes after the send, confirmed after 36.
    expect(
      found?.points.map(({ second, sent, read, readLeast, readMost, acked }) => [
        ...[second, sent, read, readLeast, readMost, acked],
      ]),
    ).toEqual([
      [600, 12, 0, 0, 3, 0],
      [1_200, 12, 3, 0, 3, 0],
      [1_800, 12, 3, 3, 3, 0],
      [2_100, 12, 3, 3, 3, 1],
      [7_200, 12, 3, 3, 3, 1],
    ]);
  });

  it('tell when people read, everybody once', async () => {
    const found = await figures.heatmap(run);
    expect(found?.reads).toBe(3);
    expect(found?.cells.flat().reduce((sum, count) => sum + count, 0)).toBe(3);
  });

  it('fit together in a report', async () => {
    const report = await figures.report(run, 'title');
    expect(report?.stats).toMatchObject({ recipients: 13, sent: 12, read: 3, acked: 1 });
    expect(report?.breakdown).toMatchObject({ recipients: 13, sent: 12, read: 3, acked: 1 });
    expect(report?.wall.points.at(-1)).toMatchObject({ sent: 12, read: 3, acked: 1 });
    expect(report?.heatmap.reads).toBe(3);
  });

  it('know the fields of the workspace only', async () => {
    await db.query(
      `insert into custom_property (id, name, data_type, synced_at) values (1, 'Город', 'string', now())`,
    );
    expect(await figures.knows(CITY)).toBe(true);
    expect(await figures.knows({ property: 'Оклад' })).toBe(false);
    expect(await figures.knows('tag')).toBe(true);
  });

  describe('of a large run', () => {
    let large: RunIds;
    beforeAll(async () => {
      large = await rows.run(LARGE_RUN + 1);
      await db.query(
        `insert into delivery (run_id, sender_id, recipient_id, included_by, marker)
         select $1, $2, n, 'everyone', new_marker() from generate_series(1, $3::int) n`,
        [large.runId, large.senderId, LARGE_RUN + 1],
      );
    });
    const skip = (recipient: number): Promise<unknown> =>
      db.query(
        `update delivery set state = 'skipped', reason = 'bot' where run_id = $1 and recipient_id = $2`,
        [large.runId, recipient],
      );

    it('are counted from the rows until somebody has kept them', async () => {
      expect(await figures.stats(large)).toMatchObject({ recipients: LARGE_RUN + 1, pending: LARGE_RUN + 1 });
      await skip(1);
      expect(await figures.stats(large)).toMatchObject({ skipped: 1 });
    });

    it('are kept by a worker, all parts of one moment, until they are due again', async () => {
      expect(await refresh.runOnce()).toMatchObject({ runId: large.runId });
      expect(await refresh.runOnce()).toBeNull();
      await skip(2);
      const report = await figures.report(large, 'department');
      expect(report?.stats).toMatchObject({ recipients: LARGE_RUN + 1, skipped: 1 });
      expect(report?.breakdown).toMatchObject({ recipients: LARGE_RUN + 1 });
      expect(report?.stats.reads.asOf).toBeNull();
      for (const part of [
        await figures.stats(large),
        await figures.heatmap(large),
        await figures.breakdown(large, 'tag'),
        await figures.breakdown(large, CITY),
        await figures.series(large, { basis: 'wall', interval: null }),
      ]) {
        expect(part?.asOf).toEqual(report?.asOf);
      }
    });

    it('are made anew when they are due', async () => {
      const before = await figures.stats(large);
      await db.query(`update run_report set next_at = now() - interval '1 second'`);
      expect(await refresh.runOnce()).toMatchObject({ runId: large.runId });
      const after = await figures.stats(large);
      expect(after).toMatchObject({ skipped: 2 });
      expect(after?.asOf.getTime()).toBeGreaterThan(before?.asOf.getTime() ?? Infinity);
    });

    it('are the same from the rows and as they were kept', async () => {
      await db.query(`update run_report set next_at = now() - interval '1 second'`);
      await refresh.runOnce();
      const kept = await figures.report(large, 'time_zone');
      await db.query('delete from run_report');
      const counted = await figures.report(large, 'time_zone');
      expect({ ...kept, asOf: null }).toEqual({ ...counted, asOf: null });
    });

    it('are left alone by a worker while another counts them', async () => {
      let release = (): void => undefined;
      const held = new Promise<void>((resolve) => (release = resolve));
      let isTaken = (): void => undefined;
      const taken = new Promise<void>((resolve) => (isTaken = resolve));
      const other = db.database.transaction(async (tx) => {
        await tx.$queryRaw`select pg_advisory_xact_lock(hashtextextended('report ' || ${large.runId}, 0))::text`;
        isTaken();
        await held;
      });
      await taken;
      expect(await refresh.runOnce()).toBeNull();
      release();
      await other;
      expect(await refresh.runOnce()).toMatchObject({ runId: large.runId });
    });
  });
});
