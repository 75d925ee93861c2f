import { Inject, Injectable } from '@nestjs/common';
import { Addressees, AuthorLimits, RunsService } from '#lib/campaigns';
import { Database, type Tx } from '#lib/database';
import { type Logger, LOGGER } from '#lib/observability';
import { CanaryService } from '#lib/senders';
import { assignWaves, insertDeliveries, preparingSenders, takePreparingRun } from './preparation.queries.js';
import { WaitingHours } from './waiting-hours.js';

/** What one pass prepared; `null` when no run was waiting. */
export interface PreparedRun {
  readonly runId: string;
  /** Recipients, those left out included; 0 where it was held. */
  readonly rows: number;
  readonly outcome: 'running' | 'held';
}

/**
 * Freezes the people of a run: one row for everybody whom the audience names, to be sent or skipped with its reason.
 *
 * All rows or none, in one transaction: a worker that dies in it leaves the run as it was. Who was confirmed is who
 * gets it: where the directory has changed since, so that the people are others, the run is held and nothing leaves; so
 * it is where they are beyond the limits of whoever sends.
 */
@Injectable()
export class RunPreparation {
  constructor(
    @Inject(LOGGER) private readonly logger: Logger,
    private readonly database: Database,
    private readonly addressees: Addressees,
    private readonly runs: RunsService,
    private readonly limits: AuthorLimits,
    private readonly canaries: CanaryService,
    private readonly waiting: WaitingHours,
  ) {}

  /** Freezes the people of the oldest run that waits for it. @returns `null`: none did */
  async runOnce(): Promise<PreparedRun | null> {
    // Before it is running, and outside of the long transaction: whoever holds a bot must not wait for an audience.
    await this.canaries.wantFresh(this.database.client, await preparingSenders(this.database.client));
    return this.database.bulkTransaction((tx) => this.prepare(tx), 'RepeatableRead');
  }

  private async prepare(tx: Tx): Promise<PreparedRun | null> {
    const run = await takePreparingRun(tx);
    if (run === null) return null;
    const estimate = await this.addressees.estimate(tx, run);
    if (estimate.digest !== run.audienceDigest && run.audienceDigest !== null) {
      const reason = `The audience has changed since it was confirmed: ${String(run.confirmedCount)} ${run.target === null ? 'people' : `${run.target.type}s`} then, ${String(estimate.toSend)} now. Resume to send to those of now, or cancel.`;
      await this.runs.hold(tx, run.id, { code: 'audience_changed', reason });
      return { runId: run.id, rows: 0, outcome: 'held' };
    }
    const [beyond] = await this.limits.problems(tx, run.limitedBy, await this.addressees.people(tx, run));
    if (beyond !== undefined) {
      await this.runs.hold(tx, run.id, { code: beyond.code, reason: beyond.message });
      return { runId: run.id, rows: 0, outcome: 'held' };
    }
    const rows = await insertDeliveries(tx, run, await this.addressees.rows(tx, run));
    const { id, localStart, priority } = run;
    const held = await this.waiting.holdAll(tx, { id, localStart, isUrgent: priority === 'urgent' });
    const wave = run.ramp === null ? null : await assignWaves(tx, run.id, run.ramp);
    if (wave !== null) await this.runs.startRamp(tx, run.id, wave);
    await this.runs.markPrepared(tx, run.id, { expectedCount: rows, digest: estimate.digest });
    this.logger.info({ runId: run.id, rows, held }, 'a run is prepared');
    return { runId: run.id, rows, outcome: 'running' };
  }
}
