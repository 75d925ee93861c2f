import { Module } from '@nestjs/common';
import { InboxModule } from '#lib/inbox';
import { ChatPostPoller } from './chat-post-poller.js';
import { ReadingDeeds } from './reading-deeds.js';
import { ReceiptPoller } from './receipt-poller.js';
import { ReceiptsService } from './receipts.service.js';

/** Who has read what: by looking, and by what people did with a message. */
@Module({
  imports: [InboxModule],
  providers: [ChatPostPoller, ReadingDeeds, ReceiptPoller, ReceiptsService],
  exports: [ChatPostPoller, ReceiptPoller, ReceiptsService],
})
export class ReceiptsModule {}
