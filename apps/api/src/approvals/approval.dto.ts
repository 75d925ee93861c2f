import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { type Approval, APPROVAL_STATES } from '#lib/approvals';
import { publicId } from '#lib/kernel';
import { CONFIRM_REPEAT, CONFIRM_TOKEN, EXPECTED_RECIPIENTS } from '../campaigns/campaign-body.dto.js';
import { ScheduleBody } from '../schedules/schedule-body.dto.js';
import type { Shape } from '../shape.js';
import { BooleanField, IntegerField, NestedField, TextField } from '../validation/fields.js';

const COMMENT = { description: 'For colleagues; kept for good.', max: 500, example: 'Дата неверна' };

@ApiSchema({ name: 'SubmitCampaign' })
export class SubmitBody {
  @IntegerField(EXPECTED_RECIPIENTS)
  readonly expected_recipients?: number | null;

  @TextField(CONFIRM_TOKEN)
  readonly confirm_token?: string | null;

  @NestedField(
    {
      description: 'When it is to begin, as POST …/schedule would be told; at once unless given.',
      optional: true,
    },
    () => ScheduleBody,
  )
  readonly schedule?: ScheduleBody | null;

  @BooleanField(CONFIRM_REPEAT)
  readonly confirm_repeat?: boolean | null;

  @TextField({ ...COMMENT, optional: true, example: 'Согласовано с директором по персоналу' })
  readonly comment?: string | null;
}

@ApiSchema({ name: 'ApproveCampaign' })
export class ApproveBody {
  @TextField({ ...CONFIRM_TOKEN, optional: false })
  readonly confirm_token!: string;

  @TextField({ ...COMMENT, optional: true, example: 'Можно' })
  readonly comment?: string | null;
}

@ApiSchema({ name: 'RejectCampaign' })
export class RejectBody {
  @TextField(COMMENT)
  readonly comment!: string;
}

@ApiSchema({ name: 'WithdrawCampaign' })
export class WithdrawBody {
  @TextField({ ...COMMENT, optional: true })
  readonly comment?: string | null;
}

export class ApprovalDto {
  @ApiProperty({ enum: ['approval'] })
  readonly object!: 'approval';

  @ApiProperty({ example: 'cmp_01kq3k8mehe8zbnn5q0wwz5bst' })
  readonly campaign_id!: string;

  @ApiProperty({ enum: APPROVAL_STATES, example: 'pending' })
  readonly status!: string;

  @ApiProperty({ description: 'Id of the key.', example: 'key_01kq3k8mehe8zbnn5q0wwz5bst' })
  readonly submitted_by!: string;

  @ApiProperty({ format: 'date-time', example: '2026-11-22T07:42:00.000Z' })
  readonly submitted_at!: string;

  @ApiProperty({ description: 'How many it was when it was submitted.', type: 'integer', example: 1204 })
  readonly recipients!: number;

  @ApiProperty({ description: 'Whether it begins by a schedule, and not at once.', example: false })
  readonly scheduled!: boolean;

  @ApiProperty({ type: String, nullable: true, example: null })
  readonly comment!: string | null;

  @ApiProperty({ type: String, nullable: true, example: null })
  readonly decided_by!: string | null;

  @ApiProperty({ format: 'date-time', type: String, nullable: true, example: null })
  readonly decided_at!: string | null;

  @ApiProperty({ type: String, nullable: true, example: null })
  readonly decision_comment!: string | null;
}

export function toApprovalDto(approval: Approval): Shape<ApprovalDto> {
  return {
    object: 'approval',
    campaign_id: publicId('cmp', approval.campaignId),
    status: approval.state,
    submitted_by: approval.submittedBy,
    submitted_at: approval.submittedAt.toISOString(),
    recipients: approval.recipients,
    scheduled: approval.schedule !== null,
    comment: approval.comment,
    decided_by: approval.decidedBy,
    decided_at: approval.decidedAt?.toISOString() ?? null,
    decision_comment: approval.decisionComment,
  };
}
