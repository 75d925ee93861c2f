import type { LocalDate, LocalDateTime, ScheduleRule } from './domain/schedule-rule.js';
import {
  addDays,
  type ClockChange,
  dateOf,
  instantOf,
  localOf,
  onDate,
  timeOf,
  wallMsOf,
  wallOf,
} from './local-time.js';
import type { ProductionCalendar } from './production-calendar.js';
import { RawTimes } from './raw-times.js';

/** One time at which a schedule fires. */
export interface Occurrence {
  /** The rule's own local time: what makes it one of its kind, whatever holidays and clocks do. */
  readonly key: LocalDateTime;
  /** The local time at which it fires: another than the key where a holiday moved it. */
  readonly firesAt: LocalDateTime;
  readonly at: Date;
  readonly clockChange: ClockChange;
  /** Does a holiday of the rule's day move it to the next workday? */
  readonly isMoved: boolean;
}

/** A moved occurrence fires so much later than its key at most: the longest break of a year, and some days. */
const LONGEST_MOVE_DAYS = 31;
/** Nothing within so many days: the rule has no more occurrences. */
const HORIZON_DAYS = 366 * 5;
const WINDOW_DAYS = 120;
const DAY_MS = 86_400_000;

/**
 * The occurrences of a rule. With other zones beside its own, each begins when the first of all these clocks shows its
 * time. Every answer follows from the rule and the calendar alone, never from what was asked
 * before, so any number of processes come to the same.
 */
export class Timetable {
  private readonly raw: RawTimes;
  private lastKey: LocalDateTime | undefined;

  constructor(
    private readonly rule: ScheduleRule,
    private readonly calendar: ProductionCalendar,
    private readonly zones: readonly string[] = [],
  ) {
    this.raw = new RawTimes(rule, calendar);
  }

  /** Occurrences that fire after `from` and at `to` at the latest, in the order of their instants. */
  between(from: Date, to: Date): Occurrence[] {
    const [start, end] = [localOf(from, this.rule.timeZone), localOf(to, this.rule.timeZone)];
    const firstKey = onDate(addDays(dateOf(start), -LONGEST_MOVE_DAYS), '00:00');
    const lastKey = onDate(addDays(dateOf(end), this.zones.length > 0 ? 2 : 1), '23:59');
    return this.named(firstKey, lastKey)
      .filter(({ at }) => at > from && at <= to)
      .sort((a, b) => a.at.getTime() - b.at.getTime() || (a.key < b.key ? -1 : 1));
  }

  /** The next `limit` occurrences after `from`; fewer where the rule ends, or names nothing within five years of its beginning. */
  next(from: Date, limit: number): Occurrence[] {
    const found: Occurrence[] = [];
    // A rule may begin years from now; nothing is looked for before it does.
    const begin = Math.max(from.getTime(), wallMsOf(onDate(this.rule.anchorDate, '00:00')) - DAY_MS);
    for (let days = 0; days < HORIZON_DAYS && found.length < limit; days += WINDOW_DAYS) {
      const start = new Date(begin + days * DAY_MS);
      found.push(...this.between(start, new Date(start.getTime() + WINDOW_DAYS * DAY_MS)));
    }
    return found.slice(0, limit);
  }

  /** Occurrences by their keys, both ends included. */
  private named(first: LocalDateTime, last: LocalDateTime): Occurrence[] {
    const end = this.endOfCount();
    const upTo = end === null || last < end ? last : end;
    return this.placed(first, upTo);
  }

  private placed(first: LocalDateTime, last: LocalDateTime): Occurrence[] {
    return this.raw.between(first, last).flatMap((key) => {
      const firesAt = this.firingTime(key);
      return firesAt === null ? [] : [this.occurrence(key, firesAt)];
    });
  }

  private occurrence(key: LocalDateTime, firesAt: LocalDateTime): Occurrence {
    const { at: own, clockChange } = instantOf(firesAt, this.rule.timeZone);
    const others = this.zones.map((zone) => instantOf(firesAt, zone).at.getTime());
    const at = new Date(Math.min(own.getTime(), ...others));
    return { key, firesAt, at, clockChange, isMoved: firesAt !== key };
  }

  /** `null`: a holiday takes it away. */
  private firingTime(key: LocalDateTime): LocalDateTime | null {
    const { onHoliday } = this.rule;
    if (onHoliday === 'send' || this.calendar.kindOf(dateOf(key)) !== 'holiday') return key;
    if (onHoliday === 'skip') return null;
    const target = onDate(this.calendar.nextWorkday(dateOf(key)), timeOf(key));
    return this.isFirstFor(target, key) ? target : null;
  }

  /** Of all that meet on the workday after a holiday, one fires: its own, else the earliest of the days before. */
  private isFirstFor(target: LocalDateTime, key: LocalDateTime): boolean {
    if (this.raw.has(target)) return false;
    for (let date = addDays(dateOf(key), -1); !this.calendar.isWorked(date); date = addDays(date, -1)) {
      const isHoliday = this.calendar.kindOf(date) === 'holiday';
      if (isHoliday && this.raw.has(onDate(date, timeOf(key)))) return false;
    }
    return true;
  }

  /** The key of the last occurrence of a rule that ends by number. */
  private endOfCount(): LocalDateTime | null {
    const { count } = this.rule;
    if (count === null) return null;
    this.lastKey ??= this.keyOfNumber(count);
    return this.lastKey;
  }

  private keyOfNumber(count: number): LocalDateTime {
    let seen = 0;
    let from = this.rule.anchorDate;
    let last = onDate(from, '00:00');
    for (let empty = 0; empty < HORIZON_DAYS; from = addDays(from, WINDOW_DAYS)) {
      const keys = this.placed(onDate(from, '00:00'), endOf(addDays(from, WINDOW_DAYS - 1)));
      const needed = keys[count - seen - 1];
      if (needed !== undefined) return needed.key;
      last = keys.at(-1)?.key ?? last;
      seen += keys.length;
      empty = keys.length > 0 ? 0 : empty + WINDOW_DAYS;
    }
    return last;
  }
}

function endOf(date: LocalDate): LocalDateTime {
  return wallOf(wallMsOf(onDate(date, '23:59')));
}
