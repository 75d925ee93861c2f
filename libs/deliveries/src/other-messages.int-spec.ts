import { randomUUID } from 'node:crypto';
import { Test, type TestingModule } from '@nestjs/testing';
import { ConfigModule, loadConfig } from '#lib/config';
import { DatabaseModule } from '#lib/database';
import { createLogger, ObservabilityModule } from '#lib/observability';
import type { Message } from '#lib/pachca';
import { createTestDatabase, Ledger, type TestDatabase } from '#lib/testing';
import { ChatEvidence, type ChatReader } from './chat-evidence.js';
import { DeliveriesModule } from './deliveries.module.js';
import { OtherMessages } from './other-messages.js';

const BOT = 4_242;
const PERSON = 7;
const CHAT = 70;
const HOUR_MS = 60 * 60_000;

describe('a test in the chat of a delivery that has no marker', () => {
  let db: TestDatabase;
  let module: TestingModule;
  let senderId: string;

  beforeAll(async () => {
    db = await createTestDatabase();
    module = await Test.createTestingModule({
      imports: [
        ConfigModule.with(loadConfig({})),
        ObservabilityModule.with(createLogger({ level: 'silent', service: 'test' })),
        DatabaseModule.with({ url: db.url, applicationName: 'test' }),
        DeliveriesModule,
      ],
    }).compile();
  });
  beforeEach(async () => {
    senderId = await new Ledger(db).sender();
  });
  afterAll(async () => {
    await module.close();
    await db.close();
  });

  const tested = async (
    state: 'sending' | 'unknown' | 'refused' | 'sent',
    messageId: number | null = null,
  ) => {
    const operationId = randomUUID();
    await db.query(
      `insert into test_send (operation_id, campaign_id, sender_id, title, template, requested_by)
       values ($1, $1, $2, 'test', 'Hello', 'key_boss')`,
      [operationId, senderId],
    );
    await db.query(
      `insert into test_message (operation_id, sender_id, person_id, state, began_at, message_id)
       values ($1, $2, $3, $4, clock_timestamp(), $5)`,
      [operationId, senderId, PERSON, state, messageId],
    );
  };
  const message = (id: number, content: string, createdAt = new Date()): Message =>
    ({
      id,
      content,
      createdAt,
      userId: BOT,
      chatId: CHAT,
      isForwarded: false,
      deletedAt: null,
      buttons: [],
      displayAvatarUrl: null,
    }) as unknown as Message;
  const found = async (...items: readonly Message[]): Promise<readonly number[]> => {
    const listMessages = () => Promise.resolve({ items, nextCursor: null });
    const reader = { client: { listMessages }, senderId, botUserId: BOT } as unknown as ChatReader;
    const look = await module.get(ChatEvidence).look(reader, {
      recipientId: BigInt(PERSON),
      chatId: BigInt(CHAT),
      hwm: 0n,
      sendingSince: new Date(),
      marker: 'm'.repeat(22),
      markedBy: null,
    });
    return look.found;
  };

  it('is never taken for it, by its id', async () => {
    await tested('sent', 11);
    expect(await found(message(12, 'Hello'), message(11, '[Test] Hello'))).toEqual([12]);
  });

  it.each(['sending', 'unknown'] as const)('is known by its text while it is %s', async (state) => {
    await tested(state);
    expect(await found(message(12, 'Hello'), message(11, '[Тест] Привет'))).toEqual([12]);
  });

  it('is only suspected where somebody was tested: a text alone takes nothing from a delivery', async () => {
    await tested('refused');
    expect(await found(message(11, '[Тест] Привет'))).toEqual([11]);
  });

  it('is only suspected while it can be that test', async () => {
    await tested('unknown');
    const others = module.get(OtherMessages);
    const suspected = (sinceMs: number, people = [PERSON]) =>
      others.mayBeTest(senderId, people, message(11, '', new Date(Date.now() + sinceMs)));
    expect(await suspected(0)).toBe(true);
    expect(await suspected(0, [])).toBe(true);
    expect(await suspected(0, [PERSON + 1])).toBe(false);
    expect(await suspected(-HOUR_MS / 2)).toBe(false);
    expect(await suspected(2 * HOUR_MS)).toBe(false);
  });
});
