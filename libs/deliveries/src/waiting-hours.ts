import { Injectable } from '@nestjs/common';
import { databaseNow, type Tx } from '#lib/database';
import type { WorkingDay } from '#lib/kernel';
import { type Openings, SendingHours } from '#lib/scheduling';
import {
  holdRows,
  holdStepDay,
  holdZone,
  pendingZones,
  stepRows,
  stepZones,
} from './waiting-hours.queries.js';

/** A run, as far as its hours are concerned. */
export interface TimedRun {
  readonly id: string;
  /** The local time at which each person is to get it, where they are; `null`: as soon as it can be. */
  readonly localStart: string | null;
  /** Urgent ones go out at any hour. */
  readonly isUrgent: boolean;
}

/** A follow-up that comes by each person's clock, counted from their own message. */
export type LocalStep = DayStep | WorkStep;

interface DayStep {
  readonly step: number;
  /** Days of the calendar after the day of their own message; 1: the day after. */
  readonly onDay: number;
  /** `09:30` */
  readonly at: string;
}

interface WorkStep {
  readonly step: number;
  /** After so many hours of their working days. */
  readonly workingHours: number;
  readonly day: WorkingDay;
}

/** Holds messages to the first moment at which their recipients may be written to, zone by zone. */
@Injectable()
export class WaitingHours {
  constructor(private readonly hours: SendingHours) {}

  /** The people of a run are frozen: from when on each of them may get it. @returns how many wait */
  async holdAll(tx: Tx, run: TimedRun): Promise<number> {
    if (run.localStart === null && (run.isUrgent || this.hours.isAlwaysOpen)) return 0;
    const now = await databaseNow(tx);
    const openings = await this.hours.openings(tx);
    let held = 0;
    for (const zone of await pendingZones(tx, run.id)) {
      const until = firstMoment(run, zone, { now, openings });
      if (until > now) held += await holdZone(tx, { runId: run.id, zone, until });
    }
    return held;
  }

  /** The people of a follow-up are known, and each is to get it by their own clock. @returns how many wait */
  async holdStep(tx: Tx, run: Omit<TimedRun, 'localStart'>, step: LocalStep): Promise<number> {
    const looked = { now: await databaseNow(tx), openings: await this.hours.openings(tx) };
    return 'onDay' in step
      ? this.holdStepDays(tx, run, { ...step, ...looked })
      : this.holdStepRows(tx, run, { ...step, ...looked });
  }

  /** Whoever got their message on one day gets it in one moment: a statement for each such day. */
  private async holdStepDays(
    tx: Tx,
    run: Omit<TimedRun, 'localStart'>,
    { now, openings, ...step }: Looked & DayStep,
  ): Promise<number> {
    const key = { runId: run.id, step: step.step };
    let held = 0;
    for (const { zone, first, last } of await stepZones(tx, key)) {
      for (let from = openings.startOfDay(first, zone); from <= last;) {
        const to = openings.onLaterDay(from, { days: 1, time: '00:00' }, zone);
        const start = openings.onLaterDay(from, { days: step.onDay, time: step.at }, zone);
        const until = allowed(start > now ? start : now, zone, { run, openings });
        if (until > now) held += await holdStepDay(tx, key, { zone, from, to, until });
        from = to;
      }
    }
    return held;
  }

  /** Each has worked so long at a moment of their own. */
  private async holdStepRows(
    tx: Tx,
    run: Omit<TimedRun, 'localStart'>,
    { now, openings, ...step }: Looked & WorkStep,
  ): Promise<number> {
    const work = { hours: step.workingHours, day: step.day };
    let held = 0;
    for (let after = 0n; ;) {
      const rows = await stepRows(tx, { runId: run.id, step: step.step }, { after, limit: ROWS_AT_ONCE });
      const last = rows.at(-1);
      if (last === undefined) return held;
      after = last.id;
      const waiting = rows.map(({ id, zone, from }) => {
        const due = openings.afterWorkingHours(from, work, zone);
        return { id, until: allowed(due > now ? due : now, zone, { run, openings }) };
      });
      held += await holdRows(
        tx,
        waiting.filter(({ until }) => until > now),
      );
    }
  }

  /**
   * Is it too late in the person's day by now? Then everybody of the run in that zone waits, and so long.
   *
   * @returns milliseconds until they may be written to; 0: now
   */
  async holdIfClosed(tx: Tx, runId: string, zone: string | null): Promise<number> {
    if (this.hours.isAlwaysOpen) return 0;
    const now = await databaseNow(tx);
    const until = (await this.hours.openings(tx)).opening(now, zone);
    if (until <= now) return 0;
    await holdZone(tx, { runId, zone, until });
    return until.getTime() - now.getTime();
  }
}

/** So many are worked out between two statements: a process that owns bots may not look away for long. */
const ROWS_AT_ONCE = 1_000;

interface Looked {
  readonly now: Date;
  readonly openings: Openings;
}

function firstMoment(run: TimedRun, zone: string | null, { now, openings }: Looked): Date {
  const start = run.localStart === null ? now : openings.whenLocal(run.localStart, zone);
  return allowed(start > now ? start : now, zone, { run, openings });
}

function allowed(
  at: Date,
  zone: string | null,
  { run, openings }: { readonly run: Pick<TimedRun, 'isUrgent'>; readonly openings: Openings },
): Date {
  return run.isUrgent ? at : openings.opening(at, zone);
}
