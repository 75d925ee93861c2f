/** An owner that has been silent for this long is taken for stopped and loses its connection. */
export const EVICT_AFTER_MS = 15_000;

/**
 * How long a renewal vouches for the ownership. Well below the silence after which others may evict: a process that was
 * stopped and wakes up finds that it may not act before anybody else can have begun to.
 */
export const VOUCH_MS = 8_000;

/**
 * A request starts at most this long after the beginning of a statement that saw the ownership. The database has so long
 * to answer; where it takes longer, nothing is sent until it is faster.
 */
export const PROOF_MS = 200;

/** How long a request may need from the socket to the messenger for the limit to hold where owners change. */
export const WAY_MS = 150;

/**
 * A new owner starts nothing for so long after it took the bot.
 *
 * What the old owner starts, it starts within `PROOF_MS` of having seen that nobody else had taken the bot, and it arrives
 * within `WAY_MS`. So the first request of the new owner arrives more than a second after the last of the old one, both
 * ends of the second included, and no second holds requests of both.
 */
export const QUIET_MS = 1_002 + PROOF_MS + WAY_MS;
