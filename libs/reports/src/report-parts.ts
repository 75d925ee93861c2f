import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config } from '#lib/config';
import type { Tx } from '#lib/database';
import { ReceiptsService } from '#lib/receipts';
import { breakDown } from './breakdown.js';
import { propertyNames } from './breakdown.queries.js';
import type { Breakdown } from './domain/breakdown.js';
import { type Dimension, dimensionName, DIMENSIONS } from './domain/dimension.js';
import { type Heatmap, heatmapOf } from './domain/heatmap.js';
import { NOT_YET_DEEDS, type NotYetCount, type NotYetDeed } from './domain/not-yet.js';
import { LARGE_RUN } from './domain/refresh-times.js';
import type { MinuteCount, SeriesBasis } from './domain/time-series.js';
import { minuteCounts, readQuarters } from './moments.queries.js';
import { notYetCounts } from './not-yet.queries.js';
import { findPart } from './run-report.queries.js';
import { countRun, type RunStats, storedStats } from './run-stats.js';
import { instantOf, type ReportedRun } from './run.queries.js';
import { ZoneClock } from '#lib/kernel';

/** Figures, and the moment that they are of. */
export interface Counted<T> {
  readonly asOf: Date;
  readonly content: T;
}

/** Fields of the workspace that large runs are broken down by beforehand; by others they are when somebody asks. */
const MOST_PROPERTIES = 20;

/** Whether a run is counted now and then, and not at each request. */
const isLarge = ({ expectedCount }: Pick<ReportedRun, 'expectedCount'>): boolean =>
  (expectedCount ?? 0) > LARGE_RUN;

/**
 * The parts of a run's report: of a small run counted from its rows, of a large one as they were counted last, or from
 * the rows when they were not yet. `tx` is one snapshot, or the parts need not fit together.
 */
@Injectable()
export class ReportParts {
  constructor(
    private readonly receipts: ReceiptsService,
    @Inject(CONFIG) private readonly config: Pick<Config, 'timeZone'>,
  ) {}

  /** Whether it is a large run that nobody has counted yet: that takes its time. */
  async mustBeCounted(tx: Tx, run: ReportedRun): Promise<boolean> {
    return isLarge(run) && (await findPart(tx, run.runId, 'stats')) === null;
  }

  /** @throws ConservationError when the rows are not as many as the run expects */
  async stats(tx: Tx, run: ReportedRun): Promise<Counted<RunStats>> {
    const { asOf, content } = await this.part(tx, run, 'stats', () => countRun(tx, run, this.receipts));
    return { asOf, content: storedStats(content) };
  }

  minutes(tx: Tx, run: ReportedRun, basis: SeriesBasis): Promise<Counted<MinuteCount[]>> {
    return this.part(tx, run, basis, () => minuteCounts(tx, run.runId, basis));
  }

  heatmap(tx: Tx, run: ReportedRun): Promise<Counted<Heatmap>> {
    return this.part(tx, run, 'heatmap', () => this.countHeatmap(tx, run));
  }

  breakdown(tx: Tx, run: ReportedRun, dimension: Dimension): Promise<Counted<Breakdown>> {
    return this.part(tx, run, `by ${dimensionName(dimension)}`, () => this.countBy(tx, run, dimension));
  }

  /** A report that an earlier version has kept does not tell of it: then it is counted from the rows until the next. */
  notYet(tx: Tx, run: ReportedRun, deed: NotYetDeed): Promise<Counted<NotYetCount[]>> {
    return this.part(tx, run, `not yet ${deed}`, () => this.countNotYet(tx, run, deed));
  }

  /** Everything from the rows, for keeping. */
  async countAll(tx: Tx, run: ReportedRun): Promise<Record<string, unknown>> {
    const parts: Record<string, unknown> = {
      stats: await countRun(tx, run, this.receipts),
      wall: await minuteCounts(tx, run.runId, 'wall'),
      since_send: await minuteCounts(tx, run.runId, 'since_send'),
      heatmap: await this.countHeatmap(tx, run),
    };
    for (const deed of NOT_YET_DEEDS) parts[`not yet ${deed}`] = await this.countNotYet(tx, run, deed);
    const properties = await propertyNames(tx, MOST_PROPERTIES);
    for (const dimension of [...DIMENSIONS, ...properties.map((property) => ({ property }))]) {
      parts[`by ${dimensionName(dimension)}`] = await this.countBy(tx, run, dimension);
    }
    return parts;
  }

  private async part<T>(
    tx: Tx,
    run: ReportedRun,
    name: string,
    count: () => Promise<T>,
  ): Promise<Counted<T>> {
    const stored = isLarge(run) ? await findPart(tx, run.runId, name) : null;
    if (stored !== null) return { asOf: stored.asOf, content: stored.content as T };
    return { asOf: await instantOf(tx), content: await count() };
  }

  private async countNotYet(tx: Tx, { runId }: ReportedRun, deed: NotYetDeed): Promise<NotYetCount[]> {
    return notYetCounts(tx, { runId, deed, asOf: await instantOf(tx) });
  }

  private async countHeatmap(tx: Tx, { runId }: ReportedRun): Promise<Heatmap> {
    const clock = new ZoneClock(this.config.timeZone);
    return heatmapOf(await readQuarters(tx, runId), (zone, second) => clock.offsetOf(zone, second));
  }

  private countBy(tx: Tx, { runId }: ReportedRun, dimension: Dimension): Promise<Breakdown> {
    return breakDown(tx, runId, { dimension, companyZone: this.config.timeZone });
  }
}
