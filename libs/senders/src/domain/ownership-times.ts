/** An owner that has been silent for this long is taken for stopped and loses its connection. */
export const EVICT_AFTER_MS = 15_000;

/**
 * How long a renewal vouches for the ownership. Well below the silence after which others may evict: a process that was
 * stopped and wakes up finds that it may not act before anybody else can have begun to.
 */
export const VOUCH_MS = 8_000;

/**
 * A new owner starts nothing for so long.
 *
 * Postgres gives the lock to the next one after the old owner's connection has ended, so after the process had died, been
 * cut off or given up. What it had written by then arrives within the network's one-way time; it writes no intent under
 * an old epoch. The first request of the new owner therefore arrives at least this long minus that time after the last
 * one of the old owner: more than a second, and so no second holds requests of both, as long as a request needs less
 * than a quarter of a second from the socket to the messenger.
 */
export const QUIET_MS = 1_250;
