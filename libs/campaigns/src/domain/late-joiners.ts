/** Most people who may join a run after its launch. */
export const LATE_JOINERS = { least: 1, most: 100_000, usual: 100 } as const;

/**
 * That a run takes in whoever comes to be named by its audience after the launch, until a moment.
 *
 * `atMost` is a bound against a mistake in the directory, or in a saved audience that was changed meanwhile: where more
 * people would join than are left of it, none of them does.
 */
export interface LateJoiners {
  readonly openUntil: Date;
  /** 1 to 100,000, of the whole run. */
  readonly atMost: number;
}

/** How it stands with the late joiners of a run. */
export interface LateJoining extends LateJoiners {
  readonly joined: number;
  /** When the audience was last resolved for them; `null`: not yet. */
  readonly lookedAt: Date | null;
  /** Why nobody joined at the last look although somebody may be meant to; `null`: all is well. */
  readonly trouble: LateJoinTrouble | null;
}

/** Why nobody could join. */
export interface LateJoinTrouble {
  /** Stable word for machines: `late_joiners_over_limit`, or what the audience is refused with. */
  readonly code: string;
  /** For people. */
  readonly reason: string;
}
