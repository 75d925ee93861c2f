import { Module } from '@nestjs/common';
import { ReceiptPoller } from './receipt-poller.js';
import { ReceiptsService } from './receipts.service.js';

@Module({ providers: [ReceiptPoller, ReceiptsService], exports: [ReceiptPoller, ReceiptsService] })
export class ReceiptsModule {}
