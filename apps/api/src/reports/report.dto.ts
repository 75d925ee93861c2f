import { ApiProperty } from '@nestjs/swagger';
import { publicId } from '#lib/kernel';
import type { RunReport } from '#lib/reports';
import type { Shape } from '../shape.js';
import { BreakdownBodyDto, toBreakdownBody } from './breakdown.dto.js';
import { DatedReportDto } from './dated-report.dto.js';
import { HeatmapBodyDto, toHeatmapBody } from './heatmap.dto.js';
import { StatsDto, toStatsDto } from './stats.dto.js';
import { SeriesDto, toSeriesDto } from './timeseries.dto.js';

export class ReportDto extends DatedReportDto {
  @ApiProperty({ enum: ['campaign_report'] })
  readonly object!: 'campaign_report';

  @ApiProperty({ type: () => StatsDto })
  readonly stats!: StatsDto;

  @ApiProperty({
    description:
      'Null: more than 20,000 people, and a field that is not counted beforehand; `…/breakdown` counts it.',
    type: () => BreakdownBodyDto,
    nullable: true,
  })
  readonly breakdown!: BreakdownBodyDto | null;

  @ApiProperty({ type: () => SeriesDto })
  readonly wall!: SeriesDto;

  @ApiProperty({ type: () => SeriesDto })
  readonly since_send!: SeriesDto;

  @ApiProperty({ type: () => HeatmapBodyDto })
  readonly heatmap!: HeatmapBodyDto;
}

export function toReportDto(report: RunReport, by: string): Shape<ReportDto> {
  const { asOf, breakdown } = report;
  return {
    object: 'campaign_report',
    campaign_id: publicId('cmp', report.campaignId),
    run_id: publicId('run', report.runId),
    as_of: asOf.toISOString(),
    stats: toStatsDto({ ...report.stats, asOf }),
    breakdown: breakdown === null ? null : toBreakdownBody(breakdown, by),
    wall: toSeriesDto(report.wall, { basis: 'wall' }),
    since_send: toSeriesDto(report.sinceSend, { basis: 'since_send' }),
    heatmap: toHeatmapBody(report.heatmap),
  };
}
