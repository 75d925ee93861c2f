import { Test, type TestingModule } from '@nestjs/testing';
import { DatabaseModule, type Tx } from '#lib/database';
import { publicId } from '#lib/kernel';
import { createTestDatabase, Ledger, type TestDatabase } from '#lib/testing';
import { AudiencesModule } from './audiences.module.js';
import { AudiencesService } from './audiences.service.js';
import { parseAudience } from './domain/parse-audience.js';
import { SavedAudiences, type SavedAudienceValues } from './saved-audiences.service.js';

describe('saved audiences', () => {
  let db: TestDatabase;
  let saved: SavedAudiences;
  let audiences: AudiencesService;
  let module: TestingModule;
  beforeAll(async () => {
    db = await createTestDatabase();
    module = await Test.createTestingModule({
      imports: [DatabaseModule.with({ url: db.url, applicationName: 'test' }), AudiencesModule],
    }).compile();
    saved = module.get(SavedAudiences);
    audiences = module.get(AudiencesService);
    await new Ledger(db).people([1, 2, 3]);
  });
  afterAll(async () => {
    await module.close();
    await db.close();
  });

  const tx = <T>(work: (inner: Tx) => Promise<T>): Promise<T> => db.database.transaction(work);
  const create = (values: Partial<SavedAudienceValues> & { readonly name: string }) =>
    tx((inner) => saved.create(inner, { description: null, rules: null, ...values }, 'key_test'));
  const naming = (...uuids: readonly string[]) => ({
    type: 'rules',
    include: [{ audiences: uuids.map((id) => publicId('aud', id)) }],
  });
  const change = (id: string, rules: unknown, versions: readonly number[] | null = null) =>
    tx((inner) => saved.update(inner, id, (present) => ({ ...present, rules }), versions));

  it('are rules or lists, each under a name of its own, and page', async () => {
    const rules = await create({ name: 'Люди', rules: { type: 'rules', include: [{ users: [1, 2] }] } });
    expect(rules).toMatchObject({ version: 1, memberCount: null, rules: { include: [{ users: [1, 2] }] } });
    const list = await create({ name: 'Список' });
    expect(list).toMatchObject({ rules: null, memberCount: 0 });
    await expect(create({ name: 'Люди' })).rejects.toMatchObject({ code: 'audience_name_taken' });
    const first = await saved.list({ text: null, after: null, limit: 1 });
    expect(first.audiences.map(({ name }) => name)).toEqual(['Список']);
    const second = await saved.list({ text: null, after: first.next, limit: 1 });
    expect(second.audiences.map(({ name }) => name)).toEqual(['Люди']);
    expect(second.next).toBeNull();
    expect((await saved.list({ text: 'ЛЮД', after: null, limit: 5 })).audiences).toHaveLength(1);
  });

  it('name nothing that is not there, and stay of their kind', async () => {
    await expect(
      create({ name: 'Опечатка', rules: { type: 'rules', include: [{ departments: ['Нет'] }] } }),
    ).rejects.toMatchObject({
      code: 'audience_unresolved',
      details: [{ pointer: '#/rules/include/0/departments/0', code: 'unknown_department' }],
    });
    const list = await create({ name: 'Вид' });
    await expect(change(list.id, naming(list.id))).rejects.toMatchObject({ code: 'audience_kind' });
  });

  it('are changed only as they were read', async () => {
    const { id } = await create({ name: 'Версии', rules: { type: 'rules', include: [{ users: [1] }] } });
    const two = { type: 'rules', include: [{ users: [2] }] };
    expect(await change(id, two, [1])).toMatchObject({ version: 2 });
    await expect(change(id, two, [1])).rejects.toMatchObject({
      code: 'precondition_failed',
      facts: { version: 2 },
    });
  });

  it('do not name one another in a circle, not even when two are saved at once', async () => {
    const a = await create({ name: 'А', rules: { type: 'rules', include: [{ users: [1] }] } });
    const b = await create({ name: 'Б', rules: naming(a.id) });
    await expect(change(a.id, naming(b.id))).rejects.toMatchObject({
      code: 'audience_nesting',
      facts: { why: 'circle' },
    });
    // As if both had been saved at the same moment.
    await db.query('update audience set rules = $2 where id = $1', [
      a.id,
      JSON.stringify(parseAudience(naming(b.id))),
    ]);
    await expect(audiences.expand(db.database.client, parseAudience(naming(a.id)))).rejects.toMatchObject({
      code: 'audience_nesting',
    });
  });

  it('stay while something names them, and the refusal says what', async () => {
    const inner = await create({ name: 'Внутренняя' });
    const outer = await create({
      name: 'Внешняя',
      rules: { type: 'rules', include: [{ all_of: naming(inner.id).include }] },
    });
    await db.query(
      `insert into campaign (id, title, template, audience, created_by) values (gen_random_uuid(), 'Черновик', 'x', $1, 'test')`,
      [JSON.stringify({ type: 'rules', include: [{ everyone: true }], exclude: naming(inner.id).include })],
    );
    await expect(tx((t) => saved.delete(t, inner.id))).rejects.toMatchObject({
      code: 'audience_in_use',
      facts: {
        count: 2,
        used_by: [
          { object: 'audience', name: 'Внешняя' },
          { object: 'campaign', name: 'Черновик' },
        ],
      },
    });
    await tx((t) => saved.delete(t, outer.id));
    await db.query("update campaign set status = 'completed'");
    await tx((t) => saved.delete(t, inner.id));
    await expect(saved.get(inner.id)).rejects.toMatchObject({ code: 'not_found' });
  });
});
