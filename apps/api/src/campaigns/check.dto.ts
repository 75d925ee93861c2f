import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import type { CampaignCheckResult, CheckIssue } from '#lib/campaigns';
import type { Outlook } from '#lib/outlook';
import { type ErrorDetail, publicId } from '#lib/kernel';
import { AUDIENCE_MODES, type AudienceMode } from '#lib/scheduling';
import type { Language } from '../problem/language.js';
import { FollowUpPlanDto } from '../followups/follow-up-plan.dto.js';
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

export class CheckHeldDto {
  @ApiProperty({ example: 312 })
  readonly count!: number;

  @ApiProperty({
    description: 'When the last of them may be written to; null: nobody waits.',
    type: String,
    format: 'date-time',
    nullable: true,
    example: '2026-11-23T05:00:00.000Z',
  })
  readonly until!: string | null;
}

export class CheckOthersDto {
  @ApiProperty({ description: 'So many other campaigns that day.', example: 2 })
  readonly others!: number;

  @ApiProperty({ description: 'So many of the recipients get.', example: 12 })
  readonly people!: number;
}

export class CheckOtherCampaignDto {
  @ApiProperty({ example: 'cmp_01kq3k8mehe8zbnn5q0wwz5bst' })
  readonly campaign_id!: string;

  @ApiProperty({ example: 'Плановые работы' })
  readonly title!: string;

  @ApiProperty({ description: 'How many of the recipients get it that day.', example: 300 })
  readonly people!: number;
}

export class CheckSameDayDto {
  @ApiProperty({ description: 'The day, where the company is.', example: '2026-11-23' })
  readonly date!: string;

  @ApiProperty({ description: 'How many of the recipients get anything else that day.', example: 312 })
  readonly people!: number;

  @ApiProperty({ description: 'The most first.', type: () => [CheckOthersDto] })
  readonly by_others!: readonly CheckOthersDto[];

  @ApiProperty({
    description: 'Those that reach the most of them, ten at most.',
    type: () => [CheckOtherCampaignDto],
  })
  readonly campaigns!: readonly CheckOtherCampaignDto[];

  @ApiProperty({
    description: 'Planned campaigns of the day that were not counted: a dozen are.',
    example: 0,
  })
  readonly campaigns_left_out!: number;
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

  @ApiProperty({
    enum: AUDIENCE_MODES,
    description:
      'Whom its runs would go to. `fresh`: those whom the audience names when a run begins; `frozen`: exactly the people of this check, each time.',
    example: 'fresh',
  })
  readonly audience_mode!: string;

  @ApiProperty({
    description: 'When it is taken to begin: by `schedule`, as it is scheduled, else now.',
    format: 'date-time',
    example: '2026-11-22T07:42:00.000Z',
  })
  readonly starts_at!: string;

  @ApiProperty({
    description: 'Of `to_send`: at their time they may not be written to, by quiet hours or workdays.',
    type: () => CheckHeldDto,
  })
  readonly held_for_hours!: CheckHeldDto;

  @ApiProperty({
    description:
      'Of `to_send`: they have had `VESTNIK_DAILY_CAP` notices that day and wait for their next morning.',
    example: 0,
  })
  readonly held_for_cap!: number;

  @ApiProperty({
    description: 'What else the recipients get that day, follow-ups included; null of chats.',
    type: () => CheckSameDayDto,
    nullable: true,
  })
  readonly same_day!: CheckSameDayDto | null;

  @ApiProperty({
    description: 'What follows it by itself; null: nothing does.',
    type: () => FollowUpPlanDto,
    nullable: true,
  })
  readonly follow_up_plan!: Shape<FollowUpPlanDto> | null;

  @ApiProperty({ type: () => [CheckIssueDto] })
  readonly issues!: readonly CheckIssueDto[];

  @ApiProperty({
    description: 'Stands for all of this in `send` and `schedule`, for as long as nothing of it changes.',
    example: 'ct1.WyIwMTk…',
  })
  readonly confirm_token!: string;
}

/** Whom its runs would go to by the schedule, what of the campaign contradicts that schedule, and what gets in its way. */
export interface CheckedPlan {
  readonly audienceMode: AudienceMode;
  readonly problems: readonly ErrorDetail[];
  readonly warnings: readonly CheckIssue[];
}

/** All but the token, which takes a secret to make, and what follows it. */
export function toCheckDto(
  check: CampaignCheckResult,
  { outlook, plan }: { readonly outlook: Outlook; readonly plan: CheckedPlan },
  language: Language,
): Omit<Shape<CheckDto>, 'confirm_token' | 'follow_up_plan'> {
  const { matched, toSend, skipped } = check.recipients;
  return {
    object: 'campaign_check',
    ok: check.isOk && plan.problems.length === 0,
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
    audience_mode: plan.audienceMode,
    starts_at: outlook.at.toISOString(),
    held_for_hours: {
      count: outlook.heldForHours.count,
      until: outlook.heldForHours.until?.toISOString() ?? null,
    },
    held_for_cap: outlook.heldForCap.count,
    same_day: toSameDayDto(outlook),
    issues: [...plan.problems.map(planIssue), ...check.issues, ...outlook.issues, ...plan.warnings].map(
      (issue) => toIssueDto(issue, language),
    ),
  };
}

function planIssue({ pointer = '#', ...problem }: ErrorDetail): CheckIssue {
  return { level: 'error', ...problem, pointer: pointer.replace('#', '#/schedule') };
}

function toSameDayDto({ sameDay }: Outlook): Shape<CheckSameDayDto> | null {
  if (sameDay === null) return null;
  return {
    date: sameDay.date,
    people: sameDay.people,
    by_others: sameDay.byOthers.map(({ others, people }) => ({ others, people })),
    campaigns: sameDay.campaigns.map(({ id, title, people }) => ({
      campaign_id: publicId('cmp', id),
      title,
      people,
    })),
    campaigns_left_out: sameDay.uncounted,
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
