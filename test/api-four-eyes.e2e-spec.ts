import type { Response } from 'supertest';
import type { Principal } from '#lib/access';
import { ApprovalsService } from '#lib/approvals';
import { RunsService } from '#lib/campaigns';
import { type IdPrefix, uuidOf } from '#lib/kernel';
import type { PlannedSchedule } from '#lib/scheduling';
import { type ApiBench, CAMPAIGN, problemOf, TO_SEND } from './api-bench.js';
import { type Body, bodyOf, createFourEyesBench, type FourEyesBench } from './four-eyes-bench.js';

const uuid = (prefix: IdPrefix, id: string): string => {
  const found = uuidOf(prefix, id);
  if (found === null) throw new Error(`${id} is no ${prefix}`);
  return found;
};

const ANNA: Principal = {
  kind: 'api_key',
  id: 'key_anna',
  name: 'anna',
  personId: 1,
  limits: null,
  scopes: [],
};

const IN_TEN_YEARS: PlannedSchedule = {
  kind: 'once',
  rule: {
    recurrence: { freq: 'daily' },
    localTime: '10:00',
    timeZone: 'Europe/Moscow',
    count: 1,
    until: null,
    anchorDate: `${String(new Date().getUTCFullYear() + 10)}-11-24`,
    onHoliday: 'send',
  },
  onMissed: 'late',
  lateMinutes: 60,
  overlap: 'skip',
  boundPercent: 20,
  maxRecipients: null,
  confirmRepeat: true,
  expiresAfterSeconds: null,
  audienceMode: 'fresh',
};

describe('four eyes', () => {
  let bench: ApiBench;
  let eyes: FourEyesBench;
  const as: FourEyesBench['as'] = (...asked) => eyes.as(...asked);
  const token: FourEyesBench['token'] = (...asked) => eyes.token(...asked);
  const act: FourEyesBench['act'] = (...asked) => eyes.act(...asked);
  const submitted: FourEyesBench['submitted'] = (...asked) => eyes.submitted(...asked);
  const statusOf = async (id: string): Promise<unknown> =>
    bodyOf(await bench.call('get', `/v1/campaigns/${id}`))['status'];

  const runsOf = async (id: string): Promise<unknown> =>
    bodyOf(await bench.call('get', `/v1/campaigns/${id}/runs`))['data'];
  const patchText = async (id: string, template: string): Promise<Response> =>
    bench
      .call('patch', `/v1/campaigns/${id}`)
      .set('content-type', 'application/merge-patch+json')
      .send(JSON.stringify({ content: { ...CAMPAIGN.content, template } }));
  /** As a worker does that finds other people than those who were confirmed. */
  const holdAsChanged = (runId: string): Promise<unknown> => {
    const runs = bench.api.app.get(RunsService, { strict: false });
    const hold = { code: 'audience_changed', reason: 'Others by now' };
    return bench.db.database.transaction((tx) => runs.hold(tx, uuid('run', runId), hold));
  };
  /** Resolves when whoever will answer waits for a row that a transaction of the test holds, or has answered already. */
  const untilWaitsFor = async (answer: Promise<unknown>): Promise<void> => {
    const seen = { isAnswered: false };
    void answer.finally(() => (seen.isAnswered = true));
    while (!seen.isAnswered && !(await bench.db.someoneWaits()));
  };

  beforeAll(async () => {
    eyes = await createFourEyesBench();
    bench = eyes.bench;
  });
  afterAll(() => bench.close());

  it('are asked for: one person alone sends and schedules nothing to so many', async () => {
    const { id } = await bench.draft();
    const send = await bench.act({ id, action: 'send' });
    expect(problemOf(send)).toMatchObject({ code: 'approval_required', people: TO_SEND, above: TO_SEND - 1 });
    const at = `${new Date().getUTCFullYear() + 10}-11-24T10:00`;
    const once = { kind: 'once', at, expected_recipients: TO_SEND, confirm_repeat: true };
    expect(problemOf(await act('anna', id, 'schedule', once))).toMatchObject({ code: 'approval_required' });
    const few = await bench.draft({ audience: { type: 'rules', include: [{ users: [1, 2] }] } });
    const body = { expected_recipients: 2, confirm_repeat: true };
    expect((await bench.act({ id: few.id, action: 'send', body })).status).toBe(202);
    const all = await bench.draft({ audience: { type: 'rules', include: [{ everyone: true }] } });
    const everyone = { confirm_token: await token('anna', all.id), confirm_repeat: true };
    expect(problemOf(await act('anna', all.id, 'send', everyone))).toMatchObject({
      code: 'approval_required',
    });
  });

  it('send with the word of somebody else, of what they have seen', async () => {
    const id = await submitted({ comment: 'Посмотри дату' });
    const approved = await act('boris', id, 'approve', { confirm_token: await token('boris', id) });
    expect(approved.status).toBe(200);
    expect(bodyOf(approved)).toMatchObject({ status: 'running', run: { confirmed_recipients: TO_SEND } });
    const asked = bodyOf(await bench.call('get', `/v1/campaigns/${id}/approvals`))['data'];
    expect(asked).toMatchObject([{ status: 'approved', comment: 'Посмотри дату', recipients: TO_SEND }]);
    const log = await bench.call('get', `/v1/audit_log?target=${id}`);
    const rows = bodyOf(log)['data'] as { action: string; person_id: number | null }[];
    expect(rows.map(({ action, person_id }) => [action, person_id])).toEqual([
      ['campaigns.approve', 2],
      ['campaigns.submit', 1],
      ['campaigns.create', 1],
    ]);
  });

  it.each([
    ['anna', 'involved'],
    ['anna again', 'involved'],
    ['system', 'not_a_person'],
    ['suspended', 'not_at_work'],
  ])('are not those of %s: %s', async (who, why) => {
    const id = await submitted();
    const refused = await act(who, id, 'approve', { confirm_token: await token(who, id) });
    expect(problemOf(refused)).toMatchObject({ status: 403, code: 'approver_refused', why });
    expect(await statusOf(id)).toBe('awaiting_approval');
  });

  it('are not those of who has changed it since', async () => {
    const id = await submitted();
    await act('anna', id, 'withdraw');
    await bench
      .bare('patch', `/v1/campaigns/${id}`)
      .set('authorization', `Bearer ${eyes.keyOf('boris')}`)
      .set('content-type', 'application/merge-patch+json')
      .send('{"title":"Борис поправил"}');
    await act('anna', id, 'submit', { confirm_token: await token('anna', id), confirm_repeat: true });
    const own = await act('boris', id, 'approve', { confirm_token: await token('boris', id) });
    expect(problemOf(own)).toMatchObject({ why: 'involved' });
    expect((await act('vera', id, 'approve', { confirm_token: await token('vera', id) })).status).toBe(200);
  });

  it('see what goes out: other people by now void their word, and nothing can be changed meanwhile', async () => {
    const id = await submitted();
    const seen = await token('boris', id);
    await bench.db.query('update person set is_suspended = true where id = 9');
    const refused = problemOf(await act('boris', id, 'approve', { confirm_token: seen }));
    await bench.db.query('update person set is_suspended = false where id = 9');
    expect(refused).toMatchObject({ code: 'state_changed', changed: ['audience'] });
    const patch = await bench
      .call('patch', `/v1/campaigns/${id}`)
      .set('content-type', 'application/merge-patch+json')
      .send('{"title":"Тихая правка"}');
    expect(problemOf(patch)).toMatchObject({ code: 'state_conflict', current_status: 'awaiting_approval' });
    expect((await act('boris', id, 'approve', { confirm_token: seen })).status).toBe(200);
  });

  it('agree to a time, too', async () => {
    const at = `${new Date().getUTCFullYear() + 10}-11-24T10:00`;
    const { id } = await bench.draft();
    const schedule = { kind: 'once', at };
    const check = await as('anna', `/v1/campaigns/${id}/check`, { schedule });
    const asked = { schedule, confirm_token: bodyOf(check)['confirm_token'], confirm_repeat: true };
    expect((await act('anna', id, 'submit', asked)).status).toBe(200);
    const approved = await act('boris', id, 'approve', { confirm_token: await token('boris', id) });
    expect(bodyOf(approved)).toMatchObject({ status: 'scheduled', run: null });
  });

  it('reject with a comment, and it is a draft again', async () => {
    const id = await submitted();
    expect(bodyOf(await act('boris', id, 'reject', { comment: 'Дата неверна' }))).toMatchObject({
      status: 'draft',
    });
    const again = await act('boris', id, 'approve', { confirm_token: await token('boris', id) });
    expect(problemOf(again)).toMatchObject({ code: 'state_conflict', action: 'approve' });
  });

  it('are gone without loudly, by a person who may', async () => {
    const { id } = await bench.draft();
    const body = { expected_recipients: TO_SEND, confirm_repeat: true, break_glass: 'Пожар на складе' };
    expect(problemOf(await act('anna', id, 'send', body))).toMatchObject({ code: 'scope_missing' });
    expect(problemOf(await act('system', id, 'send', body))).toMatchObject({ why: 'not_a_person' });
    expect((await act('boris', id, 'send', body)).status).toBe(202);
    const told = await bench.db.query(
      "select type from outbox_event where type = 'campaign.break_glass' and campaign_id = $1",
      [uuid('cmp', id)],
    );
    expect(told).toHaveLength(1);
    const [row] = bodyOf(await bench.call('get', '/v1/audit_log?limit=1'))['data'] as Body[];
    expect(row).toMatchObject({ action: 'campaigns.send', person_id: 2, reason: 'Пожар на складе' });
  });

  it('are one pair: of all who decide at once one is heard, the others get a clear answer', async () => {
    for (let round = 0; round < 3; round += 1) {
      const id = await submitted();
      const [boris, vera] = [await token('boris', id), await token('vera', id)];
      const answers = await Promise.all([
        act('boris', id, 'approve', { confirm_token: boris }),
        act('vera', id, 'approve', { confirm_token: vera }),
        act('vera', id, 'reject', { comment: 'Нет' }),
        act('anna', id, 'withdraw'),
      ]);
      const heard = answers.filter(({ status }) => status === 200);
      expect(heard).toHaveLength(1);
      for (const answer of answers.filter(({ status }) => status !== 200))
        expect(problemOf(answer)).toMatchObject({ status: 409, code: 'state_conflict' });
      const runs = bodyOf(await bench.call('get', `/v1/campaigns/${id}/runs`))['data'] as unknown[];
      expect(runs).toHaveLength((await statusOf(id)) === 'running' ? 1 : 0);
    }
  });

  it('stay one campaign: submitted, sent, changed and deleted at once, one thing happens', async () => {
    for (let round = 0; round < 3; round += 1) {
      const { id } = await bench.draft();
      const seen = await token('anna', id);
      const body = { confirm_token: seen, confirm_repeat: true };
      const answers = await Promise.all([
        act('anna', id, 'submit', body),
        act('boris', id, 'send', { ...body, break_glass: 'Срочно' }),
        bench.call('delete', `/v1/campaigns/${id}`),
      ]);
      expect(answers.filter(({ status }) => status < 300)).toHaveLength(1);
      for (const answer of answers.filter(({ status }) => status >= 300))
        expect(['state_conflict', 'not_found', 'not_deletable']).toContain(problemOf(answer).code);
    }
  });

  it('agree to the people of now, where those of a run have become others than they had seen', async () => {
    const id = await submitted();
    const run = bodyOf(await act('boris', id, 'approve', { confirm_token: await token('boris', id) }))['run'];
    await holdAsChanged(String((run as Body)['id']));
    for (const [who, code, why] of [
      ['anna', 'approver_refused', 'involved'],
      ['anna again', 'approver_refused', 'involved'],
      ['system', 'approval_required', undefined],
    ] as const) {
      expect(problemOf(await act(who, id, 'resume'))).toMatchObject({ code, ...(why && { why }) });
      expect(await runsOf(id)).toMatchObject([{ status: 'paused' }]);
    }
    expect((await act('vera', id, 'resume')).status).toBe(200);
    expect(await runsOf(id)).toMatchObject([{ status: 'preparing' }]);
  });

  it('need not look again at the other people of a run to few', async () => {
    const audience = { type: 'rules', include: [{ users: [1, 2] }] };
    const id = String(bodyOf(await as('anna', '/v1/campaigns', { ...CAMPAIGN, audience }))['id']);
    const sent = await act('anna', id, 'send', { expected_recipients: 2, confirm_repeat: true });
    await holdAsChanged(String((bodyOf(sent)['run'] as Body)['id']));
    expect((await act('anna', id, 'resume')).status).toBe(200);
    expect(await runsOf(id)).toMatchObject([{ status: 'preparing' }]);
  });

  it('are asked about what is there: changed and submitted at once, one thing happens', async () => {
    for (let round = 0; round < 4; round += 1) {
      const { id } = await bench.draft();
      const body = { confirm_token: await token('anna', id), confirm_repeat: true };
      const acts = [() => act('anna', id, 'submit', body), () => patchText(id, 'Другой текст')];
      // Each of them is first now and then; what holds does so in either order.
      const answers = await Promise.all((round % 2 === 0 ? acts : acts.reverse()).map((each) => each()));
      const [submit, patch] = round % 2 === 0 ? answers : answers.reverse();
      if (submit === undefined || patch === undefined) throw new Error('No answer');
      expect([submit.status, patch.status].sort()).toEqual([200, 409]);
      if (submit.status === 200) expect(problemOf(patch)).toMatchObject({ code: 'state_conflict' });
      else expect(problemOf(submit)).toMatchObject({ code: 'state_changed', changed: ['content'] });
      const { status, content } = bodyOf(await bench.call('get', `/v1/campaigns/${id}`));
      expect([status, (content as Body)['template']]).toEqual(
        submit.status === 200 ? ['awaiting_approval', CAMPAIGN.content.template] : ['draft', 'Другой текст'],
      );
    }
  });

  it('agree to the text that they have seen: approved and taken back, changed and asked anew at once', async () => {
    for (let round = 0; round < 4; round += 1) {
      const id = await submitted();
      const seen = await token('boris', id);
      const withdraw = (): Promise<Response> => act('anna', id, 'withdraw');
      const approve = (): Promise<Response> => act('boris', id, 'approve', { confirm_token: seen });
      const changed = async (taken: Response | null): Promise<number> => {
        const { status } = taken ?? (await withdraw());
        if (status !== 200) return status;
        expect((await patchText(id, 'Другой текст')).status).toBe(200);
        const body = { confirm_token: await token('anna', id), confirm_repeat: true };
        return (await act('anna', id, 'submit', body)).status;
      };
      // In every second round it is taken back already, so that both ends are met.
      const taken = round % 2 === 0 ? null : await withdraw();
      const [approved, submit] = await Promise.all([approve(), changed(taken)]);
      const sent = await bench.db.query(
        `select v.template from run r join content_version v on v.id = r.content_version_id
           join campaign c on c.id = r.campaign_id where c.id = $1`,
        [uuid('cmp', id)],
      );
      if (approved.status !== 200) {
        expect(['state_conflict', 'state_changed']).toContain(problemOf(approved).code);
        expect(problemOf(await approve())).toMatchObject({ code: 'state_changed', changed: ['content'] });
      }
      expect([submit, sent]).toEqual(
        approved.status === 200 ? [409, [{ template: CAMPAIGN.content.template }]] : [200, []],
      );
    }
  });

  it('agree to the question that is open, not to one that was taken back a moment ago', async () => {
    const id = await submitted();
    const seen = await token('boris', id);
    const approvals = bench.api.app.get(ApprovalsService, { strict: false });
    let approving: Promise<Response> | undefined;
    await bench.db.database.transaction(async (tx) => {
      const word = { state: 'withdrawn', comment: null, by: ANNA } as const;
      await approvals.decline(tx, uuid('cmp', id), word);
      const request = { expectedRecipients: TO_SEND, confirmRepeat: true, comment: null, by: ANNA };
      await approvals.submit(tx, uuid('cmp', id), { ...request, schedule: IN_TEN_YEARS });
      approving = act('boris', id, 'approve', { confirm_token: seen });
      await untilWaitsFor(approving);
    });
    const refused = await approving;
    if (refused === undefined) throw new Error('No answer');
    expect(problemOf(refused)).toMatchObject({ code: 'state_changed', changed: ['schedule'] });
    expect(await statusOf(id)).toBe('awaiting_approval');
    expect(await runsOf(id)).toEqual([]);
  });

  it('are asked about the reminders of now: none is put into a plan while it is being submitted', async () => {
    const { id } = await bench.draft();
    const approvals = bench.api.app.get(ApprovalsService, { strict: false });
    let putting: Promise<Response> | undefined;
    await bench.db.database.transaction(async (tx) => {
      const request = { expectedRecipients: TO_SEND, confirmRepeat: true, comment: null, by: ANNA };
      await approvals.submit(tx, uuid('cmp', id), { ...request, schedule: null });
      const plan = { rungs: [{ after_hours: 24, who: 'unacknowledged' }] };
      putting = (async () => bench.call('put', `/v1/campaigns/${id}/follow-up-plan`, plan))();
      await untilWaitsFor(putting);
    });
    const refused = await putting;
    if (refused === undefined) throw new Error('No answer');
    expect(problemOf(refused)).toMatchObject({ code: 'state_conflict', status: 409 });
  });

  it('belong to somebody: a key is issued to a person whom the directory has', async () => {
    const body = { name: 'x', scopes: ['campaigns:read'], person_id: 999 };
    expect(problemOf(await bench.call('post', '/v1/api_keys', body))).toMatchObject({
      errors: [{ pointer: '#/person_id', code: 'nobody_here' }],
    });
    const me = await bench.bare('get', '/v1/me').set('authorization', `Bearer ${eyes.keyOf('boris')}`);
    expect(bodyOf(me)['person_id']).toBe(2);
  });
});
