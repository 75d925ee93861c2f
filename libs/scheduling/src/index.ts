export { Agenda, type Beginning, type PlannedDay, type PlannedOccurrence } from './agenda.js';
export { DAY_KINDS, type DayKind } from './domain/production-calendar.js';
export {
  type LocalDate,
  type LocalDateTime,
  ON_HOLIDAY,
  type OnHoliday,
  SCHEDULE_LIMITS,
  type ScheduleRule,
  WEEKDAYS,
  type Weekday,
} from './domain/schedule-rule.js';
export {
  AUDIENCE_MODES,
  type AudienceMode,
  OCCURRENCE_OUTCOMES,
  ON_MISSED,
  type OnMissed,
  type Overlap,
  OVERLAPS,
  SCHEDULE_KINDS,
  type ScheduleSettings,
  SETTING_LIMITS,
} from './domain/schedule.js';
export {
  InvalidScheduleError,
  OccurrenceNotAskingError,
  ScheduleNotFoundError,
} from './domain/schedule.errors.js';
export { addDays, dateOf, instantOf, isLocalDate, localOf } from './local-time.js';
export { OCCURRENCE_NOTES, type PreviewedOccurrence } from './preview.js';
export { FREQUENCIES, type Frequency, onceRule, ruleOf } from './rule-request.js';
export { type ChangeRequest, ScheduleChanges } from './schedule-changes.js';
export { type PlannedSchedule, scheduleDigest } from './schedule-digest.js';
export { type OccurrenceRecord, type Schedule } from './schedule.js';
export { type FiredSchedule, Scheduler } from './scheduler.js';
export {
  type CalendarDay,
  type CalendarYear,
  ProductionCalendarService,
} from './production-calendar.service.js';
export { type OccurrencePlace } from './schedules.repository.js';
export { SchedulingModule } from './scheduling.module.js';
export { type Openings, SendingHours } from './sending-hours.service.js';
export { type ScheduleRequest, type ScheduleView, SchedulingService } from './scheduling.service.js';
