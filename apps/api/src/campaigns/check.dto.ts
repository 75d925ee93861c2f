import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import type { CampaignCheckResult, CheckIssue } from '#lib/campaigns';
import type { Language } from '../problem/language.js';
import type { Shape } from '../shape.js';
import { localIssue } from './issue-texts.js';

export class ReasonCountDto {
  @ApiProperty({ example: 'suspended' })
  readonly reason!: string;

  @ApiProperty({ example: 12 })
  readonly count!: number;
}

export class CheckRecipientsDto {
  @ApiProperty({ description: 'Whom the rule names; of a target of chats, the chats.', example: 1221 })
  readonly matched!: number;

  @ApiProperty({
    description: 'Who would get a message: the `expected_recipients` of `send`.',
    example: 1204,
  })
  readonly to_send!: number;

  @ApiProperty({ description: 'Who would not, by reason.', type: () => [ReasonCountDto] })
  readonly skipped!: readonly ReasonCountDto[];
}

export class CheckEstimateDto {
  @ApiProperty({ example: 377 })
  readonly duration_s!: number;

  @ApiProperty({
    description: 'If it were sent at once.',
    format: 'date-time',
    example: '2026-11-22T07:48:17.000Z',
  })
  readonly finish_at!: string;

  @ApiProperty({ description: 'Messages a second.', example: 3.2 })
  readonly rate_per_s!: number;
}

export class CheckIssueDto {
  @ApiProperty({ enum: ['error', 'warning'], example: 'warning' })
  readonly level!: 'error' | 'warning';

  @ApiProperty({ example: 'field_missing' })
  readonly code!: string;

  @ApiProperty({ example: '123 recipients have no department, and the text has no fallback for it.' })
  readonly detail!: string;

  @ApiPropertyOptional({ example: '#/content/template' })
  readonly pointer?: string;

  @ApiPropertyOptional({
    description: 'Of a place in the text, counted from 1.',
    type: 'integer',
    example: 5,
  })
  readonly line?: number;

  @ApiPropertyOptional({ type: 'integer', example: 1 })
  readonly column?: number;

  @ApiPropertyOptional({
    type: 'object',
    additionalProperties: true,
    example: { field: 'department', count: 123 },
  })
  readonly params?: Readonly<Record<string, unknown>>;
}

export class CheckDto {
  @ApiProperty({ enum: ['campaign_check'] })
  readonly object!: 'campaign_check';

  @ApiProperty({ description: 'Whether it could be sent now: no issue is an error.', example: true })
  readonly ok!: boolean;

  @ApiProperty({ type: () => CheckRecipientsDto })
  readonly recipients!: CheckRecipientsDto;

  @ApiProperty({ description: 'How many time zones the recipients live in; 0 for chats.', example: 3 })
  readonly time_zones!: number;

  @ApiProperty({
    description:
      'With nothing else to send and no trouble, at the limit of sends per second and answers of the messenger in ' +
      'a quarter of a second.',
    type: () => CheckEstimateDto,
  })
  readonly estimate!: CheckEstimateDto;

  @ApiProperty({ type: () => [CheckIssueDto] })
  readonly issues!: readonly CheckIssueDto[];

  @ApiProperty({
    description: 'Stands for all of this in `send` and `schedule`, for as long as nothing of it changes.',
    example: 'ct1.WyIwMTk…',
  })
  readonly confirm_token!: string;
}

/** All but the token, which takes a secret to make. */
export function toCheckDto(
  check: CampaignCheckResult,
  language: Language,
): Omit<Shape<CheckDto>, 'confirm_token'> {
  const { matched, toSend, skipped } = check.recipients;
  return {
    object: 'campaign_check',
    ok: check.isOk,
    recipients: {
      matched,
      to_send: toSend,
      skipped: skipped.map(({ reason, count }) => ({ reason, count })),
    },
    time_zones: check.timeZoneCount,
    estimate: {
      duration_s: check.estimate.durationSeconds,
      finish_at: check.estimate.finishAt.toISOString(),
      rate_per_s: check.estimate.ratePerSecond,
    },
    issues: check.issues.map((issue) => toIssueDto(issue, language)),
  };
}

export function toIssueDto(issue: CheckIssue, language: Language): Shape<CheckIssueDto> {
  const { level, code, detail, pointer, params } = localIssue(issue, language);
  const { line, column } = params ?? {};
  return {
    level,
    code,
    detail,
    ...(pointer !== undefined && { pointer }),
    ...(typeof line === 'number' && { line }),
    ...(typeof column === 'number' && { column }),
    ...(params !== undefined && { params }),
  };
}
