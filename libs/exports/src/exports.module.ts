import { Module } from '@nestjs/common';
import { CampaignsModule } from '#lib/campaigns';
import { OperationsModule } from '#lib/operations';
import { ReportsModule } from '#lib/reports';
import { ExportRunner } from './export-runner.js';
import { ExportsService } from './exports.service.js';

/** `ExportsService` for who asks and fetches, `ExportRunner` for the worker that makes the files. */
@Module({
  imports: [CampaignsModule, OperationsModule, ReportsModule],
  providers: [ExportRunner, ExportsService],
  exports: [ExportRunner, ExportsService],
})
export class ExportsModule {}
