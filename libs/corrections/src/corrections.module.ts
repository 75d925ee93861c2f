import { Module } from '@nestjs/common';
import { DeliveriesModule } from '#lib/deliveries';
import { OperationsModule } from '#lib/operations';
import { ReceiptsModule } from '#lib/receipts';
import { CorrectionOperations } from './correction-operations.js';
import { RecallRequests } from './recall-requests.js';
import { Recaller } from './recaller.js';

@Module({
  imports: [DeliveriesModule, OperationsModule, ReceiptsModule],
  providers: [CorrectionOperations, Recaller, RecallRequests],
  exports: [CorrectionOperations, Recaller, RecallRequests],
})
export class CorrectionsModule {}
