import { Module } from '@nestjs/common';
import { AudiencesModule } from '#lib/audiences';
import { CampaignsModule } from '#lib/campaigns';
import { ContentModule } from '#lib/content';
import { DeliveriesModule } from '#lib/deliveries';
import { OperationsModule } from '#lib/operations';
import { FollowUps } from './follow-ups.js';
import { ReminderOperations } from './reminder-operations.js';
import { Reminders } from './reminders.js';

const SERVICES = [FollowUps, ReminderOperations, Reminders];

@Module({
  imports: [AudiencesModule, CampaignsModule, ContentModule, DeliveriesModule, OperationsModule],
  providers: SERVICES,
  exports: SERVICES,
})
export class FollowUpsModule {}
