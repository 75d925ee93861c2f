import { Inject, Injectable } from '@nestjs/common';
import { Database, type Tx } from '#lib/database';
import { MAX_STEPS, RunControl } from '#lib/deliveries';
import { DomainError } from '#lib/kernel';
import { type Logger, LOGGER } from '#lib/observability';
import { findPlan, openLadders } from './follow-up-plan.queries.js';
import { ReminderSteps } from './reminder-steps.js';
import { RungClock } from './rung-clock.js';
import { rungOf } from './rung-row.js';

/** A rung whose time has come. */
interface DueRung {
  readonly campaignId: string;
  readonly runId: string;
  /** From 1. */
  readonly rung: number;
}

/**
 * Climbs the ladders of campaigns: when the time of a rung has come, whoever has not done what was asked gets its
 * message. Any worker may do it; each rung is climbed once, under the lock of its run.
 */
@Injectable()
export class Ladder {
  constructor(
    @Inject(LOGGER) private readonly logger: Logger,
    private readonly database: Database,
    private readonly control: RunControl,
    private readonly steps: ReminderSteps,
    private readonly clock: RungClock,
  ) {}

  /** One look at everything that is due. @returns how many rungs were climbed */
  async runOnce(): Promise<number> {
    let climbed = 0;
    for (const due of await this.due(this.database.client, null)) {
      if (await this.climbed(due)) climbed += 1;
    }
    return climbed;
  }

  /** @param campaignId `null`: of all campaigns */
  private async due(tx: Tx, campaignId: string | null): Promise<DueRung[]> {
    const due: DueRung[] = [];
    for (const ladder of await openLadders(tx, { campaignId, maxSteps: MAX_STEPS })) {
      const rung = await this.clock.highestDue(tx, ladder);
      if (rung !== null) due.push({ campaignId: ladder.campaignId, runId: ladder.runId, rung });
    }
    return due;
  }

  /** One campaign's trouble (a file of its text that was deleted, say) keeps no other campaign waiting. */
  private async climbed(due: DueRung): Promise<boolean> {
    try {
      return await this.database.bulkTransaction((tx) => this.climb(tx, due));
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      this.logger.error(
        { runId: due.runId, rung: due.rung, code: error.code },
        'a follow-up could not begin',
      );
      return false;
    }
  }

  private async climb(tx: Tx, due: DueRung): Promise<boolean> {
    const run = await this.control.lockCurrent(tx, due.campaignId);
    // Once more, now that nobody else can: another worker, a pause or another run may have come first.
    const isDue = (await this.due(tx, due.campaignId)).some(
      ({ runId, rung }) => runId === due.runId && runId === run.id && rung === due.rung,
    );
    const plan = await findPlan(tx, due.campaignId);
    const row = plan?.rungs[due.rung - 1];
    if (!isDue || plan === null || row === undefined) return false;
    const counts = await this.steps.begin(tx, run, {
      ...rungOf(row),
      among: null,
      note: { rung: due.rung, deadlineAt: plan.deadlineAt, operationId: null, reason: null, by: plan.setBy },
    });
    const { matched, toSend } = counts;
    this.logger.info({ runId: run.id, rung: due.rung, matched, toSend }, 'a follow-up of the plan has begun');
    return true;
  }
}
