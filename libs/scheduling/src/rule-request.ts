import type { ErrorDetail } from '#lib/kernel';
import {
  type LocalDate,
  type OnHoliday,
  type Recurrence,
  SCHEDULE_LIMITS,
  type ScheduleRule,
  type Weekday,
} from './domain/schedule-rule.js';
import { InvalidScheduleError } from './domain/schedule.errors.js';
import { isLocalDate, isTimeZone, wallOf } from './local-time.js';
import { cronOf, floatingCron } from './raw-times.js';

/** How often a rule names a day. */
export const FREQUENCIES = ['daily', 'workdays', 'weekly', 'monthly', 'cron'] as const;
/** `workdays` by the production calendar, not by Monday to Friday; `cron` has days and times in one expression. */
export type Frequency = (typeof FREQUENCIES)[number];

/** A rule as it was asked for: types and ranges are right already, whether it means anything is not known. */
export interface RuleRequest {
  readonly freq: Frequency;
  readonly interval: number | null;
  readonly weekdays: readonly Weekday[] | null;
  /** 1 to 31, or `last`. */
  readonly day: number | 'last' | null;
  readonly nth: 1 | 2 | 3 | 4 | 'last' | null;
  readonly weekday: Weekday | null;
  readonly expression: string | null;
  readonly localTime: string | null;
  readonly timeZone: string;
  readonly anchorDate: LocalDate;
  readonly until: LocalDate | null;
  readonly count: number | null;
  readonly onHoliday: OnHoliday;
}

type Fields = keyof RuleRequest;

const LOCAL_TIME = /^([01]\d|2[0-3]):[0-5]\d$/;

/** The API's names of the fields. */
const NAMES: Readonly<Partial<Record<Fields, string>>> = {
  localTime: 'local_time',
  timeZone: 'time_zone',
  anchorDate: 'anchor_date',
};

/** Fields that only some frequencies have; what another one has as well would be ignored in silence. */
const OWN: Readonly<Record<Frequency, readonly Fields[]>> = {
  daily: ['localTime'],
  workdays: ['localTime'],
  weekly: ['localTime', 'interval', 'weekdays'],
  monthly: ['localTime', 'day', 'nth', 'weekday'],
  cron: ['expression'],
};
const SPECIAL: readonly Fields[] = [
  'interval',
  'weekdays',
  'day',
  'nth',
  'weekday',
  'expression',
  'localTime',
];

/** The rule that is meant. @throws InvalidScheduleError naming every place that is wrong */
export function ruleOf(request: RuleRequest, pointer: string): ScheduleRule {
  const problems = new Problems(pointer);
  for (const field of SPECIAL) {
    if (request[field] !== null && !OWN[request.freq].includes(field)) {
      problems.add(field, 'not_with_freq', `does not go with freq «${request.freq}».`, {
        freq: request.freq,
      });
    }
  }
  checkWhen(request, problems);
  const recurrence = recurrenceOf(request, problems);
  problems.refuse();
  const { timeZone, anchorDate, until, count, onHoliday } = request;
  return {
    recurrence,
    localTime: request.localTime ?? '00:00',
    timeZone,
    anchorDate,
    until,
    count,
    onHoliday,
  };
}

/** One time, as a rule that names a single day. @throws InvalidScheduleError */
export function onceRule(at: string, timeZone: string): ScheduleRule {
  const problems = new Problems('#');
  const [date = '', localTime = ''] = at.split('T');
  if (!isLocalDate(date) || !LOCAL_TIME.test(localTime)) {
    problems.add('at', 'wrong_local_time', 'must be a local time such as 2026-11-24T10:00, without a zone.');
  }
  if (!isTimeZone(timeZone)) problems.add('timeZone', 'unknown_time_zone', UNKNOWN_ZONE);
  problems.refuse();
  return {
    recurrence: { freq: 'daily' },
    localTime,
    timeZone,
    anchorDate: date,
    until: date,
    count: null,
    onHoliday: 'send',
  };
}

const UNKNOWN_ZONE = 'is not a time zone. Example: Europe/Moscow.';

function checkWhen(request: RuleRequest, problems: Problems): void {
  const { localTime, timeZone, anchorDate, until } = request;
  if (request.freq !== 'cron' && localTime === null) problems.required('localTime');
  if (localTime !== null && !LOCAL_TIME.test(localTime)) {
    problems.add('localTime', 'wrong_local_time', 'must be a time of day such as 10:00.');
  }
  if (!isTimeZone(timeZone)) problems.add('timeZone', 'unknown_time_zone', UNKNOWN_ZONE);
  for (const field of ['anchorDate', 'until'] as const) {
    const date = request[field];
    if (date !== null && !isLocalDate(date))
      problems.add(field, 'wrong_date', 'must be a day such as 2026-11-23.');
  }
  if (until !== null && until < anchorDate) {
    problems.add('until', 'before_anchor', 'must not be before anchor_date.');
  }
}

function recurrenceOf(request: RuleRequest, problems: Problems): Recurrence {
  switch (request.freq) {
    case 'daily':
    case 'workdays':
      return { freq: request.freq };
    case 'weekly':
      if (request.weekdays === null) problems.required('weekdays');
      return { freq: 'weekly', interval: request.interval ?? 1, weekdays: request.weekdays ?? [] };
    case 'monthly':
      return monthlyOf(request, problems);
    case 'cron':
      return cronRuleOf(request, problems);
  }
}

function monthlyOf({ day, nth, weekday }: RuleRequest, problems: Problems): Recurrence {
  if (day !== null && nth === null && weekday === null) return { freq: 'monthly', day };
  if (nth !== null && weekday !== null && day === null) return { freq: 'monthly', nth, weekday };
  const detail = 'must have either day, or nth and weekday.';
  problems.add('day', 'day_or_nth', detail);
  return { freq: 'monthly', day: 1 };
}

function cronRuleOf({ expression }: RuleRequest, problems: Problems): Recurrence {
  if (expression === null) problems.required('expression');
  const recurrence = { freq: 'cron', expression: expression ?? '0 0 * * *' } as const;
  const detail = 'is not a cron expression of five fields, such as 30 9 * * 1-5.';
  // croner takes nicknames, dates and seconds as well, which are no part of what is promised.
  if (recurrence.expression.trim().split(/\s+/).length !== CRON_FIELDS) {
    problems.add('expression', 'wrong_cron', detail);
    return recurrence;
  }
  try {
    const cron = floatingCron(cronOf({ recurrence, localTime: '00:00' }));
    const first = cron.nextRun(new Date(0));
    if (first !== null && firesTooOften(first, (at) => cron.nextRun(at))) {
      const max = SCHEDULE_LIMITS.perHour;
      problems.add('expression', 'too_often', `names more than ${max} times in an hour.`, { max });
    }
  } catch {
    problems.add('expression', 'wrong_cron', detail);
  }
  return recurrence;
}

const CRON_FIELDS = 5;

/** A look at the first hundred times: an expression repeats its minutes in every hour that it names. */
function firesTooOften(first: Date, after: (at: Date) => Date | null): boolean {
  const perHour = new Map<string, number>();
  for (let at: Date | null = first, looks = 0; at !== null && looks < 100; at = after(at), looks++) {
    const hour = wallOf(at.getTime()).slice(0, 13);
    perHour.set(hour, (perHour.get(hour) ?? 0) + 1);
  }
  return Math.max(...perHour.values()) > SCHEDULE_LIMITS.perHour;
}

/** Everything that is wrong, told at once. */
class Problems {
  private readonly details: ErrorDetail[] = [];

  constructor(private readonly pointer: string) {}

  add(
    field: Fields | 'at',
    code: string,
    sentence: string,
    params?: Readonly<Record<string, unknown>>,
  ): void {
    const name = (field === 'at' ? undefined : NAMES[field]) ?? field;
    const pointer = `${this.pointer}/${name}`;
    const place = pointer.replace('#/', '').replaceAll('/', '.');
    this.details.push({
      pointer,
      code,
      detail: `«${place}» ${sentence}`,
      ...(params !== undefined && { params }),
    });
  }

  required(field: Fields): void {
    this.add(field, 'required', 'is required here.');
  }

  refuse(): void {
    if (this.details.length > 0) throw new InvalidScheduleError(this.details);
  }
}
