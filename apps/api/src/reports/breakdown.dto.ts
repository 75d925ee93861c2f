import { ApiProperty } from '@nestjs/swagger';
import { publicId } from '#lib/kernel';
import type { Breakdown, Dated, Progress } from '#lib/reports';
import type { Shape } from '../shape.js';
import { DatedReportDto } from './dated-report.dto.js';

export class ProgressDto {
  @ApiProperty({ example: 1221 })
  readonly recipients!: number;

  @ApiProperty({ example: 1204 })
  readonly sent!: number;

  @ApiProperty({ description: 'Of those sent.', example: 812 })
  readonly read!: number;

  @ApiProperty({ description: 'Of those sent.', example: 640 })
  readonly acked!: number;

  @ApiProperty({
    description: '0 to 1; null before the first send.',
    type: Number,
    nullable: true,
    example: 0.6744,
  })
  readonly read_of_sent!: number | null;

  @ApiProperty({
    description: '0 to 1; null before the first send.',
    type: Number,
    nullable: true,
    example: 0.5316,
  })
  readonly ack_of_sent!: number | null;
}

export class BreakdownGroupDto extends ProgressDto {
  @ApiProperty({
    description: 'Null: those who have none.',
    type: String,
    nullable: true,
    example: 'Склад',
  })
  readonly value!: string | null;
}

export class OtherGroupsDto extends ProgressDto {
  @ApiProperty({ description: 'How many groups it is.', example: 7 })
  readonly groups!: number;
}

/** A breakdown without what it is of. */
export class BreakdownBodyDto extends ProgressDto {
  @ApiProperty({ example: 'department' })
  readonly by!: string;

  @ApiProperty({
    description:
      'Whether somebody may be in several groups, as with tags: then the groups add up to more than the people. Else the groups and `others` add up to the figures above.',
    example: false,
  })
  readonly overlapping!: boolean;

  @ApiProperty({
    description: 'Who has read least comes first. What people are like is what the directory says today.',
    type: () => [BreakdownGroupDto],
  })
  readonly groups!: readonly BreakdownGroupDto[];

  @ApiProperty({
    description: 'Groups of fewer than five people, and those beyond the 200 largest; each person once.',
    type: () => OtherGroupsDto,
    nullable: true,
  })
  readonly others!: OtherGroupsDto | null;
}

export class BreakdownDto extends DatedReportDto {
  @ApiProperty({ enum: ['campaign_breakdown'] })
  readonly object!: 'campaign_breakdown';

  @ApiProperty({ type: () => BreakdownBodyDto })
  readonly breakdown!: BreakdownBodyDto;
}

export function toBreakdownDto(found: Breakdown & Dated, by: string): Shape<BreakdownDto> {
  return {
    object: 'campaign_breakdown',
    campaign_id: publicId('cmp', found.campaignId),
    run_id: publicId('run', found.runId),
    as_of: found.asOf.toISOString(),
    breakdown: toBreakdownBody(found, by),
  };
}

export function toBreakdownBody(found: Breakdown, by: string): Shape<BreakdownBodyDto> {
  const { others } = found;
  return {
    by,
    ...progressOf(found),
    overlapping: found.isOverlapping,
    groups: found.groups.map((group) => ({ value: group.value, ...progressOf(group) })),
    others: others === null ? null : { groups: others.groupCount, ...progressOf(others) },
  };
}

function progressOf({ recipients, sent, read, acked }: Progress): Shape<ProgressDto> {
  return {
    recipients,
    sent,
    read,
    acked,
    read_of_sent: shareOf(read, sent),
    ack_of_sent: shareOf(acked, sent),
  };
}

const shareOf = (part: number, whole: number): number | null =>
  whole === 0 ? null : Math.round((part / whole) * 10_000) / 10_000;
