import { plainContent } from '#lib/content';
import { Prisma } from '#lib/database';
import { selectCampaigns } from './campaigns.queries.js';
import { type CampaignsBench, createCampaignsBench } from './campaigns.fixture.js';
import type { CampaignCursor } from './campaign.js';
import { CampaignNotFoundError, ExternalIdTakenError, StateConflictError } from './domain/campaign.errors.js';

const ANY = { statuses: [], text: null, createdFrom: null, createdTo: null };

describe('campaigns', () => {
  let bench: CampaignsBench;
  beforeAll(async () => {
    bench = await createCampaignsBench();
  });
  afterAll(() => bench.close());
  beforeEach(async () => {
    await bench.db.query('delete from campaign');
  });

  const countRows = async (): Promise<number> => (await bench.db.query('select from campaign')).length;

  it('are kept as they were given', async () => {
    const expiresAt = new Date(Date.now() + 60_000);
    const made = await bench.draft({ externalId: 'hr-1', expiresAt, skipInvited: true, onUnproven: 'hold' });
    expect(made).toMatchObject({
      status: 'draft',
      version: 1,
      externalId: 'hr-1',
      expiresAt,
      skipInvited: true,
    });
    expect(made.audience).toEqual({ type: 'rules', include: [{ tags_any: ['Склад'] }], exclude: [] });
    expect(await bench.campaigns.get(made.id)).toEqual(made);
  });

  it.each([
    ['template_error', { content: plainContent('{{ user.frist_name }}') }],
    ['validation_failed', { audience: { type: 'rules', include: [] } }],
    ['unknown_tag', { audience: { type: 'rules', include: [{ tags_any: ['Склат'] }] } }],
    ['unknown_person', { audience: { type: 'rules', include: [{ users: [1, 99] }] } }],
    ['validation_failed', { senderId: '01983f4a-0000-7000-8000-000000000000' }],
    ['validation_failed', { expiresAt: new Date('2020-01-01T00:00:00Z') }],
  ])('are refused with %s and a place, and nothing is written', async (code, changes) => {
    await expect(bench.draft(changes)).rejects.toMatchObject({
      code,
      details: [expect.objectContaining({ pointer: expect.stringMatching(/^#\/[a-z_]+/) as string })],
    });
    expect(await countRows()).toBe(0);
  });

  it('have external ids that name one campaign for ever', async () => {
    const first = await bench.draft({ externalId: 'hr-1' });
    await expect(bench.draft({ externalId: 'hr-1' })).rejects.toThrow(ExternalIdTakenError);
    const other = await bench.draft();
    const rename = bench.tx((tx) =>
      bench.campaigns.update(tx, other.id, (draft) => ({ ...draft, externalId: 'hr-1' }), null),
    );
    await expect(rename).rejects.toMatchObject({ code: 'external_id_taken' });
    expect(await countRows()).toBe(2);
    expect((await bench.campaigns.get(first.id)).version).toBe(1);
  });

  it('change as drafts only, and only at the version that was read', async () => {
    const { id } = await bench.draft();
    const rename = (title: string, versions: number[] | null): Promise<unknown> =>
      bench.tx((tx) => bench.campaigns.update(tx, id, (draft) => ({ ...draft, title }), versions));
    await rename('Второй', [1]);
    await expect(rename('Третий', [1])).rejects.toMatchObject({
      code: 'precondition_failed',
      facts: { version: 2 },
    });
    await rename('Третий', null);
    expect(await bench.campaigns.get(id)).toMatchObject({ title: 'Третий', version: 3 });
    await bench.db.query("update campaign set status = 'running'");
    await expect(rename('Четвёртый', null)).rejects.toThrow(StateConflictError);
  });

  it('keep every change of two who write at once', async () => {
    const { id } = await bench.draft();
    const writers = Array.from({ length: 8 }, (_, n) =>
      bench.tx((tx) =>
        bench.campaigns.update(tx, id, (draft) => ({ ...draft, title: `${draft.title}${n}` }), null),
      ),
    );
    await Promise.all(writers);
    const { title, version } = await bench.campaigns.get(id);
    expect(version).toBe(9);
    for (let n = 0; n < 8; n += 1) expect(title).toContain(String(n));
  });

  it('leave an expiry that has passed alone while something else is changed', async () => {
    const { id } = await bench.draft({ expiresAt: new Date(Date.now() + 60_000) });
    await bench.db.query("update campaign set expires_at = '2020-01-01'");
    await bench.tx((tx) => bench.campaigns.update(tx, id, (draft) => ({ ...draft, title: 'Новый' }), null));
    expect((await bench.campaigns.get(id)).title).toBe('Новый');
  });

  it('are deleted as drafts only', async () => {
    const { id } = await bench.draft();
    await bench.tx((tx) => bench.campaigns.delete(tx, id));
    await expect(bench.campaigns.get(id)).rejects.toThrow(CampaignNotFoundError);
    const sent = await bench.draft();
    await bench.db.query("update campaign set status = 'completed'");
    await expect(bench.tx((tx) => bench.campaigns.delete(tx, sent.id))).rejects.toMatchObject({
      code: 'not_deletable',
    });
    await expect(bench.tx((tx) => bench.campaigns.delete(tx, id))).rejects.toThrow(CampaignNotFoundError);
  });

  describe('as a list', () => {
    const walk = async (between: () => Promise<unknown>): Promise<string[]> => {
      const seen: string[] = [];
      let after: CampaignCursor | null = null;
      do {
        const page = await bench.campaigns.list(ANY, { after, limit: 3 });
        seen.push(...page.campaigns.map(({ id }) => id));
        ({ next: after } = page);
        await between();
      } while (after !== null);
      return seen;
    };

    it('are walked newest first, none missed or twice, while others are made', async () => {
      const made: string[] = [];
      for (let count = 0; count < 10; count += 1) made.unshift((await bench.draft()).id);
      expect(await walk(() => bench.draft())).toEqual(made);
    });

    it('of the same moment are in a fixed order', async () => {
      for (let count = 0; count < 7; count += 1) await bench.draft();
      await bench.db.query("update campaign set created_at = '2026-01-01'");
      const seen = await walk(() => Promise.resolve());
      expect(new Set(seen).size).toBe(7);
      expect(seen).toEqual([...seen].sort().reverse());
    });

    it('are found by status, part of the title and time', async () => {
      const [a, b] = [
        await bench.draft({ title: '100% готово' }),
        await bench.draft({ title: 'Пожарная тревога' }),
      ];
      await bench.db.query(
        "update campaign set status = 'completed', created_at = '2026-01-01' where id = $1",
        [b.id],
      );
      const found = async (filters: object): Promise<string[]> =>
        (await bench.campaigns.list({ ...ANY, ...filters }, { after: null, limit: 10 })).campaigns.map(
          ({ id }) => id,
        );
      expect(await found({ statuses: ['completed', 'cancelled'] })).toEqual([b.id]);
      expect(await found({ statuses: ['draft', 'completed'] })).toEqual([a.id, b.id]);
      expect(await found({ text: '0%' })).toEqual([a.id]);
      expect(await found({ text: '_' })).toEqual([]);
      expect(await found({ text: 'ПОЖАР' })).toEqual([b.id]);
      expect(await found({ createdFrom: new Date('2026-01-02') })).toEqual([a.id]);
      expect(await found({ createdTo: new Date('2026-01-01') })).toEqual([b.id]);
    });

    it('use the index of their order', async () => {
      await bench.db.query(
        `insert into campaign (id, title, template, audience, created_by, created_at)
         select gen_random_uuid(), 't', 't', '{}', 'k', now() - n * interval '1 second' from generate_series(1, 3000) n`,
      );
      await bench.db.query('analyze campaign');
      const after = { createdAt: new Date(), id: '01983f4a-0000-7000-8000-000000000000' };
      const query = selectCampaigns({ ...ANY, after, limit: 50 });
      const plan = await bench.db.database.client.$queryRaw<{ 'QUERY PLAN': string }[]>(
        Prisma.sql`explain ${query}`,
      );
      expect(plan.map((line) => line['QUERY PLAN']).join('\n')).toContain('campaign_created_at_id_idx');
    });
  });
});
