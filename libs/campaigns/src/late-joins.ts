import { Injectable } from '@nestjs/common';
import type { Tx } from '#lib/database';
import type { LateJoinTrouble } from './domain/late-joiners.js';
import { closeJoin, type DueJoin, lockOpenJoin, recordJoin, takeDueJoin } from './late-joins.queries.js';

/** Runs that take in people after their launch: which is to be looked at, and what came of it. */
@Injectable()
export class LateJoins {
  /** A run whose audience is to be resolved again; for nobody else until its next look. @returns `null`: none is due */
  takeDue(tx: Tx): Promise<DueJoin | null> {
    return takeDueJoin(tx);
  }

  /**
   * Takes the run until the transaction ends. A pause or a cancel waits for it, or comes first; then nobody joins.
   *
   * @returns whether people may still join, and nobody has since `look` began
   */
  lock(tx: Tx, look: DueJoin): Promise<boolean> {
    return lockOpenJoin(tx, look);
  }

  /** Notes what a look came to: so many rows of the run more. Ask with the run locked. */
  record(
    tx: Tx,
    look: DueJoin,
    came: { readonly joined: number; readonly trouble: LateJoinTrouble | null },
  ): Promise<void> {
    return recordJoin(tx, look, came);
  }

  /** Nobody joins the run any more, for a reason that stays with it; nothing where its door was not open. */
  async close(tx: Tx, runId: string, why: LateJoinTrouble): Promise<void> {
    await closeJoin(tx, runId, why);
  }
}
