import { Module } from '@nestjs/common';
import { AudiencesModule } from '#lib/audiences';
import { CampaignsModule } from '#lib/campaigns';
import { ContentModule } from '#lib/content';
import { DeliveriesModule } from '#lib/deliveries';
import { FilesModule } from '#lib/files';
import { OperationsModule } from '#lib/operations';
import { SchedulingModule } from '#lib/scheduling';
import { SendersModule } from '#lib/senders';
import { Digests } from './digests.js';
import { FollowUpPlans } from './follow-up-plans.js';
import { FollowUps } from './follow-ups.js';
import { Ladder } from './ladder.js';
import { ReminderOperations } from './reminder-operations.js';
import { ReminderSteps } from './reminder-steps.js';
import { Reminders } from './reminders.js';
import { RungClock } from './rung-clock.js';

const SERVICES = [Digests, FollowUpPlans, FollowUps, Ladder, ReminderOperations, Reminders];

/** Reminders by hand and ladders: asked for by the API, carried out by the worker (`ReminderOperations`, `Ladder`). */
@Module({
  imports: [
    AudiencesModule,
    CampaignsModule,
    ContentModule,
    DeliveriesModule,
    FilesModule,
    OperationsModule,
    SchedulingModule,
    SendersModule,
  ],
  providers: [...SERVICES, ReminderSteps, RungClock],
  exports: SERVICES,
})
export class FollowUpsModule {}
