export { NobodyToRemindError, TooManyFollowUpsError } from './domain/followup.errors.js';
export { type FollowUpList, FollowUps } from './follow-ups.js';
export { FollowUpsModule } from './followups.module.js';
export { ReminderOperations } from './reminder-operations.js';
export { type ReminderCheck, type ReminderPlan, type ReminderRequest, Reminders } from './reminders.js';
export { type FollowUpPosition, type FollowUpRow } from './step-figures.queries.js';
