import { Injectable } from '@nestjs/common';
import type { Tx } from '#lib/database';
import { Calendars } from './calendars.js';
import type { ScheduleRule } from './domain/schedule-rule.js';
import { isTimeZone } from './local-time.js';
import { type Plan, type Planned, planOf } from './plan.js';
import { peoplesZones } from './schedules.queries.js';

/** Times of schedules as they are by the calendar, and by the zones in which people live, of now. */
@Injectable()
export class Plans {
  constructor(private readonly calendars: Calendars) {}

  async of(tx: Tx, planned: Planned): Promise<Plan> {
    return planOf(planned, await this.calendars.of(tx), await this.zonesOf(tx, planned.rule));
  }

  /** Zones whose clocks a rule goes by beside its own: those of all people, where each gets it by their own. */
  async zonesOf(tx: Tx, rule: ScheduleRule | null): Promise<string[]> {
    if (rule?.basis !== 'recipient') return [];
    const rows = await tx.$queryRaw<{ readonly zone: string }[]>(peoplesZones());
    return rows.map(({ zone }) => zone).filter(isTimeZone);
  }
}
