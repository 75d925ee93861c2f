import { Module } from '@nestjs/common';
import { OperationsService } from './operations.service.js';

/** Long work as rows; whoever asks for some or carries it out imports it. */
@Module({ providers: [OperationsService], exports: [OperationsService] })
export class OperationsModule {}
