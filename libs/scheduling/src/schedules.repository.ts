import { Injectable } from '@nestjs/common';
import { Prisma, type Tx } from '#lib/database';
import { newUuid } from '#lib/kernel';
import type { ScheduleRule } from './domain/schedule-rule.js';
import type { AudienceMode, OccurrenceOutcome, OnMissed, Overlap, ScheduleKind } from './domain/schedule.js';
import type { OccurrenceRecord, Schedule, ScheduleProblem } from './schedule.js';
import { lockLive, noteRefusal, selectOccurrences, setAllDue, takeDue } from './schedules.queries.js';

/** The rules about zones that this process computes with. */
const ZONE_DATA = process.versions['tz'] ?? 'unknown';

export type NewSchedule = Omit<
  Schedule,
  'id' | 'isPaused' | 'evaluatedUntil' | 'problem' | 'createdAt' | 'endedAt' | 'endReason'
> & { readonly now: Date };

/** Where a page of written occurrences ended: by instant, and by local time among those of one instant. */
export interface OccurrencePlace {
  readonly firesAt: Date;
  readonly key: string;
}

@Injectable()
export class SchedulesRepository {
  async insert(tx: Tx, { now, rule, nextAt, ...values }: NewSchedule): Promise<Schedule> {
    const { expiresAfterSeconds, limitedBy, ...columns } = values;
    return toSchedule(
      await tx.schedule.create({
        data: {
          ...columns,
          limitedBy: [...limitedBy],
          id: newUuid(),
          rule: rule === null ? Prisma.DbNull : (rule as unknown as Prisma.InputJsonObject),
          expiresAfterS: expiresAfterSeconds,
          evaluatedUntil: now,
          nextAt,
          dueAt: nextAt,
          zoneData: ZONE_DATA,
        },
      }),
    );
  }

  /** The schedule of a campaign that has not ended, or else the newest of those that have. */
  async findNewest(tx: Tx, campaignId: string): Promise<Schedule | null> {
    const row = await tx.schedule.findFirst({
      where: { campaignId },
      orderBy: [{ endedAt: { sort: 'desc', nulls: 'first' } }, { createdAt: 'desc' }],
    });
    return row === null ? null : toSchedule(row);
  }

  /** The live schedule of a campaign, which nobody else can fire or change until the transaction ends. */
  async lockLive(tx: Tx, campaignId: string): Promise<Schedule | null> {
    const [row] = await tx.$queryRaw<{ readonly id: string }[]>(lockLive(campaignId));
    return row === undefined ? null : this.get(tx, row.id);
  }

  /** Live schedules whose next time is at `to` at the latest. */
  async nextUntil(tx: Tx, to: Date): Promise<Schedule[]> {
    const rows = await tx.schedule.findMany({ where: { endedAt: null, nextAt: { lte: to } } });
    return rows.map(toSchedule);
  }

  /** A schedule that somebody has to look at, and the time. @param at in place of the database's, for a simulation */
  async takeDue(
    tx: Tx,
    at: Date | null,
  ): Promise<{ readonly schedule: Schedule; readonly now: Date } | null> {
    const [row] = await tx.$queryRaw<{ id: string; now: Date }[]>(takeDue(ZONE_DATA, at));
    return row === undefined ? null : { schedule: await this.get(tx, row.id), now: row.now };
  }

  async setAllDue(tx: Tx): Promise<number> {
    return tx.$executeRaw(setAllDue());
  }

  async setPaused(tx: Tx, id: string, isPaused: boolean): Promise<Schedule> {
    return toSchedule(await tx.schedule.update({ where: { id }, data: { isPaused } }));
  }

  /** Somebody has agreed to another campaign, or to other people, for the same times. */
  async agree(
    tx: Tx,
    id: string,
    agreed: Pick<Schedule, 'confirmedCount' | 'confirmedDigest' | 'confirmRepeat' | 'requestedBy'>,
  ): Promise<void> {
    const by = { approvedBy: null, limitedBy: [agreed.requestedBy] };
    await tx.schedule.update({ where: { id }, data: { ...agreed, ...by } });
  }

  /** What was due is written down. @param times.dueAt when somebody looks at it again; `null`: only when asked to */
  async setEvaluated(
    tx: Tx,
    id: string,
    times: { readonly until: Date; readonly nextAt: Date | null; readonly dueAt: Date | null },
  ): Promise<void> {
    const { until, nextAt, dueAt } = times;
    await tx.schedule.update({
      where: { id },
      data: { evaluatedUntil: until, nextAt, dueAt, zoneData: ZONE_DATA, problem: Prisma.DbNull },
    });
  }

  async noteRefusal(
    tx: Tx,
    id: string,
    problem: ScheduleProblem,
    again: { readonly at: Date | null; readonly afterMs: number },
  ): Promise<void> {
    await tx.$executeRaw(
      noteRefusal(id, { problem: JSON.stringify(problem), zoneData: ZONE_DATA, ...again }),
    );
  }

  async end(tx: Tx, id: string, why: { readonly at: Date; readonly reason: string }): Promise<void> {
    await tx.schedule.update({
      where: { id },
      data: { endedAt: why.at, endReason: why.reason, nextAt: null, dueAt: null },
    });
  }

  /** Of these keys, those that are written down. */
  async recordedKeys(tx: Tx, scheduleId: string, keys: readonly string[]): Promise<ReadonlySet<string>> {
    const rows = await tx.scheduleOccurrence.findMany({
      where: { scheduleId, localKey: { in: [...keys] } },
      select: { localKey: true },
    });
    return new Set(rows.map(({ localKey }) => localKey));
  }

  /** The occurrence that is not settled, of which there is at most one. */
  async openOccurrence(tx: Tx, scheduleId: string): Promise<OccurrenceRecord | null> {
    const row = await tx.scheduleOccurrence.findFirst({
      where: { scheduleId, outcome: { in: ['waiting', 'asking'] } },
    });
    return row === null ? null : toOccurrence(row);
  }

  /** Writes down what an occurrence came to; one that was not settled becomes settled. */
  async record(
    tx: Tx,
    occurrence: Omit<OccurrenceRecord, 'recordedAt'> & { readonly at: Date },
  ): Promise<void> {
    const { scheduleId, key: localKey, firesAt, outcome, reason, runId, decidedBy, at } = occurrence;
    const settled = { outcome, reason, runId, decidedBy, recordedAt: at };
    const { count } = await tx.scheduleOccurrence.updateMany({
      where: { scheduleId, localKey, outcome: { in: ['waiting', 'asking'] } },
      data: settled,
    });
    // A key that is there and settled refuses this: nothing happens twice, whoever thinks that it should.
    if (count === 0)
      await tx.scheduleOccurrence.create({ data: { scheduleId, localKey, firesAt, ...settled } });
  }

  /** Of all schedules of the campaign, those that have ended included; newest first. */
  occurrences(
    tx: Tx,
    campaignId: string,
    page: { readonly after: OccurrencePlace | null; readonly limit: number },
  ): Promise<OccurrenceRecord[]> {
    return tx.$queryRaw<OccurrenceRecord[]>(selectOccurrences(campaignId, page));
  }

  private async get(tx: Tx, id: string): Promise<Schedule> {
    return toSchedule(await tx.schedule.findUniqueOrThrow({ where: { id } }));
  }
}

function toSchedule(row: Prisma.ScheduleModel): Schedule {
  return {
    id: row.id,
    campaignId: row.campaignId,
    kind: row.kind as ScheduleKind,
    rule: row.rule as unknown as ScheduleRule | null,
    onMissed: row.onMissed as OnMissed,
    lateMinutes: row.lateMinutes,
    overlap: row.overlap as Overlap,
    boundPercent: row.boundPercent,
    maxRecipients: row.maxRecipients,
    confirmRepeat: row.confirmRepeat,
    audienceMode: row.audienceMode as AudienceMode,
    confirmedCount: row.confirmedCount,
    confirmedDigest: row.confirmedDigest,
    expiresAfterSeconds: row.expiresAfterS,
    requestedBy: row.requestedBy,
    approvedBy: row.approvedBy,
    limitedBy: row.limitedBy,
    isPaused: row.isPaused,
    startsFrom: row.startsFrom,
    evaluatedUntil: row.evaluatedUntil,
    nextAt: row.nextAt,
    problem: row.problem as unknown as ScheduleProblem | null,
    createdAt: row.createdAt,
    endedAt: row.endedAt,
    endReason: row.endReason,
  };
}

function toOccurrence({ localKey, outcome, ...row }: Prisma.ScheduleOccurrenceModel): OccurrenceRecord {
  return { ...row, key: localKey, outcome: outcome as OccurrenceOutcome };
}
