import { Module } from '@nestjs/common';
import { DirectoryModule } from '#lib/directory';
import { ReceiptsModule } from '#lib/receipts';
import { Doctor } from './doctor.js';
import { PersonDeliveries } from './person-deliveries.js';
import { ReportsService } from './reports.service.js';

@Module({
  imports: [DirectoryModule, ReceiptsModule],
  providers: [Doctor, PersonDeliveries, ReportsService],
  exports: [Doctor, PersonDeliveries, ReportsService],
})
export class ReportsModule {}
