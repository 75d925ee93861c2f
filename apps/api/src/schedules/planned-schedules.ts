import { Inject, Injectable } from '@nestjs/common';
import { type Config, CONFIG } from '#lib/config';
import { type PlannedSchedule, SchedulingService } from '#lib/scheduling';
import type { Shape } from '../shape.js';
import type { ScheduleBody } from './schedule-body.dto.js';
import { scheduleRuleOf, settingsOf } from './schedule-values.js';

/** What a body says about when a campaign is to begin, where this installation is. */
@Injectable()
export class PlannedSchedules {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly scheduling: SchedulingService,
  ) {}

  /** `null`: at once. @throws ValidationFailedError, InvalidScheduleError */
  async of(body: Shape<ScheduleBody> | null): Promise<PlannedSchedule | null> {
    if (body === null) return null;
    const home = { timeZone: this.config.timeZone, now: await this.scheduling.now() };
    return { ...settingsOf(body), kind: body.kind, rule: scheduleRuleOf(body, home) };
  }
}
