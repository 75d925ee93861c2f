import { Module } from '@nestjs/common';
import { OperationsModule } from '#lib/operations';
import { DirectoryService } from './directory.service.js';
import { DirectorySync } from './directory-sync.js';
import { OptOuts } from './opt-outs.service.js';

@Module({
  imports: [OperationsModule],
  providers: [DirectoryService, DirectorySync, OptOuts],
  exports: [DirectoryService, DirectorySync, OptOuts],
})
export class DirectoryModule {}
