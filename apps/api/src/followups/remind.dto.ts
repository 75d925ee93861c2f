import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { parseAudience } from '#lib/audiences';
import type { AudienceJson } from '#lib/campaigns';
import {
  MAX_STEPS,
  STEP_FORMS,
  STEP_WHO,
  type StepForm,
  type StepWho,
  WHEN_AWAY,
  type WhenAway,
} from '#lib/deliveries';
import type { FollowUpRow, ReminderCheck, ReminderPlan } from '#lib/followups';
import { publicId } from '#lib/kernel';
import { AudienceDto } from '../audiences/audience-rules.dto.js';
import { ContentBody } from '../campaigns/content.dto.js';
import type { Shape } from '../shape.js';
import { FormField, whenAwayOf, WhenAwayBody } from './manner.dto.js';
import { ChoiceField, IntegerField, NestedField, OpenObjectField, TextField } from '../validation/fields.js';

const WHO =
  'Of those who got the newest run: who is not known to have read it, who has not confirmed it, or everybody. ' +
  'Looked at once more right before each message: who has read or confirmed by then gets none.';

@ApiSchema({ name: 'CheckReminder' })
export class RemindCheckBody extends WhenAwayBody {
  @ChoiceField({ description: WHO, of: STEP_WHO, example: 'unacknowledged' })
  readonly who!: StepWho;

  @OpenObjectField(
    { description: 'Only those of them whom these rules name.', optional: true },
    { type: () => AudienceDto },
  )
  readonly among?: AudienceJson | null;
}

@ApiSchema({ name: 'Remind' })
export class RemindBody extends RemindCheckBody {
  @FormField()
  readonly as?: Exclude<StepForm, 'task'>;

  @NestedField(
    {
      description: 'What the reminder says; what the campaign says by now, once more, unless given.',
      optional: true,
    },
    () => ContentBody,
  )
  readonly content?: ContentBody | null;

  @TextField({
    description: 'Why, for colleagues; kept for good.',
    max: 500,
    optional: true,
    example: 'Срок — пятница',
  })
  readonly reason?: string | null;

  @IntegerField({
    description:
      '`to_send` of the check that you have seen. If it is another number by now, nothing is sent and the answer is ' +
      '409 `audience_changed`.',
    min: 0,
    max: 10_000_000,
    example: 1707,
  })
  readonly expected_recipients!: number;
}

class ReminderSkipDto {
  @ApiProperty({
    description:
      'As in the check of a campaign; besides, `away`: their status says so; `recalled`: the message was taken back; ' +
      '`invite_pending`: they never confirmed their invitation.',
    example: 'away',
  })
  readonly reason!: string;

  @ApiProperty({ example: 12 })
  readonly count!: number;
}

export class RemindCheckDto {
  @ApiProperty({ enum: ['reminder_check'] })
  readonly object!: 'reminder_check';

  @ApiProperty({ example: 'run_01kq3k8mehe8zbnn5q0wwz5bst' })
  readonly run_id!: string;

  @ApiProperty({ description: '`to_send` and all of `skipped` together.', example: 1719 })
  readonly matched!: number;

  @ApiProperty({ description: 'Who would get it: the `expected_recipients`.', example: 1707 })
  readonly to_send!: number;

  @ApiProperty({
    description: 'Of `to_send`: they are away now, and get it when they are back (`when_away: hold`).',
    example: 0,
  })
  readonly awaiting_return!: number;

  @ApiProperty({ description: 'The most frequent reason first.', type: () => [ReminderSkipDto] })
  readonly skipped!: readonly ReminderSkipDto[];
}

const COUNT = { example: 12 };

export class FollowUpFiguresDto {
  @ApiProperty({
    description:
      'Everybody whom it was meant for: the sum of `pending`, `unknown`, `sent`, `failed`, `skipped`, `cancelled` and `expired`.',
    example: 1719,
  })
  readonly recipients!: number;

  @ApiProperty(COUNT)
  readonly pending!: number;

  @ApiProperty({ description: 'Of `pending`: they are away, and get it when they are back.', example: 0 })
  readonly awaiting_return!: number;

  @ApiProperty({ description: 'In doubt: being found out.', example: 0 })
  readonly unknown!: number;

  @ApiProperty(COUNT)
  readonly sent!: number;

  @ApiProperty(COUNT)
  readonly failed!: number;

  @ApiProperty({ description: 'Those who had read or confirmed first, too.', example: 12 })
  readonly skipped!: number;

  @ApiProperty(COUNT)
  readonly cancelled!: number;

  @ApiProperty(COUNT)
  readonly expired!: number;

  @ApiProperty({ description: 'Of `sent`, known to be read.', example: 12 })
  readonly read!: number;
}

export class FollowUpDto {
  @ApiProperty({ enum: ['follow_up'] })
  readonly object!: 'follow_up';

  @ApiProperty({ example: 'run_01kq3k8mehe8zbnn5q0wwz5bst' })
  readonly run_id!: string;

  @ApiProperty({ description: `Number within the run, 1 to ${String(MAX_STEPS)}.`, example: 1 })
  readonly step!: number;

  @ApiProperty({ enum: STEP_WHO, example: 'unacknowledged' })
  readonly who!: StepWho;

  @ApiProperty({ description: 'How it came.', enum: STEP_FORMS, example: 'message' })
  readonly as!: StepForm;

  @ApiProperty({ description: 'What it did about people who were away.', enum: WHEN_AWAY, example: 'skip' })
  readonly when_away!: WhenAway;

  @ApiProperty({
    description: 'It went to the managers of those people, and named them; its figures are of managers.',
    example: false,
  })
  readonly to_managers!: boolean;

  @ApiProperty({ description: 'What it says.', example: 'Напоминаем: срок — пятница.' })
  readonly template!: string;

  @ApiProperty({
    description: 'Its operation; null: it was made by the plan of the campaign.',
    type: String,
    nullable: true,
    example: 'op_01kq3k8mehe8zbnn5q0wwz5bst',
  })
  readonly operation_id!: string | null;

  @ApiProperty({ type: String, nullable: true, example: 'Срок — пятница' })
  readonly reason!: string | null;

  @ApiProperty({
    description: 'Id of the key that asked for it, or `system`.',
    example: 'key_01kq3k8mehe8zbnn5q0wwz5bst',
  })
  readonly created_by!: string;

  @ApiProperty({ format: 'date-time', example: '2026-11-22T07:42:00.000Z' })
  readonly created_at!: string;

  @ApiProperty({ description: 'What became of its messages.', type: () => FollowUpFiguresDto })
  readonly figures!: FollowUpFiguresDto;
}

/** @throws InvalidAudienceError */
export function reminderPlanOf(campaignId: string, body: RemindCheckBody): ReminderPlan {
  const { who, among } = body;
  return {
    campaignId,
    who,
    whenAway: whenAwayOf(body),
    among: among === null || among === undefined ? null : parseAudience(among, '#/among'),
  };
}

export function toRemindCheckDto(check: ReminderCheck): Shape<RemindCheckDto> {
  return {
    object: 'reminder_check',
    run_id: publicId('run', check.runId),
    matched: check.matched,
    to_send: check.toSend,
    awaiting_return: check.awaitingReturn,
    skipped: check.skipped,
  };
}

export function toFollowUpDto(row: FollowUpRow): Shape<FollowUpDto> {
  const { recipients, pending, unknown, sent, failed, skipped, cancelled, expired, read } = row;
  const figures = { recipients, pending, unknown, sent, failed, skipped, cancelled, expired, read };
  return {
    object: 'follow_up',
    run_id: publicId('run', row.runId),
    step: row.step,
    who: row.who,
    as: row.form,
    when_away: row.whenAway,
    to_managers: row.isDigest,
    template: row.template,
    operation_id: row.operationId === null ? null : publicId('op', row.operationId),
    reason: row.reason,
    created_by: row.createdBy,
    created_at: row.createdAt.toISOString(),
    figures: { ...figures, awaiting_return: row.awaitingReturn },
  };
}
