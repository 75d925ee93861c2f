import { Test } from '@nestjs/testing';
import { DatabaseModule, type Tx } from '#lib/database';
import { createTestDatabase, type TestDatabase } from '#lib/testing';
import { newUuid } from '#lib/kernel';
import type { OperationClaim } from './domain/operation.js';
import {
  OperationLostError,
  OperationNotCancellableError,
  OperationNotFoundError,
} from './domain/operation.errors.js';
import { OPERATION_TRANSITIONS } from './domain/operation-status.js';
import { OperationsModule } from './operations.module.js';
import { OperationsService } from './operations.service.js';

describe('operations', () => {
  let db: TestDatabase;
  let operations: OperationsService;
  let tx: Tx;
  let type: string;

  beforeAll(async () => {
    db = await createTestDatabase();
    operations = new OperationsService(db.database);
    tx = db.database.client;
  });
  afterAll(() => db.close());
  beforeEach(() => {
    type = `work-${newUuid()}`;
  });

  const enqueue = () => operations.enqueue(tx, { type, requestedBy: 'key:test' });
  const claim = async (owner = 'worker-1', leaseSeconds = 60): Promise<OperationClaim> => {
    const claimed = await operations.claimNext(tx, type, { owner, leaseSeconds });
    if (claimed === null) throw new Error('Nothing to claim.');
    return claimed;
  };
  const letLeaseRunOut = (id: string) =>
    db.query("update operation set lease_until = now() - interval '1 second' where id = $1", [id]);

  it('are offered by the module', async () => {
    const module = await Test.createTestingModule({
      imports: [DatabaseModule.with({ url: db.url, applicationName: 'test' }), OperationsModule],
    }).compile();
    expect(module.get(OperationsService)).toBeInstanceOf(OperationsService);
    await module.close();
  });

  it('have the statuses that the database has', async () => {
    const rows = await db.query<{ status: string }>(
      'select unnest(enum_range(null::operation_status))::text as status',
    );
    expect(rows.map((row) => row.status).sort()).toEqual(Object.keys(OPERATION_TRANSITIONS).sort());
  });

  it('wait, run, tell how far they are, and end with a result', async () => {
    const queued = await enqueue();
    expect(queued).toMatchObject({ type, status: 'queued', done: 0, total: null, requestedBy: 'key:test' });

    const held = await claim();
    expect(held.operation).toMatchObject({ id: queued.id, status: 'running' });
    expect(await operations.progress(tx, held, { done: 3, total: 10 })).toMatchObject({
      isCancelRequested: false,
    });
    expect(await operations.get(queued.id)).toMatchObject({ status: 'running', done: 3, total: 10 });

    await operations.finish(tx, held, { people: 10 });
    const ended = await operations.get(queued.id);
    expect(ended).toMatchObject({ status: 'succeeded', result: { people: 10 }, error: null });
    expect(ended.finishedAt).toBeInstanceOf(Date);
    expect(await operations.claimNext(tx, type, { owner: 'worker-1', leaseSeconds: 60 })).toBeNull();
  });

  it('fail with a code and a sentence', async () => {
    const { id } = await enqueue();
    await operations.fail(tx, await claim(), { code: 'upstream_unavailable', detail: 'It did not answer.' });
    expect(await operations.get(id)).toMatchObject({
      status: 'failed',
      error: { code: 'upstream_unavailable', detail: 'It did not answer.' },
    });
  });

  it('are claimed oldest first, and each by one worker however many ask at once', async () => {
    const waiting = [await enqueue(), await enqueue(), await enqueue()];
    const claims = await Promise.all(
      Array.from({ length: 12 }, (_, n) =>
        operations.claimNext(tx, type, { owner: `worker-${n}`, leaseSeconds: 60 }),
      ),
    );
    const ids = claims.flatMap((each) => (each === null ? [] : [each.operation.id]));
    expect(ids.sort()).toEqual(waiting.map((operation) => operation.id).sort());
  });

  it('are not taken from a holder whose lease still runs, but are as soon as it ran out', async () => {
    const { id } = await enqueue();
    const late = await claim('worker-1');
    expect(await operations.claimNext(tx, type, { owner: 'worker-2', leaseSeconds: 60 })).toBeNull();

    await letLeaseRunOut(id);
    const heir = await claim('worker-2');
    expect(heir.operation.id).toBe(id);
    for (const write of [
      operations.progress(tx, late, { done: 1, total: null }),
      operations.finish(tx, late, {}),
      operations.fail(tx, late, { code: 'x', detail: 'x' }),
      operations.finishCancelled(tx, late),
      operations.release(tx, late),
    ])
      await expect(write).rejects.toThrow(OperationLostError);

    await operations.finish(tx, heir, {});
    expect((await operations.get(id)).status).toBe('succeeded');
  });

  it('keep an old claim apart from a new one of the same process', async () => {
    const { id } = await enqueue();
    const old = await claim('worker-1');
    await letLeaseRunOut(id);
    await claim('worker-1');
    await expect(operations.finish(tx, old, {})).rejects.toThrow(OperationLostError);
  });

  it('renew the lease with every progress', async () => {
    const { id } = await enqueue();
    const held = await claim();
    await letLeaseRunOut(id);
    await operations.progress(tx, held, { done: 1, total: null });
    expect(await operations.claimNext(tx, type, { owner: 'worker-2', leaseSeconds: 60 })).toBeNull();
  });

  it('go on at once elsewhere when the holder releases them', async () => {
    const { id } = await enqueue();
    await operations.release(tx, await claim('worker-1'));
    expect((await claim('worker-2')).operation.id).toBe(id);
  });

  it('are cancelled at once while they wait', async () => {
    const { id } = await enqueue();
    expect(await operations.requestCancel(tx, id)).toMatchObject({ status: 'cancelled' });
    expect(await operations.requestCancel(tx, id)).toMatchObject({ status: 'cancelled' });
    expect(await operations.claimNext(tx, type, { owner: 'worker-1', leaseSeconds: 60 })).toBeNull();
  });

  it('tell their holder that somebody asked to cancel', async () => {
    const { id } = await enqueue();
    const held = await claim();
    expect(await operations.requestCancel(tx, id)).toMatchObject({
      status: 'running',
      isCancelRequested: true,
    });
    expect(await operations.progress(tx, held, { done: 1, total: null })).toMatchObject({
      isCancelRequested: true,
    });
    await operations.finishCancelled(tx, held);
    expect((await operations.get(id)).status).toBe('cancelled');
  });

  it('cannot be cancelled after they ended', async () => {
    const { id } = await enqueue();
    await operations.finish(tx, await claim(), {});
    await expect(operations.requestCancel(tx, id)).rejects.toThrow(OperationNotCancellableError);
    await expect(operations.requestCancel(tx, newUuid())).rejects.toThrow(OperationNotFoundError);
    await expect(operations.get(newUuid())).rejects.toMatchObject({ code: 'not_found' });
  });

  it('are one at a time where that was asked for, however many ask at once', async () => {
    const ask = () =>
      db.database.transaction((joined) =>
        operations.enqueueUnlessOpen(joined, { type, requestedBy: 'system' }),
      );
    const first = await Promise.all(Array.from({ length: 8 }, ask));
    expect(new Set(first.map((operation) => operation.id)).size).toBe(1);

    const held = await claim();
    expect((await ask()).id).toBe(held.operation.id);
    await operations.finish(tx, held, {});
    expect((await ask()).id).not.toBe(held.operation.id);
  });

  it('are listed newest first, page by page', async () => {
    const made = [];
    for (let n = 0; n < 5; n += 1) made.push((await enqueue()).id);
    const seen: string[] = [];
    let after: Awaited<ReturnType<OperationsService['list']>>['next'] = null;
    do {
      const page = await operations.list(type, { after, limit: 2 });
      seen.push(...page.operations.map((operation) => operation.id));
      after = page.next;
    } while (after !== null);
    expect(seen).toEqual(made.reverse());
  });

  it('know the newest one in given statuses', async () => {
    expect(await operations.latest(tx, type, ['succeeded'])).toBeNull();
    const { id } = await enqueue();
    await operations.finish(tx, await claim(), { first: true });
    await enqueue();
    expect((await operations.latest(tx, type, ['succeeded', 'failed']))?.id).toBe(id);
  });
});
