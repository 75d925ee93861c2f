import { Injectable } from '@nestjs/common';
import { ProductionCalendar } from './production-calendar.js';

/** The production calendar as it is known now. */
@Injectable()
export class Calendars {
  private readonly bundled = new ProductionCalendar();

  current(): ProductionCalendar {
    return this.bundled;
  }
}
