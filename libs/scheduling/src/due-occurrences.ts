import { Injectable } from '@nestjs/common';
import type { Tx } from '#lib/database';
import type { Named } from './domain/schedule.js';
import type { Plan } from './plan.js';
import type { Schedule } from './schedule.js';
import { SchedulesRepository } from './schedules.repository.js';

/** Occurrences that a change of the calendar or of a zone's rules has moved into the past are looked for so far back. */
const LOOK_BACK_MS = 31 * 86_400_000;

/** What has come due of a schedule and is not written down. */
@Injectable()
export class DueOccurrences {
  constructor(private readonly schedules: SchedulesRepository) {}

  /** In the order of their instants. Ask with the schedule locked. */
  async of(tx: Tx, schedule: Schedule, plan: Plan, now: Date): Promise<readonly Named[]> {
    const due = plan.between(lookFrom(schedule), now);
    if (due.length === 0) return [];
    const recorded = await this.schedules.recordedKeys(
      tx,
      schedule.id,
      due.map(({ key }) => key),
    );
    return due.filter(({ key }) => !recorded.has(key));
  }
}

/** The one instant of kind `now` is `startsFrom` itself; of a rule, nothing at or before it counts. */
function lookFrom({ rule, startsFrom, evaluatedUntil }: Schedule): Date {
  if (rule === null) return new Date(startsFrom.getTime() - 1);
  return new Date(Math.max(startsFrom.getTime(), evaluatedUntil.getTime() - LOOK_BACK_MS));
}
