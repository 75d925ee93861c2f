import { Module } from '@nestjs/common';
import { AuditTrail } from './audit-trail.js';

/** Needs the global `DatabaseModule`. */
@Module({ providers: [AuditTrail], exports: [AuditTrail] })
export class AuditModule {}
