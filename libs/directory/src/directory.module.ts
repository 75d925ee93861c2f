import { Module } from '@nestjs/common';
import { OperationsModule } from '#lib/operations';
import { DirectoryService } from './directory.service.js';
import { DirectorySync } from './directory-sync.js';

@Module({
  imports: [OperationsModule],
  providers: [DirectoryService, DirectorySync],
  exports: [DirectoryService, DirectorySync],
})
export class DirectoryModule {}
