import { Inject, Injectable } from '@nestjs/common';
import { type Config, CONFIG } from '#lib/config';
import type { Tx } from '#lib/database';
import type { WorkingDay } from '#lib/kernel';
import { Calendars } from './calendars.js';
import { addDays, dateOf, instantOf, isTimeZone, localOf, onDate } from './local-time.js';
import type { ProductionCalendar } from './production-calendar.js';
import { openingOf } from './sending-hours.js';
import { WorkingTime } from './working-time.js';

/** When people may be written to, by the workspace's quiet hours and each one's own zone. */
@Injectable()
export class SendingHours {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly calendars: Calendars,
  ) {}

  /** No hour is quiet: nothing need be looked at. */
  get isAlwaysOpen(): boolean {
    const { quiet, isWorkdaysOnly } = this.config.sendingHours;
    return quiet === null && !isWorkdaysOnly;
  }

  /** As the production calendar is now. */
  async openings(tx: Tx): Promise<Openings> {
    return new Openings(this.config, await this.calendars.of(tx));
  }
}

const HOUR_MS = 3_600_000;

/** Before it nobody gets what waited over the night, where no quiet hours say otherwise. */
const MORNING = '08:00';

/** The first moments at which people may be written to. */
export class Openings {
  private readonly worked = new Map<string, WorkingTime>();

  constructor(
    private readonly config: Config,
    private readonly calendar: ProductionCalendar,
  ) {}

  /**
   * The first moment at or after `at` at which somebody may be written to.
   *
   * @param timeZone of the person; one that is unset or unknown is the workspace's
   */
  opening(at: Date, timeZone: string | null): Date {
    return openingOf(at, this.known(timeZone), { hours: this.config.sendingHours, calendar: this.calendar });
  }

  /** When a person's clock shows this local time. */
  whenLocal(local: string, timeZone: string | null): Date {
    return instantOf(local, this.known(timeZone)).at;
  }

  /** When the day of a person that `at` lies in began. */
  startOfDay(at: Date, timeZone: string | null): Date {
    return this.whenLocal(onDate(this.dateOf(at, timeZone), '00:00'), timeZone);
  }

  /** The first moment of a person's next day at which somebody who means well writes to them, and may. */
  nextMorning(at: Date, timeZone: string | null): Date {
    return this.opening(this.onLaterDay(at, { days: 1, time: MORNING }, timeZone), timeZone);
  }

  /** When a person's clock shows this time, so many days of the calendar after the day of theirs that `at` lies in. */
  onLaterDay(
    at: Date,
    later: { readonly days: number; readonly time: string },
    timeZone: string | null,
  ): Date {
    return this.whenLocal(onDate(addDays(this.dateOf(at, timeZone), later.days), later.time), timeZone);
  }

  /** When a person has worked for so many hours since then, by the production calendar and their own clock. */
  afterWorkingHours(
    at: Date,
    { hours, day }: { readonly hours: number; readonly day: WorkingDay },
    timeZone: string | null,
  ): Date {
    return this.workingTime(this.known(timeZone), day).after(at, hours * HOUR_MS);
  }

  private workingTime(timeZone: string, day: WorkingDay): WorkingTime {
    const key = `${timeZone} ${day.from} ${day.to}`;
    const known = this.worked.get(key) ?? new WorkingTime({ timeZone, day, calendar: this.calendar });
    this.worked.set(key, known);
    return known;
  }

  private dateOf(at: Date, timeZone: string | null): string {
    return dateOf(localOf(at, this.known(timeZone)));
  }

  private known(timeZone: string | null): string {
    return timeZone !== null && isTimeZone(timeZone) ? timeZone : this.config.timeZone;
  }
}
