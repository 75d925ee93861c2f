import { Injectable } from '@nestjs/common';
import type { Tx } from '#lib/database';
import { ProductionCalendar } from './production-calendar.js';
import { ProductionDaysRepository } from './production-days.repository.js';

/** The production calendar as it is known now: law and decrees, and what somebody here has set. */
@Injectable()
export class Calendars {
  constructor(private readonly days: ProductionDaysRepository) {}

  /** Read anew each time: whoever changes a day is obeyed at once, by every process. */
  async of(tx: Tx): Promise<ProductionCalendar> {
    return new ProductionCalendar(await this.days.all(tx));
  }
}
