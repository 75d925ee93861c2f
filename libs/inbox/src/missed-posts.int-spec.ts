import { createHmac } from 'node:crypto';
import type { INestApplicationContext } from '@nestjs/common';
import type { WebhookEvent } from '#lib/pachca';
import type { SenderSession } from '#lib/senders';
import { createTestDatabase, Ledger, openTestSession, startModule, type TestDatabase } from '#lib/testing';
import { EventHistory, HISTORY_SCOPE } from './event-history.js';
import { InboundDispatcher } from './inbound-dispatcher.js';
import { InboundHandlers } from './inbound-handler.js';
import { InboundWebhooks } from './inbound-webhooks.js';
import { InboxModule } from './inbox.module.js';

const SECRET = 'of the messenger';
const [SECOND, MINUTE] = [1_000, 60_000];

/** S-W4 of the design: the receiver is killed for ten minutes, and nothing is lost. */
describe('what is posted while nobody receives it', () => {
  let db: TestDatabase;
  let app: INestApplicationContext;
  let senderId: string;
  let path: string;
  const applied: string[] = [];

  beforeAll(async () => {
    db = await createTestDatabase();
    app = await startModule(db, InboxModule);
    senderId = await new Ledger(db).sender();
    await db.query('update sender set scopes = $2 where id = $1', [senderId, [HISTORY_SCOPE]]);
    path = (await app.get(InboundWebhooks).setUp(senderId, SECRET)).path;
    app.get(InboundHandlers).add({
      name: 'test',
      types: ['button'],
      prepare: ({ body }) =>
        Promise.resolve({
          kind: 'apply',
          apply: () => {
            applied.push(body.type === 'button' ? body.triggerId : '');
            return Promise.resolve({ kind: 'applied', outcome: 'done' });
          },
        }),
    });
  });
  afterAll(async () => {
    await app.close();
    await db.close();
  });

  /** A click so long ago, as the messenger tells of it by either way. */
  const click = (name: string, agoMs: number): WebhookEvent => {
    const createdAt = new Date(Date.now() - agoMs);
    const ids = { message_id: 5, chat_id: 6, user_id: 7, data: 'x', trigger_id: name };
    const said = { webhook_timestamp: Math.floor(createdAt.getTime() / 1_000) };
    const payload = { type: 'button', event: 'click', ...ids, ...said };
    return { id: name, eventType: 'button_click', createdAt, payload };
  };
  const post = ({ payload }: WebhookEvent) => {
    const rawBody = Buffer.from(JSON.stringify(payload));
    const signature = createHmac('sha256', SECRET).update(rawBody).digest('hex');
    return app.get(InboundWebhooks).receive({ path, rawBody, signature }, () => null);
  };
  const readHistory = (newestFirst: readonly WebhookEvent[]) =>
    app.get(EventHistory).read({
      senderId,
      backgroundClient: {
        listWebhookEvents: async function* () {
          yield await Promise.resolve(newestFirst);
        },
      },
    } as unknown as SenderSession);
  const applyAll = async (): Promise<void> => {
    await db.query("update inbound_event set next_try_at = clock_timestamp() where state = 'stale'");
    await app
      .get(InboundDispatcher)
      .runOnce(openTestSession(senderId, { apiUrl: 'http://127.0.0.1:1', token: 't' }));
  };

  it('is read from the history afterwards, each once, and what is posted again late changes nothing', async () => {
    const before = click('before', 10 * MINUTE + 5 * SECOND);
    await readHistory([before]);
    await applyAll();
    // The reading above was the last thing that anybody here did, ten minutes ago.
    await db.query("update event_history set polled_at = clock_timestamp() - interval '10 minutes'");
    const missed = Array.from({ length: 20 }, (_, at) =>
      click(`missed ${String(at)}`, 10 * MINUTE - at * 29 * SECOND),
    );
    const history = [before, ...missed].reverse();

    // Posted again with its old time before anybody has read: signed, but not to be believed yet.
    const [early = before] = missed;
    await expect(post(early)).resolves.toEqual({ status: 'stored' });
    await applyAll();
    expect(applied).toEqual(['before']);

    await expect(readHistory(history)).resolves.toEqual({ storedCount: missed.length, isGap: false });
    await applyAll();
    for (const again of missed) await expect(post(again)).resolves.toEqual({ status: 'known' });
    await readHistory(history);
    await applyAll();
    expect([...applied].sort()).toEqual(['before', ...missed.map(({ id }) => id)].sort());
  });
});
