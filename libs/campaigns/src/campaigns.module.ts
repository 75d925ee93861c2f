import { Module } from '@nestjs/common';
import { AudiencesModule } from '#lib/audiences';
import { DirectoryModule } from '#lib/directory';
import { SendersModule } from '#lib/senders';
import { CampaignCheck } from './campaign-check.js';
import { CheckFactsReader } from './check-facts.js';
import { CampaignLaunch } from './campaign-launch.js';
import { CampaignsRepository } from './campaigns.repository.js';
import { CampaignsService } from './campaigns.service.js';
import { DraftRules } from './draft-rules.js';
import { RunsService } from './runs.service.js';

@Module({
  imports: [AudiencesModule, DirectoryModule, SendersModule],
  providers: [
    CampaignsRepository,
    CheckFactsReader,
    DraftRules,
    CampaignsService,
    CampaignCheck,
    CampaignLaunch,
    RunsService,
  ],
  exports: [CampaignsService, CampaignCheck, CampaignLaunch, RunsService],
})
export class CampaignsModule {}
