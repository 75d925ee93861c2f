import { type INestApplicationContext } from '@nestjs/common';
import { type ContentButtonRows, plainContent } from '#lib/content';
import { Editor, EditRequests } from '#lib/corrections';
import { InboundDispatcher } from '#lib/inbox';
import type { MessageChanges } from '#lib/pachca';
import type { SenderSession } from '#lib/senders';
import { createTestDatabase, Ledger, startModule, type TestDatabase } from '#lib/testing';
import { AcknowledgementShower } from './acknowledgement-shower.js';
import { AcknowledgementsModule } from './acknowledgements.module.js';

const PERSON = 7;
const ACK: ContentButtonRows = [[{ type: 'ack', text: 'Ознакомлен' }]];

describe('a message that was confirmed and is corrected then', () => {
  let db: TestDatabase;
  let app: INestApplicationContext;
  let senderId: string;
  let campaignId: string;
  let deliveryId: bigint;
  let messageId: number;
  let marker: string;
  /** The message as the messenger has it. */
  let message: MessageChanges;
  /** Runs once, while the next change of the message is under way. */
  let meanwhile: (() => Promise<unknown>) | null;
  let changes: number;

  beforeAll(async () => {
    db = await createTestDatabase();
    app = await startModule(db, AcknowledgementsModule);
    await new Ledger(db).people([PERSON]);
  });
  beforeEach(async () => {
    const ledger = new Ledger(db);
    senderId = await ledger.sender({ avatarUrl: 'https://x/a.png' });
    await db.query(`update sender set scopes = '{messages:update}' where id = $1`, [senderId]);
    campaignId = await ledger.campaign(senderId);
    const runId = await ledger.emptyRun(campaignId, { expectedCount: 1 });
    await db.query(
      `with v as (insert into content_version (id, campaign_id, number, template, content_hash, created_by, parts)
         select gen_random_uuid(), campaign_id, 2, 'Hello', 'h', 'test', $2 from run where id = $1 returning id)
       update run set content_version_id = (select id from v) where id = $1`,
      [runId, { buttons: ACK }],
    );
    deliveryId = await ledger.delivery(runId, PERSON, 'sent', { sentAgoMs: 60_000 });
    const [row] = await ledger.deliveries(runId);
    marker = row?.marker ?? '';
    messageId = row?.messageId ?? 0;
    message = { content: 'Hello', buttons: [[{ text: 'Ознакомлен', data: `v1.${marker}.ack` }]] };
    meanwhile = null;
    changes = 0;
  });
  afterAll(async () => {
    await app.close();
    await db.close();
  });

  const session = (): SenderSession => {
    const backgroundClient = {
      updateMessage: async (_: number, next: MessageChanges): Promise<object> => {
        message = { ...message, ...next };
        changes += 1;
        const then = meanwhile;
        meanwhile = null;
        await then?.();
        return { content: message.content };
      },
      getMessage: () => Promise.resolve({ content: message.content, deletedAt: null }),
    };
    const gate = { class: () => ({ effectiveLimit: () => 5 }) };
    const owned = { senderId, owner: 'test', epoch: 1n, isOpen: () => true };
    return { ...owned, gate, backgroundClient } as unknown as SenderSession;
  };
  const click = async (data: string | undefined = dataShown()): Promise<void> => {
    const body = {
      type: 'button',
      event: 'click',
      messageId,
      chatId: 1,
      userId: PERSON,
      data,
      triggerId: 't',
    };
    await db.query(
      `insert into inbound_event (sender_id, natural_key, source, type, body, said_at, state)
       values ($1, gen_random_uuid()::text, 'webhook', 'button', $2, now(), 'received')`,
      [senderId, body],
    );
    await app.get(InboundDispatcher).runOnce(session());
  };
  const dataShown = (): string | undefined => message.buttons?.flat()[0]?.data;
  const show = () => app.get(AcknowledgementShower).runOnce(session());
  const edit = () => app.get(Editor).runOnce(session());
  const correct = (content: string, isMaterial: boolean) =>
    db.database.transaction((tx) =>
      app.get(EditRequests).request(tx, {
        campaignId,
        isMaterial,
        expectedRecipients: 1,
        reason: 'Ошибка',
        by: 'key_boss',
        content: { ...plainContent(content), buttons: ACK },
      }),
    );
  /** Version and substance of each acknowledgement on record. */
  const acks = () =>
    db.query<{ version: number; substance: number }>(
      `select v.number as version, a.substance from acknowledgement a
         join content_version v on v.id = a.content_version_id
        where a.delivery_id = $1 order by a.substance`,
      [deliveryId],
    );
  const due = () =>
    db.query('select 1 from acknowledgement where delivery_id = $1 and next_show_at is not null', [
      deliveryId,
    ]);

  it('keeps the line and stays confirmed when a typo is mended, by one change', async () => {
    await click();
    await show();
    await correct('Hello!', false);
    expect(await edit()).toMatchObject({ edited: 1 });
    expect(changes).toBe(2);
    expect(message.content).toMatch(/^Hello!\n\n✅ Ознакомлен · /);
    expect(message.buttons).toEqual([]);
    expect(await acks()).toEqual([{ version: 2, substance: 0 }]);
    expect(await show()).toEqual({ shown: 0, later: 0, never: 0 });
  });

  it('asks again when it says something else, and keeps what was confirmed before', async () => {
    await click();
    await show();
    await correct('Tomorrow', true);
    await edit();
    expect(message.content).toBe('Tomorrow');
    expect(dataShown()).toBe(`v1.${marker}~3.ack`);
    await click();
    await click();
    expect(await acks()).toEqual([
      { version: 2, substance: 0 },
      { version: 3, substance: 3 },
    ]);
    await show();
    expect(message.content).toMatch(/^Tomorrow\n\n✅ /);
    // A typo of the new words keeps the new answer.
    await correct('Tomorrow!', false);
    await edit();
    expect(message.content).toMatch(/^Tomorrow!\n\n✅ /);
    expect(message.buttons).toEqual([]);
  });

  it('is confirmed for the words that were clicked, however late the event comes', async () => {
    const before = dataShown();
    await correct('Tomorrow', true);
    await edit();
    await click(before);
    expect(await acks()).toEqual([{ version: 2, substance: 0 }]);
    expect(await show()).toMatchObject({ shown: 1 });
    // Nothing of it shows under the new words.
    expect(message.content).toBe('Tomorrow');
    expect(dataShown()).toBe(`v1.${marker}~3.ack`);
  });

  it('is confirmed for the new words, where they were clicked before their change was written down', async () => {
    await correct('Tomorrow', true);
    meanwhile = async () => {
      await click(`v1.${marker}~3.ack`);
      // The editor has it in hand.
      expect(await show()).toEqual({ shown: 0, later: 0, never: 0 });
    };
    await edit();
    expect(await acks()).toEqual([{ version: 3, substance: 3 }]);
    expect(await show()).toMatchObject({ shown: 1 });
    expect(message.content).toMatch(/^Tomorrow\n\n✅ /);
  });

  it('is refused for words that were never said', async () => {
    await click(`v1.${marker}~5.ack`);
    expect(await acks()).toEqual([]);
  });

  it('says the new words in the end when both changes were under way at once', async () => {
    await click();
    meanwhile = async () => {
      await correct('Tomorrow', true);
      await edit();
      // The change to the old words lands last.
      message = { content: 'Hello\n\n✅ Ознакомлен', buttons: [] };
    };
    await show();
    expect(await due()).toHaveLength(1);
    await show();
    expect(message.content).toBe('Tomorrow');
    expect(dataShown()).toBe(`v1.${marker}~3.ack`);
    expect(await due()).toEqual([]);
  });

  it('shows a line that the look after an edit takes for ours', async () => {
    await correct('Hello!', false);
    await db.query(
      `update edit set settle_at = clock_timestamp() + interval '1 hour' where delivery_id = $1`,
      [deliveryId],
    );
    await edit();
    await click();
    await show();
    const before = changes;
    await db.query(`update edit set due_at = clock_timestamp(), settle_at = clock_timestamp()`);
    expect(await edit()).toMatchObject({ edited: 1 });
    expect(changes).toBe(before);
    expect(message.content).toMatch(/^Hello!\n\n✅ /);
  });
});
