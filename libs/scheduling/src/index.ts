export { DECREES, type DayKind, type YearDecree } from './domain/production-calendar.js';
export {
  type LocalDate,
  type LocalDateTime,
  ON_HOLIDAY,
  type OnHoliday,
  type Recurrence,
  SCHEDULE_LIMITS,
  type ScheduleRule,
  WEEKDAYS,
  type Weekday,
} from './domain/schedule-rule.js';
export { type ClockChange, instantOf, isLocalDate, isTimeZone, localOf, type Placed } from './local-time.js';
export { ProductionCalendar } from './production-calendar.js';
export { type Occurrence, Timetable } from './timetable.js';
