import { IntegerField, TextField } from '../validation/fields.js';

/** Why somebody corrects what was delivered. */
export function ReasonField(example: string): PropertyDecorator {
  return TextField({ description: 'Why; kept for good.', max: 500, example });
}

/** The number that a check has told, said back: nobody corrects more messages, or fewer, than they mean to. */
export function ExpectedRecipientsField(example: number): PropertyDecorator {
  return IntegerField({
    description:
      '`affected` of the check that you have seen. If it is another number by now, nothing happens and the answer is ' +
      '409 `audience_changed`.',
    min: 0,
    max: 10_000_000,
    example,
  });
}
