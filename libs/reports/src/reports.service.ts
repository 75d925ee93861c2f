import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config } from '#lib/config';
import { Database, type Tx } from '#lib/database';
import { type Violation, violationsOf } from './conservation.queries.js';
import { attemptsOf, type AttemptSummary, timelineOf, type TimelineEvent } from './domain/timeline.js';
import { type FailureGroup, failureGroups } from './failures.queries.js';
import { findRecipient, historyOf, type LedgerDetail, type RecipientTarget } from './recipient.queries.js';
import type { RecipientFilter } from './recipient-filter.queries.js';
import { type RecipientRow, recipientRow } from './recipient-row.js';
import { type RecipientPage, type WalkedPage, walkRecipients } from './recipient-walk.js';
import { countMatching } from './recipients.queries.js';
import { type Dated, findRun, instantOf, type ReportedRun, type RunTarget } from './run.queries.js';

/** One page of a run's recipients. */
export interface RecipientList extends WalkedPage {
  /** Pin it for the next pages: a campaign's latest run may be another one by then. */
  readonly runId: string;
}

/** Everything about one recipient that may leave the house; the marker may not. */
export interface RecipientDetail extends RecipientRow {
  readonly campaignId: string;
  readonly runId: string;
  /** Which exclusion left them out; `null`: none. */
  readonly excludedBy: string | null;
  /** What proves that the message exists, such as `answer` or `history`. */
  readonly evidence: string | null;
  /** Whether it is still being found out if they have read: sent, not read, and not older than two weeks. */
  readonly isWatched: boolean;
  /** Oldest first; at most the newest 1,000 changes. */
  readonly timeline: readonly TimelineEvent[];
  readonly attempts: readonly AttemptSummary[];
}

/**
 * Lists about runs, counted from their rows at the moment they are asked for. Each answer comes from one
 * snapshot, so what is in it fits together.
 */
@Injectable()
export class ReportsService {
  constructor(
    private readonly database: Database,
    @Inject(CONFIG) private readonly config: Pick<Config, 'timeZone'>,
  ) {}

  /**
   * Recipients of a run, or of a campaign's latest run.
   *
   * Walking the pages in the order of rows neither misses nor repeats anybody, whatever changes in between; somebody
   * whose state changes so that the filter fits later is not in the pages that were read already. In any other order
   * somebody whose value changes meanwhile may be met at both places, or at none.
   *
   * @returns `null` when there is no such run yet
   */
  recipients(target: RunTarget, filter: RecipientFilter, page: RecipientPage): Promise<RecipientList | null> {
    return this.ofRun(target, async (tx, { runId }) => {
      const frame = { runId, filter, companyZone: this.config.timeZone };
      return { runId, ...(await walkRecipients(tx, frame, page)) };
    });
  }

  /**
   * Whom the message did not reach, by state and reason: what is to be mended first.
   *
   * @returns `null` when there is no such run yet
   */
  failures(target: RunTarget): Promise<(Dated & { readonly groups: readonly FailureGroup[] }) | null> {
    return this.ofRun(target, async (tx, { runId, campaignId }) => ({
      runId,
      campaignId,
      asOf: await instantOf(tx),
      groups: await failureGroups(tx, runId),
    }));
  }

  /** How many recipients of a run fit the filter. Of a run of a million it takes seconds: for work that is not waited for. */
  countRecipients(runId: string, filter: RecipientFilter): Promise<number> {
    const frame = { runId, filter, companyZone: this.config.timeZone };
    return this.database.bulkTransaction((tx) => countMatching(tx, frame));
  }

  /** One recipient of a campaign, with the history; `null`: the campaign has no such delivery. */
  recipient(target: RecipientTarget): Promise<RecipientDetail | null> {
    return this.database.snapshot(async (tx) => {
      const row = await findRecipient(tx, target);
      if (row === null) return null;
      const events = await historyOf(tx, row.id);
      const { campaignId, runId, excludedBy, evidence, isWatched }: LedgerDetail = row;
      return {
        ...recipientRow(row),
        campaignId,
        runId,
        excludedBy,
        evidence,
        isWatched,
        timeline: timelineOf(events),
        attempts: attemptsOf(events),
      };
    });
  }

  /** What is wrong with the rows of a run: nothing, unless there is a defect. For the doctor and for tests. */
  conservation(runId: string): Promise<readonly Violation[]> {
    return this.database.snapshot((tx) => violationsOf(tx, runId));
  }

  private ofRun<T>(target: RunTarget, report: (tx: Tx, run: ReportedRun) => Promise<T>): Promise<T | null> {
    return this.database.snapshot(async (tx) => {
      const run = await findRun(tx, target);
      return run === null ? null : report(tx, run);
    });
  }
}
