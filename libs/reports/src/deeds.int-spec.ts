import type { INestApplicationContext } from '@nestjs/common';
import { createTestDatabase, Ledger, startModule, type TestDatabase } from '#lib/testing';
import type { QuestionFilter } from './deeds.queries.js';
import { DeedsService } from './deeds.service.js';
import { RunFigures } from './figures.service.js';
import { ReportsModule } from './reports.module.js';
import { ReportsService } from './reports.service.js';
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
    await db.query(
      `insert into question (run_id, delivery_id, person_id, content_version_id, opened_by, text, text_hash, event_id, asked_at)
       select $1, $2, case when n = 3 then 99 else 7 end, gen_random_uuid(), n, 'Вопрос ' || n, sha256(n::text::bytea), n,
              timestamptz '2026-11-22T10:00:00Z' + n * interval '1 minute' from generate_series(1, 3) n`,
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

  it('tells what was asked, with the words and the way to answer, by person and by time', async () => {
    const deeds = app.get(DeedsService);
    const target = { campaignId: run.campaignId, limit: 2 };
    const first = await deeds.questions(target, {});
    expect(first).toMatchObject({
      rows: [
        { deliveryId: delivery, person: { id: 7, name: 'Анна Смирнова' }, text: 'Вопрос 1' },
        { text: 'Вопрос 2' },
      ],
    });
    expect(first?.rows[0]?.url).toMatch(/^https:\/\/app\.pachca\.com\/chats\/\d+\?message=\d+$/);
    const rest = await deeds.questions({ runId: run.runId, after: first?.next ?? 0n, limit: 2 }, {});
    expect(rest).toMatchObject({ rows: [{ text: 'Вопрос 3', person: { id: 99, name: null } }], next: null });
    const texts = async (filter: QuestionFilter) =>
      (await deeds.questions({ ...target, limit: 9 }, filter))?.rows.map(({ text }) => text);
    expect(await texts({ personId: 99 })).toEqual(['Вопрос 3']);
    expect(await texts({ askedAfter: new Date('2026-11-22T10:02:00Z') })).toEqual(['Вопрос 2', 'Вопрос 3']);
    expect(await texts({ askedBefore: new Date('2026-11-22T10:02:00Z') })).toEqual(['Вопрос 1']);
    expect(await texts({ personId: 7, askedAfter: new Date('2026-11-22T10:02:00Z') })).toEqual(['Вопрос 2']);
  });

  it('is counted in the figures, and with the words in the row of who asked', async () => {
    const target = { campaignId: run.campaignId };
    const stats = await app.get(RunFigures).stats(target);
    expect(stats?.questions).toBe(3);
    const list = await app.get(ReportsService).recipients(target, {}, { limit: 9 });
    expect(
      list?.rows.map(({ person, questionCount, questionText }) => [person?.id, questionCount, questionText]),
    ).toContainEqual([7, 2, 'Вопрос 1\n\nВопрос 2']);
  });

  it('is of the run alone that is asked for; a draft has none', async () => {
    const other = await rows.run(1);
    const deeds = app.get(DeedsService);
    expect((await deeds.replies({ campaignId: other.campaignId, limit: 5 }))?.rows).toEqual([]);
    const draft = '01890000-0000-7000-8000-000000000000';
    expect(await deeds.reactions({ campaignId: draft, limit: 5 })).toBeNull();
  });
});
