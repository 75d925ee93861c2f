import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { RETRYABLE_REASONS, type RetryableReason, type RetryCheck, type RetryPlan } from '#lib/corrections';
import { publicId } from '#lib/kernel';
import { detailAt } from '../problem/error-detail.js';
import { ValidationFailedError } from '../problem/edge-errors.js';
import type { Shape } from '../shape.js';
import { BooleanField, ChoiceListField, InstantField } from '../validation/fields.js';
import { ExpectedRecipientsField, ReasonField } from './confirmed-fields.js';

@ApiSchema({ name: 'CheckRetry' })
export class RetryCheckBody {
  @ChoiceListField({
    description: 'Whom to try again, by why they were given up.',
    of: RETRYABLE_REASONS,
    example: ['no_access', 'suspended'],
  })
  readonly reasons!: RetryableReason[];

  @BooleanField({
    description: 'Those who were given up without proof, too: they may have the message already.',
    optional: true,
    default: false,
    example: false,
  })
  readonly include_unproven?: boolean | null;
}

@ApiSchema({ name: 'RetryFailed' })
export class RetryBody extends RetryCheckBody {
  @BooleanField({
    description: 'Required with `include_unproven`: they may get it twice.',
    optional: true,
    example: false,
  })
  readonly confirm_may_duplicate?: boolean | null;

  @InstantField({
    description: 'Until when they may get it; null: without end. As the run says, unless given.',
    optional: true,
    example: '2026-12-24T15:00:00.000Z',
  })
  readonly expires_at?: string | null;

  @ReasonField('Права бота исправлены')
  readonly reason!: string;

  @ExpectedRecipientsField(5)
  readonly expected_recipients!: number;
}

export class RetryCheckDto {
  @ApiProperty({ enum: ['retry_check'] })
  readonly object!: 'retry_check';

  @ApiProperty({ example: 'run_01kq3k8mehe8zbnn5q0wwz5bst' })
  readonly run_id!: string;

  @ApiProperty({
    description: 'Who would be tried again: the sum of the next four, and the `expected_recipients`.',
    example: 5,
  })
  readonly affected!: number;

  @ApiProperty({ description: 'Refused by the messenger.', example: 3 })
  readonly failed!: number;

  @ApiProperty({ description: 'Left out before they were sent to.', example: 2 })
  readonly skipped!: number;

  @ApiProperty({ description: 'Their time was over.', example: 0 })
  readonly expired!: number;

  @ApiProperty({ description: 'Given up without proof.', example: 0 })
  readonly unproven!: number;

  @ApiProperty({
    description:
      'Of these reasons, but the directory still says that they cannot be written to; not counted above.',
    example: 12,
  })
  readonly still_refused!: number;
}

export function retryPlanOf(campaignId: string, body: RetryCheckBody): RetryPlan {
  return { campaignId, reasons: body.reasons, includeUnproven: body.include_unproven ?? false };
}

/** @throws ValidationFailedError where a second copy may be made and nobody has agreed to it */
export function requireConfirmation(body: RetryBody): void {
  if (body.include_unproven !== true || body.confirm_may_duplicate === true) return;
  throw new ValidationFailedError([detailAt({ pointer: '#/confirm_may_duplicate', code: 'required' })]);
}

export function toRetryCheckDto(check: RetryCheck): Shape<RetryCheckDto> {
  return {
    object: 'retry_check',
    run_id: publicId('run', check.runId),
    affected: check.affected,
    failed: check.failed,
    skipped: check.skipped,
    expired: check.expired,
    unproven: check.unproven,
    still_refused: check.stillRefused,
  };
}
