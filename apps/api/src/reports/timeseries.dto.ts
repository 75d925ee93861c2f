import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { publicId } from '#lib/kernel';
import {
  type Dated,
  type Series,
  SERIES_BASES,
  SERIES_INTERVAL_NAMES,
  SERIES_METRICS,
  type SeriesBasis,
  type SeriesInterval,
  type SeriesMetric,
  type SeriesPoint,
} from '#lib/reports';
import type { Shape } from '../shape.js';
import { DatedReportDto } from './dated-report.dto.js';

export class SeriesPointDto {
  @ApiPropertyOptional({
    description: 'Where the interval begins. Of basis `wall`.',
    format: 'date-time',
    example: '2026-11-22T07:35:00.000Z',
  })
  readonly at?: string;

  @ApiPropertyOptional({
    description: 'Where the interval begins, in seconds after the send. Of basis `since_send`.',
    example: 300,
  })
  readonly offset_s?: number;

  @ApiPropertyOptional({
    description: 'Sent by the end of the interval; with `since_send`, messages that are at least so old.',
    example: 6208,
  })
  readonly sent?: number;

  @ApiPropertyOptional({
    description: 'Read by the end of the interval, as well as one can tell.',
    example: 3911,
  })
  readonly read?: number;

  @ApiPropertyOptional({ description: 'So many have certainly read by then.', example: 3702 })
  readonly read_least?: number;

  @ApiPropertyOptional({ description: 'More cannot have read by then.', example: 4015 })
  readonly read_most?: number;

  @ApiPropertyOptional({ description: 'Confirmed by the end of the interval.', example: 2204 })
  readonly acked?: number;
}

/** A series without what it is of. */
export class SeriesDto {
  @ApiProperty({ enum: SERIES_BASES, example: 'wall' })
  readonly basis!: SeriesBasis;

  @ApiProperty({ enum: SERIES_INTERVAL_NAMES, example: '5m' })
  readonly interval!: SeriesInterval;

  @ApiProperty({
    description:
      'Running totals. Intervals in which nothing happened are left out. Days begin when they do in the time zone of the company.',
    type: () => [SeriesPointDto],
  })
  readonly points!: readonly SeriesPointDto[];
}

export class TimeseriesDto extends DatedReportDto {
  @ApiProperty({ enum: ['campaign_timeseries'] })
  readonly object!: 'campaign_timeseries';

  @ApiProperty({ type: () => SeriesDto })
  readonly series!: SeriesDto;
}

interface Shown {
  readonly basis: SeriesBasis;
  readonly metrics?: readonly SeriesMetric[];
}

export function toTimeseriesDto(found: Series & Dated, shown: Shown): Shape<TimeseriesDto> {
  return {
    object: 'campaign_timeseries',
    campaign_id: publicId('cmp', found.campaignId),
    run_id: publicId('run', found.runId),
    as_of: found.asOf.toISOString(),
    series: toSeriesDto(found, shown),
  };
}

export function toSeriesDto({ interval, points }: Series, shown: Shown): Shape<SeriesDto> {
  return { basis: shown.basis, interval, points: points.map((point) => toPointDto(point, shown)) };
}

function toPointDto(point: SeriesPoint, { basis, metrics = SERIES_METRICS }: Shown): Shape<SeriesPointDto> {
  const { second, sent, read, readLeast, readMost, acked } = point;
  return {
    ...(basis === 'wall' ? { at: new Date(second * 1_000).toISOString() } : { offset_s: second }),
    ...(metrics.includes('sent') && { sent }),
    ...(metrics.includes('read') && { read, read_least: readLeast, read_most: readMost }),
    ...(metrics.includes('acked') && { acked }),
  };
}
