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

/** Tasks are made by plans alone. */
const REMINDER_FORMS = STEP_FORMS.filter((form) => form !== 'task');

const MESSAGES =
  'A message of its own, or a reply to the message of the campaign in the same chat. Whoever has deleted that ' +
  'one gets a message of its own instead.';

/** `as` of a reminder. @param also what is said besides */
export function FormField(of: readonly StepForm[] = REMINDER_FORMS, also = ''): PropertyDecorator {
  return ChoiceField({
    description: `${MESSAGES}${also}`,
    of,
    optional: 'absent',
    default: PLAIN_STEP.form,
  });
}

/** How a reminder comes. */
export class MannerBody extends WhenAwayBody {
  @FormField(
    STEP_FORMS,
    ' Managers get messages or tasks. A task of the messenger is due at `deadline_at`, ends with a number by which Vestnik knows ' +
      'it again, and stays where it is when the campaign is recalled; whether it was done is not followed.',
  )
  readonly as?: StepForm;
}

/** What is done about people who are away; the usual thing where the request does not say. */
export function whenAwayOf({ when_away }: WhenAwayBody): WhenAway {
  return when_away ?? PLAIN_STEP.whenAway;
}

/** The same with the form, as a rung of a plan says them. */
export function mannerOf(body: MannerBody): StepManner {
  return { form: body.as ?? PLAIN_STEP.form, whenAway: whenAwayOf(body) };
}
