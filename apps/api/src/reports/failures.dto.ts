import { ApiProperty } from '@nestjs/swagger';
import { RETRYABLE_REASONS } from '#lib/corrections';
import { publicId } from '#lib/kernel';
import type { Dated, FailureGroup, FailureState } from '#lib/reports';
import type { Language } from '../problem/language.js';
import type { Shape } from '../shape.js';
import { failureText } from './failure-texts.js';
import { DatedReportDto } from './dated-report.dto.js';

const STATES = ['unknown', 'failed', 'skipped', 'cancelled', 'expired'] as const;

export class FailureGroupDto {
  @ApiProperty({ enum: STATES, example: 'failed' })
  readonly status!: FailureState;

  @ApiProperty({ type: String, nullable: true, example: 'suspended' })
  readonly reason!: string | null;

  @ApiProperty({ example: 5 })
  readonly count!: number;

  @ApiProperty({ description: 'What happened, in words.', example: 'Отключены в мессенджере' })
  readonly title!: string;

  @ApiProperty({ description: 'What to do about it.', example: 'Ничего. Если вернутся, повторите отправку.' })
  readonly advice!: string;

  @ApiProperty({ description: 'Whether `retry-failed` takes them by itself.', example: true })
  readonly retryable!: boolean;

  @ApiProperty({
    description: 'Who they are.',
    example: '/v1/campaigns/cmp_01kq3k8mehe8zbnn5q0wwz5bst/recipients?status=failed&reason=suspended',
  })
  readonly recipients!: string;
}

export class FailuresDto extends DatedReportDto {
  @ApiProperty({ enum: ['campaign_failures'] })
  readonly object!: 'campaign_failures';

  @ApiProperty({ description: 'Everybody whom it did not reach: the sum of the groups.', example: 17 })
  readonly total!: number;

  @ApiProperty({
    description: 'What is to be mended first; what was decided by somebody last.',
    type: () => [FailureGroupDto],
  })
  readonly groups!: readonly FailureGroupDto[];
}

type Failures = Dated & { readonly groups: readonly FailureGroup[] };

export function toFailuresDto(failures: Failures, language: Language): Shape<FailuresDto> {
  const { runId, campaignId, asOf, groups } = failures;
  const campaign = publicId('cmp', campaignId);
  return {
    object: 'campaign_failures',
    campaign_id: campaign,
    run_id: publicId('run', runId),
    as_of: asOf.toISOString(),
    total: groups.reduce((sum, { count }) => sum + count, 0),
    groups: groups.map((group) => ({
      status: group.state,
      reason: group.reason,
      count: group.count,
      ...failureText(group, language),
      retryable: isRetryable(group),
      recipients: `/v1/campaigns/${campaign}/recipients?${placeOf(group)}`,
    })),
  };
}

const isRetryable = ({ state, reason }: FailureGroup): boolean =>
  state === 'expired' || RETRYABLE_REASONS.some((each) => each === reason);

const placeOf = ({ state, reason }: FailureGroup): string =>
  new URLSearchParams({ status: state, ...(reason !== null && { reason }) }).toString();
