/** Milliseconds between two readings of a bot's event history, by how busy the bot is. A reading is one request as a rule. */
export const POLL_MS = { sending: 3_000, recently: 10_000, idle: 60_000 } as const;

/** A history that could not be read is tried again after this long. */
export const POLL_AGAIN_MS = 30_000;

/** Once in so long a reading goes back further than it must: for entries that showed late. */
export const DEEP_EVERY_MS = 60_000;
/** How far a reading goes back behind what was seen before: entries need not show in the order of their times. */
export const OVERLAP_MS = 10_000;
export const DEEP_OVERLAP_MS = 180_000;
/** The first reading of a bot goes back to when the bot was added, and a little further. */
export const BEFORE_SENDER_MS = 3_600_000;
