import { loadConfig } from '#lib/config';
import { createLogger } from '#lib/observability';
import { createTestDatabase, Ledger, type TestDatabase } from '#lib/testing';
import { Files, MAX_FILE_BYTES } from './files.service.js';
import type { StoredFile } from './files.queries.js';
import { UnusedFiles } from './unused-files.js';

const logger = createLogger({ level: 'silent', service: 'test' });

describe('the room that files take', () => {
  let db: TestDatabase;
  let files: Files;
  let unused: UnusedFiles;
  beforeAll(async () => {
    db = await createTestDatabase();
    const config = loadConfig({ VESTNIK_FILE_STORAGE_MB: '10', VESTNIK_FILE_UNUSED_DAYS: '7' });
    files = new Files(config, db.database);
    unused = new UnusedFiles(config, logger, db.database);
  });
  beforeEach(() => db.query('truncate file, campaign, follow_up_plan cascade'));
  afterAll(() => db.close());

  const store = async (name: string, bytes: Uint8Array = Buffer.from(name)) => {
    const content = (async function* () {
      yield await Promise.resolve(bytes);
    })();
    return files.store({ name, content, by: 'key_hr' });
  };
  const brought = async (name: string, daysAgo: number): Promise<StoredFile> => {
    const { file } = await store(name);
    await db.query(
      'update file set wanted_at = clock_timestamp() - make_interval(days => $2) where id = $1',
      [file.id, daysAgo],
    );
    return file;
  };
  const named = async (...ids: readonly string[]): Promise<string> => {
    const ledger = new Ledger(db);
    const campaignId = await ledger.campaign(await ledger.sender());
    await db.query('update campaign set parts = $2 where id = $1', [campaignId, { files: ids }]);
    return campaignId;
  };
  const names = async () =>
    (await db.query<{ name: string }>('select name from file order by name')).map(({ name }) => name);

  it('is given back by files that nothing has named for a week, and by no others', async () => {
    await brought('alt.txt', 8);
    await brought('neu.txt', 6);
    const inDraft = await brought('draft.txt', 8);
    const inPlan = await brought('plan.txt', 8);
    const campaignId = await named(inDraft.id);
    await db.query(
      `insert into follow_up_plan (campaign_id, rungs, set_by) values ($1, $2::jsonb, 'key_hr')`,
      [campaignId, JSON.stringify([{ parts: {} }, { parts: { files: [inPlan.id] } }])],
    );
    expect(await unused.runOnce()).toBe(1);
    expect(await names()).toEqual(['draft.txt', 'neu.txt', 'plan.txt']);
    // Found in use just now: once nothing names it any more, it waits as long again.
    await db.query('delete from campaign');
    expect(await unused.runOnce()).toBe(0);
  });

  it('is kept by a file that is brought again, which starts its week anew', async () => {
    const old = await brought('alt.txt', 8);
    expect(await store('alt.txt')).toMatchObject({ isNew: false, file: { id: old.id } });
    expect(await unused.runOnce()).toBe(0);
  });

  it('is kept by a file that a draft names in this very moment', async () => {
    const { id } = await brought('alt.txt', 8);
    await db.database.transaction(async (tx) => {
      expect(await files.problems(tx, [id])).toEqual([]);
      // The draft is not committed yet: only the lock on the file tells of it.
      expect(await unused.runOnce()).toBe(0);
    });
    await named(id);
    expect(await unused.runOnce()).toBe(0);
    expect(await names()).toEqual(['alt.txt']);
  });

  it('ends: what does not fit is refused with the figures, and nothing of it is kept', async () => {
    await store('first.txt', Buffer.alloc(MAX_FILE_BYTES - 5, 'a'));
    const [usedBytes, maxBytes] = [MAX_FILE_BYTES - 5, MAX_FILE_BYTES];
    await expect(store('second.txt', Buffer.from('123456'))).rejects.toMatchObject({
      code: 'file_storage_full',
      facts: { used_bytes: usedBytes, max_bytes: maxBytes },
    });
    expect(await db.query('select from file_chunk where octet_length(bytes) = 6')).toEqual([]);
    // Exactly what is left; and what is there already needs no room.
    await store('third.txt', Buffer.from('12345'));
    expect(await store('third.txt', Buffer.from('12345'))).toMatchObject({ isNew: false });
    expect(await files.storage()).toEqual({ usedBytes: maxBytes, maxBytes });
  });

  it('is not given twice to two who come at once, and the same file is kept once', async () => {
    await store('first.txt', Buffer.alloc(MAX_FILE_BYTES - 5, 'a'));
    const both = await Promise.allSettled(['a.txt', 'b.txt'].map((name) => store(name, Buffer.from('1234'))));
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    await db.query('delete from file');
    const same = await Promise.all([store('same.txt'), store('same.txt')]);
    expect(same.map(({ isNew }) => isNew).sort()).toEqual([false, true]);
    expect(await names()).toEqual(['same.txt']);
  });
});
