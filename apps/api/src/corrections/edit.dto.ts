import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import type { EditCheck } from '#lib/corrections';
import { publicId } from '#lib/kernel';
import { ContentBody } from '../campaigns/content.dto.js';
import type { Shape } from '../shape.js';
import { BooleanField, NestedField } from '../validation/fields.js';
import { ExpectedRecipientsField, ReasonField } from './confirmed-fields.js';

@ApiSchema({ name: 'EditSent' })
export class EditBody {
  @NestedField({ description: 'The whole message as it is to be from now on.' }, () => ContentBody)
  readonly content!: ContentBody;

  @BooleanField({
    description: 'Whether it says something else than before, rather than the same in better words.',
    optional: true,
    default: false,
    example: true,
  })
  readonly material?: boolean | null;

  @ReasonField('Ошибка в дате')
  readonly reason!: string;

  @ExpectedRecipientsField(10000)
  readonly expected_recipients!: number;
}

export class EditCheckDto {
  @ApiProperty({ enum: ['edit_check'] })
  readonly object!: 'edit_check';

  @ApiProperty({ example: 'run_01kq3k8mehe8zbnn5q0wwz5bst' })
  readonly run_id!: string;

  @ApiProperty({
    description: 'For whom something would change: the sum of the next four, and the `expected_recipients`.',
    example: 10000,
  })
  readonly affected!: number;

  @ApiProperty({ description: 'Messages that would be changed.', example: 6209 })
  readonly sent!: number;

  @ApiProperty({ description: 'Under way: changed as soon as they have arrived.', example: 1 })
  readonly sending!: number;

  @ApiProperty({ description: 'In doubt: changed when they are found.', example: 4 })
  readonly unknown!: number;

  @ApiProperty({ description: 'Not sent yet: they get the new text at once.', example: 3786 })
  readonly waiting!: number;
}

export function toEditCheckDto(check: EditCheck): Shape<EditCheckDto> {
  return {
    object: 'edit_check',
    run_id: publicId('run', check.runId),
    affected: check.affected,
    sent: check.sent,
    sending: check.sending,
    unknown: check.unknown,
    waiting: check.waiting,
  };
}
