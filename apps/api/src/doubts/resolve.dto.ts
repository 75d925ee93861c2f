import { ApiSchema } from '@nestjs/swagger';
import type { DoubtDecision } from '#lib/deliveries';
import { detailAt } from '../problem/error-detail.js';
import { ValidationFailedError } from '../problem/edge-errors.js';
import { BooleanField, ChoiceField, IntegerField, TextField } from '../validation/fields.js';
import { isGiven } from '../validation/is-given.js';

const ACTIONS = ['bind', 'send_again', 'close_as_unproven'] as const;

@ApiSchema({ name: 'ResolveDoubt' })
export class ResolveBody {
  @ChoiceField({
    description:
      '`bind`: the message `message_id` is it. `send_again`: send it once more, though it may be there already. ' +
      '`close_as_unproven`: give up; it is `failed` for the reason `unproven`.',
    of: ACTIONS,
    example: 'bind',
  })
  readonly action!: (typeof ACTIONS)[number];

  @IntegerField({
    description: 'For `bind` alone: id of the message in the messenger.',
    min: 1,
    max: Number.MAX_SAFE_INTEGER,
    optional: true,
    example: 194275,
  })
  readonly message_id?: number | null;

  @BooleanField({
    description: 'For `send_again` alone, and required there: the person may get it twice.',
    optional: true,
    example: true,
  })
  readonly confirm_may_duplicate?: boolean | null;

  @TextField({
    description: 'Why; kept for good.',
    max: 500,
    example: 'Анна показала сообщение на своём телефоне',
  })
  readonly reason!: string;
}

/** @throws ValidationFailedError where a field is missing that the action needs, or given that it does not know */
export function decisionOf(body: ResolveBody): DoubtDecision {
  const { action, message_id: messageId, confirm_may_duplicate: isConfirmed } = body;
  if (action !== 'bind' && isGiven(messageId)) refuse('message_id', 'unknown_field');
  if (action !== 'send_again' && isGiven(isConfirmed)) refuse('confirm_may_duplicate', 'unknown_field');
  switch (action) {
    case 'bind':
      return { action, messageId: messageId ?? refuse('message_id', 'required') };
    case 'send_again':
      if (isConfirmed !== true)
        refuse('confirm_may_duplicate', isGiven(isConfirmed) ? 'not_allowed' : 'required');
      return { action };
    case 'close_as_unproven':
      return { action };
  }
}

/** What a field's problem is told with. */
const PARAMS = {
  unknown_field: { known: ['action', 'reason'] },
  not_allowed: { allowed: ['true'] },
  required: {},
};

function refuse(field: string, code: keyof typeof PARAMS): never {
  throw new ValidationFailedError([detailAt({ pointer: `#/${field}`, code, params: PARAMS[code] })]);
}
