export {
  CampaignCalendar,
  type CalendarEntry,
  type CalendarView,
  type DayLoad,
} from './campaign-calendar.js';
export { CALENDAR_LIMITS } from './domain/day-load.js';
export { CampaignOutlook, type Outlook } from './campaign-outlook.js';
export { OutlookModule } from './outlook.module.js';
