import { Module } from '@nestjs/common';
import { CampaignsModule } from '#lib/campaigns';
import { EvidencePrinter } from './evidence-printer.js';
import { EvidenceService } from './evidence.service.js';

/** Issuing and verifying sheets while a request waits; no worker takes part. */
@Module({
  imports: [CampaignsModule],
  providers: [EvidencePrinter, EvidenceService],
  exports: [EvidencePrinter, EvidenceService],
})
export class EvidenceModule {}
