export { ApprovalsModule } from './approvals.module.js';
export { type Approval } from './approvals.repository.js';
export { ApprovalsService } from './approvals.service.js';
export { APPROVAL_STATES } from './domain/approval.js';
export { ApproverRefusedError } from './domain/approval.errors.js';
