import { randomUUID } from 'node:crypto';
import type { Response } from 'supertest';
import { type ApiBench, CAMPAIGN, createApiBench, problemOf, TO_SEND } from './api-bench.js';

const bodyOf = ({ body }: Response): Record<string, unknown> => body as Record<string, unknown>;

describe('what somebody has checked', () => {
  let bench: ApiBench;
  const post = (path: string, body: object): Promise<Response> =>
    bench.call('post', path, body).set('idempotency-key', randomUUID());
  const check = async (id: string, body: object = {}): Promise<Record<string, unknown>> =>
    bodyOf(await bench.call('post', `/v1/campaigns/${id}/check`, body));
  const patch = (id: string, changes: object): Promise<Response> =>
    bench
      .call('patch', `/v1/campaigns/${id}`)
      .set('content-type', 'application/merge-patch+json')
      .send(JSON.stringify(changes));
  beforeAll(async () => {
    bench = await createApiBench();
  });
  afterAll(() => bench.close());

  it('is what is sent, by its token alone', async () => {
    const { id } = await bench.draft();
    const { confirm_token: token } = await check(id);
    const sent = await post(`/v1/campaigns/${id}/send`, { confirm_token: token, confirm_repeat: true });
    expect(sent.status).toBe(202);
    expect(bodyOf(sent)).toMatchObject({ run: { confirmed_recipients: TO_SEND } });
  });

  it('is not sent once it says something else, and both sides are told', async () => {
    const { id } = await bench.draft();
    const { confirm_token: token } = await check(id);
    await patch(id, { title: 'Только название' });
    await patch(id, { content: { ...CAMPAIGN.content, template: 'Другой текст' } });
    const refused = await post(`/v1/campaigns/${id}/send`, { confirm_token: token, confirm_repeat: true });
    expect(problemOf(refused)).toMatchObject({ status: 409, code: 'state_changed', changed: ['content'] });
    const { confirmed, current } = bodyOf(refused) as Record<'confirmed' | 'current', { content: string }>;
    expect(confirmed.content).not.toBe(current.content);
    const { confirm_token: fresh } = await check(id);
    const sent = await post(`/v1/campaigns/${id}/send`, { confirm_token: fresh, confirm_repeat: true });
    expect(sent.status).toBe(202);
  });

  it('is the people, not their number', async () => {
    const { id } = await bench.draft({ audience: { type: 'rules', include: [{ users: [1] }] } });
    const { confirm_token: token } = await check(id);
    await patch(id, { audience: { type: 'rules', include: [{ users: [2] }] } });
    const send = (body: object): Promise<Response> =>
      post(`/v1/campaigns/${id}/send`, { ...body, confirm_repeat: true });
    expect(problemOf(await send({ confirm_token: token }))).toMatchObject({ changed: ['audience'] });
    expect((await send({ expected_recipients: 1 })).status).toBe(202);
  });

  it('is how it is delivered: what became mandatory since is not sent unseen', async () => {
    const { id } = await bench.draft();
    const { confirm_token: token } = await check(id);
    await patch(id, { delivery: { mandatory: true } });
    const refused = await post(`/v1/campaigns/${id}/send`, { confirm_token: token, confirm_repeat: true });
    expect(problemOf(refused)).toMatchObject({ code: 'state_changed', changed: ['delivery'] });
  });

  it('is what follows by itself: another plan by now is not sent unseen', async () => {
    const { id } = await bench.draft();
    const path = `/v1/campaigns/${id}/follow-up-plan`;
    await bench.call('put', path, { rungs: [{ on_day: 1, at: '10:00', who: 'unread' }] });
    const { confirm_token: token, follow_up_plan: plan } = await check(id);
    expect(plan).toMatchObject({ rungs: [{ after_hours: null, on_day: 1, at: '10:00', due_at: null }] });
    const send = (confirm_token: unknown): Promise<Response> =>
      post(`/v1/campaigns/${id}/send`, { confirm_token, confirm_repeat: true });
    await bench.call('delete', path);
    expect(problemOf(await send(token))).toMatchObject({
      status: 409,
      code: 'state_changed',
      changed: ['follow_ups'],
      current: { follow_ups: null },
    });
    expect((await send((await check(id))['confirm_token'])).status).toBe(202);
  });

  it('is a time, too: a schedule takes the token of a check that was told of it', async () => {
    const { id } = await bench.draft();
    const year = new Date().getUTCFullYear() + 10;
    const monday = { kind: 'once', at: `${year}-11-24T10:00` };
    const { confirm_token: atOnce } = await check(id);
    const { confirm_token: token } = await check(id, { schedule: monday });
    const schedule = (body: object): Promise<Response> => post(`/v1/campaigns/${id}/schedule`, body);
    const repeat = { confirm_repeat: true };
    expect(problemOf(await schedule({ ...monday, ...repeat, confirm_token: atOnce }))).toMatchObject({
      changed: ['schedule'],
    });
    const later = { ...monday, at: `${year}-11-24T11:00` };
    expect(problemOf(await schedule({ ...later, ...repeat, confirm_token: token }))).toMatchObject({
      changed: ['schedule'],
    });
    expect((await schedule({ ...monday, ...repeat, confirm_token: token })).status).toBe(200);
  });

  it.each(['', 'ct1', 'ct1.e30.AAAA', 'x'.repeat(300), 'ct1.WyJhIl0.AAAAAAAAAAAAAAAAAAAAAA'])(
    'is not made up: «%s» is refused by its place',
    async (token) => {
      const { id } = await bench.draft();
      const refused = problemOf(await post(`/v1/campaigns/${id}/send`, { confirm_token: token }));
      expect(refused).toMatchObject({ status: 422, errors: [{ pointer: '#/confirm_token' }] });
    },
  );

  it('is of one campaign', async () => {
    const [one, other] = [await bench.draft(), await bench.draft()];
    const { confirm_token: token } = await check(one.id);
    expect(problemOf(await post(`/v1/campaigns/${other.id}/send`, { confirm_token: token }))).toMatchObject({
      errors: [{ code: 'unknown_confirm_token' }],
    });
    expect(problemOf(await post(`/v1/campaigns/${other.id}/send`, {}))).toMatchObject({
      errors: [{ pointer: '#/confirm_token', code: 'agreement_missing' }],
    });
  });

  it('can be left out by a system that names a bound: one call sends, or leaves nothing', async () => {
    const count = async (): Promise<number> =>
      (bodyOf(await bench.call('get', '/v1/campaigns?limit=200'))['data'] as unknown[]).length;
    const before = await count();
    const body = { ...CAMPAIGN, send: true, confirm_repeat: true };
    const few = await post('/v1/campaigns', { ...body, max_recipients: TO_SEND - 1 });
    expect(problemOf(few)).toMatchObject({
      status: 409,
      code: 'recipient_limit_exceeded',
      max: TO_SEND - 1,
      actual: TO_SEND,
    });
    expect(await count()).toBe(before);
    const key = randomUUID();
    const make = (): Promise<Response> =>
      bench.call('post', '/v1/campaigns', { ...body, max_recipients: TO_SEND }).set('idempotency-key', key);
    const made = await make();
    expect(made.status).toBe(201);
    expect(bodyOf(made)).toMatchObject({ status: 'running', run: { confirmed_recipients: TO_SEND } });
    expect(bodyOf(await make())).toEqual(bodyOf(made));
    expect(await count()).toBe(before + 1);
    expect(
      problemOf(await bench.call('post', '/v1/campaigns', { ...body, max_recipients: 10 })),
    ).toMatchObject({ code: 'idempotency_key_required' });
    expect(problemOf(await post('/v1/campaigns', body))).toMatchObject({
      errors: [{ pointer: '#/max_recipients', code: 'required' }],
    });
    expect(problemOf(await post('/v1/campaigns', { ...CAMPAIGN, max_recipients: 5 }))).toMatchObject({
      errors: [{ pointer: '#/max_recipients', code: 'needs_send' }],
    });
  });
});
