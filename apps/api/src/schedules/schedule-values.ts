import {
  localOf,
  type OnHoliday,
  onceRule,
  ruleOf,
  type ScheduleRule,
  SETTING_LIMITS,
  type ScheduleSettings,
  type Weekday,
} from '#lib/scheduling';
import { detailAt } from '../problem/error-detail.js';
import { ValidationFailedError } from '../problem/edge-errors.js';
import type { Shape } from '../shape.js';
import type { RuleBody, ScheduleBody } from './schedule-body.dto.js';
import { isGiven } from '../validation/is-given.js';

/** What a request leaves out, and what this installation makes of it. */
export interface Home {
  /** The company's zone. */
  readonly timeZone: string;
  readonly now: Date;
}

/** The rule of a body. @throws ValidationFailedError, InvalidScheduleError */
export function scheduleRuleOf(body: Shape<ScheduleBody>, home: Home): ScheduleRule {
  refuseOthers(body);
  if (body.kind === 'once') {
    return withBasis(onceRule(body.at ?? '', body.time_zone ?? home.timeZone), body.basis);
  }
  return recurringRuleOf(body.rule ?? NO_RULE, {
    onHoliday: body.on_holiday ?? 'send',
    home,
    pointer: '#/rule',
  });
}

/** @throws ValidationFailedError, InvalidScheduleError */
export function recurringRuleOf(
  body: Shape<RuleBody>,
  {
    onHoliday,
    home,
    pointer,
  }: { readonly onHoliday: OnHoliday; readonly home: Home; readonly pointer: string },
): ScheduleRule {
  const timeZone = body.time_zone ?? home.timeZone;
  const request = {
    freq: body.freq,
    interval: body.interval ?? null,
    weekdays: body.weekdays ?? null,
    day: lastOr(body.day ?? null, `${pointer}/day`),
    nth: lastOr(body.nth ?? null, `${pointer}/nth`) as 1 | 2 | 3 | 4 | 'last' | null,
    weekday: body.weekday ?? null,
    expression: body.expression ?? null,
    localTime: body.local_time ?? null,
    timeZone,
    until: body.until ?? null,
    count: body.count ?? null,
    onHoliday,
  };
  const anchorDate = body.anchor_date ?? today(home, timeZone);
  return withBasis(ruleOf({ ...request, anchorDate }, pointer), body.basis);
}

function withBasis(rule: ScheduleRule, basis: 'campaign' | 'recipient' | null | undefined): ScheduleRule {
  return basis === 'recipient' ? { ...rule, basis } : rule;
}

/** What holds of a schedule beside its times. @throws ValidationFailedError */
export function settingsOf(body: Shape<ScheduleBody>): ScheduleSettings {
  const audienceMode = body.audience_mode ?? 'fresh';
  const most = body.max_change_percent ?? null;
  if (audienceMode === 'frozen' && most !== null)
    throw new ValidationFailedError([detailAt({ pointer: '#/max_change_percent', code: 'not_with_frozen' })]);
  return {
    audienceMode,
    onMissed: body.on_missed ?? 'late',
    lateMinutes: body.late_minutes ?? SETTING_LIMITS.lateMinutes.usual,
    overlap: body.overlap ?? 'skip',
    boundPercent: audienceMode === 'frozen' ? null : (most ?? SETTING_LIMITS.boundPercent.usual),
    maxRecipients: body.max_recipients ?? null,
    confirmRepeat: body.confirm_repeat ?? false,
    expiresAfterSeconds: body.expires_after_s ?? null,
  };
}

/** As a body would name it. */
export function ruleBodyOf({ recurrence, ...rule }: ScheduleRule): Shape<RuleBody> {
  const own = (field: string): unknown =>
    field in recurrence ? (recurrence as unknown as Record<string, unknown>)[field] : null;
  const numberOr = (value: unknown): number | null => (value === 'last' ? -1 : (value as number | null));
  return {
    basis: rule.basis ?? 'campaign',
    freq: recurrence.freq,
    interval: own('interval') as number | null,
    weekdays: own('weekdays') as readonly Weekday[] | null,
    day: numberOr(own('day')),
    nth: numberOr(own('nth')),
    weekday: own('weekday') as Weekday | null,
    expression: own('expression') as string | null,
    local_time: recurrence.freq === 'cron' ? null : rule.localTime,
    time_zone: rule.timeZone,
    anchor_date: rule.anchorDate,
    until: rule.until,
    count: rule.count,
  };
}

/** Never read: a body without its rule was refused before. */
const NO_RULE: Shape<RuleBody> = { freq: 'daily' };

/** A field that belongs to the other kind would be ignored in silence; one that is needed would be guessed. */
function refuseOthers({ kind, at, time_zone: zone, basis, rule }: Shape<ScheduleBody>): void {
  const [needed, name] = kind === 'once' ? ([at, 'at'] as const) : ([rule, 'rule'] as const);
  const foreign = kind === 'once' ? { rule } : { at, time_zone: zone, basis };
  const details = [
    ...(isGiven(needed) ? [] : [detailAt({ pointer: `#/${name}`, code: 'required' })]),
    ...Object.entries(foreign)
      .filter(([, value]) => isGiven(value))
      .map(([field]) =>
        detailAt({ pointer: `#/${field}`, code: 'unknown_field', params: { known: KNOWN[kind] } }),
      ),
  ];
  if (details.length > 0) throw new ValidationFailedError(details);
}

const KNOWN = { once: ['at', 'time_zone', 'basis'], recurring: ['rule'] } as const;

/** -1 is the last one, as calendars have it; 0 is no day. */
function lastOr(value: number | null, pointer: string): number | 'last' | null {
  if (value === 0) {
    throw new ValidationFailedError([
      detailAt({ pointer, code: 'out_of_range', params: { min: 1, max: 31 } }),
    ]);
  }
  return value === -1 ? 'last' : value;
}

/** An unknown zone is told of with the other problems of the rule; until then any day will do. */
function today({ now }: Home, timeZone: string): string {
  try {
    return localOf(now, timeZone).slice(0, 10);
  } catch {
    return now.toISOString().slice(0, 10);
  }
}
