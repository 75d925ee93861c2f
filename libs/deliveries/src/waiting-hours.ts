import { Injectable } from '@nestjs/common';
import { databaseNow, type Tx } from '#lib/database';
import { type Openings, SendingHours } from '#lib/scheduling';
import { holdZone, pendingZones } from './waiting-hours.queries.js';

/** A run, as far as its hours are concerned. */
export interface TimedRun {
  readonly id: string;
  /** The local time at which each person is to get it, where they are; `null`: as soon as it can be. */
  readonly localStart: string | null;
  /** Urgent ones go out at any hour. */
  readonly isUrgent: boolean;
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

function firstMoment(
  { localStart, isUrgent }: TimedRun,
  zone: string | null,
  { now, openings }: { readonly now: Date; readonly openings: Openings },
): Date {
  const start = localStart === null ? now : openings.whenLocal(localStart, zone);
  const earliest = start > now ? start : now;
  return isUrgent ? earliest : openings.opening(earliest, zone);
}
