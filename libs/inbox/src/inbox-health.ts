import { Injectable } from '@nestjs/common';
import { Database, type Tx } from '#lib/database';
import { type InboxFacts, inboxFacts, type WebhookTrust, webhookTrust } from './inbox-health.queries.js';

/** How the inbox of each bot fares, for those who watch. */
@Injectable()
export class InboxHealth {
  constructor(private readonly database: Database) {}

  /** One entry for each bot whose history was read or that was told something. */
  all(): Promise<InboxFacts[]> {
    return inboxFacts(this.database.client, null);
  }

  /** A bot of which nothing is known has no trouble and nothing waiting. */
  async of(senderId: string): Promise<InboxFacts> {
    const [facts] = await inboxFacts(this.database.client, senderId);
    return facts ?? { ...UNKNOWN, senderId };
  }

  /** Whether the bot's events are posted here, which a form needs: no history is quick enough for one. */
  webhook(tx: Tx, senderId: string): Promise<WebhookTrust> {
    return webhookTrust(tx, senderId);
  }
}

const UNKNOWN = {
  polledAt: null,
  trouble: null,
  hasWebhook: false,
  gapFrom: null,
  gapFoundAt: null,
  waiting: 0,
  oldestWaitingSeconds: null,
  givenUp: 0,
  formsFailing: 0,
};
