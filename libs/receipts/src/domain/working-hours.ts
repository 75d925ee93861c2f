import { placeInWeek } from '#lib/kernel';

const HOUR_MS = 3_600_000;

/** By the clock where the person is. */
const DAY_BEGINS = 9;
const DAY_ENDS = 18;
const WAKES = 7;
const SLEEPS = 22;
const SATURDAY = 5;

/**
 * How often somebody is looked for in an hour, beside an hour of work. Less than people read then would be too little:
 * the best rate of looks goes with the square root of the rate of reads, so a night with a hundredth of the reads gets a
 * tenth of the looks.
 */
const OUTSIDE_WORK = 0.5;
const ON_A_DAY_OFF = 0.4;
const AT_NIGHT = 0.1;

/** 1 in the hours of work, less in others, never 0: a share of the looks that a working hour gets. */
export function worthOf(atMs: number, offsetMs: number): number {
  const { day, hour } = placeInWeek(atMs + offsetMs);
  if (hour < WAKES || hour >= SLEEPS) return AT_NIGHT;
  if (day >= SATURDAY) return ON_A_DAY_OFF;
  return hour >= DAY_BEGINS && hour < DAY_ENDS ? 1 : OUTSIDE_WORK;
}

/** Milliseconds between two instants, each counted by its worth. */
export function workBetween(fromMs: number, toMs: number, offsetMs: number): number {
  let work = 0;
  for (let at = fromMs; at < toMs; at = endOfHour(at, offsetMs)) {
    work += (Math.min(endOfHour(at, offsetMs), toMs) - at) * worthOf(at, offsetMs);
  }
  return work;
}

/** The instant by which `workMs` have passed since `fromMs`, and no later than `atMostMs`. */
export function afterWork(fromMs: number, workMs: number, offsetMs: number, atMostMs: number): number {
  let left = workMs;
  for (let at = fromMs; at < atMostMs; at = endOfHour(at, offsetMs)) {
    const worth = worthOf(at, offsetMs);
    const here = (endOfHour(at, offsetMs) - at) * worth;
    if (here >= left) return Math.min(Math.ceil(at + left / worth), atMostMs);
    left -= here;
  }
  return atMostMs;
}

const endOfHour = (atMs: number, offsetMs: number): number =>
  (Math.floor((atMs + offsetMs) / HOUR_MS) + 1) * HOUR_MS - offsetMs;
