import { BREAK_GLASS } from '../approvals/break-glass.js';
import { ApiSchema } from '@nestjs/swagger';
import {
  type AudienceJson,
  type CampaignPriority,
  LATE_JOINERS,
  ON_UNPROVEN,
  type OnUnproven,
  PRIORITIES,
  RAMP_FAILURES,
  RAMP_FIRST_MAX,
  RAMP_SAMPLE,
} from '#lib/campaigns';
import { SETTING_LIMITS } from '#lib/scheduling';
import { AudienceDto } from '../audiences/audience-rules.dto.js';
import {
  BooleanField,
  ChoiceField,
  InstantField,
  IdsField,
  IntegerField,
  NestedField,
  OpenObjectField,
  TextField,
} from '../validation/fields.js';
import { ContentBody, ContentPatch } from './content.dto.js';
import { TargetBody, TargetPatch } from './target.dto.js';

@ApiSchema({ name: 'CampaignRamp' })
export class RampBody {
  @IdsField({
    description: 'People of the audience who get it before all others, by their ids in the messenger.',
    max: RAMP_FIRST_MAX,
    optional: true,
    default: [],
    example: [12],
  })
  readonly first_to?: readonly number[] | null;

  @IntegerField({
    description: 'How many of the others get it next, drawn by chance.',
    min: RAMP_SAMPLE.least,
    max: RAMP_SAMPLE.most,
    optional: true,
    default: RAMP_SAMPLE.usual,
    example: RAMP_SAMPLE.usual,
  })
  readonly sample?: number | null;

  @IntegerField({
    description: 'Of a wave, how many per cent the messenger may refuse before somebody has to look.',
    min: RAMP_FAILURES.least,
    max: RAMP_FAILURES.most,
    optional: true,
    default: RAMP_FAILURES.usual,
    example: RAMP_FAILURES.usual,
  })
  readonly max_failure_percent?: number | null;
}

@ApiSchema({ name: 'CampaignLateJoiners' })
export class LateJoinersBody {
  @InstantField({
    description:
      'Until then whoever comes to be named by the audience gets it, too. The run is not over before that.',
    example: '2026-12-24T15:00:00.000Z',
  })
  readonly open_until!: string;

  @IntegerField({
    description:
      'How many may join at most, all in all: a bound against a mistake in the directory or in a saved audience. Where ' +
      'more would, none of them does, and `run.late_joiners.trouble` says so.',
    min: LATE_JOINERS.least,
    max: LATE_JOINERS.most,
    optional: true,
    default: LATE_JOINERS.usual,
    example: LATE_JOINERS.usual,
  })
  readonly at_most?: number | null;
}

@ApiSchema({ name: 'CampaignDelivery' })
export class DeliveryBody {
  @NestedField(
    {
      description:
        'A few people first: those named, then a sample, then everybody. A wave goes out when the one before is ' +
        'settled; one with too many refusals, or with doubts that do not settle, holds the run (`ramp_failures`, ' +
        '`ramp_doubts`), and resuming goes on with the next. null: everybody at once.',
      optional: true,
    },
    () => RampBody,
  )
  readonly ramp?: RampBody | null;

  @NestedField(
    {
      description:
        'Newcomers: people who come to be named by the audience after the launch. It is resolved again every half ' +
        'minute, against the directory as it is; whoever had a row of the run, sent to or left out, gets no second one. ' +
        'A list of people never grows. null: the people are those of the launch.',
      optional: true,
    },
    () => LateJoinersBody,
  )
  readonly late_joiners?: LateJoinersBody | null;

  @BooleanField({
    description: 'Leave out people who have not confirmed their invitation yet.',
    optional: true,
    default: false,
    example: false,
  })
  readonly skip_invited?: boolean | null;

  @BooleanField({
    description: 'Leave out guests: people of other companies in chats of this one.',
    optional: true,
    default: false,
    example: false,
  })
  readonly skip_guests?: boolean | null;

  @BooleanField({
    description: 'Whether it goes out however many notices a person has had that day (`VESTNIK_DAILY_CAP`).',
    optional: true,
    default: false,
    example: false,
  })
  readonly mandatory?: boolean | null;

  @ChoiceField({
    description:
      'What to do when it cannot be proven either way whether a message was delivered: `resend` prefers a second copy ' +
      'to a missed person, `hold` waits for a word of yours.',
    of: ON_UNPROVEN,
    optional: true,
    default: 'resend',
    example: 'resend',
  })
  readonly on_unproven?: OnUnproven | null;

  @ChoiceField({
    description:
      'Which campaigns of the bot go first: `urgent` before `normal` before `low`, always; those of one class in turn.',
    of: PRIORITIES,
    optional: true,
    default: 'normal',
    example: 'normal',
  })
  readonly priority?: CampaignPriority | null;
}

const TITLE = {
  description: 'What colleagues call it; never sent.',
  max: 200,
  example: 'График отпусков 2027',
};
const CONTENT = { description: 'What people get.' };
const AUDIENCE = { description: 'Who gets it; required unless the target is chats.', optional: true };
const TARGET = { description: 'Where it goes; to people unless given.', optional: true };
const AUDIENCE_SCHEMA = { type: () => AudienceDto };
const SENDER_ID = {
  description: 'The bot that sends it; the oldest active one unless given.',
  max: 100,
  optional: true,
  example: 'snd_01kq3k8mehe8zbnn5q0wwz5bst',
};
const DELIVERY = { description: 'How it is delivered.', optional: true };
const EXPIRES_AT = {
  description: 'After this moment nobody gets it any more: who has not got it yet is `expired`.',
  optional: true,
  example: '2026-12-24T15:00:00.000Z',
};
const EXTERNAL_ID = {
  description: 'Your own name for it, unique for ever: creating it twice is refused.',
  max: 200,
  optional: true,
  example: 'hr-2026-118',
};

/** Of whatever begins a campaign: this, `CONFIRM_TOKEN`, or both. */
export const EXPECTED_RECIPIENTS = {
  description:
    'How many people, or chats, you mean to reach: `recipients.to_send` of the check that you have seen. If it is another ' +
    'number by now, nothing is sent and the answer is 409 `audience_changed`. Needed unless there is a `confirm_token`.',
  min: 0,
  max: 10_000_000,
  optional: true,
  example: 1204,
};
export const CONFIRM_TOKEN = {
  description:
    '`confirm_token` of the check that you have seen: its text, its people, its sender, how and when, and its plan of ' +
    'follow-ups. If anything of it is different by now, nothing is done and the answer, 409 `state_changed`, has both sides. Stronger than ' +
    '`expected_recipients`, which it replaces.',
  max: 2_000,
  optional: true,
  example: 'ct1.WyIwMTk…',
};
/** Of whatever begins a campaign. */
export const CONFIRM_REPEAT = {
  description:
    'That the same text is meant to go to the same people again. Without it, a text that more than half of them ' +
    'were sent within `VESTNIK_REPEAT_GUARD_DAYS` is refused with 409 `repeat_suspected`.',
  optional: true,
  default: false,
  example: false,
};
const UNDO_WINDOW = {
  description:
    'For so many seconds nothing leaves, and POST …/unschedule makes it a draft again. Unless given, ' +
    '`VESTNIK_UNDO_WINDOW_SECONDS`. 0: it is sent at once.',
  min: 0,
  max: SETTING_LIMITS.undoWindowSeconds.most,
  optional: true,
  example: 10,
};

/** What a campaign is made of; `NewCampaignBody` is what a request says. */
export class CampaignBody {
  @TextField(TITLE)
  readonly title!: string;

  @NestedField(CONTENT, () => ContentBody)
  readonly content!: ContentBody;

  @OpenObjectField(AUDIENCE, AUDIENCE_SCHEMA)
  readonly audience?: AudienceJson | null;

  @NestedField(TARGET, () => TargetBody)
  readonly target?: TargetBody | null;

  @TextField(SENDER_ID)
  readonly sender_id?: string | null;

  @NestedField(DELIVERY, () => DeliveryBody)
  readonly delivery?: DeliveryBody | null;

  @InstantField(EXPIRES_AT)
  readonly expires_at?: string | null;

  @TextField(EXTERNAL_ID)
  readonly external_id?: string | null;
}

@ApiSchema({ name: 'CreateCampaign' })
export class NewCampaignBody extends CampaignBody {
  @BooleanField({
    description:
      'Send it at once, without a check: all or nothing, so where it cannot be sent no draft is left. Needs the scope ' +
      '`campaigns:send`, an Idempotency-Key and `max_recipients`.',
    optional: true,
    default: false,
    example: false,
  })
  readonly send?: boolean | null;

  @IntegerField({
    description:
      'With `send`: more people, or chats, than this are refused with 409 `recipient_limit_exceeded`.',
    min: 1,
    max: 10_000_000,
    optional: true,
    example: 50,
  })
  readonly max_recipients?: number | null;

  @BooleanField({ ...CONFIRM_REPEAT, description: `With \`send\`. ${CONFIRM_REPEAT.description}` })
  readonly confirm_repeat?: boolean | null;

  @IntegerField({ ...UNDO_WINDOW, description: `With \`send\`. ${UNDO_WINDOW.description}` })
  readonly undo_window_s?: number | null;
}

/** A merge patch (RFC 7396): what is absent stays, null takes away. */
@ApiSchema({ name: 'CampaignChange' })
export class CampaignPatch {
  @TextField({ ...TITLE, optional: true })
  readonly title?: string | null;

  @NestedField({ ...CONTENT, optional: true }, () => ContentPatch)
  readonly content?: ContentPatch | null;

  @OpenObjectField(AUDIENCE, AUDIENCE_SCHEMA)
  readonly audience?: AudienceJson | null;

  @NestedField(TARGET, () => TargetPatch)
  readonly target?: TargetPatch | null;

  @TextField(SENDER_ID)
  readonly sender_id?: string | null;

  @NestedField(DELIVERY, () => DeliveryBody)
  readonly delivery?: DeliveryBody | null;

  @InstantField(EXPIRES_AT)
  readonly expires_at?: string | null;

  @TextField(EXTERNAL_ID)
  readonly external_id?: string | null;
}

/** The patch, and for what is scheduled the word on what it becomes. */
@ApiSchema({ name: 'UpdateCampaign' })
export class ChangeBody extends CampaignPatch {
  @IntegerField({
    ...EXPECTED_RECIPIENTS,
    description: `Only for what is scheduled. ${EXPECTED_RECIPIENTS.description}`,
  })
  readonly expected_recipients?: number | null;

  @TextField({
    ...CONFIRM_TOKEN,
    description: `Only for what is scheduled; the check must have been told of the same \`change\`. ${CONFIRM_TOKEN.description}`,
  })
  readonly confirm_token?: string | null;

  @BooleanField({
    ...CONFIRM_REPEAT,
    description: `Only for what is scheduled. ${CONFIRM_REPEAT.description}`,
  })
  readonly confirm_repeat?: boolean | null;
}

@ApiSchema({ name: 'SendCampaign' })
export class SendBody {
  @IntegerField({ ...EXPECTED_RECIPIENTS, optional: true })
  readonly expected_recipients?: number | null;

  @TextField(CONFIRM_TOKEN)
  readonly confirm_token?: string | null;

  @BooleanField(CONFIRM_REPEAT)
  readonly confirm_repeat?: boolean | null;

  @IntegerField(UNDO_WINDOW)
  readonly undo_window_s?: number | null;

  @TextField(BREAK_GLASS)
  readonly break_glass?: string | null;
}

@ApiSchema({ name: 'ControlCampaign' })
export class ControlBody {
  @TextField({ description: 'Why, for colleagues.', max: 500, optional: true, example: 'Ошибка в дате' })
  readonly reason?: string | null;
}
