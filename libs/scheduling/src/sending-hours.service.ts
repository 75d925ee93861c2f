import { Inject, Injectable } from '@nestjs/common';
import { type Config, CONFIG } from '#lib/config';
import type { Tx } from '#lib/database';
import { Calendars } from './calendars.js';
import { instantOf, isTimeZone } from './local-time.js';
import type { ProductionCalendar } from './production-calendar.js';
import { openingOf } from './sending-hours.js';

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

/** The first moments at which people may be written to. */
export class Openings {
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

  private known(timeZone: string | null): string {
    return timeZone !== null && isTimeZone(timeZone) ? timeZone : this.config.timeZone;
  }
}
