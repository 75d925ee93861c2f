export { type AuditFilters } from './audit.queries.js';
export { type AuditPage, AuditTrail } from './audit-trail.js';
export { AuditModule } from './audit.module.js';
export { type AuditEvent, type AuditVerdict, type NewAuditEvent } from './domain/audit-event.js';
