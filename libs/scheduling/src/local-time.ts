import { DateTime, IANAZone } from 'luxon';
import type { LocalDate, LocalDateTime } from './domain/schedule-rule.js';

/** How a local time came to its instant. */
export type ClockChange =
  | 'none'
  /** The clock jumps over it in spring: it is as much later as the jump is long. */
  | 'gap'
  /** It is shown twice in autumn: the first counts. */
  | 'overlap';

/** A local time in a zone, and when that is. */
export interface Placed {
  readonly at: Date;
  readonly clockChange: ClockChange;
}

/** Longer than any change of a zone's offset is from its neighbours; shorter than the time between two of them. */
const NEARBY_MS = 86_400_000;
const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

/** Is it a zone that this process knows: `Europe/Moscow`? */
export function isTimeZone(name: string): boolean {
  return IANAZone.isValidZone(name);
}

/**
 * The instant of a local time, as Temporal's `compatible` has it: in a gap the later one, in an overlap the first. So a
 * gap swallows nothing and an overlap fires once.
 */
export function instantOf(local: LocalDateTime, timeZone: string): Placed {
  const zone = IANAZone.create(timeZone);
  const wallMs = wallMsOf(local);
  const offsets = [zone.offset(wallMs - NEARBY_MS), zone.offset(wallMs + NEARBY_MS)];
  const possible = offsets.map((offset) => wallMs - offset * MINUTE_MS);
  const real = possible.filter((ms, index) => zone.offset(ms) === offsets[index]);
  if (real.length === 0) return { at: new Date(wallMs - (offsets[0] ?? 0) * MINUTE_MS), clockChange: 'gap' };
  const isTwice = new Set(real).size > 1;
  return { at: new Date(Math.min(...real)), clockChange: isTwice ? 'overlap' : 'none' };
}

/** What the clock on the wall shows. */
export function localOf(at: Date, timeZone: string): LocalDateTime {
  return wallOf(at.getTime() + IANAZone.create(timeZone).offset(at.getTime()) * MINUTE_MS);
}

/** The day of a local time. @param local as `localOf` writes it; nothing is checked */
export function dateOf(local: LocalDateTime): LocalDate {
  return local.slice(0, 10);
}

export function timeOf(local: LocalDateTime): string {
  return local.slice(11);
}

export function onDate(date: LocalDate, time: string): LocalDateTime {
  return `${date}T${time}`;
}

/** So many days of the calendar later, or earlier if `days` is negative; no zone and no change of clocks matters. */
export function addDays(date: LocalDate, days: number): LocalDate {
  return dateOf(wallOf(wallMsOf(onDate(date, '00:00')) + days * DAY_MS));
}

/** 1 is Monday, 7 Sunday. */
export function weekdayOf(date: LocalDate): number {
  return new Date(wallMsOf(onDate(date, '00:00'))).getUTCDay() || 7;
}

/** Weeks, Monday to Sunday, from the one that `from` is in to the one that `to` is in. */
export function weeksBetween(from: LocalDate, to: LocalDate): number {
  const monday = (date: LocalDate): number => wallMsOf(onDate(date, '00:00')) - weekdayOf(date) * DAY_MS;
  return (monday(to) - monday(from)) / (7 * DAY_MS);
}

/** A day that exists, as `2026-11-23`? */
export function isLocalDate(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && DateTime.fromISO(text, { zone: 'utc' }).isValid;
}

/** The local time as milliseconds, as if it were UTC: for arithmetic only. */
export function wallMsOf(local: LocalDateTime): number {
  return Date.parse(`${local}Z`);
}

export function wallOf(ms: number): LocalDateTime {
  return new Date(ms).toISOString().slice(0, 16);
}
