import { randomUUID } from 'node:crypto';
import { loadConfig } from '#lib/config';
import type { SafeMode } from '#lib/deliveries';
import type { DirectoryService } from '#lib/directory';
import { Files } from '#lib/files';
import type { InboxHealth } from '#lib/inbox';
import { publicId } from '#lib/kernel';
import { Metrics } from '#lib/observability';
import type { SenderVitals } from '#lib/senders';
import { createTestDatabase, type TestDatabase } from '#lib/testing';
import { WebhookHealth } from '#lib/webhooks';
import { EngineFigures } from './engine-figures.js';

describe('the figures of webhook endpoints', () => {
  let db: TestDatabase;
  beforeAll(async () => {
    db = await createTestDatabase();
  });
  afterAll(() => db.close());

  /** As at a reading after the last one is no longer remembered; everything but the endpoints is of no matter. */
  const refresh = async (into: Metrics): Promise<string> => {
    const nothing = { all: () => Promise.resolve([]), read: () => Promise.resolve([]) };
    const figures = new EngineFigures(
      db.database,
      { freshness: () => Promise.resolve(null) } as unknown as DirectoryService,
      nothing as unknown as SenderVitals,
      nothing as unknown as InboxHealth,
      { state: () => Promise.resolve(null) } as unknown as SafeMode,
      new WebhookHealth(db.database),
      new Files(loadConfig({}), db.database),
    );
    await figures.refresh(into);
    return into.text();
  };

  it('are of the endpoints that there are: one that is gone is told of no more', async () => {
    const metrics = new Metrics();
    const [kept, gone] = [randomUUID(), randomUUID()];
    await db.query(
      `insert into webhook_endpoint (id, url, types, secret_sealed, disabled_because, created_by)
       values ($1, 'https://a.test', '{campaign.completed}', '\\x00', null, 'test'),
              ($2, 'https://b.test', '{campaign.completed}', '\\x00', 'by_request', 'test')`,
      [kept, gone],
    );
    const both = await refresh(metrics);
    expect(both).toContain(`vestnik_webhook_endpoint_ok{endpoint="${publicId('whe', kept)}"} 1`);
    expect(both).toContain(`vestnik_webhook_endpoint_ok{endpoint="${publicId('whe', gone)}"} 0`);
    await db.query('delete from webhook_endpoint where id = $1', [gone]);
    const one = await refresh(metrics);
    expect(one).toContain(publicId('whe', kept));
    expect(one).not.toContain(publicId('whe', gone));
  });
});
