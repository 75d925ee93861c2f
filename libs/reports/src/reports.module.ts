import { Module } from '@nestjs/common';
import { DeliveriesModule } from '#lib/deliveries';
import { DirectoryModule } from '#lib/directory';
import { FilesModule } from '#lib/files';
import { InboxModule } from '#lib/inbox';
import { ReceiptsModule } from '#lib/receipts';
import { SendersModule } from '#lib/senders';
import { WebhooksModule } from '#lib/webhooks';
import { DeedsService } from './deeds.service.js';
import { Doctor } from './doctor.js';
import { EngineFigures } from './engine-figures.js';
import { RunFigures } from './figures.service.js';
import { PersonDeliveries } from './person-deliveries.js';
import { ReportParts } from './report-parts.js';
import { ReportRefresh } from './report-refresh.js';
import { ReportsService } from './reports.service.js';

/** Figures and lists of what other libs keep; only the figures of large runs are kept here. */
@Module({
  imports: [
    DeliveriesModule,
    DirectoryModule,
    FilesModule,
    InboxModule,
    ReceiptsModule,
    SendersModule,
    WebhooksModule,
  ],
  providers: [
    DeedsService,
    Doctor,
    EngineFigures,
    PersonDeliveries,
    ReportParts,
    ReportRefresh,
    ReportsService,
    RunFigures,
  ],
  exports: [DeedsService, Doctor, PersonDeliveries, ReportRefresh, ReportsService, RunFigures],
})
export class ReportsModule {}
