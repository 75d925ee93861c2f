import { randomUUID } from 'node:crypto';
import type { Response } from 'supertest';
import { type ApiBench, createApiBench, problemOf, TO_SEND } from './api-bench.js';

describe('the REST API about schedules', () => {
  let bench: ApiBench;
  beforeAll(async () => {
    bench = await createApiBench();
  });
  afterAll(() => bench.close());

  const post = (path: string, body: object): Promise<Response> =>
    bench.call('post', path, body).set('idempotency-key', randomUUID());
  const bodyOf = ({ body }: Response): Record<string, unknown> => body as Record<string, unknown>;
  const tenYears = `${new Date().getUTCFullYear() + 10}-03-04`;
  const once = { kind: 'once', at: `${tenYears}T10:00`, expected_recipients: TO_SEND };

  it('plans a draft for a local time, shows it, and takes it back', async () => {
    const { id } = await bench.draft();
    const planned = await post(`/v1/campaigns/${id}/schedule`, { ...once, time_zone: 'Asia/Vladivostok' });
    expect(planned.status).toBe(200);
    expect(bodyOf(planned)).toMatchObject({
      campaign_id: id,
      status: 'scheduled',
      kind: 'once',
      next_runs: [`${tenYears}T00:00:00.000Z`],
    });
    expect((await bench.call('get', `/v1/campaigns/${id}`)).body).toMatchObject({
      status: 'scheduled',
      starts_at: `${tenYears}T00:00:00.000Z`,
      run: null,
    });
    expect((await bench.call('get', `/v1/campaigns/${id}/schedule`)).body).toEqual(planned.body);
    expect((await bench.call('get', `/v1/campaigns/${id}/occurrences`)).body).toMatchObject({ data: [] });
    expect(problemOf(await post(`/v1/campaigns/${id}/cancel`, {}))).toMatchObject({ code: 'state_conflict' });
    const again = await post(`/v1/campaigns/${id}/schedule`, { ...once, time_zone: 'Asia/Omsk' });
    expect(bodyOf(again)).toMatchObject({ next_runs: [`${tenYears}T04:00:00.000Z`], end_reason: null });

    const back = await post(`/v1/campaigns/${id}/unschedule`, {});
    expect(bodyOf(back)).toMatchObject({ status: 'draft', starts_at: null });
    expect(problemOf(await post(`/v1/campaigns/${id}/unschedule`, {}))).toMatchObject({
      code: 'state_conflict',
      action: 'unschedule',
      current_status: 'draft',
    });
    expect((await bench.call('get', `/v1/campaigns/${id}/schedule`)).body).toMatchObject({
      status: 'ended',
      end_reason: 'unscheduled',
      next_runs: [],
    });
  });

  it('changes what is scheduled with the word on a check of that change, and on nothing else', async () => {
    const { id } = await bench.draft();
    const path = `/v1/campaigns/${id}`;
    await post(`${path}/schedule`, { ...once, audience_mode: 'frozen' });
    const patch = (body: object): Promise<Response> => bench.call('patch', path, body);
    const change = { content: { template: 'Собрание перенесли' } };
    expect(bodyOf(await patch({ title: 'Перенос' }))).toMatchObject({
      title: 'Перенос',
      status: 'scheduled',
    });
    expect(problemOf(await patch(change))).toMatchObject({
      code: 'validation_failed',
      errors: [{ code: 'agreement_missing', pointer: '#/confirm_token' }],
    });
    const unchanged = bodyOf(await bench.call('post', `${path}/check`, {}));
    expect(unchanged).toMatchObject({ audience_mode: 'frozen', recipients: { to_send: TO_SEND } });
    const before = { ...change, confirm_token: unchanged['confirm_token'] };
    expect(problemOf(await patch(before))).toMatchObject({ code: 'state_changed', changed: ['content'] });
    expect((await bench.call('get', path)).body).not.toMatchObject(change);

    const checked = bodyOf(await bench.call('post', `${path}/check`, { change }));
    const changed = await patch({ ...change, confirm_token: checked['confirm_token'], confirm_repeat: true });
    expect(bodyOf(changed)).toMatchObject({
      ...change,
      status: 'scheduled',
      starts_at: `${tenYears}T07:00:00.000Z`,
    });
    expect(changed.headers['etag']).toBe(`"${String(bodyOf(changed)['version'])}"`);

    await post(`${path}/unschedule`, {});
    expect(problemOf(await patch({ ...change, expected_recipients: TO_SEND }))).toMatchObject({
      errors: [{ code: 'needs_scheduled', pointer: '#/expected_recipients' }],
    });
  });

  it('tells beforehand what of a campaign contradicts its schedule', async () => {
    const open = { late_joiners: { open_until: '2100-01-01T00:00:00Z' } };
    const { id } = await bench.draft({ delivery: open });
    const schedule = { kind: 'once', at: `${tenYears}T10:00`, audience_mode: 'frozen' };
    const check = await bench
      .call('post', `/v1/campaigns/${id}/check`, { schedule })
      .set('accept-language', 'ru');
    expect(bodyOf(check)).toMatchObject({ ok: false, audience_mode: 'frozen' });
    expect(bodyOf(check)['issues']).toContainEqual(
      expect.objectContaining({
        level: 'error',
        code: 'late_joiners_frozen',
        pointer: '#/schedule/audience_mode',
        detail: expect.stringMatching(/late_joiners добавляет тех/) as string,
      }),
    );
    const bound = { ...schedule, expected_recipients: TO_SEND, max_change_percent: 10 };
    expect(problemOf(await post(`/v1/campaigns/${id}/schedule`, bound))).toMatchObject({
      errors: [{ code: 'not_with_frozen', pointer: '#/max_change_percent' }],
    });
  });

  it('is refused beforehand where more people would get it than it allows, or waits for who is away', async () => {
    const { id } = await bench.draft();
    const plan = { rungs: [{ after_hours: 24, who: 'unread', when_away: 'hold' }] };
    expect((await bench.call('put', `/v1/campaigns/${id}/follow-up-plan`, plan)).status).toBe(200);
    const rule = { freq: 'weekly', weekdays: ['mon'], local_time: '10:00' };
    const schedule = { kind: 'recurring', rule, max_recipients: TO_SEND - 1 };
    const check = await bench
      .call('post', `/v1/campaigns/${id}/check`, { schedule })
      .set('accept-language', 'ru');
    expect(bodyOf(check)).toMatchObject({ ok: false });
    expect(bodyOf(check)['issues']).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          level: 'error',
          code: 'recipient_limit_exceeded',
          pointer: '#/schedule/max_recipients',
          detail: expect.stringMatching(/max_recipients разрешает/) as string,
        }),
        expect.objectContaining({
          level: 'warning',
          code: 'runs_wait_for_return',
          pointer: '#/schedule/overlap',
          detail: expect.stringMatching(/При overlap: skip/) as string,
        }),
      ]),
    );
    const token = { confirm_token: bodyOf(check)['confirm_token'] };
    for (const path of ['schedule', 'submit'])
      expect(
        problemOf(
          await post(
            `/v1/campaigns/${id}/${path}`,
            path === 'schedule' ? { ...schedule, ...token } : { schedule, ...token },
          ),
        ),
      ).toMatchObject({ code: 'recipient_limit_exceeded', max: TO_SEND - 1, actual: TO_SEND });
  });

  it('plans a draft again and again; pauses and goes on', async () => {
    const { id } = await bench.draft();
    const rule = {
      freq: 'weekly',
      interval: 2,
      weekdays: ['mon'],
      local_time: '10:00',
      anchor_date: tenYears,
    };
    const body = { kind: 'recurring', rule, expected_recipients: TO_SEND, on_holiday: 'next_workday' };
    const planned = await post(`/v1/campaigns/${id}/schedule`, body);
    expect(bodyOf(planned)).toMatchObject({ rule, max_change_percent: 20, on_missed: 'late' });
    expect(bodyOf(planned)['next_runs']).toHaveLength(5);
    expect(bodyOf(await post(`/v1/campaigns/${id}/schedule/pause`, {}))).toMatchObject({ status: 'paused' });
    expect(bodyOf(await post(`/v1/campaigns/${id}/schedule/resume`, {}))).toMatchObject({
      status: 'scheduled',
    });
    const word = { local_key: `${tenYears}T10:00`, action: 'send' };
    expect(problemOf(await post(`/v1/campaigns/${id}/occurrences/decide`, word))).toMatchObject({
      code: 'occurrence_not_asking',
    });
  });

  it('sends with a window in which nothing has begun, and takes that back', async () => {
    const { id } = await bench.draft();
    const send = { expected_recipients: TO_SEND, confirm_repeat: true, undo_window_s: 600 };
    const sent = await post(`/v1/campaigns/${id}/send`, send);
    expect(sent.status).toBe(202);
    expect(bodyOf(sent)).toMatchObject({ status: 'scheduled', run: null });
    expect(bodyOf(sent)['starts_at']).not.toBeNull();
    expect(bodyOf(await post(`/v1/campaigns/${id}/unschedule`, {}))).toMatchObject({ status: 'draft' });
  });

  it('tells the next dates of a rule before anything is saved, with what is odd about them', async () => {
    const stored = await bench.everything();
    const rule = { freq: 'monthly', nth: 2, weekday: 'sun', local_time: '02:30', anchor_date: '2037-03-01' };
    const changes = await bench.call('post', '/v1/schedules/preview', {
      rule: { ...rule, time_zone: 'America/New_York' },
      limit: 1,
    });
    expect(bodyOf(changes)).toMatchObject({
      object: 'schedule_preview',
      time_zone: 'America/New_York',
      next_runs: [
        {
          local_time: '2037-03-08T02:30',
          at: '2037-03-08T07:30:00.000Z',
          notes: ['clock_gap', 'on_holiday'],
        },
      ],
    });
    const holidays = await bench.call('post', '/v1/schedules/preview', {
      rule: { freq: 'monthly', day: 1, local_time: '10:00', anchor_date: `${tenYears.slice(0, 4)}-01-01` },
      on_holiday: 'next_workday',
      limit: 1,
    });
    const [first] = bodyOf(holidays)['next_runs'] as { notes: string[] }[];
    expect(first?.notes).toEqual(['moved_from_holiday', 'calendar_unofficial']);
    expect(await bench.everything()).toEqual(stored);
  });

  it('names every place that is wrong, in both languages, and changes nothing', async () => {
    const { id } = await bench.draft();
    const stored = await bench.everything();
    const codesOf = async (body: object): Promise<string[]> => {
      const answer = await post(`/v1/campaigns/${id}/schedule`, { expected_recipients: TO_SEND, ...body });
      const { errors } = problemOf(answer) as unknown as { errors: { pointer: string; code: string }[] };
      return errors.map(({ pointer, code }) => `${pointer} ${code}`);
    };
    expect(await codesOf({ kind: 'once' })).toEqual(['#/at required']);
    expect(await codesOf({ kind: 'once', at: '2020-01-01T10:00' })).toEqual(['#/at in_the_past']);
    expect(await codesOf({ kind: 'once', at: '2026-11-24 10:00', time_zone: 'MSK' })).toEqual([
      '#/at wrong_local_time',
      '#/time_zone unknown_time_zone',
    ]);
    expect(await codesOf({ kind: 'recurring', rule: { freq: 'weekly', day: 0 } })).toEqual([
      '#/rule/day out_of_range',
    ]);
    expect(await codesOf({ kind: 'recurring', rule: { freq: 'hourly' } })).toEqual([
      '#/rule/freq not_allowed',
    ]);
    const wrong = {
      kind: 'recurring',
      rule: { freq: 'cron', expression: 'soon' },
      expected_recipients: TO_SEND,
    };
    const russian = await bench
      .call('post', `/v1/campaigns/${id}/schedule`, wrong)
      .set('idempotency-key', randomUUID())
      .set('accept-language', 'ru');
    expect(problemOf(russian)).toMatchObject({
      errors: [{ detail: '«rule.expression»: нужно выражение cron из пяти полей, например 30 9 * * 1-5.' }],
    });
    expect(
      problemOf(await post(`/v1/campaigns/${id}/schedule`, { ...once, expected_recipients: 1 })),
    ).toMatchObject({
      code: 'audience_changed',
      expected: 1,
      actual: TO_SEND,
    });
    expect(problemOf(await bench.call('get', `/v1/campaigns/${id}/schedule`))).toMatchObject({
      code: 'schedule_not_found',
    });
    expect(await bench.everything()).toEqual(stored);
  });

  it('shows the calendar of all campaigns with the load of each day', async () => {
    const { id } = await bench.draft();
    await post(`/v1/campaigns/${id}/schedule`, once);
    const seen = await bench.call('get', `/v1/calendar?from=${tenYears}&to=${tenYears}`);
    expect(bodyOf(seen)).toMatchObject({
      object: 'calendar',
      time_zone: 'Europe/Moscow',
      occurrences_left_out: 0,
      days: [{ date: tenYears, is_official: false, recipients: expect.any(Number) as number }],
      occurrences: expect.arrayContaining([
        expect.objectContaining({ campaign_id: id, status: 'planned', recipients: TO_SEND }),
      ]) as unknown,
    });
    for (const [query, wrong] of [
      ['from=2026-02-30&to=2026-03-01', 'from wrong_date'],
      ['from=2026-03-02&to=2026-03-01', 'to too_long_period'],
      ['from=2026-01-01&to=2026-04-03', 'to too_long_period'],
      ['from=2026-01-01', 'to required'],
    ]) {
      const { errors } = problemOf(await bench.call('get', `/v1/calendar?${query}`)) as unknown as {
        errors: { parameter: string; code: string }[];
      };
      expect(errors.map(({ parameter, code }) => `${parameter} ${code}`)).toEqual([wrong]);
    }
  });

  it('tells with a check who waits for their hours and what else people get that day', async () => {
    const { id } = await bench.draft();
    const other = await bench.draft({ title: 'Ещё одна' });
    for (const each of [id, other.id]) await post(`/v1/campaigns/${each}/schedule`, once);
    const check = await bench.call('post', `/v1/campaigns/${id}/check`).set('accept-language', 'ru');
    expect(bodyOf(check)).toMatchObject({
      held_for_hours: { count: 0, until: null },
      same_day: { date: tenYears, people: TO_SEND, campaigns_left_out: 0 },
      issues: expect.arrayContaining([
        expect.objectContaining({
          code: 'same_day_campaigns',
          detail: expect.stringContaining('Другие рассылки в этот день') as unknown,
        }),
      ]) as unknown,
    });
  });

  it('lets the administrator change days of the production calendar, and says whose they are', async () => {
    const path = `/v1/production_calendar/${tenYears}`;
    const set = await bench.call('put', path, { kind: 'holiday', note: 'День компании' });
    expect(bodyOf(set)).toMatchObject({
      object: 'production_day',
      date: tenYears,
      kind: 'holiday',
      is_own: true,
      note: 'День компании',
      set_by: expect.stringMatching(/^key_/) as unknown,
    });
    const year = await bench.call('get', `/v1/production_calendar?year=${tenYears.slice(0, 4)}`);
    expect(bodyOf(year)).toMatchObject({
      basis: 'labour_code',
      source: null,
      days: expect.arrayContaining([set.body]) as unknown,
    });
    const bundled = await bench.call('get', '/v1/production_calendar?year=2026');
    expect(bodyOf(bundled)).toMatchObject({ basis: 'decree', workdays: 247 });
    const reader = await bench.key(['campaigns:read', 'campaigns:send']);
    const refused = await bench
      .bare('put', path)
      .set('authorization', `Bearer ${reader}`)
      .send({ kind: 'workday' });
    expect(problemOf(refused)).toMatchObject({ code: 'scope_missing', scope: 'admin' });
    expect((await bench.call('delete', path)).status).toBe(204);
    expect(problemOf(await bench.call('delete', path))).toMatchObject({ code: 'not_found' });
    const wrong = await bench.call('put', '/v1/production_calendar/2026-13-01', { kind: 'holiday' });
    expect(problemOf(wrong)).toMatchObject({ errors: [{ parameter: 'date', code: 'wrong_date' }] });
    const unknown = await bench.call('get', '/v1/production_calendar?year=1999');
    expect(problemOf(unknown)).toMatchObject({ errors: [{ parameter: 'year', code: 'out_of_range' }] });
  });
});
