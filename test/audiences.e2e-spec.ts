import { ListImports } from '#lib/audiences';
import { type ApiBench, createApiBench, type Problem, TO_SEND } from './api-bench.js';

const WAREHOUSE = { type: 'rules', include: [{ tags_any: ['Склад'] }] };

interface Saved {
  readonly id: string;
  readonly version: number;
  readonly member_count: number | null;
}

describe('audiences over the API', () => {
  let bench: ApiBench;
  beforeAll(async () => {
    bench = await createApiBench();
  });
  afterAll(() => bench.close());

  const saved = async (body: object): Promise<Saved> => {
    const made = await bench.call('post', '/v1/audiences', body);
    expect(made.status).toBe(201);
    return made.body as Saved;
  };

  it('are counted before anything is sent, and every number opens its people', async () => {
    const body = { audience: { ...WAREHOUSE, include: [...WAREHOUSE.include, { users: [1] }] } };
    const estimate = await bench.call('post', '/v1/audiences/estimate', body);
    expect(estimate.body).toMatchObject({
      object: 'audience_estimate',
      matched: TO_SEND + 1,
      to_send: TO_SEND,
      duplicates: 1,
      skipped: [{ reason: 'suspended', count: 1 }],
    });
    const { sample } = estimate.body as { readonly sample: readonly object[] };
    expect(sample).toHaveLength(TO_SEND);
    const count = async (part: string): Promise<number> => {
      let path: string | null = `/v1/audiences/people?limit=4&part=${part}`;
      let people = 0;
      while (path !== null) {
        const page = await bench.call('post', path, body);
        expect(page.status).toBe(200);
        const answer = page.body as { data: readonly object[]; page: { next_cursor: string | null } };
        people += answer.data.length;
        const next: string | null = answer.page.next_cursor;
        path =
          next === null
            ? null
            : `/v1/audiences/people?limit=4&part=${part}&cursor=${encodeURIComponent(next)}`;
      }
      return people;
    };
    expect([await count('matched'), await count('to_send'), await count('repeated')]).toEqual([
      TO_SEND + 1,
      TO_SEND,
      1,
    ]);
    expect([await count('skipped'), await count('skipped.suspended'), await count('skipped.bot')]).toEqual([
      1, 1, 0,
    ]);
  });

  it('that name nothing real are refused with the place', async () => {
    const audience = { type: 'rules', include: [{ all_of: [{ departments: ['Нет такого'] }] }] };
    const refused = await bench
      .call('post', '/v1/audiences/estimate', { audience })
      .set('accept-language', 'ru');
    expect(refused.status).toBe(422);
    expect(refused.body as Problem).toMatchObject({
      code: 'audience_unresolved',
      errors: [{ pointer: '#/audience/include/0/all_of/0/departments/0', code: 'unknown_department' }],
    });
  });

  it('are saved, changed as they were read, and not deleted from under a draft', async () => {
    const made = await saved({ name: 'Склад', rules: WAREHOUSE });
    const draft = await bench.draft({ audience: { type: 'rules', include: [{ audiences: [made.id] }] } });
    const check = await bench.call('post', `/v1/campaigns/${draft.id}/check`);
    expect(check.body).toMatchObject({ recipients: { to_send: TO_SEND } });
    const used = await bench.call('delete', `/v1/audiences/${made.id}`);
    expect(used.body).toMatchObject({
      code: 'audience_in_use',
      used_by: [{ object: 'campaign', id: draft.id }],
    });
    const changed = await bench
      .call('patch', `/v1/audiences/${made.id}`, { description: 'Все смены' })
      .set('if-match', '"1"');
    expect(changed.body).toMatchObject({ version: 2, name: 'Склад', description: 'Все смены' });
    const late = await bench.call('patch', `/v1/audiences/${made.id}`, { name: 'x' }).set('if-match', '"1"');
    expect(late.status).toBe(412);
    const members = await bench.call('get', `/v1/audiences/${made.id}/members?limit=3`);
    expect(members.body).toMatchObject({ data: { length: 3 }, page: { has_more: true } });
  });

  it('are lists, too: from JSON or CSV, and what brought nobody can be downloaded', async () => {
    const list = await saved({ name: 'Список' });
    const csv = 'ID;ФИО\n1;\n2;\n;=cmd|calc\n;Никто Нигде\n';
    const bytes = Buffer.from(Array.from(csv, (character) => BYTES.get(character) ?? 63));
    const asked = await bench
      .call('post', `/v1/audiences/${list.id}/members`)
      .set('content-type', 'text/csv')
      .send(bytes);
    expect(asked.status).toBe(202);
    await bench.api.app.get(ListImports).runOnce('test');
    const { id } = asked.body as { readonly id: string };
    const operation = await bench.call('get', `/v1/operations/${id}`);
    expect(operation.body).toMatchObject({
      status: 'succeeded',
      result: { encoding: 'windows-1251', delimiter: ';', added: 2, told: { formula: 1, not_found: 1 } },
    });
    const rows = await bench.call('get', `/v1/audiences/${list.id}/imports/${id}/rows?code=not_found`);
    expect(rows.body).toMatchObject({ data: [{ row: 4, given: 'Никто Нигде', code: 'not_found' }] });
    const file = await bench.call('get', `/v1/audiences/${list.id}/imports/${id}/rows.csv`);
    expect(file.text).toContain("3;'=cmd|calc;");
    await bench.call('post', `/v1/audiences/${list.id}/members?mode=replace`, { rows: [3, '4'] });
    await bench.api.app.get(ListImports).runOnce('test');
    const read = await bench.call('get', `/v1/audiences/${list.id}`);
    expect(read.body).toMatchObject({ type: 'list', member_count: 2 });
  });

  it('take no bytes elsewhere, and no list that cannot be read', async () => {
    const elsewhere = await bench.call('post', '/v1/audiences').set('content-type', 'text/csv').send('1');
    expect(elsewhere.status).toBe(415);
    const list = await saved({ name: 'Нечитаемый' });
    const path = `/v1/audiences/${list.id}/members`;
    const binary = await bench
      .call('post', path)
      .set('content-type', 'text/csv')
      .send(Buffer.from([0xff, 0xfe, 49, 0]));
    expect(binary.body).toMatchObject({
      code: 'list_unreadable',
      why: 'encoding_unknown',
      seems_to_be: 'utf-16',
    });
    const large = await bench
      .call('post', path)
      .set('content-type', 'text/csv')
      .send(Buffer.alloc(5 * 1_024 * 1_024 + 1, 49));
    expect(large.status).toBe(413);
    const mistyped = await bench.call('post', `${path}?modus=replace`, { rows: ['1'] });
    expect(mistyped.status).toBe(400);
  });
});

/** Bytes of windows-1251 by their characters. */
const BYTES = new Map(
  Array.from({ length: 256 }, (_, byte) => [
    new TextDecoder('windows-1251').decode(Uint8Array.of(byte)),
    byte,
  ]),
);
