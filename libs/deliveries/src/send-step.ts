import { Inject, Injectable } from '@nestjs/common';
import { type Config, CONFIG } from '#lib/config';
import { Database, isUniqueViolation } from '#lib/database';
import { systemClock } from '#lib/kernel';
import { type Logger, LOGGER } from '#lib/observability';
import { PachcaError } from '#lib/pachca';
import { PRIORITY, type SenderSession, SessionClosed, type Ticket } from '#lib/senders';
import { Breakers } from './breakers.js';
import { type Claimed, writeIntent } from './claim.queries.js';
import { DailyCap } from './daily-cap.js';
import { HELD_FOR_CAP } from './daily-cap.queries.js';
import { type DeliveryTiming, deliveryTiming } from './delivery-timing.js';
import { absenceVerdict } from './domain/absence.js';
import type { ClosingReason, DeliveryState } from './domain/delivery-state.js';
import type { MarkedBy } from './domain/marker.js';
import { markedTask, TASK_MARK } from './domain/task-text.js';
import { MAX_DIGEST_NAMES } from './domain/digest-text.js';
import type { Destination } from './destination.js';
import { Eligibility } from './eligibility.js';
import { GuardRefusals } from './guard-refusals.js';
import { handBack, skip } from './outcome.queries.js';
import { OutcomeRecorder, type PostOutcome, type Recorded } from './outcome-recorder.js';
import { type MarkingMeans, type OutgoingMessage, OutgoingMessages } from './outgoing-message.js';
import { type DigestPeople, digestPeople, type FollowUpNow, followUpNow } from './run-steps.queries.js';
import { RunHolds } from './run-holds.js';
import { noteTransition } from './transition-note.js';
import { untilAnswered } from './until-answered.js';
import { WaitingHours } from './waiting-hours.js';
import { HELD_FOR_ABSENCE, HELD_FOR_HOURS } from './waiting-hours.queries.js';

/** What became of one claimed delivery in this pass. */
export type StepResult =
  | Recorded
  /** Not to be sent to this person. */
  | 'skipped'
  /** Proved unsent and handed back: somebody paused, another send to the person is open, the guard refused. */
  | 'handed_back'
  /** The right to act was gone; whoever has it now acts. */
  | 'lost';

/** Another send to the same person is open: wait at least this long. */
const LANE_WAIT_MS = 1_000;
const LOOKUP_WAIT_MS = 10_000;

/** How what was claimed is sent. */
export interface SendMeans extends MarkingMeans {
  /** Of an urgent run: goes before everything else that wants a place of the bot, a recall included. */
  readonly isUrgent: boolean;
}

/** What is ready to be sent, before its place in the window opens. */
interface Prepared {
  readonly delivery: Claimed;
  readonly message: OutgoingMessage;
  readonly to: Destination;
  readonly followUp: FollowUpNow | null;
}

/**
 * Carries one claimed delivery through checks, intent, guard, post and outcome: steps 2 to 8 of the protocol's send
 * path. Whatever is lost on the way, the row says what may have happened.
 */
@Injectable()
export class SendStep {
  private readonly timing: DeliveryTiming;
  /** Deliveries in hand whose intent is committed, with a moment before it was written, by the process's clock. */
  private readonly intended = new Map<bigint, number>();

  constructor(
    @Inject(CONFIG) config: Config,
    @Inject(LOGGER) private readonly logger: Logger,
    private readonly database: Database,
    private readonly eligibility: Eligibility,
    private readonly messages: OutgoingMessages,
    private readonly breakers: Breakers,
    private readonly refusals: GuardRefusals,
    private readonly holds: RunHolds,
    private readonly outcomes: OutcomeRecorder,
    private readonly waiting: WaitingHours,
    private readonly cap: DailyCap,
  ) {
    this.timing = deliveryTiming(config);
  }

  async send(session: SenderSession, delivery: Claimed, means: SendMeans): Promise<StepResult> {
    try {
      const prepared = await this.prepare(session, delivery, means);
      if (typeof prepared === 'string') return prepared;
      return await session.gate
        .class('send')
        .schedule(means.isUrgent ? PRIORITY.urgent : PRIORITY.normal, (ticket) =>
          this.inTurn(session, prepared, ticket),
        );
    } catch (error) {
      if (error instanceof SessionClosed) return await this.handBack(delivery, 'owner changed', 0);
      throw error;
    } finally {
      this.intended.delete(delivery.id);
    }
  }

  /** Step 2: is the person still to get it, and what does the message say. */
  private async prepare(
    session: SenderSession,
    delivery: Claimed,
    means: SendMeans,
  ): Promise<Prepared | StepResult> {
    const followUp = delivery.step > 0 ? await followUpNow(this.database.client, delivery.id) : null;
    const reason = followUp?.pointlessBecause ?? null;
    if (reason !== null) return this.skip(delivery, reason);
    const verdict = await this.eligibility.of(session, delivery.recipientId, this.timing.freshPersonMs);
    if (verdict.kind === 'unreachable')
      return this.handBack(delivery, 'recipient could not be looked up', LOOKUP_WAIT_MS);
    if (verdict.kind === 'ineligible') return this.skip(delivery, verdict.reason);
    const absent = await this.absent(delivery, verdict.to, followUp);
    if (absent !== null) return absent;
    const waitMs = means.isUrgent ? 0 : await this.closedFor(delivery, verdict.to);
    if (waitMs > 0) return this.handBack(delivery, HELD_FOR_HOURS, waitMs);
    const cappedMs = await this.cap.waitMs(this.database.client, delivery, verdict.to);
    if (cappedMs > 0) return this.handBack(delivery, HELD_FOR_CAP, cappedMs);
    const message = await this.messageFor(session, delivery, { to: verdict.to, followUp, means });
    if (typeof message === 'string') return message;
    return message === null
      ? this.skip(delivery, 'content_refused')
      : { delivery, message, to: verdict.to, followUp };
  }

  /** Of follow-ups alone: an announcement waits in the chat of whoever is away. @returns `null`: they are there */
  private async absent(
    delivery: Claimed,
    to: Destination,
    followUp: FollowUpNow | null,
  ): Promise<StepResult | null> {
    if (followUp === null || to.kind !== 'person') return null;
    if (followUp.isOvertaken) return this.skip(delivery, 'away');
    const verdict = absenceVerdict(to.person.isAway, followUp);
    if (verdict.kind === 'left_out') return this.skip(delivery, 'away');
    return verdict.kind === 'waits' ? this.handBack(delivery, HELD_FOR_ABSENCE, verdict.waitMs) : null;
  }

  private async messageFor(
    session: SenderSession,
    delivery: Claimed,
    {
      to,
      followUp,
      means,
    }: {
      readonly to: Destination;
      readonly followUp: FollowUpNow | null;
      readonly means: MarkingMeans;
    },
  ): Promise<OutgoingMessage | null | StepResult> {
    const request = {
      digest: await this.digestOf(delivery, followUp),
      replyTo: followUp?.replyTo ?? null,
      contentVersionId: delivery.contentVersionId,
      to,
      session,
      marker: delivery.marker,
      attempt: delivery.attempt + 1,
      skipInviteMentions: delivery.skipInviteMentions,
      ...means,
    };
    try {
      return await this.messages.of(request);
    } catch (error) {
      if (!(error instanceof PachcaError)) throw error;
      if (!PASSING.has(error.kind)) await this.holds.filesRefused(delivery.runId, error.kind);
      return this.handBack(delivery, 'a file could not be uploaded', LOOKUP_WAIT_MS);
    }
  }

  private async digestOf({ id }: Claimed, followUp: FollowUpNow | null): Promise<DigestPeople | null> {
    return followUp?.isDigest === true ? digestPeople(this.database.client, id, MAX_DIGEST_NAMES) : null;
  }

  /** Quiet hours may have begun where the person is since the run was prepared. A chat keeps the company's hours. */
  private closedFor({ runId }: Claimed, to: Destination): Promise<number> {
    const zone = to.kind === 'person' ? to.person.timeZone : null;
    return this.waiting.holdIfClosed(this.database.client, runId, zone);
  }

  /** Steps 3 to 8, holding a place in the window. */
  private async inTurn(session: SenderSession, prepared: Prepared, ticket: Ticket): Promise<StepResult> {
    const { delivery } = prepared;
    try {
      await ticket.ready(this.timing.intentLeadMs);
      if (!(await this.breakers.allowsIntent(session)))
        return await this.handBack(delivery, 'too many doubts', 0);
      const refusal = await this.intend(session, prepared);
      if (refusal !== null) return refusal;
      const startedAt = this.intended.get(delivery.id) ?? Number.NEGATIVE_INFINITY;
      await ticket.ready();
      if (!session.isOpen()) return await this.handBack(delivery, 'owner changed', 0);
      const outcome = await post(session, prepared, startedAt + this.timing.guardMs);
      if (outcome.kind !== 'not_written') ticket.complete();
      return await this.outcomes.record(session, delivery, {
        outcome,
        startedAt,
        markedBy: markOf(prepared),
      });
    } finally {
      ticket.release();
    }
  }

  /** Step 3. @returns `null` when the intent is committed and its commit was seen: only then may the post follow */
  private async intend(session: SenderSession, prepared: Prepared): Promise<StepResult | null> {
    const { delivery, message, to } = prepared;
    const plan = {
      actor: session,
      deadlineMs: this.timing.sendDeadlineMs,
      markedBy: markOf(prepared),
      contentVersionId: message.contentVersionId,
    };
    try {
      // Waiting for a connection is not yet time that the row knows of: counted, a busy process would send nothing.
      const { startedAt, cappedMs, attempt } = await this.database.transaction(async (tx) => {
        const began = systemClock.monotonicMs();
        const waitMs = await this.cap.waitMsAlone(tx, delivery, to);
        const written = waitMs > 0 ? null : await writeIntent(tx, delivery, plan);
        return { startedAt: began, cappedMs: waitMs, attempt: written };
      });
      if (cappedMs > 0) return await this.handBack(delivery, HELD_FOR_CAP, cappedMs);
      if (attempt === null) return await this.handBack(delivery, 'not allowed to send now', 0);
      this.intended.set(delivery.id, startedAt);
      session.saw(startedAt);
      this.note({ ...delivery, attempt }, { from: 'leased', to: 'sending' });
      return null;
    } catch (error) {
      if (isUniqueViolation(error, LANE))
        return this.handBack(delivery, 'another send to the person is open', LANE_WAIT_MS);
      await this.refusals.note(error);
      // Committed or not, nobody knows; but nothing was posted, and that is known (C3).
      return this.handBack(delivery, 'the intent was lost', LANE_WAIT_MS);
    }
  }

  private async handBack(delivery: Claimed, outcome: string, waitMs: number): Promise<StepResult> {
    const isOurs = await untilAnswered(() => handBack(this.database.client, delivery, { outcome, waitMs }));
    const from = this.intended.has(delivery.id) ? 'sending' : 'leased';
    if (isOurs) this.note(delivery, { from, to: 'pending', outcome });
    return isOurs ? 'handed_back' : 'lost';
  }

  private async skip(delivery: Claimed, reason: ClosingReason): Promise<StepResult> {
    const isOurs = await untilAnswered(() => skip(this.database.client, delivery, reason));
    if (isOurs) this.note(delivery, { from: 'leased', to: 'skipped', outcome: reason });
    return isOurs ? 'skipped' : 'lost';
  }

  private note(
    { id, runId, fence, attempt }: Claimed,
    change: { readonly from: DeliveryState; readonly to: DeliveryState; readonly outcome?: string },
  ): void {
    noteTransition(this.logger, { deliveryId: id, runId, fence, attempt, ...change });
  }
}

const markOf = ({ message, followUp }: Prepared): MarkedBy =>
  followUp?.isTask === true ? TASK_MARK : message.markedBy;

function post(session: SenderSession, prepared: Prepared, deadlineMs: number): Promise<PostOutcome> {
  const { message, delivery, followUp } = prepared;
  if (followUp?.isTask !== true) return session.createMessage(message.draft, { deadlineMs });
  const task = {
    content: markedTask(message.draft.content, delivery.marker),
    performerId: Number(delivery.recipientId),
    dueAt: followUp.deadlineAt,
  };
  return session.createTask(task, { deadlineMs });
}

const LANE = 'delivery_lane_uq';

/** Nobody said no: the next try may go through. */
const PASSING: ReadonlySet<PachcaError['kind']> = new Set([
  'throttled',
  'unavailable',
  'timeout',
  'invalid_response',
  'response_too_large',
]);
