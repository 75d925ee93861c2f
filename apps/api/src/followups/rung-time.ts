import { isUsableDay, PLAN_LIMITS, type RungWhen, USUAL_DAY } from '#lib/followups';
import type { WorkingDay } from '#lib/kernel';
import { detailAt } from '../problem/error-detail.js';
import { ValidationFailedError } from '../problem/edge-errors.js';
import { isGiven } from '../validation/is-given.js';

/** When a rung comes, as a request says it: one of three ways. */
interface RungTimeFields {
  readonly after_hours?: number | null;
  readonly after_working_hours?: number | null;
  readonly working_from?: string | null;
  readonly working_to?: string | null;
  readonly on_day?: number | null;
  readonly at?: string | null;
}

type NullableFields = Required<RungTimeFields>;

/** @throws ValidationFailedError where it is not exactly one time */
export function whenOf(rung: RungTimeFields, place: number): RungWhen {
  const times = [rung.after_hours, rung.after_working_hours, rung.on_day].map((time) => time ?? null);
  const [hours = null, workingHours = null, onDay = null] = times;
  const at = rung.at ?? null;
  const hasDay = isGiven(rung.working_from) || isGiven(rung.working_to);
  const isOne = times.filter((time) => time !== null).length === 1;
  const isWhole = (onDay !== null) === (at !== null) && (workingHours !== null || !hasDay);
  if (isOne && isWhole) {
    if (hours !== null) return { afterHours: hours };
    if (onDay !== null && at !== null) return { onDay, at };
    if (workingHours !== null) return { workingHours, day: dayOf(rung, workingHours, place) };
  }
  throw new ValidationFailedError([detailAt({ pointer: pointerTo(place), code: 'rung_time' })]);
}

function dayOf({ working_from, working_to }: RungTimeFields, hours: number, place: number): WorkingDay {
  const day = { from: working_from ?? USUAL_DAY.from, to: working_to ?? USUAL_DAY.to };
  if (isUsableDay(day, hours)) return day;
  const params = { max_days: PLAN_LIMITS.workingDays };
  throw new ValidationFailedError([
    detailAt({ pointer: `${pointerTo(place)}/working_to`, code: 'working_day', params }),
  ]);
}

const pointerTo = (place: number): string => `#/rungs/${String(place)}`;

/** The same as it is told: what does not apply is null. */
export function timeDto(when: RungWhen): NullableFields {
  const none = {
    after_hours: null,
    after_working_hours: null,
    working_from: null,
    working_to: null,
    on_day: null,
    at: null,
  };
  if ('afterHours' in when) return { ...none, after_hours: when.afterHours };
  if ('onDay' in when) return { ...none, on_day: when.onDay, at: when.at };
  const { from, to } = when.day;
  return { ...none, after_working_hours: when.workingHours, working_from: from, working_to: to };
}
