import { Injectable } from '@nestjs/common';
import { DirectoryService, DirectorySync, PersonLookups } from '#lib/directory';
import { Activity, ChatPostPoller, ReceiptPoller } from '#lib/receipts';
import { type SenderSession, SendersService } from '#lib/senders';

/** Looks at readers per pass; the gate decides how fast they really go. */
const RECEIPTS_PER_PASS = 40;
/** Under way at once: enough for the default of 8 requests a second while an answer takes less than half a second. */
const RECEIPTS_AT_ONCE = 4;
const CHAT_POSTS_PER_PASS = 5;

/** What a bot reads when nothing urgent is to be asked: who has read, and who is in the workspace. */
@Injectable()
export class BackgroundWork {
  constructor(
    private readonly senders: SendersService,
    private readonly directory: DirectoryService,
    private readonly sync: DirectorySync,
    private readonly lookups: PersonLookups,
    private readonly receipts: ReceiptPoller,
    private readonly activity: Activity,
    private readonly chatPosts: ChatPostPoller,
  ) {}

  async pollReceipts(session: SenderSession): Promise<void> {
    const pass = await this.receipts.runOnce({
      senderId: session.senderId,
      client: session.backgroundClient,
      limit: RECEIPTS_PER_PASS,
      atOnce: RECEIPTS_AT_ONCE,
      activity: await this.activity.known(),
      signal: session.closed,
    });
    this.activity.note(pass);
  }

  async pollChatPosts(session: SenderSession): Promise<void> {
    await this.chatPosts.runOnce({
      senderId: session.senderId,
      client: session.backgroundClient,
      limit: CHAT_POSTS_PER_PASS,
      signal: session.closed,
    });
  }

  async syncDirectory(session: SenderSession): Promise<void> {
    if (!(await this.readsDirectory(session))) return;
    await this.directory.ensureFresh(await this.activity.directoryAgeMs());
    await this.sync.runOnce({
      client: session.backgroundClient,
      owner: session.owner,
      signal: session.closed,
    });
  }

  /** Beside a sync, not behind it: news about somebody must not wait until a large company is read. */
  async lookUpPeople(session: SenderSession): Promise<void> {
    if (!(await this.readsDirectory(session))) return;
    await this.lookups.runOnce({ client: session.client, signal: session.closed });
  }

  /** The directory is one; the oldest active bot reads it. */
  private async readsDirectory(session: SenderSession): Promise<boolean> {
    const reader = (await this.senders.list()).find((sender) => sender.status === 'active');
    return reader?.id === session.senderId;
  }
}
