export { isUsableDay, PLAN_LIMITS, type RungWhen, USUAL_DAY } from './domain/rung-when.js';
export {
  MANAGER_TROUBLES,
  type ManagersBy,
  type ManagerTrouble,
  MAX_MANAGER_ROWS,
} from './domain/managers.js';
export { Digests, type WithoutManagerPage } from './digests.js';
export { type DigestEstimate, type WithoutManager } from './managers.queries.js';
export { type FollowUpPlan, type Rung } from './follow-up-plan.js';
export {
  FollowUpPlanNotFoundError,
  NobodyToRemindError,
  TooManyFollowUpsError,
} from './domain/followup.errors.js';
export { FollowUpPlans, type FollowUpPlanView, type RungTime } from './follow-up-plans.js';
export { type FollowUpList, FollowUps } from './follow-ups.js';
export { FollowUpsModule } from './followups.module.js';
export { Ladder } from './ladder.js';
export { returnIssues } from './return-issues.js';
export { ReminderOperations } from './reminder-operations.js';
export { type ReminderCheck, type ReminderPlan, type ReminderRequest, Reminders } from './reminders.js';
export { type FollowUpPosition, type FollowUpRow } from './step-figures.queries.js';
