import { Injectable } from '@nestjs/common';
import { Database } from './database.js';
import type { Tx } from './tx.js';
import {
  adopt,
  beat,
  beginSafeMode,
  endSafeMode,
  type InstanceRow,
  introduce,
  lockInstance,
  readSafeMode,
  type SafeModeRow,
  takeTurn,
} from './instance.queries.js';

/**
 * Which database this is, and whether it is the one that was worked with until now.
 *
 * A database that was restored, promoted with a loss or put back from a snapshot has forgotten what was sent. Its
 * identity tells the first two, the age of its heartbeat says that the third is possible.
 */
@Injectable()
export class Instance {
  constructor(private readonly database: Database) {}

  /**
   * Says that a worker is at work. Cheap: to be called about once a second by every worker.
   *
   * @returns `false`: the database is another one, nobody has been at work for some seconds, or nobody ever was; `lock`
   * tells which
   */
  beat(): Promise<boolean> {
    return beat(this.database.client);
  }

  /** What is known of this database, kept from other workers until the transaction ends. */
  async lock(tx: Tx): Promise<InstanceRow> {
    await introduce(tx);
    return lockInstance(tx);
  }

  /** From here on this is the database that is worked with, as of now. */
  adopt(tx: Tx): Promise<void> {
    return adopt(tx);
  }

  /** Whether this process is the one of all that does now what is to be done every `everyMs` milliseconds. */
  takeTurn(everyMs: number): Promise<boolean> {
    return takeTurn(this.database.client, everyMs);
  }

  /** `null`: nothing is known to be forgotten. */
  safeMode(tx: Tx): Promise<SafeModeRow | null> {
    return readSafeMode(tx);
  }

  /**
   * Sends wait until what was forgotten is found again. A later `code` replaces an earlier one; the oldest
   * `restorePoint` stays.
   */
  beginSafeMode(tx: Tx, code: string, restorePoint: Date): Promise<void> {
    return beginSafeMode(tx, code, restorePoint);
  }

  /** @returns whether it was on */
  endSafeMode(tx: Tx): Promise<boolean> {
    return endSafeMode(tx);
  }
}
