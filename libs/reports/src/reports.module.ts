import { Module } from '@nestjs/common';
import { ReceiptsModule } from '#lib/receipts';
import { ReportsService } from './reports.service.js';

@Module({ imports: [ReceiptsModule], providers: [ReportsService], exports: [ReportsService] })
export class ReportsModule {}
