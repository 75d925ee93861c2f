import { Module } from '@nestjs/common';
import { CampaignsModule } from '#lib/campaigns';
import { SchedulingModule } from '#lib/scheduling';
import { CampaignCalendar } from './campaign-calendar.js';
import { CampaignOutlook } from './campaign-outlook.js';

/** What lies ahead: the calendar of all campaigns, and what one campaign meets on its day. */
@Module({
  imports: [CampaignsModule, SchedulingModule],
  providers: [CampaignCalendar, CampaignOutlook],
  exports: [CampaignCalendar, CampaignOutlook],
})
export class OutlookModule {}
