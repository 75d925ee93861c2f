import { loadConfig } from '#lib/config';
import { createTestDatabase, type TestDatabase } from '#lib/testing';
import { SealBrokenError } from './domain/access.errors.js';
import { SecretBox } from './secret-box.js';
import { SecretKeyRepository } from './secret-key.repository.js';

describe('SecretBox', () => {
  let db: TestDatabase;
  beforeAll(async () => {
    db = await createTestDatabase();
  });
  afterAll(() => db.close());

  const box = (env: Record<string, string> = {}): SecretBox =>
    new SecretBox(loadConfig(env), new SecretKeyRepository(db.database));

  it('ends with one key when several processes need the first one at once', async () => {
    const boxes = Array.from({ length: 8 }, () => box());
    const sealed = await Promise.all(boxes.map((one) => one.seal('токен', 'sender.token')));
    for (const value of sealed) expect(await box().open(value, 'sender.token')).toBe('токен');
    expect(await db.query('select id from secret_key')).toHaveLength(1);
  });

  it('never seals the same text to the same bytes, and keeps nothing of it in clear', async () => {
    const [first, second] = await Promise.all([box().seal('secret', 'a'), box().seal('secret', 'a')]);
    expect(first.equals(second)).toBe(false);
    expect(first.includes('secret')).toBe(false);
  });

  it('opens nothing that was moved, changed, cut or sealed with another key', async () => {
    const sealed = await box().seal('secret', 'sender.token');
    await expect(box().open(sealed, 'other.field')).rejects.toThrow(SealBrokenError);
    await expect(box({ VESTNIK_SECRET_KEY: 'ab'.repeat(32) }).open(sealed, 'sender.token')).rejects.toThrow(
      SealBrokenError,
    );
    for (const at of sealed.keys()) {
      const changed = Buffer.from(sealed);
      changed[at] = (changed[at] ?? 0) ^ 1;
      await expect(box().open(changed, 'sender.token')).rejects.toThrow(SealBrokenError);
      await expect(box().open(sealed.subarray(0, at), 'sender.token')).rejects.toThrow(SealBrokenError);
    }
  });

  it('gives equal fingerprints to equal texts only, and others under another key', async () => {
    const print = await box().fingerprint('token');
    expect(await box().fingerprint('token')).toEqual(print);
    expect(await box().fingerprint('token2')).not.toEqual(print);
    expect(await box({ VESTNIK_SECRET_KEY: 'cd'.repeat(32) }).fingerprint('token')).not.toEqual(print);
  });

  it('needs no row when the operator gave a key', async () => {
    await db.query('delete from secret_key');
    const own = box({ VESTNIK_SECRET_KEY: 'ef'.repeat(32) });
    expect(await own.open(await own.seal('x', 'a'), 'a')).toBe('x');
    expect(await db.query('select id from secret_key')).toHaveLength(0);
  });
});
