import { systemRandom, uuidOf } from '#lib/kernel';
import { createTestDatabase, type TestDatabase } from '#lib/testing';
import { newApiKeyText } from './api-key-text.js';
import { type ApiKeyPosition, ApiKeysRepository } from './api-keys.repository.js';
import { type ApiKeyPage, ApiKeysService } from './api-keys.service.js';
import { ApiKeyInvalidError, ApiKeyNotFoundError, UnauthenticatedError } from './domain/access.errors.js';
import type { KeyLimits } from './domain/key-limits.js';
import type { Principal } from './domain/principal.js';
import type { Scope } from './domain/scopes.js';
import { FirstKeyService } from './first-key.service.js';

const admin: Principal = {
  kind: 'api_key',
  id: 'key_admin',
  name: 'admin',
  personId: null,
  limits: null,
  scopes: ['admin'],
};
const inDays = (days: number): Date => new Date(Date.now() + days * 86_400_000);

describe('API keys', () => {
  let db: TestDatabase;
  let keys: ApiKeysService;
  let firstKeys: FirstKeyService;
  beforeAll(async () => {
    db = await createTestDatabase();
    keys = new ApiKeysService(db.database, new ApiKeysRepository());
    firstKeys = new FirstKeyService(db.database, new ApiKeysRepository());
  });
  afterAll(() => db.close());
  beforeEach(async () => {
    await db.query('delete from api_key');
  });

  const create = (
    changes: { scopes?: Scope[]; expiresAt?: Date; maker?: Principal; limits?: KeyLimits } = {},
  ): ReturnType<ApiKeysService['create']> =>
    keys.create(
      db.database.client,
      {
        name: 'HR',
        personId: null,
        limits: changes.limits ?? null,
        scopes: changes.scopes ?? ['reports:read'],
        expiresAt: changes.expiresAt ?? null,
      },
      changes.maker ?? admin,
    );
  const refusal = async (header: string | undefined): Promise<string> => {
    const error: unknown = await keys.authenticate(header).then(
      () => null,
      (reason: unknown) => reason,
    );
    if (!(error instanceof UnauthenticatedError)) throw new Error(`not refused: ${String(error)}`);
    return error.reason;
  };

  it('let their holder in, and the database keeps nothing that could', async () => {
    const { key, text } = await create({ scopes: ['reports:read', 'campaigns:read'] });
    const principal = await keys.authenticate(`Bearer ${text}`);
    expect(principal).toMatchObject({ name: 'HR', scopes: ['reports:read', 'campaigns:read'] });
    expect(uuidOf('key', principal.id)).toBe(key.id);
    const [row] = await db.query<{ all: string }>('select api_key::text as all from api_key');
    expect(row?.all).not.toContain(text.slice(22, 40));
  });

  it('are refused with the reason, told only to who holds the secret', async () => {
    const { key, text } = await create();
    const forged = newApiKeyText(systemRandom);
    expect(await refusal(undefined)).toBe('missing');
    expect(await refusal(text)).toBe('malformed');
    expect(await refusal(`Bearer ${text.slice(0, -1)}x`)).toBe('malformed');
    expect(await refusal(`Bearer ${forged.text}`)).toBe('unknown');
    await db.query('update api_key set secret_hash = $1', [forged.secretHash]);
    expect(await refusal(`Bearer ${text}`)).toBe('unknown');
    await db.query('delete from api_key');
    const second = await create();
    await keys.revoke(db.database.client, second.key.id);
    expect(await refusal(`Bearer ${second.text}`)).toBe('revoked');
    await db.query("update api_key set revoked_at = null, expires_at = now() - interval '1 second'");
    expect(await refusal(`Bearer ${second.text}`)).toBe('expired');
    await expect(keys.revoke(db.database.client, key.id)).rejects.toThrow(ApiKeyNotFoundError);
  });

  it('with a bad checksum are refused without a look into the database', async () => {
    const away = new ApiKeysService(null as never, new ApiKeysRepository());
    await expect(away.authenticate(`Bearer vst_live_${'a'.repeat(12)}_${'b'.repeat(49)}`)).rejects.toThrow(
      UnauthenticatedError,
    );
  });

  it('note their use at most once a minute', async () => {
    const { text } = await create();
    const used = async (): Promise<string | undefined> =>
      (await db.query<{ at: string }>('select last_used_at::text as at from api_key'))[0]?.at;
    await Promise.all(Array.from({ length: 5 }, () => keys.authenticate(`Bearer ${text}`)));
    const first = await used();
    expect(first).not.toBeNull();
    await keys.authenticate(`Bearer ${text}`);
    expect(await used()).toBe(first);
    await db.query("update api_key set last_used_at = now() - interval '61 seconds'");
    const old = await used();
    await keys.authenticate(`Bearer ${text}`);
    expect(await used()).not.toBe(old);
  });

  it('end after a year at the latest, and cannot have ended already', async () => {
    expect((await create()).key.expiresAt.getTime()).toBeGreaterThan(inDays(364).getTime());
    await create({ expiresAt: inDays(365.9) });
    await expect(create({ expiresAt: inDays(366.1) })).rejects.toThrow(ApiKeyInvalidError);
    await expect(create({ expiresAt: inDays(-1) })).rejects.toThrow(ApiKeyInvalidError);
  });

  it('cannot give what their maker lacks', async () => {
    const maker: Principal = { ...admin, scopes: ['api_keys:write', 'reports:read'] };
    await create({ maker, scopes: ['reports:read'] });
    await expect(create({ maker, scopes: ['reports:read', 'admin'] })).rejects.toMatchObject({
      details: [{ pointer: '#/scopes/1', code: 'scope_not_held' }],
    });
  });

  it('keep their limits, tell them to whoever holds them, and give them to the keys that they make', async () => {
    const limits: KeyLimits = { maxRecipients: 300, audience: { type: 'rules', include: [{ users: [1] }] } };
    const { key, text } = await create({ limits, scopes: ['admin'] });
    expect(key.limits).toEqual(limits);
    const maker = await keys.authenticate(`Bearer ${text}`);
    expect(maker.limits).toEqual(limits);
    expect((await create({ maker, limits: { ...limits, maxRecipients: 5 } })).key.limits?.maxRecipients).toBe(
      5,
    );
    await expect(create({ maker })).rejects.toMatchObject({
      details: [
        { pointer: '#/limits/max_recipients', code: 'limit_not_held' },
        { pointer: '#/limits/audience', code: 'limit_not_held' },
      ],
    });
    const loosened = (by: Principal) =>
      keys.update(db.database.client, key.id, { name: 'HR', limits: null }, by);
    await expect(loosened(maker)).rejects.toThrow(ApiKeyInvalidError);
    expect((await loosened(admin)).limits).toBeNull();
    expect(await keys.limited(db.database.client, [maker.id, 'system'])).toEqual([]);
  });

  it('are listed newest first, page by page, none twice', async () => {
    const made: string[] = [];
    for (let count = 0; count < 5; count += 1) made.unshift((await create()).key.id);
    await db.query("update api_key set created_at = '2026-01-01'");
    const seen: string[] = [];
    let after: ApiKeyPosition | null = null;
    do {
      const page: ApiKeyPage = await keys.list({ after, limit: 2 });
      seen.push(...page.keys.map((key) => key.id));
      after = page.next;
    } while (after !== null);
    expect(seen).toEqual(made);
  });

  describe('the first of all', () => {
    const makers = 6;

    it('is made once, however many processes start together', async () => {
      const results = await Promise.all(Array.from({ length: makers }, () => firstKeys.ensure(null)));
      const made = results.flatMap((result) => (result.kind === 'made' ? [result.text] : []));
      expect(made).toHaveLength(1);
      expect((await keys.authenticate(`Bearer ${String(made[0])}`)).scopes).toEqual(['admin']);
    });

    it('is made again when nobody is left who could make keys', async () => {
      await firstKeys.ensure(null);
      await create({ scopes: ['campaigns:send'] });
      await db.query("update api_key set revoked_at = now() where 'admin' = any(scopes)");
      expect((await firstKeys.ensure(null)).kind).toBe('made');
      expect((await firstKeys.ensure(null)).kind).toBe('exists');
    });

    it('is the configured one, and that gets an operator back in who lost the others', async () => {
      await firstKeys.ensure(null);
      const own = newApiKeyText(systemRandom).text;
      expect((await firstKeys.ensure(own)).kind).toBe('configured');
      expect((await firstKeys.ensure(own)).kind).toBe('exists');
      await keys.authenticate(`Bearer ${own}`);
    });

    it('does not come back to life after it was revoked', async () => {
      const own = newApiKeyText(systemRandom).text;
      await firstKeys.ensure(own);
      await db.query('update api_key set revoked_at = now()');
      await expect(firstKeys.ensure(own)).rejects.toThrow(/VESTNIK_BOOTSTRAP_API_KEY was revoked/);
      await create({ scopes: ['admin'] });
      expect((await firstKeys.ensure(own)).kind).toBe('exists');
      expect(await refusal(`Bearer ${own}`)).toBe('revoked');
    });

    it('is refused at start-up when it is no key', () => {
      expect(() => firstKeys.ensure('changeme')).toThrow(/VESTNIK_BOOTSTRAP_API_KEY is not an API key/);
    });
  });
});
