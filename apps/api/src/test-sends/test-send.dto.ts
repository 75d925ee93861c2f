import { MOST_TESTERS } from '#lib/test-sends';
import { detailAt } from '../problem/error-detail.js';
import { ValidationFailedError } from '../problem/edge-errors.js';
import { WordsOrIdsField } from '../validation/fields.js';

/** What a caller calls themselves. Keys are no people of the messenger, so it is refused, with a word why. */
const ME = 'me';

export class TestSendBody {
  @WordsOrIdsField({
    description: 'Who gets it: ids of the messenger, each once. `me` is refused for keys, which are nobody.',
    words: [ME],
    max: MOST_TESTERS,
    example: [12, 345],
  })
  readonly to!: readonly (number | typeof ME)[];
}

/** @throws ValidationFailedError for `me` */
export function testersOf({ to }: TestSendBody): number[] {
  const me = to.indexOf(ME);
  if (me !== -1) throw new ValidationFailedError([detailAt({ pointer: `#/to/${me}`, code: 'me_is_nobody' })]);
  return to.filter((each) => each !== ME);
}
