import { randomUUID } from 'node:crypto';
import type { Response } from 'supertest';
import {
  type ApiBench,
  CAMPAIGN,
  type CampaignView,
  createApiBench,
  problemOf,
  TO_SEND,
} from './api-bench.js';

describe('the REST API keeps its word on', () => {
  let bench: ApiBench;
  beforeAll(async () => {
    bench = await createApiBench();
  });
  afterAll(() => bench.close());

  it('drafts: made, read, listed, changed, deleted', async () => {
    const made = await bench.call('post', '/v1/campaigns', { ...CAMPAIGN, external_id: 'hr-7' });
    const { id } = made.body as CampaignView;
    expect(made.headers['location']).toBe(`/v1/campaigns/${id}`);
    expect(made.headers['etag']).toBe('"1"');
    expect((await bench.call('get', `/v1/campaigns/${id}`)).body).toEqual(made.body);

    const patch = (changes: object, etag: string): Promise<Response> =>
      bench
        .call('patch', `/v1/campaigns/${id}`)
        .set('if-match', etag)
        .set('content-type', 'application/merge-patch+json')
        .send(JSON.stringify(changes));
    const changed = await patch(
      { title: 'Новый', external_id: null, delivery: { on_unproven: 'hold' } },
      '"1"',
    );
    expect(changed.body).toMatchObject({
      title: 'Новый',
      version: 2,
      external_id: null,
      content: CAMPAIGN.content,
      delivery: { skip_invited: false, on_unproven: 'hold' },
    });
    expect(problemOf(await patch({ title: 'Второй' }, '"1"'))).toMatchObject({
      code: 'precondition_failed',
      version: 2,
    });

    expect((await bench.call('delete', `/v1/campaigns/${id}`)).status).toBe(204);
    expect((await bench.call('get', `/v1/campaigns/${id}`)).status).toBe(404);
  });

  it('external ids', async () => {
    const { id } = await bench.draft({ external_id: 'hr-8' });
    const again = await bench.call('post', '/v1/campaigns', { ...CAMPAIGN, external_id: 'hr-8' });
    expect(problemOf(again)).toMatchObject({ code: 'external_id_taken', campaign_id: id });
  });

  it('lists: each page leads to the next, by the body and by Link', async () => {
    for (let count = 0; count < 5; count += 1) await bench.draft({ title: `Страница ${count}` });
    const titles: string[] = [];
    let path: string | undefined = '/v1/campaigns?q=%D1%81%D1%82%D1%80%D0%B0%D0%BD%D0%B8%D1%86%D0%B0&limit=2';
    while (path !== undefined) {
      const response: Response = await bench.call('get', path);
      const page = response.body as {
        data: CampaignView[];
        page: { next_cursor: string | null; has_more: boolean };
      };
      titles.push(...page.data.map(({ title }) => title));
      expect(page.page.has_more).toBe(page.page.next_cursor !== null);
      path = /^<([^>]+)>; rel="next"$/.exec(response.headers['link'] ?? '')?.[1];
      await bench.draft({ title: 'Страница, сделанная позже' });
    }
    expect(titles).toEqual([4, 3, 2, 1, 0].map((count) => `Страница ${count}`));
  });

  it('one campaign for fifty equal requests at once', async () => {
    const key = randomUUID();
    const make = (): Promise<Response> =>
      bench.call('post', '/v1/campaigns', { ...CAMPAIGN, title: 'Одна' }).set('idempotency-key', key);
    const responses = await Promise.all(Array.from({ length: 50 }, make));
    const made = responses.filter(({ status }) => status === 201);
    const busy = responses.filter(({ status }) => status !== 201);
    expect(made.length).toBeGreaterThan(0);
    expect(new Set(made.map(({ text }) => text)).size).toBe(1);
    for (const response of busy) {
      expect(problemOf(response).code).toBe('idempotency_in_progress');
      expect(response.headers['retry-after']).toBe('1');
    }
    expect(await bench.db.query("select from campaign where title = 'Одна'")).toHaveLength(1);
    const repeat = await make();
    expect(repeat.text).toBe(made[0]?.text);
    expect(repeat.headers['idempotency-replayed']).toBe('true');
    expect(repeat.headers['location']).toBe(made[0]?.headers['location']);
  });

  it('sending: checked, sent, paused, resumed, cancelled', async () => {
    const { id } = await bench.draft();
    const check = await bench.call('post', `/v1/campaigns/${id}/check`);
    expect(check.body).toMatchObject({
      ok: true,
      recipients: { matched: 10, to_send: TO_SEND, skipped: [{ reason: 'suspended', count: 1 }] },
    });
    const key = randomUUID();
    const launched = await bench.act({ id, action: 'send', key });
    expect(launched.status).toBe(202);
    expect(launched.body).toMatchObject({
      status: 'running',
      run: { status: 'preparing', confirmed_recipients: TO_SEND },
    });
    expect((await bench.act({ id, action: 'send', key })).text).toBe(launched.text);

    const paused = await bench.act({ id, action: 'pause', body: { reason: 'Ошибка в дате' } });
    expect(paused.body).toMatchObject({ in_flight: 0, unknown: 0, run: { status: 'paused' } });
    expect((paused.body as { run: { stopped: unknown } }).run.stopped).toMatchObject({
      reason: 'Ошибка в дате',
    });
    expect((await bench.act({ id, action: 'pause' })).status).toBe(200);
    expect((await bench.act({ id, action: 'resume' })).body).toMatchObject({
      run: { status: 'preparing', stopped: null },
    });
    expect((await bench.act({ id, action: 'cancel' })).body).toMatchObject({
      status: 'cancelled',
      run: { status: 'cancelled' },
    });
    const stats = await bench.call('get', `/v1/campaigns/${id}/stats`);
    expect(stats.body).toMatchObject({ recipients: TO_SEND, cancelled: TO_SEND, sent: 0 });
    const runs = await bench.call('get', `/v1/campaigns/${id}/runs`);
    expect((runs.body as { data: object[] }).data).toHaveLength(1);
  });

  it('keys: shown once, also to a repeat, and gone when revoked', async () => {
    const key = randomUUID();
    const make = (): Promise<Response> =>
      bench
        .call('post', '/v1/api_keys', { name: 'HR', scopes: ['campaigns:read'] })
        .set('idempotency-key', key);
    const made = await make();
    const { id, key: text } = made.body as { readonly id: string; readonly key: string };
    expect((await make()).text).toBe(made.text);
    const stored = await bench.db.query<{ all: string }>('select t::text as all from idempotency_key t');
    expect(stored.map(({ all }) => all).join()).not.toContain(text);
    expect((await bench.call('get', '/v1/api_keys')).text).not.toContain(text);

    const me = (): Promise<Response> => bench.bare('get', '/v1/me').set('authorization', `Bearer ${text}`);
    expect((await me()).body).toMatchObject({ id, scopes: ['campaigns:read'] });
    expect((await bench.call('delete', `/v1/api_keys/${id}`)).status).toBe(204);
    expect(problemOf(await me())).toMatchObject({ code: 'unauthenticated', reason: 'revoked' });
  });

  it('senders: the token goes in and never out', async () => {
    const made = await bench.call('post', '/v1/senders', { name: 'HR', token: 'secret-token-0001' });
    expect(made.body).toMatchObject({ status: 'checking', token_hint: 'secr…0001' });
    const { id } = made.body as { readonly id: string };
    const taken = await bench.call('post', '/v1/senders', { name: 'HR 2', token: 'secret-token-0001' });
    expect(problemOf(taken).code).toBe('sender_token_taken');
    const renamed = await bench.call('patch', `/v1/senders/${id}`, {
      name: 'Кадры',
      token: 'secret-token-0002',
    });
    expect(renamed.body).toMatchObject({ name: 'Кадры', token_hint: 'secr…0002' });
    const all = [
      made,
      renamed,
      await bench.call('get', '/v1/senders'),
      await bench.call('get', '/v1/connection'),
    ];
    for (const { text } of all) expect(text).not.toContain('secret-token');
    await bench.db.query('delete from sender where name = $1', ['Кадры']);
  });

  it('the directory: people, tags, and a sync that is asked for once', async () => {
    const people = await bench.call('get', '/v1/directory/users?q=%D0%B0%D0%BD%D0%BD%D0%B0&limit=3');
    expect((people.body as { data: object[] }).data).toHaveLength(3);
    expect((await bench.call('get', '/v1/directory/users/1')).body).toMatchObject({
      id: 1,
      tags: ['Склад'],
    });
    expect((await bench.call('get', '/v1/directory/users/99')).status).toBe(404);
    expect((await bench.call('get', '/v1/directory/tags')).body).toMatchObject({
      data: [{ name: 'Склад' }],
    });
    const [first, second] = [
      await bench.call('post', '/v1/directory/sync'),
      await bench.call('post', '/v1/directory/sync'),
    ];
    expect(first.status).toBe(202);
    const { id } = first.body as { readonly id: string };
    expect((second.body as { readonly id: string }).id).toBe(id);
    expect(first.headers['location']).toBe(`/v1/operations/${id}`);
    expect((await bench.call('get', `/v1/operations/${id}`)).body).toMatchObject({ status: 'queued' });
    expect((await bench.call('post', `/v1/operations/${id}/cancel`)).body).toMatchObject({
      status: 'cancelled',
    });
  });

  it('request ids: given ones come back, unusable ones are replaced', async () => {
    const ask = async (id: string): Promise<string | undefined> =>
      (await bench.bare('get', '/health/live').set('x-request-id', id)).headers['x-request-id'];
    expect(await ask('trace-1')).toBe('trace-1');
    for (const unusable of ['has space', 'a'.repeat(129), '<script>']) {
      expect(await ask(unusable)).toMatch(/^req_[0-9a-z]{26}$/);
    }
  });
});
