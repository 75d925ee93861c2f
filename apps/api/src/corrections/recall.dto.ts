import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import {
  RECALL_SCOPES,
  type RecallCheck,
  type RecallPlan,
  type RecallScope,
  type Remaining,
  REMAINING,
} from '#lib/corrections';
import { publicId } from '#lib/kernel';
import type { Shape } from '../shape.js';
import { ChoiceField } from '../validation/fields.js';
import { ExpectedRecipientsField, ReasonField } from './confirmed-fields.js';

@ApiSchema({ name: 'CheckRecall' })
export class RecallCheckBody {
  @ChoiceField({
    description: '`all`: every message of the newest run. `unread`: those that are not known to be read.',
    of: RECALL_SCOPES,
    optional: true,
    default: 'all',
    example: 'all',
  })
  readonly scope?: RecallScope | null;

  @ChoiceField({
    description:
      'What becomes of those who have not got it yet, while it is being sent: `cancel` ends the run, `pause` keeps ' +
      'them for later.',
    of: REMAINING,
    optional: true,
    default: 'cancel',
    example: 'cancel',
  })
  readonly remaining?: Remaining | null;
}

@ApiSchema({ name: 'Recall' })
export class RecallBody extends RecallCheckBody {
  @ReasonField('Ошибка в дате')
  readonly reason!: string;

  @ExpectedRecipientsField(6214)
  readonly expected_recipients!: number;
}

export class RecallCheckDto {
  @ApiProperty({ enum: ['recall_check'] })
  readonly object!: 'recall_check';

  @ApiProperty({ example: 'run_01kq3k8mehe8zbnn5q0wwz5bst' })
  readonly run_id!: string;

  @ApiProperty({
    description: 'For whom something would change: the sum of the next five, and the `expected_recipients`.',
    example: 6214,
  })
  readonly affected!: number;

  @ApiProperty({ description: 'Messages that would be deleted.', example: 6209 })
  readonly sent!: number;

  @ApiProperty({ description: 'Under way: deleted as soon as they have arrived.', example: 1 })
  readonly sending!: number;

  @ApiProperty({ description: 'In doubt: deleted when they are found.', example: 4 })
  readonly unknown!: number;

  @ApiProperty({ description: 'Given up without proof: deleted should they be found.', example: 0 })
  readonly unproven!: number;

  @ApiProperty({ description: 'Not sent yet, and would not be (`remaining: cancel`).', example: 0 })
  readonly waiting!: number;

  @ApiProperty({ description: 'Recalled already, or being recalled; not counted above.', example: 0 })
  readonly recalled!: number;
}

export function recallPlanOf(campaignId: string, body: RecallCheckBody): RecallPlan {
  return { campaignId, scope: body.scope ?? 'all', remaining: body.remaining ?? 'cancel' };
}

export function toRecallCheckDto(check: RecallCheck): Shape<RecallCheckDto> {
  return {
    object: 'recall_check',
    run_id: publicId('run', check.runId),
    affected: check.affected,
    sent: check.sent,
    sending: check.sending,
    unknown: check.unknown,
    unproven: check.unproven,
    waiting: check.waiting,
    recalled: check.recalled,
  };
}
