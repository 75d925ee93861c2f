import { Module } from '@nestjs/common';
import { DirectoryModule } from '#lib/directory';
import { InboxModule } from '#lib/inbox';
import { Activity } from './activity.js';
import { ChatPostPoller } from './chat-post-poller.js';
import { ReadingDeeds } from './reading-deeds.js';
import { ReceiptPoller } from './receipt-poller.js';
import { ReceiptsService } from './receipts.service.js';

/** Who has read what: by looking, and by what people did with a message. */
@Module({
  imports: [DirectoryModule, InboxModule],
  providers: [Activity, ChatPostPoller, ReadingDeeds, ReceiptPoller, ReceiptsService],
  exports: [Activity, ChatPostPoller, ReceiptPoller, ReceiptsService],
})
export class ReceiptsModule {}
