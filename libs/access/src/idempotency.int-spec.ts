import { loadConfig } from '#lib/config';
import type { Tx } from '#lib/database';
import { createTestDatabase, type TestDatabase } from '#lib/testing';
import {
  IdempotencyInProgressError,
  IdempotencyKeyInvalidError,
  IdempotencyKeyReusedError,
} from './domain/access.errors.js';
import {
  type Answer,
  type FinalAnswer,
  type IdempotentRequest,
  IdempotencyService,
} from './idempotency.service.js';
import { SecretBox } from './secret-box.js';
import { SecretKeyRepository } from './secret-key.repository.js';

const principal = {
  kind: 'api_key',
  id: 'key_1',
  name: 'x',
  personId: null,
  limits: null,
  scopes: [],
} as const;
const request: IdempotentRequest = {
  principal,
  key: 'first-key',
  method: 'POST',
  path: '/v1/things',
  body: { name: 'a' },
};

/** A promise and its resolve, for tests that hold work in the middle. */
function gate(): { readonly opened: Promise<void>; open(): void } {
  let open = (): void => undefined;
  const opened = new Promise<void>((resolve) => (open = resolve));
  return { opened, open };
}

describe('IdempotencyService', () => {
  let db: TestDatabase;
  let service: IdempotencyService;
  beforeAll(async () => {
    db = await createTestDatabase({ poolSize: 20 });
    const box = new SecretBox(loadConfig({}), new SecretKeyRepository(db.database));
    service = new IdempotencyService(db.database, box);
    await db.query('create table thing (id serial, name text)');
  });
  afterAll(() => db.close());
  beforeEach(async () => {
    await db.query('truncate idempotency_key, thing restart identity');
  });

  const make = (changes: Partial<IdempotentRequest> = {}): Promise<FinalAnswer> =>
    service.execute({ ...request, ...changes }, async (tx) => {
      const [row] = await tx.$queryRaw<{ id: number }[]>`insert into thing (name) values ('a') returning id`;
      return {
        status: 201,
        body: { z: 1, id: row?.id, a: [null, 1.5] },
        headers: { location: '/v1/things/1' },
      };
    });
  const things = async (): Promise<number> => (await db.query('select from thing')).length;

  it('gives work over all people of a campaign the time that it needs, and everything else ten seconds', async () => {
    const limits: string[] = [];
    const work = async (tx: Tx): Promise<Answer> => {
      const [row] = await tx.$queryRaw<{ statement_timeout: string }[]>`show statement_timeout`;
      limits.push(row?.statement_timeout ?? 'none');
      return { status: 200, body: {} };
    };
    await service.execute({ ...request, key: 'ordinary' }, work);
    await service.execute({ ...request, key: 'everybody' }, work, true);
    expect(limits).toEqual(['10s', '10min']);
  });

  it('answers a repeat with the first answer, byte for byte', async () => {
    const first = await make();
    const second = await make({ body: { name: 'a' } });
    expect([first.replayed, second.replayed]).toEqual([false, true]);
    expect(JSON.stringify({ ...second, replayed: false })).toBe(JSON.stringify(first));
    expect(await things()).toBe(1);
  });

  it('does the work of many equal requests at once only once', async () => {
    const results = await Promise.allSettled(Array.from({ length: 50 }, () => make()));
    const answers = results.filter((result) => result.status === 'fulfilled').map((result) => result.value);
    const refusals = results
      .filter((result) => result.status === 'rejected')
      .map((result) => result.reason as unknown);
    expect(answers.length).toBeGreaterThan(0);
    expect(new Set(answers.map((answer) => JSON.stringify(answer.body))).size).toBe(1);
    for (const refusal of refusals) expect(refusal).toBeInstanceOf(IdempotencyInProgressError);
    expect(await things()).toBe(1);
    expect((await make()).replayed).toBe(true);
  });

  it('says so at once while the first request is still running', async () => {
    const [entered, release] = [gate(), gate()];
    const first = service.execute(request, async () => {
      entered.open();
      await release.opened;
      return { status: 200, body: 'done' };
    });
    await entered.opened;
    await expect(make()).rejects.toThrow(IdempotencyInProgressError);
    release.open();
    expect((await first).body).toBe('done');
    expect((await make()).body).toBe('done');
  });

  it('refuses the same key with another body, path or method, and leaves it to other principals', async () => {
    await make();
    for (const other of [{ body: { name: 'b' } }, { path: '/v1/others' }, { method: 'PUT' }]) {
      await expect(make(other)).rejects.toThrow(IdempotencyKeyReusedError);
    }
    expect((await make({ principal: { ...principal, id: 'key_2' } })).replayed).toBe(false);
    expect(await things()).toBe(2);
  });

  it('keeps nothing of work that failed, so that it can be tried again', async () => {
    await expect(
      service.execute(request, async (tx) => {
        await tx.$executeRaw`insert into thing (name) values ('lost')`;
        throw new Error('no');
      }),
    ).rejects.toThrow('no');
    expect(await things()).toBe(0);
    expect((await make()).replayed).toBe(false);
  });

  it('takes keys of 8 to 255 printable characters', async () => {
    for (const key of ['12345678', 'a'.repeat(255), 'with a space']) await make({ key });
    for (const key of ['1234567', 'a'.repeat(256), 'ключ-ключ', 'tab\tinside', ' 12345678']) {
      await expect(make({ key })).rejects.toThrow(IdempotencyKeyInvalidError);
    }
  });

  it('seals an answer that holds a secret while it is kept', async () => {
    const secret = { ...request, isSecret: true };
    const work = (): Promise<Answer> => Promise.resolve({ status: 201, body: { key: 'vst_live_secret' } });
    await service.execute(secret, work);
    const [row] = await db.query<{ all: string }>('select idempotency_key::text as all from idempotency_key');
    expect(row?.all).not.toContain('vst_live_secret');
    expect(await service.execute(secret, work)).toMatchObject({
      replayed: true,
      body: { key: 'vst_live_secret' },
    });
  });

  it('forgets answers after seven days', async () => {
    await make();
    await make({ key: 'second-key' });
    await db.query(
      "update idempotency_key set created_at = now() - interval '7 days 1 minute' where key = 'first-key'",
    );
    expect(await service.purge()).toBe(1);
    expect((await make({ key: 'second-key' })).replayed).toBe(true);
    expect((await make()).replayed).toBe(false);
  });

  describe('for work with transactions of its own', () => {
    it('answers a repeat with the first answer', async () => {
      const first = await service.executeReserved(request, () =>
        Promise.resolve({ status: 200, body: { n: 1 } }),
      );
      const second = await service.executeReserved(request, () => Promise.reject(new Error('not again')));
      expect(first).toEqual({ status: 200, body: { n: 1 }, replayed: false });
      expect(second).toMatchObject({ status: 200, body: { n: 1 }, replayed: true });
    });

    it('lets one of many do the work', async () => {
      const release = gate();
      let runs = 0;
      const work = async (): Promise<Answer> => {
        runs += 1;
        await release.opened;
        return { status: 200, body: null };
      };
      const others = Promise.allSettled(
        Array.from({ length: 10 }, () => service.executeReserved(request, work)),
      );
      await expectEventually(async () => (await db.query('select from idempotency_key')).length === 1);
      await expect(service.executeReserved(request, work)).rejects.toThrow(IdempotencyInProgressError);
      release.open();
      const settled = await others;
      expect(runs).toBe(1);
      expect(settled.filter((result) => result.status === 'fulfilled').length).toBeGreaterThan(0);
    });

    it('is tried again after it failed, and after a crash once the reservation has run out', async () => {
      const fail = (): Promise<Answer> => Promise.reject(new Error('no'));
      await expect(service.executeReserved(request, fail)).rejects.toThrow('no');
      expect(await db.query('select from idempotency_key')).toHaveLength(0);
      const never = gate();
      const crashed = service.executeReserved(request, async () => {
        await never.opened;
        return { status: 500, body: null };
      });
      await expectEventually(async () => (await db.query('select from idempotency_key')).length === 1);
      await db.query("update idempotency_key set locked_until = now() - interval '1 second'");
      const again = await service.executeReserved(request, () => Promise.resolve({ status: 200, body: 1 }));
      expect(again).toMatchObject({ status: 200, replayed: false });
      never.open();
      await crashed;
    });
  });
});

/** Asks the database until it says yes; each question is a round trip, so this is no busy loop. */
async function expectEventually(question: () => Promise<boolean>): Promise<void> {
  while (!(await question())) continue;
}
