import { BREAK_GLASS } from '../approvals/break-glass.js';
import { ApiSchema } from '@nestjs/swagger';
import {
  AUDIENCE_MODES,
  type AudienceMode,
  FREQUENCIES,
  type Frequency,
  ON_HOLIDAY,
  ON_MISSED,
  type OnHoliday,
  type OnMissed,
  type Overlap,
  OVERLAPS,
  SCHEDULE_LIMITS,
  SETTING_LIMITS,
  type Weekday,
  WEEKDAYS,
} from '#lib/scheduling';
import {
  BooleanField,
  ChoiceField,
  ChoiceListField,
  IntegerField,
  NestedField,
  TextField,
} from '../validation/fields.js';
import { CONFIRM_TOKEN, EXPECTED_RECIPIENTS } from '../campaigns/campaign-body.dto.js';

/** Whose clock a rule goes by. */
const BASES = ['campaign', 'recipient'];

const ZONE = {
  description: 'IANA name; `VESTNIK_TIME_ZONE` unless given.',
  max: 60,
  optional: true,
  example: 'Europe/Moscow',
};

@ApiSchema({ name: 'ScheduleRule' })
export class RuleBody {
  @ChoiceField({
    description:
      '`recipient`: the same local time for each person, where they are (`time_zone` for those who have none). It begins ' +
      'when the first of their clocks shows it; who sees it pass before that gets it at once.',
    of: BASES,
    optional: true,
    default: 'campaign',
    example: 'campaign',
  })
  readonly basis?: 'campaign' | 'recipient' | null;

  @ChoiceField({
    description: '`workdays`: those of the production calendar. `cron`: for experts.',
    of: FREQUENCIES,
    example: 'weekly',
  })
  readonly freq!: Frequency;

  @IntegerField({
    description: 'With `weekly`: every so many weeks, from the week of `anchor_date` on.',
    min: 1,
    max: SCHEDULE_LIMITS.interval,
    optional: true,
    default: 1,
    example: 2,
  })
  readonly interval?: number | null;

  @ChoiceListField({ description: 'With `weekly`.', of: WEEKDAYS, optional: true, example: ['mon'] })
  readonly weekdays?: readonly Weekday[] | null;

  @IntegerField({
    description: 'With `monthly`: the day of the month; -1: the last. A month without that day is left out.',
    min: -1,
    max: 31,
    optional: true,
  })
  readonly day?: number | null;

  @IntegerField({
    description: 'With `monthly`, and `weekday`: the first to fourth such day of the month; -1: the last.',
    min: -1,
    max: 4,
    optional: true,
  })
  readonly nth?: number | null;

  @ChoiceField({ description: 'With `nth`.', of: WEEKDAYS, optional: true })
  readonly weekday?: Weekday | null;

  @TextField({
    description: 'With `cron`: minute, hour, day of the month, month, day of the week; local time.',
    max: SCHEDULE_LIMITS.cronLength,
    optional: true,
  })
  readonly expression?: string | null;

  @TextField({ description: 'Time of day; not with `cron`.', max: 5, optional: true, example: '10:00' })
  readonly local_time?: string | null;

  @TextField(ZONE)
  readonly time_zone?: string | null;

  @TextField({
    description:
      'The first day that may have an occurrence; today unless given. Weeks and `count` begin with it.',
    max: 10,
    optional: true,
    example: '2026-11-23',
  })
  readonly anchor_date?: string | null;

  @TextField({
    description: 'The last day that may have one.',
    max: 10,
    optional: true,
    example: '2027-06-30',
  })
  readonly until?: string | null;

  @IntegerField({
    description: 'How many occurrences there are in all, from `anchor_date` on.',
    min: 1,
    max: SCHEDULE_LIMITS.count,
    optional: true,
    example: 10,
  })
  readonly count?: number | null;
}

const ON_HOLIDAY_FIELD = {
  description:
    'What becomes of an occurrence on a public holiday, or a day off that was transferred to; weekends are none. ' +
    '`next_workday` keeps the time of day.',
  of: ON_HOLIDAY,
  optional: true,
  default: 'send',
  example: 'next_workday',
};
const RULE = { description: 'With `recurring`.', optional: true };

@ApiSchema({ name: 'ScheduleCampaign' })
export class ScheduleBody {
  @ChoiceField({
    description: '`once` needs `at`, `recurring` needs `rule`.',
    of: ['once', 'recurring'],
    example: 'once',
  })
  readonly kind!: 'once' | 'recurring';

  @TextField({
    description: 'With `once`: the local time, without a zone.',
    max: 16,
    optional: true,
    example: '2026-11-24T10:00',
  })
  readonly at?: string | null;

  @TextField({ ...ZONE, description: `With \`once\`. ${ZONE.description}` })
  readonly time_zone?: string | null;

  @ChoiceField({ description: 'With `once`: as in a rule.', of: BASES, optional: true, example: 'campaign' })
  readonly basis?: 'campaign' | 'recipient' | null;

  @NestedField(RULE, () => RuleBody)
  readonly rule?: RuleBody | null;

  @ChoiceField(ON_HOLIDAY_FIELD)
  readonly on_holiday?: OnHoliday | null;

  @IntegerField(EXPECTED_RECIPIENTS)
  readonly expected_recipients?: number | null;

  @TextField({
    ...CONFIRM_TOKEN,
    description: `${CONFIRM_TOKEN.description} The check must have been told of the same \`schedule\`.`,
  })
  readonly confirm_token?: string | null;

  @ChoiceField({
    description:
      'Whom each run goes to. `fresh`: whom the audience names when the run begins, within `max_change_percent`. ' +
      '`frozen`: exactly the people of the check, each time; who joins later is none of them, and who has left by then is ' +
      'left out with the reason. Not with `delivery.late_joiners`, and not into chats.',
    of: AUDIENCE_MODES,
    optional: true,
    default: 'fresh',
    example: 'fresh',
  })
  readonly audience_mode?: AudienceMode | null;

  @IntegerField({
    description:
      'When it begins, by how many per cent the number of people may be off: beyond that its run is held ' +
      '(`audience_changed`) until somebody resumes or cancels it. Not with `frozen`.',
    min: 0,
    max: SETTING_LIMITS.boundPercent.most,
    optional: true,
    default: SETTING_LIMITS.boundPercent.usual,
    example: SETTING_LIMITS.boundPercent.usual,
  })
  readonly max_change_percent?: number | null;

  @IntegerField({
    description:
      'More people than this are refused now (`recipient_limit_exceeded`), and hold the run (`audience_changed`) when it begins.',
    min: 1,
    max: SETTING_LIMITS.maxRecipients.most,
    optional: true,
    example: 1500,
  })
  readonly max_recipients?: number | null;

  @BooleanField({
    description: 'As in `send`. Occurrences of a recurring campaign repeat its text anyway.',
    optional: true,
    default: false,
  })
  readonly confirm_repeat?: boolean | null;

  @ChoiceField({
    description:
      'What becomes of an occurrence that no worker could begin in time: `skip` it, begin up to `late_minutes` `late`, ' +
      'or `ask` (POST …/occurrences/decide). A minute late is in time.',
    of: ON_MISSED,
    optional: true,
    default: 'late',
    example: 'late',
  })
  readonly on_missed?: OnMissed | null;

  @IntegerField({
    description: 'With `late`.',
    min: 0,
    max: SETTING_LIMITS.lateMinutes.most,
    optional: true,
    default: SETTING_LIMITS.lateMinutes.usual,
    example: SETTING_LIMITS.lateMinutes.usual,
  })
  readonly late_minutes?: number | null;

  @ChoiceField({
    description: 'What becomes of an occurrence while the run before it is still going.',
    of: OVERLAPS,
    optional: true,
    default: 'skip',
    example: 'skip',
  })
  readonly overlap?: Overlap | null;

  @IntegerField({
    description: 'So many seconds after its time an occurrence reaches nobody any more.',
    min: SETTING_LIMITS.expiresAfterSeconds.least,
    max: SETTING_LIMITS.expiresAfterSeconds.most,
    optional: true,
    example: 28_800,
  })
  readonly expires_after_s?: number | null;
}

/** When it is to begin, from whoever schedules it themselves. */
@ApiSchema({ name: 'ScheduleOwn' })
export class ScheduleOwnBody extends ScheduleBody {
  @TextField(BREAK_GLASS)
  readonly break_glass?: string | null;
}

@ApiSchema({ name: 'PreviewSchedule' })
export class PreviewBody {
  @NestedField({ description: 'The rule.' }, () => RuleBody)
  readonly rule!: RuleBody;

  @ChoiceField(ON_HOLIDAY_FIELD)
  readonly on_holiday?: OnHoliday | null;

  @IntegerField({ description: 'How many dates.', min: 1, max: 50, optional: true, default: 5, example: 5 })
  readonly limit?: number | null;
}

@ApiSchema({ name: 'DecideOccurrence' })
export class DecisionBody {
  @TextField({
    description: 'Which one: `local_key` of GET …/occurrences.',
    max: 30,
    example: '2026-11-23T10:00',
  })
  readonly local_key!: string;

  @ChoiceField({ description: 'Begin it now, or leave it out.', of: ['send', 'skip'], example: 'send' })
  readonly action!: 'send' | 'skip';
}
