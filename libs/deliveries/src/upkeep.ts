import { Inject, Injectable } from '@nestjs/common';
import { RunsService } from '#lib/campaigns';
import { type Config, CONFIG } from '#lib/config';
import { Database } from '#lib/database';
import { DomainError } from '#lib/kernel';
import { type Logger, LOGGER, metrics } from '#lib/observability';
import { nextLookMs } from './domain/doubt.js';
import { noteTransitions } from './transition-note.js';
import {
  cancelReturned,
  doubtLapsedSends,
  expireRows,
  finishedRuns,
  isStillFinished,
  releaseLapsedLeases,
} from './upkeep.queries.js';

/** What one pass changed, in rows. */
export interface UpkeepResult {
  /** Claims whose lease ran out: `pending` again. */
  readonly released: number;
  /** Sends whose deadline passed without an outcome: `unknown`. */
  readonly doubted: number;
  readonly expired: number;
  readonly cancelled: number;
  /** Runs whose rows are all final. */
  readonly finished: number;
}

/**
 * What time alone decides: leases and deadlines that ran out, rows of runs that expired or were cancelled, runs whose
 * rows are all final. Leaderless;
 * any number of workers may do it at once.
 */
@Injectable()
export class Upkeep {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    @Inject(LOGGER) private readonly logger: Logger,
    private readonly database: Database,
    private readonly runs: RunsService,
  ) {}

  /** One pass over all bots; each of its statements is safe beside those of other workers. */
  async runOnce(): Promise<UpkeepResult> {
    const tx = this.database.client;
    const released = await releaseLapsedLeases(tx);
    const doubted = await doubtLapsedSends(tx, nextLookMs(0, this.config.doubtSettleMs));
    const expired = await expireRows(tx);
    const cancelled = await cancelReturned(tx);
    metrics.count('vestnik_lease_expired_total', {}, released);
    metrics.count('vestnik_sending_expired_total', {}, doubted);
    noteTransitions(this.logger, { from: 'leased', to: 'pending', outcome: 'lease lapsed' }, released);
    noteTransitions(this.logger, { from: 'sending', to: 'unknown', outcome: 'owner lost' }, doubted);
    noteTransitions(this.logger, { from: 'pending', to: 'expired', outcome: 'expired' }, expired);
    noteTransitions(this.logger, { from: 'pending', to: 'cancelled', outcome: 'cancelled' }, cancelled);
    return { released, doubted, expired, cancelled, finished: await this.finish() };
  }

  /** A run is completed by its rows alone, never because a query for work came back empty. */
  private async finish(): Promise<number> {
    let finished = 0;
    for (const run of await finishedRuns(this.database.client)) {
      if (!run.isWhole) {
        this.logger.error({ runId: run.id }, 'a run has fewer rows than its audience had people');
        continue;
      }
      const isDone = await this.database.transaction(async (tx) => {
        try {
          if (!(await isStillFinished(tx, run.id))) return false;
          await (run.status === 'running'
            ? this.runs.complete(tx, run.id)
            : this.runs.finishCancel(tx, run.id));
          return true;
        } catch (error) {
          // Another worker, or an operator, was faster.
          if (error instanceof DomainError) return false;
          throw error;
        }
      });
      if (isDone) finished += 1;
    }
    return finished;
  }
}
