import { Inject, Injectable } from '@nestjs/common';
import { RunsService } from '#lib/campaigns';
import { Database, type Tx } from '#lib/database';
import { DomainError, systemClock } from '#lib/kernel';
import { type Logger, LOGGER } from '#lib/observability';
import { HOLD_TEXT, type SenderHoldCode, SendersService } from '#lib/senders';
import { sendableRuns } from './claim.queries.js';
import { FAILURE_WINDOW, FailureShare } from './domain/failure-share.js';
import { countContentRefusal, countOutcomes, forgetContentRefusals } from './run-outcomes.queries.js';
import { untilCommitted } from './until-answered.js';

/** The messenger refuses the text, not the person: after this many in a row the run is held, not the audience burnt. */
const CONTENT_REFUSALS_TO_HOLD = 3;

/** What outcomes of posts mean for a whole run, or for all runs of a bot: when to stop and have somebody look. */
@Injectable()
export class RunHolds {
  private readonly failures = new Map<string, FailureShare>();
  /** When each bot was last held, in milliseconds of the process's clock. */
  private readonly heldAt = new Map<string, number>();

  constructor(
    @Inject(LOGGER) private readonly logger: Logger,
    private readonly database: Database,
    private readonly runs: RunsService,
    private readonly senders: SendersService,
  ) {}

  /** The messenger took one person's message: counted, so that the share of failures is one of the last sends. */
  async accepted(runId: string): Promise<void> {
    await this.count(runId, false);
  }

  /** The messenger refused one person. */
  async failed(runId: string): Promise<void> {
    await this.count(runId, true);
  }

  /**
   * The messenger refused the text. Three equal refusals in a row hold the run.
   *
   * @param tx the one that hands the delivery back: where nothing is under way any more, every refusal has been
   *   counted. One that was counted later could hold the run again after somebody has resumed it.
   */
  async contentRefused(tx: Tx, runId: string, refusal: readonly string[]): Promise<void> {
    const codes = refusal.join(', ');
    if ((await countContentRefusal(tx, runId, codes)) < CONTENT_REFUSALS_TO_HOLD) return;
    const reason = `The messenger refuses the text (${codes}). Cancel the campaign and correct the text.`;
    await this.hold(tx, runId, { code: 'content_refused', reason });
    await forgetContentRefusals(tx, runId);
  }

  /** The messenger does not take a file of the run: nobody would get a whole message. */
  async filesRefused(runId: string, kind: string): Promise<void> {
    const reason =
      `The messenger does not take a file of the message (${kind}); the bot needs the scope «uploads:write». ` +
      'Mend it and resume, or cancel and send without the file.';
    await this.write((tx) => this.hold(tx, runId, { code: 'file_refused', reason }));
  }

  /**
   * The bot, not the person: nothing goes out for any of its campaigns until somebody mends it.
   *
   * @param refused.startedAt when the refused request began. One from before the last hold is of the same trouble; it
   *   must not hold the bot again after somebody has mended it.
   * @param handBack written in the same transaction: where nothing is under way any more, the bot is held
   */
  async senderRefused(
    senderId: string,
    refused: { readonly code: SenderHoldCode; readonly startedAt: number },
    handBack?: (tx: Tx) => Promise<unknown>,
  ): Promise<void> {
    if (refused.startedAt <= (this.heldAt.get(senderId) ?? 0)) {
      if (handBack !== undefined) await this.write(handBack);
      return;
    }
    const { code } = refused;
    const detail = HOLD_TEXT[code];
    this.heldAt.set(senderId, systemClock.monotonicMs());
    await this.write(async (tx) => {
      await handBack?.(tx);
      for (const { id } of await sendableRuns(tx, senderId))
        await this.hold(tx, id, { code, reason: detail });
      await this.senders.hold(tx, senderId, { code, detail });
    });
    // No intent is written from here on, so whatever began before belongs to this hold.
    this.heldAt.set(senderId, systemClock.monotonicMs());
    this.logger.error({ senderId, code }, 'a bot is held');
  }

  private async count(runId: string, isFailed: boolean): Promise<void> {
    const share = this.failures.get(runId) ?? new FailureShare();
    this.failures.set(runId, share);
    const tooMany = share.add(isFailed);
    if (tooMany === null) return;
    share.reset();
    const { failed, of } = tooMany;
    const reason =
      `The messenger refused ${failed} of the last ${of} people. ` +
      'See who and why in the recipients that failed; resume to go on with the others, or cancel.';
    const held = await this.write(async (tx) => {
      const outcomes = await countOutcomes(tx, runId);
      return this.runs.holdForFailures(tx, runId, { outcomes, spacing: FAILURE_WINDOW, reason });
    });
    if (held !== null) this.logger.warn({ runId, failed, of }, 'a run is held for its failures');
  }

  /** Somebody may have paused or cancelled it meanwhile; then there is nothing to hold. */
  private async hold(tx: Tx, runId: string, why: { code: string; reason: string }): Promise<void> {
    try {
      await this.runs.hold(tx, runId, why);
      this.logger.warn({ runId, code: why.code }, 'a run is held');
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
    }
  }

  private write<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return untilCommitted(this.database, work);
  }
}
