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
import { MessageFinishers } from './message-finishers.js';
import { RecallRequests } from './recall-requests.js';
import { Recaller } from './recaller.js';
import { RetryRequests } from './retry-requests.js';
import { ShownTexts } from './shown-texts.js';
import { SendersModule } from '#lib/senders';

const SERVICES = [
  CorrectionHistory,
  CorrectionOperations,
  Editor,
  EditRequests,
  MessageFinishers,
  Recaller,
  RecallRequests,
  RetryRequests,
  ShownTexts,
];

/** Recall, edit and retry: what asks for them and what carries them out. */
@Module({
  imports: [
    CampaignsModule,
    DeliveriesModule,
    DirectoryModule,
    OperationsModule,
    ReceiptsModule,
    SendersModule,
  ],
  providers: SERVICES,
  exports: SERVICES,
})
export class CorrectionsModule {}
