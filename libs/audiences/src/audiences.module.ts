import { Module } from '@nestjs/common';
import { OperationsModule } from '#lib/operations';
import { AudiencesService } from './audiences.service.js';
import { ListImports } from './list-imports.service.js';
import { SavedAudiences } from './saved-audiences.service.js';
import { SavedRules } from './saved-rules.repository.js';

/** Rules, saved audiences and lists of people; reading a list in is an operation. */
@Module({
  imports: [OperationsModule],
  providers: [AudiencesService, ListImports, SavedAudiences, SavedRules],
  exports: [AudiencesService, ListImports, SavedAudiences],
})
export class AudiencesModule {}
