import { randomUUID } from 'node:crypto';
import type request from 'supertest';
import { ExportRunner } from '#lib/exports';
import { Ledger } from '#lib/testing';
import { publicId } from '#lib/kernel';
import { type ApiBench, createApiBench, type Problem, problemOf } from './api-bench.js';

interface ExportView {
  readonly id: string;
  readonly status: string;
  readonly file_url: string | null;
}

describe('files of recipients, over the API', () => {
  let bench: ApiBench;
  let campaignId: string;
  let runId: string;
  beforeAll(async () => {
    bench = await createApiBench();
    const ledger = new Ledger(bench.db);
    const campaign = await ledger.campaign(bench.senderId);
    const run = await ledger.emptyRun(campaign, { expectedCount: 3 });
    for (const person of [1, 2, 3]) await ledger.delivery(run, person, person === 3 ? 'pending' : 'sent');
    [campaignId, runId] = [publicId('cmp', campaign), publicId('run', run)];
  });
  afterAll(() => bench.close());

  const ask = (body: object): request.Test =>
    bench.call('post', '/v1/exports', {
      kind: 'recipients',
      campaign_id: campaignId,
      format: 'csv',
      ...body,
    });
  const make = async (body: object): Promise<ExportView> => {
    const asked = await ask(body);
    expect(asked.status).toBe(202);
    await bench.api.app.get(ExportRunner).runOnce('test');
    const { export_id: id } = asked.body as { export_id: string };
    return (await bench.call('get', `/v1/exports/${id}`)).body as ExportView;
  };

  it('are asked for once, watched, and fetched as an attachment', async () => {
    const key = randomUUID();
    const asked = await ask({ language: 'ru', time_zone: 'Asia/Omsk' }).set('idempotency-key', key);
    expect(asked.status).toBe(202);
    expect(asked.body).toMatchObject({ object: 'operation', type: 'recipients_export', status: 'queued' });
    const { id, export_id: exportId } = asked.body as { id: string; export_id: string };
    expect(asked.headers['location']).toBe(`/v1/operations/${id}`);
    const again = await ask({ language: 'ru', time_zone: 'Asia/Omsk' }).set('idempotency-key', key);
    expect(again.body).toEqual(asked.body);
    const early = await bench.call('get', `/v1/exports/${exportId}/file`).set('accept-language', 'ru');
    expect(problemOf(early)).toMatchObject({
      code: 'export_not_ready',
      status: 409,
      export_status: 'queued',
    });
    expect(problemOf(early).detail).toContain('Файл ещё готовится');

    await bench.api.app.get(ExportRunner).runOnce('test');
    const ready = await bench.call('get', `/v1/exports/${exportId}`);
    expect(ready.body).toMatchObject({
      status: 'ready',
      done: 3,
      total: 3,
      campaign_id: campaignId,
      run_id: runId,
      operation_id: id,
      file_url: `/v1/exports/${exportId}/file`,
      time_zone: 'Asia/Omsk',
      error: null,
    });
    const file = await bench.call('get', `/v1/exports/${exportId}/file`);
    expect(file.headers).toMatchObject({
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': expect.stringMatching(
        /^attachment; filename="recipients-\d{4}-\d\d-\d\d\.csv"$/,
      ) as string,
      'content-length': String((ready.body as { bytes: number }).bytes),
      'x-content-type-options': 'nosniff',
    });
    expect(file.text.split('\r\n')).toHaveLength(5);
    expect(file.text).toContain('"Анна Смирнова";"Склад"');
    const listed = await bench.call('get', '/v1/exports');
    expect((listed.body as { data: ExportView[] }).data).toMatchObject([{ id: exportId }]);
  });

  it('hold whom the filters of the list of recipients fit, said with commas or as a list', async () => {
    for (const filter of [{ status: 'pending,failed' }, { status: ['pending', 'failed'] }]) {
      const { file_url: url } = await make({ filter, format: 'json', language: 'en' });
      const file = await bench.call('get', String(url));
      expect(file.body).toMatchObject({
        object: 'export',
        campaign_id: campaignId,
        run_id: runId,
        time_zone: 'Europe/Moscow',
        data: [{ user_id: 3, status: 'pending', sent_at: null, read: null }],
      });
    }
  });

  it('do not exist for another key, whatever its rights', async () => {
    const { id, file_url: url } = await make({ format: 'xlsx', filter: { read: false } });
    const other = await bench.key(['admin']);
    for (const path of [`/v1/exports/${id}`, String(url)]) {
      const answer = await bench.bare('get', path).set('authorization', `Bearer ${other}`);
      expect(problemOf(answer)).toMatchObject({ status: 404, code: 'not_found' });
    }
    const listed = await bench.bare('get', '/v1/exports').set('authorization', `Bearer ${other}`);
    expect(listed.body).toMatchObject({ data: [] });
    const powerless = await bench.key(['campaigns:read']);
    const refused = await bench.bare('get', String(url)).set('authorization', `Bearer ${powerless}`);
    expect(problemOf(refused)).toMatchObject({ status: 403, scope: 'reports:read' });
  });

  it('can be stopped by the key that asked, or an administrator, and by nobody else', async () => {
    const [owner, other] = [await bench.key(['reports:read']), await bench.key(['reports:read'])];
    const as = (key: string, path: string, body: object = {}) =>
      bench.bare('post', path).set('authorization', `Bearer ${key}`).send(body);
    const order = { kind: 'recipients', campaign_id: campaignId, format: 'csv' };
    const asked = (await as(owner, '/v1/exports', order)).body as { id: string };
    const stop = `/v1/operations/${asked.id}/cancel`;
    expect(problemOf(await as(other, stop))).toMatchObject({ status: 403, scope: 'admin' });
    expect((await as(owner, stop)).body).toMatchObject({ status: 'cancelled' });
    const second = (await as(owner, '/v1/exports', order)).body as { id: string; export_id: string };
    const stopped = await bench.call('post', `/v1/operations/${second.id}/cancel`);
    expect(stopped.body).toMatchObject({ status: 'cancelled' });
    const file = await bench
      .bare('get', `/v1/exports/${second.export_id}/file`)
      .set('authorization', `Bearer ${owner}`);
    expect(problemOf(file)).toMatchObject({ code: 'export_not_ready', export_status: 'cancelled' });
  });

  it.each<[string, object, string]>([
    ['no campaign and no run', { campaign_id: null }, '#/ one_of'],
    ['both', { run_id: 'run_01kq3k8mehe8zbnn5q0wwz5bst' }, '#/ one_of'],
    ['an id of another kind', { campaign_id: 'run_01kq3k8mehe8zbnn5q0wwz5bst' }, '#/campaign_id wrong_id'],
    ['a format that there is not', { format: 'doc' }, '#/format not_allowed'],
    ['a zone that there is not', { time_zone: 'Moscow' }, '#/time_zone unknown_time_zone'],
    ['an offset for a zone', { time_zone: '+03:00' }, '#/time_zone unknown_time_zone'],
    ['a filter that there is not', { filter: { departmnet: 'Склад' } }, '#/filter/departmnet unknown_field'],
    ['a reason without its question', { filter: { why: ['away'] } }, '#/filter/not_yet required'],
    ['a page', { filter: { limit: 5 } }, '#/filter/limit unknown_field'],
    ['a state that there is not', { filter: { status: ['lost'] } }, '#/filter/status not_allowed'],
    ['a filter that is none', { filter: 'read=false' }, '#/filter wrong_type'],
  ])('are refused with %s', async (_what, body, place) => {
    const { status, errors } = problemOf(await ask(body).set('accept-language', 'ru')) as Problem & {
      errors: { pointer: string; code: string; detail: string }[];
    };
    expect([status, ...errors.map(({ pointer, code }) => `${pointer} ${code}`)]).toEqual([422, place]);
    expect(errors[0]?.detail).toMatch(/[а-я]/);
  });

  it('are refused for a draft, and for what is not there', async () => {
    const draft = await bench.draft();
    expect(problemOf(await ask({ campaign_id: draft.id }))).toMatchObject({ code: 'state_conflict' });
    const unknown = { campaign_id: null, run_id: 'run_01kq3k8mehe8zbnn5q0wwz5bst' };
    expect(problemOf(await ask(unknown))).toMatchObject({ code: 'not_found' });
  });
});
