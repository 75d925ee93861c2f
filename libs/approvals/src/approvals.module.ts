import { Module } from '@nestjs/common';
import { AuditModule } from '#lib/audit';
import { CampaignsModule } from '#lib/campaigns';
import { DirectoryModule } from '#lib/directory';
import { OutboxModule } from '#lib/outbox';
import { SchedulingModule } from '#lib/scheduling';
import { ApprovalsRepository } from './approvals.repository.js';
import { ApprovalsService } from './approvals.service.js';

/** Needs the global `ConfigModule` and `DatabaseModule`. */
@Module({
  imports: [AuditModule, CampaignsModule, DirectoryModule, OutboxModule, SchedulingModule],
  providers: [ApprovalsRepository, ApprovalsService],
  exports: [ApprovalsService],
})
export class ApprovalsModule {}
