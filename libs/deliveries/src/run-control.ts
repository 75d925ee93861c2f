import { Inject, Injectable } from '@nestjs/common';
import { type Run, RunsService } from '#lib/campaigns';
import { afterCommit, Database, type Tx } from '#lib/database';
import { systemClock } from '#lib/kernel';
import { type Logger, LOGGER } from '#lib/observability';
import { closeRunGate } from './claim.queries.js';
import { VerificationUnderWayError } from './domain/verification.errors.js';
import { noteTransitions } from './transition-note.js';
import { cancelWaiting, lookAtDoubtsNow, openSends } from './upkeep.queries.js';
import { unverifiedOf } from './verification.queries.js';

/** Who asked, and why: both are kept with the run. */
export interface ControlRequest {
  readonly by: string;
  readonly reason: string | null;
}

/** What the caller does in the same transaction, after it. */
type Also = (tx: Tx) => Promise<void>;
const nothing: Also = () => Promise.resolve();

/** The run after the change, with the sends that could not be held back any more. */
export interface ControlResult {
  readonly run: Run;
  /** Posts under way when the call returned: they may still arrive. */
  readonly inFlight: number;
  /** Sends in doubt: their messages may exist, and are being looked for. */
  readonly unknown: number;
}

/** How long pause and cancel wait for sends that were under way. */
const SETTLE_WAIT_MS = 15_000;
const SETTLE_STEP_MS = 100;

/**
 * Pause, resume and cancel of a campaign's current run.
 *
 * Pause and cancel take the run's gate alone: once their transaction has committed, no intent of this run can be
 * written any more, so nothing leaves that is not in the figures they return.
 */
@Injectable()
export class RunControl {
  constructor(
    @Inject(LOGGER) private readonly logger: Logger,
    private readonly database: Database,
    private readonly runs: RunsService,
  ) {}

  /** Stops sending; nothing is lost. Pausing what is paused changes nothing. */
  async pause(campaignId: string, request: ControlRequest, also: Also = nothing): Promise<ControlResult> {
    const run = await this.database.transaction(async (tx) => {
      const paused = await this.pauseIn(tx, campaignId, request);
      await also(tx);
      return paused;
    });
    return this.settled(run);
  }

  /** `pause` inside a transaction of the caller, without waiting for sends that are under way. */
  async pauseIn(tx: Tx, campaignId: string, request: ControlRequest): Promise<Run> {
    const current = await this.lockCurrent(tx, campaignId);
    return current.status === 'paused' ? current : this.runs.pause(tx, current.id, request);
  }

  /**
   * Goes on where it was. There is no cursor: the rows say what is still to do.
   *
   * @throws VerificationUnderWayError while chats are read for what the database has forgotten
   */
  async resume(campaignId: string, also: Also = nothing): Promise<ControlResult> {
    const run = await this.database.transaction(async (tx) => {
      const current = await this.lockCurrent(tx, campaignId);
      const resumed =
        current.status === 'paused'
          ? await this.resumeVerified(tx, current.id)
          : this.runs.requireRunning(current);
      await also(tx);
      return resumed;
    });
    return { run, ...(await openSends(this.database.client, run.id)) };
  }

  /** Ends the run for good: who has not got the message will not; who has, keeps it. */
  async cancel(campaignId: string, request: ControlRequest, also: Also = nothing): Promise<ControlResult> {
    const run = await this.database.bulkTransaction(async (tx) => {
      const cancelled = await this.cancelIn(tx, campaignId, request);
      await also(tx);
      return cancelled;
    });
    return this.settled(run);
  }

  /** `cancel` inside a transaction of the caller, without waiting for sends that are under way. */
  async cancelIn(tx: Tx, campaignId: string, request: ControlRequest): Promise<Run> {
    const current = await this.lockCurrent(tx, campaignId);
    if (current.status === 'cancelled') return current;
    const cancelling =
      current.status === 'cancelling' ? current : await this.runs.beginCancel(tx, current.id, request);
    const cancelled = await cancelWaiting(tx, current.id);
    afterCommit(tx, () => {
      for (const from of ['pending', 'leased'] as const)
        noteTransitions(this.logger, { from, to: 'cancelled', outcome: 'cancelled' }, cancelled[from]);
    });
    await lookAtDoubtsNow(tx, current.id);
    const open = await openSends(tx, current.id);
    return open.inFlight + open.unknown === 0 ? this.runs.finishCancel(tx, current.id) : cancelling;
  }

  private async resumeVerified(tx: Tx, runId: string): Promise<Run> {
    const left = await unverifiedOf(tx, runId);
    if (left > 0) throw new VerificationUnderWayError(left);
    return this.runs.resume(tx, runId);
  }

  /**
   * The newest run of a campaign, with no intent of it being written until the transaction ends: what is counted then
   * stays as it is.
   *
   * @param action what a draft is refused with
   */
  async lockCurrent(tx: Tx, campaignId: string, action: 'control' | 'remind' = 'control'): Promise<Run> {
    const current = await this.runs.currentRun(tx, campaignId, action);
    await closeRunGate(tx, current.id);
    // Read again: it may have changed while this waited for the gate.
    return this.runs.get(tx, current.id);
  }

  private async settled(run: Run): Promise<ControlResult> {
    const deadline = systemClock.monotonicMs() + SETTLE_WAIT_MS;
    for (;;) {
      const open = await openSends(this.database.client, run.id);
      if (open.inFlight === 0 || systemClock.monotonicMs() > deadline) return { run, ...open };
      await systemClock.sleep(SETTLE_STEP_MS);
    }
  }
}
