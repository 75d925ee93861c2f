import type { INestApplicationContext } from '@nestjs/common';
import { createTestDatabase, Ledger, startModule, type TestDatabase } from '#lib/testing';
import { DeedsService } from './deeds.service.js';
import { ReportsModule } from './reports.module.js';
import { type RunIds, RunRows } from './run-rows.fixture.js';

describe('what people did with the messages of a run', () => {
  let db: TestDatabase;
  let app: INestApplicationContext;
  let rows: RunRows;
  let run: RunIds;
  let delivery: bigint;
  beforeAll(async () => {
    db = await createTestDatabase();
    app = await startModule(db, ReportsModule);
    rows = new RunRows(db);
    run = await rows.run(1);
    delivery = await new Ledger(db).delivery(run.runId, 7, 'sent');
    await new Ledger(db).people([7]);
    await db.query(
      `insert into reply (run_id, delivery_id, sender_id, person_id, chat_id, message_id, is_quoting, said_at)
       select $1, $2, $3, case when n = 3 then 99 else 7 end, 334, 100 + n, n = 2, now() from generate_series(1, 3) n`,
      [run.runId, delivery, run.senderId],
    );
    await db.query(
      `insert into reaction (run_id, delivery_id, person_id, code, name, put_at, removed_at) values
         ($1, $2, 7, '👍', ':+1:', '2026-11-22T10:00:00Z', null),
         ($1, $2, 7, '🎉', ':tada:', '2026-11-22T10:00:00Z', '2026-11-22T10:00:00Z'),
         ($1, $2, 7, '👀', ':eyes:', '2026-11-22T10:02:00Z', '2026-11-22T10:01:00Z')`,
      [run.runId, delivery],
    );
  });
  afterAll(async () => {
    await app.close();
    await db.close();
  });

  it('is listed page by page, with who it was and the way there', async () => {
    const deeds = app.get(DeedsService);
    const first = await deeds.replies({ campaignId: run.campaignId, limit: 2 });
    expect(first).toMatchObject({
      runId: run.runId,
      rows: [
        { deliveryId: delivery, person: { id: 7, name: 'Анна Смирнова' }, messageId: 101, isQuoting: false },
        { messageId: 102, isQuoting: true, url: 'https://app.pachca.com/chats/334?message=102' },
      ],
    });
    const rest = await deeds.replies({ runId: run.runId, after: first?.next ?? 0n, limit: 2 });
    expect(rest).toMatchObject({ rows: [{ messageId: 103, person: { id: 99, name: null } }], next: null });
  });

  it('says of a reaction whether it is there: one that was put on again is', async () => {
    const page = await app.get(DeedsService).reactions({ campaignId: run.campaignId, limit: 50 });
    expect(page?.rows.map(({ code, removedAt }) => [code, removedAt === null])).toEqual([
      ['👍', true],
      ['🎉', false],
      ['👀', true],
    ]);
  });

  it('is of the run alone that is asked for; a draft has none', async () => {
    const other = await rows.run(1);
    const deeds = app.get(DeedsService);
    expect((await deeds.replies({ campaignId: other.campaignId, limit: 5 }))?.rows).toEqual([]);
    const draft = '01890000-0000-7000-8000-000000000000';
    expect(await deeds.reactions({ campaignId: draft, limit: 5 })).toBeNull();
  });
});
