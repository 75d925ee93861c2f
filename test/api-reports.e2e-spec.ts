import { publicId } from '#lib/kernel';
import { Ledger } from '#lib/testing';
import { type ApiBench, createApiBench } from './api-bench.js';

interface RecipientPage {
  readonly data: readonly { readonly user: { readonly id: number } }[];
  readonly page: { readonly next_cursor: string | null };
}

/** What the person of HR sees of one campaign: eight people, of whom six got it and three have read it. */
describe('the reports of the API', () => {
  let bench: ApiBench;
  let at: string;

  beforeAll(async () => {
    bench = await createApiBench();
    const ledger = new Ledger(bench.db);
    const campaign = await ledger.campaign(bench.senderId);
    at = `/v1/campaigns/${publicId('cmp', campaign)}`;
    const run = await ledger.emptyRun(campaign, { expectedCount: 8 });
    await bench.db.query(
      `insert into person (id, first_name, last_name, nickname, department, title, role, is_suspended, is_bot,
                           invite_status, time_zone, is_away, custom_properties, synced_at)
       select 100 + n, 'Анна', chr(1071 - n) || 'ова', 'p' || n, case when n <= 5 then 'Склад' else 'Офис' end, 'Кладовщик',
              'user', n = 4, false, 'confirmed', case when n < 8 then 'Asia/Yekaterinburg' end, n = 5,
              '[{"id": 7, "name": "Город", "data_type": "string", "value": "Пермь"}]', now()
         from generate_series(1, 8) n`,
    );
    await bench.db.query(
      `insert into custom_property (id, name, data_type, synced_at) values (7, 'Город', 'string', now())`,
    );
    for (let n = 1; n <= 6; n += 1) {
      const id = await ledger.delivery(run, 100 + n, 'sent', { sentAgoMs: 3_600_000 * 24 * 5 });
      if (n > 3) continue;
      await bench.db.query(
        `insert into receipt (delivery_id, unread_as_of, read_seen_at, source, checked_at)
         select id, sent_at + interval '10 minutes', sent_at + interval '20 minutes', 'poll', sent_at + interval '20 minutes'
           from delivery where id = $1`,
        [id],
      );
      await bench.db.query('delete from receipt_watch where delivery_id = $1', [id]);
      if (n > 1) continue;
      await bench.db.query(
        `insert into acknowledgement (delivery_id, sender_id, choice, content_version_id, source, event_id, acked_at)
         select id, sender_id, 'yes', content_version_id, 'click', 1, sent_at + interval '30 minutes'
           from delivery where id = $1`,
        [id],
      );
    }
    await ledger.delivery(run, 107, 'failed', { reason: 'no_access' });
    await ledger.delivery(run, 108, 'pending');
  });
  afterAll(() => bench.close());

  const get = async <T = Record<string, unknown>>(
    path: string,
    { status = 200, language = 'en' } = {},
  ): Promise<T> => {
    const response = await bench.call('get', path).set('accept-language', language).expect(status);
    return response.body as T;
  };
  const peopleOf = async (query: string): Promise<number[]> => {
    const seen: number[] = [];
    let cursor = '';
    do {
      const { data, page } = await get<RecipientPage>(`${at}/recipients?limit=3&${query}${cursor}`);
      seen.push(...data.map(({ user }) => user.id));
      cursor = page.next_cursor === null ? '' : `&cursor=${encodeURIComponent(page.next_cursor)}`;
    } while (cursor !== '');
    return seen;
  };

  it.each([
    ['sort=name', [108, 107, 106, 105, 104, 103, 102, 101]],
    ['sort=department', [108, 107, 106, 105, 104, 103, 102, 101]],
    ['sort=-acked_at', [101, 102, 103, 104, 105, 106, 107, 108]],
    ['choice=yes,no', [101]],
    ['recalled=true', []],
    ['recalled=false&read=false', [104, 105, 106]],
    ['title=Кладовщик&department=Офис', [106, 107, 108]],
    ['time_zone=Europe/Moscow', [108]],
    ['not_yet=acked', [102, 103, 104, 105, 106, 107, 108]],
    ['not_yet=read&why=away,deactivated', [104, 105]],
    ['not_yet=read&why=unread_long&unread_days=6', []],
  ])('list the recipients by %s, page by page', async (query, people) => {
    expect(await peopleOf(encodeURI(query))).toEqual(people);
  });

  it('refuse a cursor of another order', async () => {
    const { page } = await get<RecipientPage>(`${at}/recipients?limit=3&sort=name`);
    const wrong = `${at}/recipients?limit=3&sort=-sent_at&cursor=${page.next_cursor ?? ''}`;
    expect(await get(wrong, { status: 400 })).toMatchObject({ code: 'invalid_cursor' });
  });

  it.each([
    ['recipients?why=away', 'not_yet', 'required'],
    ['recipients?unread_days=3', 'not_yet', 'required'],
    ['recipients?not_yet=seen', 'not_yet', 'not_allowed'],
    ['recipients?not_yet=read&why=lazy', 'why', 'not_allowed'],
    ['recipients?sort=salary', 'sort', 'not_allowed'],
    ['not-yet?deed=seen', 'deed', 'not_allowed'],
    ['not-yet?unread_days=0', 'unread_days', 'out_of_range'],
    ['breakdown', 'by', 'required'],
    ['breakdown?by=salary', 'by', 'not_allowed'],
    ['breakdown?by=custom.Salary', 'by', 'not_allowed'],
    ['report?by=custom.', 'by', 'not_allowed'],
    ['timeseries?interval=2m', 'interval', 'not_allowed'],
    ['timeseries?metric=sent,clicked', 'metric', 'not_allowed'],
    ['timeseries?basis=ever', 'basis', 'not_allowed'],
  ])('refuse %s by name', async (path, parameter, code) => {
    expect(await get(`${at}/${path}`, { status: 422 })).toMatchObject({
      code: 'validation_failed',
      errors: [{ parameter, code }],
    });
  });

  it('say who has not read, why, and what to do, in the words of the reader', async () => {
    const found = await get(`${at}/not-yet`, { language: 'ru' });
    expect(found).toMatchObject({ audience: 8, done: 3, not_yet: 5, to_chase: 1, unread_days: 3 });
    const groups = found['groups'] as { why: string; count: number; title: string; recipients: string }[];
    expect(groups.map(({ why, count }) => [why, count])).toEqual([
      ['on_its_way', 1],
      ['not_sent', 1],
      ['deactivated', 1],
      ['away', 1],
      ['unread_long', 1],
    ]);
    expect(groups.at(-1)?.title).toBe('Не читают дней: 3 и больше');
    for (const { recipients, count } of groups) {
      expect((await get<RecipientPage>(recipients)).data).toHaveLength(count);
    }
    expect(await get(`${at}/not-yet?deed=acked`)).toMatchObject({ done: 1, not_yet: 7, to_chase: 3 });
  });

  it('group whom it did not reach, with advice and the way to them', async () => {
    const found = await get(`${at}/failures`);
    expect(found).toMatchObject({
      total: 1,
      groups: [
        { status: 'failed', reason: 'no_access', count: 1, retryable: true, title: 'The bot has no access' },
      ],
    });
    const [group] = found['groups'] as { recipients: string }[];
    expect(await get(group?.recipients ?? '')).toMatchObject({ data: [{ user: { id: 107 } }] });
  });

  it('break the people down by departments and by fields of the workspace', async () => {
    expect(await get(`${at}/breakdown?by=department`)).toMatchObject({
      breakdown: {
        recipients: 8,
        sent: 6,
        read: 3,
        groups: [{ value: 'Склад', recipients: 5, read: 3, read_of_sent: 0.6 }],
        others: { groups: 1, recipients: 3 },
      },
    });
    expect(await get(encodeURI(`${at}/breakdown?by=custom.Город`))).toMatchObject({
      breakdown: { groups: [{ value: 'Пермь', recipients: 8, read: 3 }], others: null },
    });
  });

  it('tell how it went over time, and only what was asked for', async () => {
    const wall = await get<{ series: { points: object[] } }>(`${at}/timeseries`);
    expect(wall.series.points.at(-1)).toMatchObject({
      sent: 6,
      read: 3,
      read_least: 3,
      read_most: 3,
      acked: 1,
    });
    const read = await get<{ series: { points: object[] } }>(
      `${at}/timeseries?metric=read&basis=since_send&interval=5m`,
    );
    expect(read).toMatchObject({ series: { basis: 'since_send', interval: '5m' } });
    expect(read.series.points[0]).toEqual({ offset_s: 600, read: 0, read_least: 0, read_most: 3 });
  });

  it('tell in one report what fits together', async () => {
    const report = await get<{ as_of: string; stats: { as_of: string } }>(`${at}/report?by=tag`);
    expect(report).toMatchObject({
      stats: { recipients: 8, sent: 6, read: 3, acked: 1 },
      breakdown: { by: 'tag', overlapping: true, recipients: 8, read: 3 },
      heatmap: { reads: 3 },
    });
    expect(report.stats.as_of).toBe(report.as_of);
    expect(await get(`${at}/heatmap`)).toMatchObject({ heatmap: { reads: 3 } });
  });

  it.each(['failures', 'not-yet', 'stats', 'report', 'breakdown?by=tag', 'timeseries', 'heatmap'])(
    'have no %s of a draft',
    async (path) => {
      const { id } = await bench.draft();
      expect(await get(`/v1/campaigns/${id}/${path}`, { status: 409 })).toMatchObject({
        code: 'state_conflict',
      });
    },
  );
});
