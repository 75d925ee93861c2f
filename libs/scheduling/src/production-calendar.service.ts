import { Inject, Injectable } from '@nestjs/common';
import { type Config, CONFIG } from '#lib/config';
import { Database, databaseNow, type Tx } from '#lib/database';
import { Calendars } from './calendars.js';
import { type DayKind, LONGEST_BREAK_DAYS } from './domain/production-calendar.js';
import type { LocalDate } from './domain/schedule-rule.js';
import { InvalidScheduleError } from './domain/schedule.errors.js';
import { addDays, localOf, weekdayOf } from './local-time.js';
import type { ProductionCalendar } from './production-calendar.js';
import { type ProductionDay, ProductionDaysRepository } from './production-days.repository.js';
import { SchedulesRepository } from './schedules.repository.js';

/** A day that is not what its weekday makes it, or that somebody here has set. */
export interface CalendarDay {
  readonly date: LocalDate;
  readonly kind: DayKind;
  /** `null`: law and decree say so. */
  readonly own: ProductionDay | null;
}

/** One year of the production calendar. */
export interface CalendarYear {
  readonly year: number;
  /** Whose word its transfers follow; `null`: no decree is bundled, and the Labour Code alone decides. */
  readonly source: string | null;
  readonly workdayCount: number;
  readonly days: readonly CalendarDay[];
}

const SATURDAY = 6;

/** The production calendar as people see and change it; schedules and workdays follow it from then on. */
@Injectable()
export class ProductionCalendarService {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly database: Database,
    private readonly days: ProductionDaysRepository,
    private readonly calendars: Calendars,
    private readonly schedules: SchedulesRepository,
  ) {}

  /** @param year `null`: this one, where the company is */
  async year(year: number | null): Promise<CalendarYear> {
    const tx = this.database.client;
    const now = localOf(await databaseNow(tx), this.config.timeZone);
    return yearOf(year ?? Number(now.slice(0, 4)), await this.calendars.of(tx), await this.days.all(tx));
  }

  /**
   * What a day is to this company, whatever law and decrees say. Times that follow rules are computed anew.
   *
   * @throws InvalidScheduleError where more than 30 days in a row would be off
   */
  async set(tx: Tx, day: Omit<ProductionDay, 'setAt'>): Promise<CalendarDay> {
    await this.days.lock(tx);
    await this.days.put(tx, day);
    const calendar = await this.changed(tx, day.date);
    const own = (await this.days.all(tx)).find(({ date }) => date === day.date) ?? null;
    return { date: day.date, kind: calendar.kindOf(day.date), own };
  }

  /**
   * The day is what law and decrees make it again.
   *
   * @returns whether somebody had set it
   * @throws InvalidScheduleError where more than 30 days in a row would be off
   */
  async clear(tx: Tx, date: LocalDate): Promise<boolean> {
    await this.days.lock(tx);
    if (!(await this.days.delete(tx, date))) return false;
    await this.changed(tx, date);
    return true;
  }

  private async changed(tx: Tx, date: LocalDate): Promise<ProductionCalendar> {
    const calendar = await this.calendars.of(tx);
    if (calendar.isBreakTooLong(date)) throw new InvalidScheduleError([TOO_LONG]);
    await this.schedules.setAllDue(tx);
    return calendar;
  }
}

const TOO_LONG = {
  pointer: '#/kind',
  code: 'break_too_long',
  detail: `More than ${LONGEST_BREAK_DAYS} days in a row would be off: nothing could be moved to a workday.`,
  params: { max_days: LONGEST_BREAK_DAYS },
};

function yearOf(year: number, calendar: ProductionCalendar, all: readonly ProductionDay[]): CalendarYear {
  const own = new Map(all.map((day) => [day.date, day]));
  const days: CalendarDay[] = [];
  let workdayCount = 0;
  for (let date = `${year}-01-01`; date.startsWith(`${year}-`); date = addDays(date, 1)) {
    const kind = calendar.kindOf(date);
    if (calendar.isWorked(date)) workdayCount += 1;
    const day = { date, kind, own: own.get(date) ?? null };
    if (day.own !== null || kind !== plainKind(date)) days.push(day);
  }
  return { year, source: calendar.decreeOf(String(year))?.source ?? null, workdayCount, days };
}

function plainKind(date: LocalDate): DayKind {
  return weekdayOf(date) >= SATURDAY ? 'weekend' : 'workday';
}
