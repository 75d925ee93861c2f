import { Module } from '@nestjs/common';
import { AudiencesService } from './audiences.service.js';
import { SavedRules } from './saved-rules.repository.js';

@Module({ providers: [AudiencesService, SavedRules], exports: [AudiencesService] })
export class AudiencesModule {}
