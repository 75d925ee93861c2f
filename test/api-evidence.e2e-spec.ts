import { publicId } from '#lib/kernel';
import { Ledger } from '#lib/testing';
import { type ApiBench, createApiBench, problemOf } from './api-bench.js';

describe('the evidence sheet, over the API', () => {
  let bench: ApiBench;
  let ledger: Ledger;
  let path: string;
  beforeAll(async () => {
    bench = await createApiBench();
    ledger = new Ledger(bench.db);
    const campaign = await ledger.campaign(bench.senderId);
    const run = await ledger.emptyRun(campaign, { expectedCount: 2 });
    for (const person of [1, 2]) await ledger.delivery(run, person, 'sent');
    path = `/v1/campaigns/${publicId('cmp', campaign)}/evidence`;
  });
  afterAll(() => bench.close());

  it('is issued, says that it is no signature, and is verified by its head', async () => {
    expect(problemOf(await bench.call('get', `${path}/verify`))).toMatchObject({
      code: 'evidence_not_issued',
    });
    const issued = await bench.call('get', path);
    expect(issued.headers['cache-control']).toBe('no-store');
    const sheet = issued.body as { id: string; head: string; notice: string; rows: { user_id: number }[] };
    expect(sheet).toMatchObject({ object: 'evidence', algorithm: 'sha256-chain' });
    expect(sheet.notice).toContain('Это не подпись');
    expect(sheet.rows.map(({ user_id: id }) => id)).toEqual([1, 2]);
    expect((await bench.call('get', `${path}?language=en`)).body).toMatchObject({
      id: sheet.id,
      head: sheet.head,
      notice: expect.stringContaining('It is no signature') as string,
    });
    const verified = await bench.call('get', `${path}/verify?head=${sheet.head.toUpperCase()}`);
    expect(verified.body).toMatchObject({ result: 'intact', evidence_id: sheet.id, row_count: 2 });
    await bench.db.query(`set session_replication_role = replica;
      update delivery set sent_at = sent_at - interval '1 day' where recipient_id = 2;
      set session_replication_role = origin`);
    expect((await bench.call('get', `${path}/verify`)).body).toMatchObject({
      result: 'altered',
      altered: [{ row: 2, user_id: 2, name: 'Анна Смирнова', fields: ['sent_at'] }],
    });
  });

  it('is a workbook for people', async () => {
    const answer = await bench.call('get', `${path}?format=xlsx`).buffer(true);
    expect(answer.headers).toMatchObject({
      'content-type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      'content-disposition': expect.stringMatching(
        /^attachment; filename="evidence-\d{4}-\d\d-\d\d\.xlsx"$/,
      ) as string,
    });
    expect(Number(answer.headers['content-length'])).toBeGreaterThan(2_000);
  });

  it('is printed for people, up to a number of them', async () => {
    const answer = await bench.call('get', `${path}?format=pdf`).buffer(true);
    expect(answer.headers).toMatchObject({
      'content-type': 'application/pdf',
      'content-disposition': expect.stringMatching(
        /^attachment; filename="evidence-\d{4}-\d\d-\d\d\.pdf"$/,
      ) as string,
    });
    expect((answer.body as Buffer).subarray(0, 5).toString()).toBe('%PDF-');

    const large = await ledger.campaign(bench.senderId);
    const run = await ledger.emptyRun(large, { expectedCount: 2_001 });
    await bench.db.query(
      `insert into delivery (run_id, sender_id, recipient_id, included_by, marker)
       select id, sender_id, 10000 + n, 'test', new_marker() from run, generate_series(1, 2001) n where id = $1`,
      [run],
    );
    const refused = await bench
      .call('get', `/v1/campaigns/${publicId('cmp', large)}/evidence?format=pdf`)
      .set('accept-language', 'ru');
    expect(problemOf(refused)).toMatchObject({ status: 422, code: 'evidence_too_large' });
    expect(problemOf(refused).detail).toMatch(/2000.+2001.+format=xlsx помещается 50000/);
  });

  it.each<[string, string, string]>([
    ['a zone that there is not', '?time_zone=Moscow', '422 validation_failed'],
    ['a form that there is not', '?format=docx', '422 validation_failed'],
    ['a parameter that there is not', '?formt=pdf', '400 unknown_parameter'],
    ['half a head', '/verify?head=abc', '422 validation_failed'],
    ['a head that was never issued', `/verify?head=${'0'.repeat(64)}`, '404 evidence_not_issued'],
  ])('is refused with %s', async (_what, query, expected) => {
    const { status, code, detail } = problemOf(
      await bench.call('get', path + query).set('accept-language', 'ru'),
    );
    expect(`${status} ${code}`).toBe(expected);
    expect(detail).toMatch(/[а-я]/);
  });

  it('is refused for a draft, and to who may not see reports', async () => {
    const draft = await bench.draft();
    expect(problemOf(await bench.call('get', `/v1/campaigns/${draft.id}/evidence`))).toMatchObject({
      code: 'state_conflict',
    });
    const powerless = await bench.key(['campaigns:read']);
    const refused = await bench.bare('get', path).set('authorization', `Bearer ${powerless}`);
    expect(problemOf(refused)).toMatchObject({ status: 403 });
  });
});
