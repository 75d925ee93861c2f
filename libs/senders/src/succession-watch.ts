import { connectSession, type SessionClient } from '#lib/database';
import { systemClock } from '#lib/kernel';
import { heldByOthers, waitForVacancy } from './ownership.queries.js';

/** After a failure of the connection; the passes of the ownership look for free bots all the same. */
const RECONNECT_MS = 1_000;
/** Before another look where nobody else owns anything, or right after a bot has become free. */
const PAUSE_MS = 500;

/**
 * Waits, on a connection of its own, until another process loses a bot, and says so at once.
 *
 * Postgres grants a waiting lock the moment its holder's connection ends, which a kill -9 does, so no time is lost
 * between two looks of a poll. Only one bot is waited for at a time, in turn: a dead process frees all of its bots, and
 * the pass that follows takes them all. The wait asks for the lock *shared* and gives it back before it says anything:
 * any number of candidates wake together, and whichever tries last finds none of them in its way. Nothing depends on
 * this: whoever misses it finds the free bot in the next pass.
 */
export class SuccessionWatch {
  private readonly ending = new AbortController();
  private session: SessionClient | null = null;
  private readonly running: Promise<void>;
  private turn = 0;

  /** @param onVacant told after each bot that has become free; must not throw */
  constructor(
    private readonly url: string,
    private readonly ownBackendPid: () => number | null,
    private readonly onVacant: () => Promise<void>,
  ) {
    this.running = this.run();
  }

  /** Resolves when its connection is closed. */
  async stop(): Promise<void> {
    this.ending.abort();
    const { session } = this;
    this.session = null;
    // Ends the wait that is under way with it.
    await session?.end().catch(() => undefined);
    await this.running;
  }

  private async run(): Promise<void> {
    while (!this.ending.signal.aborted) {
      try {
        await this.watch(await this.connect());
      } catch {
        this.session = null;
        await this.rest(RECONNECT_MS);
      }
    }
  }

  private async connect(): Promise<SessionClient> {
    const session = await connectSession(this.url, 'vestnik-succession');
    this.session = session;
    // Stopped while it connected: nobody else would close it.
    if (this.ending.signal.aborted) await session.end();
    return session;
  }

  private async watch(session: SessionClient): Promise<void> {
    while (!this.ending.signal.aborted) {
      const held = await heldByOthers(session, this.ownBackendPid());
      const next = held[this.turn++ % Math.max(1, held.length)];
      const isVacant = next !== undefined && (await waitForVacancy(session, next));
      if (isVacant) await this.onVacant();
      if (isVacant || next === undefined) await this.rest(PAUSE_MS);
    }
  }

  private async rest(ms: number): Promise<void> {
    await systemClock.sleep(ms, this.ending.signal).catch(() => undefined);
  }
}
