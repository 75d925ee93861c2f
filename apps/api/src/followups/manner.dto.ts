import {
  MAX_HOLD_DAYS,
  PLAIN_STEP,
  STEP_FORMS,
  type StepForm,
  type StepManner,
  WHEN_AWAY,
  type WhenAway,
} from '#lib/deliveries';
import { ChoiceField } from '../validation/fields.js';

/** What a reminder does about people who are away. */
export class WhenAwayBody {
  @ChoiceField({
    description:
      'Who is away, by their status in the messenger, gets none (`skip`), or gets it when they are back (`hold`): looked ' +
      `at every hour, ${String(MAX_HOLD_DAYS)} days at most, and no longer than the deadline and \`expires_at\` allow. The ` +
      'campaign is `running` meanwhile.',
    of: WHEN_AWAY,
    optional: 'absent',
    default: PLAIN_STEP.whenAway,
  })
  readonly when_away?: WhenAway;
}

/** `as` of a reminder. */
export function FormField(): PropertyDecorator {
  return ChoiceField({
    description:
      'A message of its own, or a reply to the message of the campaign in the same chat. Who has deleted that gets a ' +
      'message of its own all the same. Managers get messages.',
    of: STEP_FORMS,
    optional: 'absent',
    default: PLAIN_STEP.form,
  });
}

/** How a reminder comes. */
export class MannerBody extends WhenAwayBody {
  @FormField()
  readonly as?: StepForm;
}

export function whenAwayOf({ when_away }: WhenAwayBody): WhenAway {
  return when_away ?? PLAIN_STEP.whenAway;
}

export function mannerOf(body: MannerBody): StepManner {
  return { form: body.as ?? PLAIN_STEP.form, whenAway: whenAwayOf(body) };
}
