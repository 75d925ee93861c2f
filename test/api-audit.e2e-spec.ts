import { randomUUID } from 'node:crypto';
import type { Response } from 'supertest';
import { type ApiBench, createApiBench, problemOf, TO_SEND } from './api-bench.js';

interface Row {
  readonly seq: number;
  readonly actor: string;
  readonly action: string;
  readonly target: string | null;
  readonly reason: string | null;
  readonly data: Readonly<Record<string, unknown>>;
}

describe('the audit log', () => {
  let bench: ApiBench;
  const log = async (query = ''): Promise<Row[]> => {
    const answer = await bench.call('get', `/v1/audit_log?limit=200${query}`);
    return (answer.body as { data: Row[] }).data;
  };
  beforeAll(async () => {
    bench = await createApiBench();
  });
  afterAll(() => bench.close());

  it('tells what became of a campaign, by whom and why, whichever way it was asked for', async () => {
    const { id } = await bench.draft();
    await bench
      .call('patch', `/v1/campaigns/${id}`)
      .set('content-type', 'application/merge-patch+json')
      .send('{"title":"Секретная тема"}');
    await bench.act({ id, action: 'send' });
    await bench.act({ id, action: 'pause', body: { reason: 'Ждём дату' } });
    await bench.act({ id, action: 'resume' });
    await bench.act({ id, action: 'cancel', body: { reason: 'Отмена' } });
    const rows = await log(`&target=${id}`);
    expect(rows.map(({ action, reason }) => [action, reason])).toEqual([
      ['campaigns.cancel', 'Отмена'],
      ['campaigns.resume', null],
      ['campaigns.pause', 'Ждём дату'],
      ['campaigns.send', null],
      ['campaigns.update', null],
      ['campaigns.create', null],
    ]);
    expect(rows[3]?.data).toMatchObject({ expected_recipients: TO_SEND, status: 'running' });
    expect(JSON.stringify(rows)).not.toContain('Секретная');
    const me = await bench.call('get', '/v1/me');
    expect(new Set(rows.map(({ actor }) => actor))).toEqual(new Set([(me.body as { id: string }).id]));
  });

  it('has nothing of what was refused, and one row of what was repeated', async () => {
    const { id } = await bench.draft();
    const before = (await log()).length;
    const wrong = await bench.act({ id, action: 'send', body: { expected_recipients: 1 } });
    expect(wrong.status).toBe(409);
    expect((await log()).length).toBe(before);
    const key = randomUUID();
    await bench.act({ id, action: 'send', key });
    expect((await bench.act({ id, action: 'send', key })).headers['idempotency-replayed']).toBe('true');
    expect((await log()).length).toBe(before + 1);
  });

  it('tells of keys and bots, without their secrets', async () => {
    const made = await bench.call('post', '/v1/api_keys', { name: 'HR', scopes: ['campaigns:read'] });
    const key = made.body as { id: string; key: string };
    await bench.call('delete', `/v1/api_keys/${key.id}`);
    const bot = await bench.call('post', '/v1/senders', { name: 'Второй', token: 'a-token-to-keep-secret' });
    const { id } = bot.body as { id: string };
    await bench.call('patch', `/v1/senders/${id}`, { name: 'Третий' });
    const rows = await log();
    expect(rows.slice(0, 4).map(({ action, target }) => [action, target])).toEqual([
      ['senders.update', id],
      ['senders.create', id],
      ['api_keys.revoke', key.id],
      ['api_keys.create', key.id],
    ]);
    expect(JSON.stringify(rows)).not.toContain(key.key);
    expect(JSON.stringify(rows)).not.toContain('a-token-to-keep-secret');
  });

  it('keeps no reason why somebody is not to be written to', async () => {
    await bench.call('put', '/v1/directory/users/3/opt_out', { reason: 'Декретный отпуск' });
    expect((await log())[0]).toMatchObject({
      action: 'directory.users.opt_out.put',
      target: '3',
      reason: null,
    });
  });

  it('walks page by page, and is proved whole until somebody tampers with it', async () => {
    const first = await bench.call('get', '/v1/audit_log?limit=2');
    const { data, page } = first.body as { data: Row[]; page: { next_cursor: string } };
    const second = await bench.call('get', `/v1/audit_log?limit=2&cursor=${page.next_cursor}`);
    const [next] = (second.body as { data: Row[] }).data;
    expect(next?.seq).toBe((data[1]?.seq ?? 0) - 1);
    const verify = async (): Promise<unknown> => (await bench.call('get', '/v1/audit_log/verify')).body;
    expect(await verify()).toMatchObject({ ok: true, broken: null });
    await bench.db.query('alter table audit_event disable trigger user');
    await bench.db.query("update audit_event set reason = 'Так было надо' where seq = 2");
    expect(await verify()).toMatchObject({ ok: false, count: 1, broken: { seq: 2, why: 'altered' } });
  });

  it('is for those who may read it', async () => {
    const key = await bench.key(['campaigns:read']);
    const refused: Response = await bench.bare('get', '/v1/audit_log').set('authorization', `Bearer ${key}`);
    expect(problemOf(refused)).toMatchObject({ code: 'scope_missing', scope: 'audit:read' });
  });
});
