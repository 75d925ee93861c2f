import { type RecipientFilter, type RecipientState, RECIPIENT_STATES } from '#lib/reports';
import { PageQuery } from '../lists/page.dto.js';
import { BooleanParameter, ChoicesParameter, TextField, TextsParameter } from '../validation/fields.js';

const OR = 'One or more, separated by commas; `\\,` is a comma inside a name.';

export class RecipientsQuery extends PageQuery {
  @ChoicesParameter({
    description: 'One or more states, separated by commas.',
    of: RECIPIENT_STATES,
    optional: 'absent',
    example: 'failed,skipped',
  })
  readonly status?: RecipientState[];

  @BooleanParameter({
    description: 'Those who have read it, or those who got it and are not known to have.',
    optional: 'absent',
    example: false,
  })
  readonly read?: boolean;

  @BooleanParameter({
    description: 'Those who have confirmed it, or those who got it and have not.',
    optional: 'absent',
    example: false,
  })
  readonly acked?: boolean;

  @TextsParameter({
    description: `Reasons of failing or skipping. ${OR}`,
    max: 100,
    optional: 'absent',
    example: 'suspended',
  })
  readonly reason?: string[];

  @TextsParameter({ description: `Departments. ${OR}`, max: 200, optional: 'absent', example: 'Склад' })
  readonly department?: string[];

  @TextsParameter({ description: `Tags. ${OR}`, max: 200, optional: 'absent', example: 'Офис' })
  readonly tag?: string[];

  @TextField({
    description: 'Words of the name, in any order.',
    max: 200,
    optional: 'absent',
    example: 'анна',
  })
  readonly q?: string;
}

export function recipientFilterOf({
  status,
  read,
  acked,
  reason,
  department,
  tag,
  q,
}: RecipientsQuery): RecipientFilter {
  return {
    ...(status !== undefined && { states: status }),
    ...(read !== undefined && { isRead: read }),
    ...(acked !== undefined && { isAcknowledged: acked }),
    ...(reason !== undefined && { reasons: reason }),
    ...(department !== undefined && { departments: department }),
    ...(tag !== undefined && { tags: tag }),
    ...(q !== undefined && { search: q }),
  };
}
