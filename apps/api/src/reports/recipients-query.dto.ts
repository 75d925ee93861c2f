import {
  NOT_YET_DEEDS,
  NOT_YET_REASONS,
  type NotYetDeed,
  type NotYetReason,
  RECIPIENT_ORDERS,
  RECIPIENT_STATES,
  type RecipientFilter,
  type RecipientOrder,
  type RecipientState,
} from '#lib/reports';
import { PageQuery, ToInteger } from '../lists/page.dto.js';
import { ValidationFailedError } from '../problem/edge-errors.js';
import { detailAt } from '../problem/error-detail.js';
import {
  BooleanParameter,
  ChoiceField,
  ChoicesParameter,
  IntegerField,
  TextField,
  TextsParameter,
} from '../validation/fields.js';
import { DEFAULT_UNREAD_DAYS, MAX_UNREAD_DAYS } from './not-yet.dto.js';

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
    description: `What they answered: \`ack\`, or the value of a choice. ${OR}`,
    max: 255,
    optional: 'absent',
    example: 'ack',
  })
  readonly choice?: string[];

  @BooleanParameter({
    description: 'Those whose message was taken back, or those who got it and still have it.',
    optional: 'absent',
    example: false,
  })
  readonly recalled?: boolean;

  @ChoiceField({
    description:
      'Those who have not read it, or have not confirmed it, for whatever reason; `why` narrows it down.',
    of: NOT_YET_DEEDS,
    optional: 'absent',
    example: 'read',
  })
  readonly not_yet?: NotYetDeed;

  @ChoicesParameter({
    description: 'With `not_yet`: the groups of `…/not-yet`, separated by commas.',
    of: NOT_YET_REASONS,
    optional: 'absent',
    example: 'away',
  })
  readonly why?: NotYetReason[];

  @ToInteger()
  @IntegerField({
    description: 'With `not_yet`: from how many days after the send somebody is `unread_long`.',
    min: 1,
    max: MAX_UNREAD_DAYS,
    optional: 'absent',
    default: DEFAULT_UNREAD_DAYS,
    example: 3,
  })
  readonly unread_days?: number;

  @TextsParameter({
    description: `Reasons of failing or skipping. ${OR}`,
    max: 100,
    optional: 'absent',
    example: 'suspended',
  })
  readonly reason?: string[];

  @TextsParameter({ description: `Departments. ${OR}`, max: 200, optional: 'absent', example: 'Склад' })
  readonly department?: string[];

  @TextsParameter({ description: `Titles. ${OR}`, max: 200, optional: 'absent', example: 'Кладовщик' })
  readonly title?: string[];

  @TextsParameter({
    description: `Time zones, IANA names; the company's takes in those who have none. ${OR}`,
    max: 100,
    optional: 'absent',
    example: 'Asia/Yekaterinburg',
  })
  readonly time_zone?: string[];

  @TextsParameter({ description: `Tags. ${OR}`, max: 200, optional: 'absent', example: 'Офис' })
  readonly tag?: string[];

  @TextField({
    description: 'Words of the name, in any order.',
    max: 200,
    optional: 'absent',
    example: 'анна',
  })
  readonly q?: string;

  @ChoiceField({
    description:
      'The order: `row` as they were frozen; by a moment with a minus the latest first. Who has no such value comes last.',
    of: RECIPIENT_ORDERS,
    optional: 'absent',
    default: 'row',
    example: '-read_at',
  })
  readonly sort?: RecipientOrder;
}

/** What of a query is a filter: not its page and order. */
export type RecipientsFilter = Readonly<Omit<RecipientsQuery, 'limit' | 'cursor' | 'sort'>>;

/** @throws ValidationFailedError for parameters that mean nothing without `not_yet` */
export function recipientFilterOf(query: RecipientsFilter): RecipientFilter {
  const { status, read, acked, choice, recalled, reason, department, title, time_zone, tag, q } = query;
  return {
    ...(status !== undefined && { states: status }),
    ...(read !== undefined && { isRead: read }),
    ...(acked !== undefined && { isAcknowledged: acked }),
    ...(choice !== undefined && { choices: choice }),
    ...(recalled !== undefined && { isRecalled: recalled }),
    ...(reason !== undefined && { reasons: reason }),
    ...(department !== undefined && { departments: department }),
    ...(title !== undefined && { titles: title }),
    ...(time_zone !== undefined && { timeZones: time_zone }),
    ...(tag !== undefined && { tags: tag }),
    ...(q !== undefined && { search: q }),
    ...notYetFilterOf(query),
  };
}

function notYetFilterOf({ not_yet, why, unread_days }: RecipientsFilter): Pick<RecipientFilter, 'notYet'> {
  if (not_yet !== undefined) {
    const unreadDays = unread_days ?? DEFAULT_UNREAD_DAYS;
    return { notYet: { deed: not_yet, unreadDays, ...(why !== undefined && { why }) } };
  }
  if (why === undefined && unread_days === undefined) return {};
  throw new ValidationFailedError([detailAt({ parameter: 'not_yet', code: 'required' })]);
}
