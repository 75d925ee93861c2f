import { Injectable } from '@nestjs/common';
import { databaseNow, type Tx } from '#lib/database';
import { Calendars } from './calendars.js';
import type { DayKind } from './domain/production-calendar.js';
import type { LocalDate, LocalDateTime, ScheduleRule } from './domain/schedule-rule.js';
import { addDays } from './local-time.js';
import { type Planned, planOf } from './plan.js';
import { Plans } from './plans.js';
import { SchedulesRepository } from './schedules.repository.js';

/** A run that is still to come, if nobody changes the plan. */
export interface PlannedOccurrence {
  readonly campaignId: string;
  readonly at: Date;
  /** By the clock of the rule's zone; an instant where it goes out at one. */
  readonly firesAt: LocalDateTime;
  /** How many people were agreed to. */
  readonly recipientCount: number;
  /** Somebody has paused the schedule: it will be left out unless they resume it. */
  readonly isPaused: boolean;
}

/** When a run begins. */
export interface Beginning {
  readonly at: Date;
  /** The local time at which each person is to get it, where they are; `null`: all of them at once. */
  readonly localStart: LocalDateTime | null;
}

/** A day as it is for the company. */
export interface PlannedDay {
  readonly date: LocalDate;
  readonly kind: DayKind;
  /** `false`: the year's decree is not bundled, and the kind may change. */
  readonly isOfficial: boolean;
}

/** What the schedules of all campaigns have in store. */
@Injectable()
export class Agenda {
  constructor(
    private readonly schedules: SchedulesRepository,
    private readonly calendars: Calendars,
    private readonly plans: Plans,
  ) {}

  /** Whatever is to begin after `from` and at `to` at the latest, in the order of its instants. */
  async planned(
    tx: Tx,
    { from, to }: { readonly from: Date; readonly to: Date },
  ): Promise<PlannedOccurrence[]> {
    const found: PlannedOccurrence[] = [];
    const calendar = await this.calendars.of(tx);
    for (const schedule of await this.schedules.nextUntil(tx, to)) {
      const { campaignId, confirmedCount: recipientCount, isPaused } = schedule;
      const plan = planOf(schedule, calendar, await this.plans.zonesOf(tx, schedule.rule));
      for (const { at, firesAt } of plan.between(from, to))
        found.push({ campaignId, at, firesAt, recipientCount, isPaused });
    }
    return found.sort((a, b) => a.at.getTime() - b.at.getTime());
  }

  /**
   * When a campaign begins next: by the rule that is asked about, or as it is scheduled.
   *
   * @returns `null`: at no time that is known, so now
   */
  async beginning(tx: Tx, campaignId: string, rule: ScheduleRule | null): Promise<Beginning | null> {
    if (rule !== null)
      return this.firstOf(tx, { kind: 'once', rule, startsFrom: new Date(0) }, await databaseNow(tx));
    const schedule = await this.schedules.findNewest(tx, campaignId);
    if (schedule?.nextAt == null) return null;
    return this.firstOf(tx, schedule, new Date(schedule.nextAt.getTime() - 1));
  }

  private async firstOf(tx: Tx, planned: Planned, after: Date): Promise<Beginning | null> {
    const [next] = (await this.plans.of(tx, planned)).next(after, 1);
    if (next === undefined) return null;
    return { at: next.at, localStart: planned.rule?.basis === 'recipient' ? next.firesAt : null };
  }

  /** Both ends included. */
  async days(
    tx: Tx,
    { from, to }: { readonly from: LocalDate; readonly to: LocalDate },
  ): Promise<PlannedDay[]> {
    const calendar = await this.calendars.of(tx);
    const days: PlannedDay[] = [];
    for (let date = from; date <= to; date = addDays(date, 1))
      days.push({ date, kind: calendar.kindOf(date), isOfficial: calendar.isOfficial(date.slice(0, 4)) });
    return days;
  }
}
