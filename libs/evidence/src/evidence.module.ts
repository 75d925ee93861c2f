import { Module } from '@nestjs/common';
import { CampaignsModule } from '#lib/campaigns';
import { EvidenceService } from './evidence.service.js';

/** Issuing and verifying sheets while a request waits; no worker takes part. */
@Module({
  imports: [CampaignsModule],
  providers: [EvidenceService],
  exports: [EvidenceService],
})
export class EvidenceModule {}
