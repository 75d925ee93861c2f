import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config } from '#lib/config';
import { Database, type Tx } from '#lib/database';
import { type Logger, LOGGER } from '#lib/observability';
import { hasProperty } from './breakdown.queries.js';
import type { Breakdown } from './domain/breakdown.js';
import { ConservationError } from './domain/conservation.error.js';
import type { Dimension } from './domain/dimension.js';
import type { Heatmap } from './domain/heatmap.js';
import { type NotYet, type NotYetFilter, notYetOf } from './domain/not-yet.js';
import {
  type MinuteCount,
  type Series,
  type SeriesBasis,
  type SeriesInterval,
  seriesOf,
} from './domain/time-series.js';
import { ReportParts } from './report-parts.js';
import type { RunStats } from './run-stats.js';
import { type Dated, findRun, type ReportedRun, type RunTarget } from './run.queries.js';
import { ZoneClock } from '#lib/kernel';

/** A wish for a series. */
export interface SeriesWish {
  readonly basis: SeriesBasis;
  /** `null`: the finest that fits. */
  readonly interval: SeriesInterval | null;
}

/** A whole report, all of one snapshot. */
export interface RunReport extends Dated {
  readonly stats: RunStats;
  /** `null`: of a large run, by a field that is not counted beforehand; `breakdown` counts it when it is asked for. */
  readonly breakdown: Breakdown | null;
  readonly wall: Series;
  readonly sinceSend: Series;
  readonly heatmap: Heatmap;
}

/**
 * The figures of a run, or of a campaign's latest run. Those of a run of up to 20,000 people are counted from the rows at
 * the moment they are asked for; those of a larger one as a worker has counted them last, every part in one snapshot, and
 * `asOf` says when. All methods answer `null` when there is no such run yet.
 */
@Injectable()
export class RunFigures {
  constructor(
    private readonly database: Database,
    private readonly parts: ReportParts,
    @Inject(CONFIG) private readonly config: Pick<Config, 'timeZone'>,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** @throws ConservationError when the rows are not as many as the run expects; that is logged, too */
  stats(target: RunTarget): Promise<(RunStats & Dated) | null> {
    return this.ofRun(target, async (tx, run) => {
      const { asOf, content } = await this.parts.stats(tx, run);
      return { ...content, asOf };
    });
  }

  /** By one property of the people. `dimension` is taken as known (`knows`): else everybody is without a value. */
  breakdown(target: RunTarget, dimension: Dimension): Promise<(Breakdown & Dated) | null> {
    return this.ofRun(target, async (tx, run) => {
      const { asOf, content } = await this.parts.breakdown(tx, run, dimension);
      return { ...datedOf(run, asOf), ...content };
    });
  }

  /** What happened over time; at most ten years of it. */
  series(target: RunTarget, wish: SeriesWish): Promise<(Series & Dated) | null> {
    return this.ofRun(target, async (tx, run) => {
      const { asOf, content } = await this.parts.minutes(tx, run, wish.basis);
      return { ...datedOf(run, asOf), ...this.seriesOf(content, wish) };
    });
  }

  /** At which hours of the week people read, each by their own clock. */
  heatmap(target: RunTarget): Promise<(Heatmap & Dated) | null> {
    return this.ofRun(target, async (tx, run) => {
      const { asOf, content } = await this.parts.heatmap(tx, run);
      return { ...datedOf(run, asOf), ...content };
    });
  }

  /** Who has not read, or not confirmed, by why. */
  notYet(
    target: RunTarget,
    { deed, unreadDays }: Pick<NotYetFilter, 'deed' | 'unreadDays'>,
  ): Promise<(NotYet & Dated) | null> {
    return this.ofRun(target, async (tx, run) => {
      const { asOf, content } = await this.parts.notYet(tx, run, deed);
      return { ...datedOf(run, asOf), ...notYetOf(content, unreadDays) };
    });
  }

  /** Whether people can be told apart by it: always, but by a field that the workspace does not have. */
  async knows(dimension: Dimension): Promise<boolean> {
    return typeof dimension === 'string' || (await hasProperty(this.database.client, dimension.property));
  }

  /** @throws ConservationError as `stats` */
  report(target: RunTarget, dimension: Dimension): Promise<RunReport | null> {
    return this.ofRun(target, async (tx, run) => {
      const stats = await this.parts.stats(tx, run);
      const breakdown = await this.parts.breakdown(tx, run, dimension);
      const wall = await this.parts.minutes(tx, run, 'wall');
      const sinceSend = await this.parts.minutes(tx, run, 'since_send');
      const heatmap = await this.parts.heatmap(tx, run);
      const isOneSnapshot = breakdown.asOf.getTime() === stats.asOf.getTime();
      return {
        ...datedOf(run, stats.asOf),
        stats: stats.content,
        breakdown: isOneSnapshot ? breakdown.content : null,
        wall: this.seriesOf(wall.content, { basis: 'wall', interval: null }),
        sinceSend: this.seriesOf(sinceSend.content, { basis: 'since_send', interval: null }),
        heatmap: heatmap.content,
      };
    });
  }

  private seriesOf(counts: readonly MinuteCount[], { basis, interval }: SeriesWish): Series {
    const clock = new ZoneClock(this.config.timeZone);
    return seriesOf(counts, basis, { interval, offsetOf: (second) => clock.offsetOf(null, second) });
  }

  private async ofRun<T>(
    target: RunTarget,
    report: (tx: Tx, run: ReportedRun) => Promise<T>,
  ): Promise<T | null> {
    const run = await findRun(this.database.client, target);
    if (run === null) return null;
    const work = async (tx: Tx): Promise<T | null> => {
      const seen = await findRun(tx, { runId: run.runId });
      return seen === null ? null : report(tx, seen);
    };
    try {
      // A large run that nobody has counted yet may take longer than a request's statements.
      return await ((await this.parts.mustBeCounted(this.database.client, run))
        ? this.database.bulkTransaction(work, 'RepeatableRead')
        : this.database.snapshot(work));
    } catch (error) {
      if (error instanceof ConservationError) this.logger.error(error.facts, 'a run does not add up');
      throw error;
    }
  }
}

const datedOf = ({ runId, campaignId }: ReportedRun, asOf: Date): Dated => ({ runId, campaignId, asOf });
