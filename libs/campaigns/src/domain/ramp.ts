/** Most people who may be named to get the message first. */
export const RAMP_FIRST_MAX = 3;
/** Size of the second wave. */
export const RAMP_SAMPLE = { least: 1, most: 1_000, usual: 10 } as const;
/** Share of a wave that the messenger may refuse before somebody has to look, in per cent. */
export const RAMP_FAILURES = { least: 0, most: 100, usual: 20 } as const;

/**
 * The canary wave of a campaign: a wrong text hits a handful of people, not an audience.
 *
 * Wave 1 are the people named, wave 2 is a sample of the others, then come all. A wave opens when every delivery of the
 * one before has an end, few enough were refused, and none is in doubt for long.
 */
export interface Ramp {
  /** At most three people of the audience; those outside of it get nothing. */
  readonly firstTo: readonly number[];
  /** How many the second wave has. */
  readonly sample: number;
  /** Share of a wave, 0 to 100; above it the run is held. */
  readonly maxFailurePercent: number;
}
