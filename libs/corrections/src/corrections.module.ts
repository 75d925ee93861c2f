import { Module } from '@nestjs/common';
import { CampaignsModule } from '#lib/campaigns';
import { DeliveriesModule } from '#lib/deliveries';
import { DirectoryModule } from '#lib/directory';
import { OperationsModule } from '#lib/operations';
import { ReceiptsModule } from '#lib/receipts';
import { CorrectionHistory } from './correction-history.js';
import { CorrectionOperations } from './correction-operations.js';
import { EditRequests } from './edit-requests.js';
import { Editor } from './editor.js';
import { RecallRequests } from './recall-requests.js';
import { Recaller } from './recaller.js';
import { RetryRequests } from './retry-requests.js';
import { SendersModule } from '#lib/senders';

@Module({
  imports: [
    CampaignsModule,
    DeliveriesModule,
    DirectoryModule,
    OperationsModule,
    ReceiptsModule,
    SendersModule,
  ],
  providers: [
    CorrectionHistory,
    CorrectionOperations,
    Editor,
    EditRequests,
    Recaller,
    RecallRequests,
    RetryRequests,
  ],
  exports: [
    CorrectionHistory,
    CorrectionOperations,
    Editor,
    EditRequests,
    Recaller,
    RecallRequests,
    RetryRequests,
  ],
})
export class CorrectionsModule {}
