import { Injectable } from '@nestjs/common';
import { Database } from '#lib/database';
import { nextRefreshMs } from './domain/refresh-times.js';
import { ReportParts } from './report-parts.js';
import { findDueRun, takeReport, writeReport } from './run-report.queries.js';
import { instantOf } from './run.queries.js';

/** What one pass did; `null`: nothing was due. */
export type RefreshPass = { readonly runId: string; readonly tookMs: number } | null;

/**
 * Keeps the reports of large runs fresh: counts one that is due from its rows, in one snapshot, and puts it in the place
 * of the one before. Several workers may do it at once; each run is counted by one of them.
 */
@Injectable()
export class ReportRefresh {
  constructor(
    private readonly database: Database,
    private readonly parts: ReportParts,
  ) {}

  /** Counts one run that is due; to be called until nothing is. A large one takes seconds of one connection. */
  async runOnce(): Promise<RefreshPass> {
    const due = await findDueRun(this.database.client);
    if (due === null) return null;
    return this.database.bulkTransaction(async (tx) => {
      if (!(await takeReport(tx, due.runId))) return null;
      // Another worker may have been at it between the two looks.
      const run = await findDueRun(tx);
      if (run?.runId !== due.runId) return null;
      const asOf = await instantOf(tx);
      const began = performance.now();
      const parts = await this.parts.countAll(tx, run);
      const tookMs = Math.round(performance.now() - began);
      const nextMs = nextRefreshMs(tookMs, run.sinceEndMs);
      await writeReport(tx, { runId: run.runId, asOf, tookMs, nextMs, parts });
      return { runId: run.runId, tookMs };
    }, 'RepeatableRead');
  }
}
