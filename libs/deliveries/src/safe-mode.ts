import { Inject, Injectable } from '@nestjs/common';
import { LateJoins, RunsService } from '#lib/campaigns';
import { type Config, CONFIG } from '#lib/config';
import { Database, FRESH_MS, Instance, type Tx } from '#lib/database';
import { type Logger, LOGGER } from '#lib/observability';
import { closeRunGate } from './claim.queries.js';
import { type InstanceChange, instanceChange } from './domain/instance-change.js';
import {
  DATABASE_RESTORED,
  holdText,
  JOIN_CLOSED_TEXT,
  MARGIN_MS,
  PROBE_MARGIN_MS,
  PROBED,
  type SafeModeCode,
} from './domain/safe-mode.js';
import {
  isSafeModeNeeded,
  openRunIds,
  probeRuns,
  type RunVerification,
  verificationsByRun,
  verifyRun,
} from './verification.queries.js';

/** Why and since when sending waits for people's chats to be read, and how far that is. */
export interface SafeModeState {
  readonly code: SafeModeCode;
  readonly since: Date;
  /** Until when the database remembers, as far as it shows. */
  readonly restorePoint: Date | null;
}

/**
 * Safe mode: what a database that has forgotten commits may send only after people's chats have been read (protocol
 * 2.11).
 *
 * Every run is held, and each of its deliveries gets a row in `verification`, which the claim, the intent and a trigger
 * ask for; `Verifier` takes the rows away one by one. Somebody resumes each run afterwards.
 */
@Injectable()
export class SafeMode {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    @Inject(LOGGER) private readonly logger: Logger,
    private readonly database: Database,
    private readonly instance: Instance,
    private readonly runs: RunsService,
    private readonly joins: LateJoins,
  ) {}

  /**
   * Says that a worker is at work, and looks whether the database is still the one that it was. To be called about once
   * a second: nothing is claimed while nobody does.
   */
  async watch(): Promise<InstanceChange> {
    if (await this.instance.beat()) return 'none';
    return this.database.bulkTransaction(async (tx) => {
      const seen = await this.instance.lock(tx);
      const change = instanceChange(seen, FRESH_MS);
      if (change === 'other_instance') await this.enter(tx, 'other_instance', seen.heartbeatAt);
      if (change === 'unwatched') await this.probe(tx, seen.heartbeatAt);
      if (change !== 'none') await this.instance.adopt(tx);
      return change;
    });
  }

  /**
   * Holds every run and has its deliveries looked up.
   *
   * @param tx a transaction with time for all rows of all open runs
   * @param restorePoint until when the database remembers at least
   */
  async enter(tx: Tx, code: SafeModeCode, restorePoint: Date): Promise<void> {
    // Two who find the same at once do it one after the other.
    await this.instance.lock(tx);
    const plan = {
      since: new Date(restorePoint.getTime() - MARGIN_MS),
      settleMs: this.config.doubtSettleMs,
    };
    let total = 0;
    for (const { id } of await openRunIds(tx)) {
      await closeRunGate(tx, id);
      // Who had joined and is forgotten would join, and get it, once more: a row that is gone cannot be verified.
      await this.joins.close(tx, id, { code: DATABASE_RESTORED, reason: JOIN_CLOSED_TEXT });
      const count = await verifyRun(tx, id, plan);
      // Read behind the gate: somebody may have paused or cancelled it meanwhile.
      const { status } = await this.runs.get(tx, id);
      if (status === 'running' || status === 'preparing')
        await this.runs.hold(tx, id, { code: DATABASE_RESTORED, reason: holdText(code, count) });
      total += count;
    }
    await this.instance.beginSafeMode(tx, code, restorePoint);
    this.logger.error(
      { code, restorePoint, deliveries: total },
      'safe mode: chats are read before anything is sent',
    );
  }

  /** Ends safe mode when nothing is to be verified and every held run was resumed or ended. */
  async endIfOver(): Promise<boolean> {
    const { client } = this.database;
    if (
      (await this.instance.safeMode(client)) === null ||
      (await isSafeModeNeeded(client, DATABASE_RESTORED))
    )
      return false;
    const isEnded = await this.instance.endSafeMode(client);
    if (isEnded) this.logger.info({}, 'safe mode has ended');
    return isEnded;
  }

  /** `null`: nothing is known to be forgotten. */
  async state(tx: Tx): Promise<SafeModeState | null> {
    const row = await this.instance.safeMode(tx);
    return row === null ? null : { ...row, code: row.code as SafeModeCode };
  }

  /** Runs whose deliveries are being verified; those of a probe among them, outside of safe mode. */
  progress(tx: Tx): Promise<RunVerification[]> {
    return verificationsByRun(tx);
  }

  private async probe(tx: Tx, heartbeatAt: Date): Promise<void> {
    const since = new Date(heartbeatAt.getTime() - PROBE_MARGIN_MS);
    const count = await probeRuns(tx, { since, count: PROBED });
    if (count > 0)
      this.logger.info(
        { deliveries: count },
        'nobody was at work for a while: the next chats are read first',
      );
  }
}
