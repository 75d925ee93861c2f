import { Module } from '@nestjs/common';
import { DirectoryModule } from '#lib/directory';
import { ReceiptsModule } from '#lib/receipts';
import { Doctor } from './doctor.js';
import { ReportsService } from './reports.service.js';

@Module({
  imports: [DirectoryModule, ReceiptsModule],
  providers: [Doctor, ReportsService],
  exports: [Doctor, ReportsService],
})
export class ReportsModule {}
