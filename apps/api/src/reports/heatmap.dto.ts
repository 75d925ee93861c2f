import { ApiProperty } from '@nestjs/swagger';
import { publicId } from '#lib/kernel';
import type { Dated, Heatmap } from '#lib/reports';
import type { Shape } from '../shape.js';
import { DatedReportDto } from './dated-report.dto.js';

/** A heatmap without what it is of. */
export class HeatmapBodyDto {
  @ApiProperty({ description: 'The sum of the cells.', example: 3911 })
  readonly reads!: number;

  @ApiProperty({
    description:
      "Seven rows from Monday of 24 hours each, on the readers' own clocks; a read counts at the middle of the time in which it may have been.",
    type: 'array',
    minItems: 7,
    maxItems: 7,
    items: { type: 'array', minItems: 24, maxItems: 24, items: { type: 'integer' } },
    example: Array.from({ length: 7 }, (_, day) =>
      Array.from({ length: 24 }, (__, hour) => (day < 5 && hour > 8 && hour < 19 ? 70 : 2)),
    ),
  })
  readonly cells!: readonly (readonly number[])[];
}

export class HeatmapDto extends DatedReportDto {
  @ApiProperty({ enum: ['campaign_heatmap'] })
  readonly object!: 'campaign_heatmap';

  @ApiProperty({ type: () => HeatmapBodyDto })
  readonly heatmap!: HeatmapBodyDto;
}

export function toHeatmapDto(found: Heatmap & Dated): Shape<HeatmapDto> {
  return {
    object: 'campaign_heatmap',
    campaign_id: publicId('cmp', found.campaignId),
    run_id: publicId('run', found.runId),
    as_of: found.asOf.toISOString(),
    heatmap: toHeatmapBody(found),
  };
}

export const toHeatmapBody = ({ reads, cells }: Heatmap): Shape<HeatmapBodyDto> => ({ reads, cells });
