import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { type Dimension, RunFigures } from '#lib/reports';
import { IdParam } from '../access/id.pipe.js';
import { RequireScope } from '../access/permission.js';
import { ApiProblems, CLOSED_ROUTE_PROBLEMS } from '../problem/api-problems.js';
import type { Shape } from '../shape.js';
import { BreakdownDto, toBreakdownDto } from './breakdown.dto.js';
import {
  BreakdownQuery,
  dimensionAt,
  ReportQuery,
  TimeseriesQuery,
  unknownDimension,
} from './figures-query.dto.js';
import { HeatmapDto, toHeatmapDto } from './heatmap.dto.js';
import { ReportDto, toReportDto } from './report.dto.js';
import { ReportRefusal } from './report-refusal.js';
import { StatsDto, toStatsDto } from './stats.dto.js';
import { TimeseriesDto, toTimeseriesDto } from './timeseries.dto.js';

/** Figures of the newest run, without anybody's name. */
@ApiTags('reports')
@ApiProblems(...CLOSED_ROUTE_PROBLEMS, 'not_found', 'state_conflict')
@RequireScope('reports:read')
@Controller('v1/campaigns/:campaign_id')
export class FiguresController {
  constructor(
    private readonly figures: RunFigures,
    private readonly refusal: ReportRefusal,
  ) {}

  @Get('stats')
  @ApiOperation({
    operationId: 'campaigns.stats',
    summary: 'The figures of the newest run, all of one moment',
  })
  @ApiOkResponse({ type: StatsDto })
  async stats(@IdParam('campaign_id', 'cmp') campaignId: string): Promise<Shape<StatsDto>> {
    const stats = await this.figures.stats({ campaignId });
    if (stats === null) return this.refusal.of(campaignId);
    return toStatsDto(stats);
  }

  @Get('report')
  @ApiOperation({
    operationId: 'campaigns.report',
    summary: 'Figures, breakdown, series and heatmap, all of one moment',
  })
  @ApiOkResponse({ type: ReportDto })
  @ApiProblems('validation_failed')
  async report(
    @IdParam('campaign_id', 'cmp') campaignId: string,
    @Query() { by = 'department' }: ReportQuery,
  ): Promise<Shape<ReportDto>> {
    const report = await this.figures.report({ campaignId }, await this.dimension(by));
    if (report === null) return this.refusal.of(campaignId);
    return toReportDto(report, by);
  }

  @Get('breakdown')
  @ApiOperation({
    operationId: 'campaigns.breakdown',
    summary: 'Who has got, read and confirmed it, by department, tag and so on',
  })
  @ApiOkResponse({ type: BreakdownDto })
  @ApiProblems('validation_failed')
  async breakdown(
    @IdParam('campaign_id', 'cmp') campaignId: string,
    @Query() { by }: BreakdownQuery,
  ): Promise<Shape<BreakdownDto>> {
    const breakdown = await this.figures.breakdown({ campaignId }, await this.dimension(by));
    if (breakdown === null) return this.refusal.of(campaignId);
    return toBreakdownDto(breakdown, by);
  }

  @Get('timeseries')
  @ApiOperation({
    operationId: 'campaigns.timeseries',
    summary: 'Sent, read and confirmed over time',
    description:
      'Nobody knows the moment of a read, only between which two looks it was: `read_least` and `read_most` are the bounds.',
  })
  @ApiOkResponse({ type: TimeseriesDto })
  @ApiProblems('validation_failed')
  async timeseries(
    @IdParam('campaign_id', 'cmp') campaignId: string,
    @Query() { metric, interval, basis = 'wall' }: TimeseriesQuery,
  ): Promise<Shape<TimeseriesDto>> {
    const series = await this.figures.series({ campaignId }, { basis, interval: interval ?? null });
    if (series === null) return this.refusal.of(campaignId);
    return toTimeseriesDto(series, { basis, ...(metric !== undefined && { metrics: metric }) });
  }

  @Get('heatmap')
  @ApiOperation({
    operationId: 'campaigns.heatmap',
    summary: 'On which days and at which hours people read, on their own clocks',
  })
  @ApiOkResponse({ type: HeatmapDto })
  async heatmap(@IdParam('campaign_id', 'cmp') campaignId: string): Promise<Shape<HeatmapDto>> {
    const heatmap = await this.figures.heatmap({ campaignId });
    if (heatmap === null) return this.refusal.of(campaignId);
    return toHeatmapDto(heatmap);
  }

  /** @throws ValidationFailedError when nobody can be told apart by it */
  private async dimension(by: string): Promise<Dimension> {
    const dimension = dimensionAt(by);
    if (!(await this.figures.knows(dimension))) throw unknownDimension();
    return dimension;
  }
}
