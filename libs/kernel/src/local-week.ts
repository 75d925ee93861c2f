const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** 1 January 1970 was a Thursday: the fourth day of a week that begins on Monday. */
const FIRST_DAY = 3;

/** Where in a week a clock on the wall stands. */
export interface PlaceInWeek {
  /** 0 for Monday to 6 for Sunday. */
  readonly day: number;
  /** 0 to 23. */
  readonly hour: number;
}

/** @param localMs what the clock shows, as milliseconds since it showed 1 January 1970; not before that */
export function placeInWeek(localMs: number): PlaceInWeek {
  return {
    day: (Math.floor(localMs / DAY_MS) + FIRST_DAY) % 7,
    hour: Math.floor(localMs / HOUR_MS) % 24,
  };
}
