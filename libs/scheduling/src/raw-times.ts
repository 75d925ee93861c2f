import { Cron } from 'croner';
import { type LocalDate, type LocalDateTime, type ScheduleRule, WEEKDAYS } from './domain/schedule-rule.js';
import { dateOf, wallMsOf, wallOf, weeksBetween } from './local-time.js';
import type { ProductionCalendar } from './production-calendar.js';

const MINUTE_MS = 60_000;
const LAST = '9999-12-31';

/**
 * The local times that a rule names, before holidays and clock changes. croner walks them as if the zone were UTC, so
 * that a day is always a day long here.
 */
export class RawTimes {
  private readonly cron: Cron;

  constructor(
    private readonly rule: ScheduleRule,
    private readonly calendar: ProductionCalendar,
  ) {
    this.cron = floatingCron(cronOf(rule));
  }

  /** Ascending, both ends included. */
  between(first: LocalDateTime, last: LocalDateTime): LocalDateTime[] {
    const times: LocalDateTime[] = [];
    const end = wallMsOf(last);
    let at = this.cron.nextRun(new Date(wallMsOf(first) - MINUTE_MS));
    while (at !== null && at.getTime() <= end) {
      const local = wallOf(at.getTime());
      if (local >= first && this.isInForce(dateOf(local))) times.push(local);
      at = this.cron.nextRun(at);
    }
    return times;
  }

  has(local: LocalDateTime): boolean {
    return this.isInForce(dateOf(local)) && this.cron.match(new Date(wallMsOf(local)));
  }

  private isInForce(date: LocalDate): boolean {
    const { anchorDate, until, recurrence } = this.rule;
    if (date < anchorDate || date > (until ?? LAST)) return false;
    if (recurrence.freq === 'workdays') return this.calendar.isWorked(date);
    return recurrence.freq !== 'weekly' || weeksBetween(anchorDate, date) % recurrence.interval === 0;
  }
}

/** A cron expression of five fields whose times are local ones of no zone. @throws TypeError if it cannot be read */
export function floatingCron(expression: string): Cron {
  return new Cron(expression, { mode: '5-part', utcOffset: 0, paused: true });
}

/** The rule as a cron expression; what cron cannot say (every second week, workdays) is left to the caller. */
export function cronOf({ recurrence, localTime }: Pick<ScheduleRule, 'recurrence' | 'localTime'>): string {
  const [hour, minute] = localTime.split(':').map(Number);
  const time = `${minute ?? 0} ${hour ?? 0}`;
  switch (recurrence.freq) {
    case 'daily':
    case 'workdays':
      return `${time} * * *`;
    case 'weekly':
      return `${time} * * ${recurrence.weekdays.map(numberOf).join(',')}`;
    case 'monthly':
      return 'nth' in recurrence
        ? `${time} * * ${numberOf(recurrence.weekday)}#${recurrence.nth === 'last' ? 'L' : recurrence.nth}`
        : `${time} ${recurrence.day === 'last' ? 'L' : recurrence.day} * *`;
    case 'cron':
      return recurrence.expression;
  }
}

/** Monday is 1, Sunday 7, as cron takes it. */
function numberOf(weekday: (typeof WEEKDAYS)[number]): number {
  return WEEKDAYS.indexOf(weekday) + 1;
}
