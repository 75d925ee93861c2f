import { type INestApplicationContext } from '@nestjs/common';
import type { SenderSession } from '#lib/senders';
import { createTestDatabase, Ledger, startModule, type TestDatabase } from '#lib/testing';
import { DeliveriesModule } from './deliveries.module.js';
import { Reconciler } from './reconciler.js';

describe('a look at the chat of a doubt', () => {
  let db: TestDatabase;
  let app: INestApplicationContext;
  let senderId: string;
  let deliveryId: bigint;
  beforeAll(async () => {
    db = await createTestDatabase();
    app = await startModule(db, DeliveriesModule);
  });
  beforeEach(async () => {
    const ledger = new Ledger(db);
    senderId = await ledger.sender();
    deliveryId = await ledger.delivery(await ledger.run(senderId, []), 7, 'unknown');
  });
  afterAll(async () => {
    await app.close();
    await db.close();
  });

  /** The doubt becomes older by so much: in the database time has passed. */
  const pass = async (interval: string): Promise<void> => {
    await db.query(
      `update delivery set doubt_since = doubt_since - $2::interval, next_check_at = clock_timestamp() where id = $1`,
      [deliveryId, interval],
    );
  };
  /** @param meanwhile what happens while the chats are read; they are read to their end, and the person is in none */
  const look = (meanwhile: () => Promise<void>) => {
    async function* listChats(): AsyncGenerator<never[]> {
      await meanwhile();
      yield [];
    }
    const session = { senderId, isOpen: () => true, client: { listChats } };
    return app.get(Reconciler).runOnce(session as unknown as SenderSession);
  };
  const negatives = async (): Promise<number | undefined> => {
    const [row] = await db.query<{ count: number }>(
      'select negative_reads::int as count from delivery where id = $1',
      [deliveryId],
    );
    return row?.count;
  };

  it('counts for the moment before it: what is absent in a read that ends late was not looked for late', async () => {
    await pass('4 minutes');
    expect(await look(() => pass('10 minutes'))).toMatchObject({ open: 1 });
    expect(await negatives()).toBe(0);
  });

  it('counts once the doubt is old enough before the read', async () => {
    await pass('6 minutes');
    expect(await look(() => Promise.resolve())).toMatchObject({ open: 1 });
    expect(await negatives()).toBe(1);
  });

  it('goes on behind a page without messages: only the cursor says where the chat ends', async () => {
    await pass('6 minutes');
    const cursors: unknown[] = [];
    const session = {
      senderId,
      isOpen: () => true,
      client: {
        async *listChats() {
          yield await Promise.resolve([{ id: 70, memberIds: [7] }]);
        },
        listMessages: ({ cursor }: { cursor?: string }) => {
          cursors.push(cursor);
          return Promise.resolve({ items: [], nextCursor: cursor === undefined ? 'further' : null });
        },
      },
    };
    await app.get(Reconciler).runOnce(session as unknown as SenderSession);
    expect(cursors).toEqual([undefined, 'further']);
  });
});
