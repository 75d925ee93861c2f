import { Module } from '@nestjs/common';
import { CampaignsModule } from '#lib/campaigns';
import { Agenda } from './agenda.js';
import { Calendars } from './calendars.js';
import { DueOccurrences } from './due-occurrences.js';
import { OccurrenceLaunch } from './occurrence-launch.js';
import { Plans } from './plans.js';
import { ProductionDaysRepository } from './production-days.repository.js';
import { ProductionCalendarService } from './production-calendar.service.js';
import { ScheduleChanges } from './schedule-changes.js';
import { Scheduler } from './scheduler.js';
import { SchedulesRepository } from './schedules.repository.js';
import { SendingHours } from './sending-hours.service.js';
import { SchedulingService } from './scheduling.service.js';

/** Planning for the API, `Scheduler` for the worker that launches, hours for who sends, an agenda for who looks ahead. */
@Module({
  imports: [CampaignsModule],
  providers: [
    Agenda,
    Calendars,
    DueOccurrences,
    OccurrenceLaunch,
    Plans,
    ProductionCalendarService,
    ProductionDaysRepository,
    ScheduleChanges,
    Scheduler,
    SchedulesRepository,
    SchedulingService,
    SendingHours,
  ],
  exports: [Agenda, ProductionCalendarService, ScheduleChanges, Scheduler, SchedulingService, SendingHours],
})
export class SchedulingModule {}
