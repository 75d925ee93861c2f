import { Module } from '@nestjs/common';
import { AccessModule } from '#lib/access';
import { AudiencesModule } from '#lib/audiences';
import { ContentModule } from '#lib/content';
import { DirectoryModule } from '#lib/directory';
import { FilesModule } from '#lib/files';
import { InboxModule } from '#lib/inbox';
import { SendersModule } from '#lib/senders';
import { Addressees } from './addressees.js';
import { AuthorLimits } from './author-limits.js';
import { CampaignCheck } from './campaign-check.js';
import { CheckFactsReader } from './check-facts.js';
import { CampaignLaunch } from './campaign-launch.js';
import { CampaignSchedule } from './campaign-schedule.js';
import { ContentPreview } from './content-preview.js';
import { CampaignsRepository } from './campaigns.repository.js';
import { CampaignsService } from './campaigns.service.js';
import { DraftRules } from './draft-rules.js';
import { LateJoins } from './late-joins.js';
import { FrozenAudiences } from './frozen-audiences.js';
import { FourEyes } from './four-eyes.js';
import { QuestionNeeds } from './question-needs.js';
import { RepeatGuard } from './repeat-guard.js';
import { RunsService } from './runs.service.js';

/** Drafts, checks, launch and runs. Whoever sends or shows runs imports it. */
@Module({
  imports: [
    AccessModule,
    AudiencesModule,
    ContentModule,
    DirectoryModule,
    FilesModule,
    InboxModule,
    SendersModule,
  ],
  providers: [
    Addressees,
    AuthorLimits,
    CampaignsRepository,
    CheckFactsReader,
    ContentPreview,
    DraftRules,
    FourEyes,
    FrozenAudiences,
    CampaignsService,
    CampaignCheck,
    CampaignLaunch,
    CampaignSchedule,
    LateJoins,
    QuestionNeeds,
    RepeatGuard,
    RunsService,
  ],
  exports: [
    Addressees,
    AuthorLimits,
    CampaignsService,
    CampaignCheck,
    CampaignLaunch,
    CampaignSchedule,
    ContentPreview,
    LateJoins,
    QuestionNeeds,
    FourEyes,
    RunsService,
  ],
})
export class CampaignsModule {}
