import { Module } from '@nestjs/common';
import { CampaignsModule } from '#lib/campaigns';
import { Calendars } from './calendars.js';
import { OccurrenceLaunch } from './occurrence-launch.js';
import { Scheduler } from './scheduler.js';
import { SchedulesRepository } from './schedules.repository.js';
import { SchedulingService } from './scheduling.service.js';

@Module({
  imports: [CampaignsModule],
  providers: [Calendars, OccurrenceLaunch, Scheduler, SchedulesRepository, SchedulingService],
  exports: [Scheduler, SchedulingService],
})
export class SchedulingModule {}
