import { Injectable } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { IdempotencyService } from '#lib/access';
import { CorrectionOperations } from '#lib/corrections';
import { DeliveryCensus, LateJoiners, RampWaves, RunPreparation, SafeMode, Upkeep } from '#lib/deliveries';
import { ListImports } from '#lib/audiences';
import { ExportRunner, ExportsService } from '#lib/exports';
import { Instance } from '#lib/database';
import { UnusedFiles } from '#lib/files';
import { Ladder, ReminderOperations } from '#lib/followups';
import { InboundDispatcher } from '#lib/inbox';
import { Doctor, ReportRefresh } from '#lib/reports';
import { Scheduler } from '#lib/scheduling';
import { Clockwork } from './clockwork.js';

/** Between two examinations whose errors go to the log. */
const EXAMINE_MS = 60_000;

/** What any worker may do for all bots, however many do it at once. */
@Injectable()
export class SharedLoops {
  constructor(
    private readonly clockwork: Clockwork,
    private readonly preparation: RunPreparation,
    private readonly upkeep: Upkeep,
    private readonly corrections: CorrectionOperations,
    private readonly reminders: ReminderOperations,
    private readonly ladder: Ladder,
    private readonly ramp: RampWaves,
    private readonly lateJoiners: LateJoiners,
    private readonly imports: ListImports,
    private readonly safeMode: SafeMode,
    private readonly instance: Instance,
    private readonly doctor: Doctor,
    private readonly census: DeliveryCensus,
    private readonly idempotency: IdempotencyService,
    private readonly inbox: InboundDispatcher,
    private readonly scheduler: Scheduler,
    private readonly exportRunner: ExportRunner,
    private readonly exports: ExportsService,
    private readonly reports: ReportRefresh,
    private readonly unusedFiles: UnusedFiles,
  ) {}

  @Interval(300)
  prepare(): void {
    this.clockwork.pass('preparation', () => this.preparation.runOnce());
  }

  @Interval(1_000)
  keepUp(): void {
    this.clockwork.pass('upkeep', () => this.upkeep.runOnce());
    this.clockwork.pass('ramp', () => this.ramp.runOnce());
  }

  /** What somebody has asked for, and waits for. */
  @Interval(1_000)
  carryOut(): void {
    this.clockwork.pass('corrections', () => this.corrections.runOnce());
    this.clockwork.pass('reminders', () => this.reminders.runOnce());
    this.clockwork.pass('list imports', () => this.imports.runOnce('worker'));
    this.clockwork.pass('exports', () => this.exportRunner.runOnce('worker'));
  }

  /** Each run has its next look half a minute later at the soonest. */
  @Interval(1_000)
  letIn(): void {
    this.clockwork.pass('late joiners', () => this.lateJoiners.runOnce());
  }

  /** As many as are due: they may be due all at once, on the hour. */
  @Interval(500)
  fire(): void {
    this.clockwork.pass('schedules', async () => {
      while ((await this.scheduler.runOnce()) !== null) continue;
    });
  }

  /** Nothing is claimed while no worker does this. */
  @Interval(500)
  watchInstance(): void {
    this.clockwork.pass('instance', () => this.safeMode.watch());
  }

  @Interval(1_000)
  endSafeMode(): void {
    this.clockwork.pass('safe mode', () => this.safeMode.endIfOver());
  }

  /** Reminders come by the hour: some seconds are early enough. */
  @Interval(5_000)
  followUp(): void {
    this.clockwork.pass('follow-ups', () => this.ladder.runOnce());
  }

  /** The rows of the open runs are counted by one worker, however many there are. */
  @Interval(EXAMINE_MS / 4)
  examine(): void {
    this.clockwork.pass('doctor', async () => {
      if (await this.instance.takeTurn(EXAMINE_MS)) await this.doctor.logErrors();
    });
  }

  /** Of large runs; a pass counts one of them. */
  @Interval(5_000)
  refreshReports(): void {
    this.clockwork.pass('reports', () => this.reports.runOnce());
  }

  @Interval(EXAMINE_MS)
  countDeliveries(): void {
    this.clockwork.pass('census', () => this.census.runOnce());
  }

  /** Kept answers of old requests and settled events go, some thousand at a time. */
  @Interval(600_000)
  forget(): void {
    this.clockwork.pass('forget', () => this.idempotency.purge());
    this.clockwork.pass('forget exports', () => this.exports.purge());
    this.clockwork.pass('forget files', () => this.unusedFiles.runOnce());
    this.clockwork.pass('forget events', () => this.inbox.forget());
  }
}
