import { Module } from '@nestjs/common';
import { CampaignsModule } from '#lib/campaigns';
import { Calendars } from './calendars.js';
import { OccurrenceLaunch } from './occurrence-launch.js';
import { Plans } from './plans.js';
import { Scheduler } from './scheduler.js';
import { SchedulesRepository } from './schedules.repository.js';
import { SendingHours } from './sending-hours.service.js';
import { SchedulingService } from './scheduling.service.js';

@Module({
  imports: [CampaignsModule],
  providers: [
    Calendars,
    OccurrenceLaunch,
    Plans,
    Scheduler,
    SchedulesRepository,
    SchedulingService,
    SendingHours,
  ],
  exports: [Scheduler, SchedulingService, SendingHours],
})
export class SchedulingModule {}
