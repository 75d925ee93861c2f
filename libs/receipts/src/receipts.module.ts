import { Module } from '@nestjs/common';
import { InboxModule } from '#lib/inbox';
import { ReadingDeeds } from './reading-deeds.js';
import { ReceiptPoller } from './receipt-poller.js';
import { ReceiptsService } from './receipts.service.js';

/** Who has read what: by looking, and by what people did with a message. */
@Module({
  imports: [InboxModule],
  providers: [ReadingDeeds, ReceiptPoller, ReceiptsService],
  exports: [ReceiptPoller, ReceiptsService],
})
export class ReceiptsModule {}
