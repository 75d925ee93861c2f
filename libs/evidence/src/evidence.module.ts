import { Module } from '@nestjs/common';
import { CampaignsModule } from '#lib/campaigns';
import { EvidenceService } from './evidence.service.js';

@Module({
  imports: [CampaignsModule],
  providers: [EvidenceService],
  exports: [EvidenceService],
})
export class EvidenceModule {}
