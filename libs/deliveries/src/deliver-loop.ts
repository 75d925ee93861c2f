import { Inject, Injectable } from '@nestjs/common';
import { type Config, CONFIG } from '#lib/config';
import { Database } from '#lib/database';
import { type Logger, LOGGER } from '#lib/observability';
import { type SenderSession, SendersService } from '#lib/senders';
import { Breakers } from './breakers.js';
import { claim, type Claimed, sendableRuns } from './claim.queries.js';
import { type DeliveryTiming, deliveryTiming } from './delivery-timing.js';
import { GuardRefusals } from './guard-refusals.js';
import { IdlePause } from './idle-pause.js';
import { FairQueue } from './domain/fair-queue.js';
import { releaseEarlierLeases } from './upkeep.queries.js';
import { noteTransition, noteTransitions } from './transition-note.js';
import { type SendMeans, SendStep, type StepResult } from './send-step.js';

/** What one pass did: how many deliveries ended in each result. */
export type PassResult = Partial<Record<StepResult, number>>;

/** Between two questions for work when there was none and nobody has called. */
const IDLE_MS = 300;
/** With a longer hold ahead nothing is claimed: a lease would run out, and nobody else could have the turn. */
const CLAIM_AHEAD_MS = 1_000;

/**
 * Sends what is due for one bot, as long as this process owns it.
 *
 * Only as many rows are claimed as the gate has places: the table is the queue, so a run that is urgent, a pause or a
 * crash finds at most a handful of rows in this process's hands.
 */
@Injectable()
export class DeliverLoop {
  private readonly timing: DeliveryTiming;
  private readonly idle = new IdlePause(IDLE_MS);
  private readonly queues = new WeakMap<SenderSession, FairQueue>();
  private readonly pumps = new Map<SenderSession, Promise<void>>();

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    @Inject(LOGGER) private readonly logger: Logger,
    private readonly database: Database,
    private readonly senders: SendersService,
    private readonly breakers: Breakers,
    private readonly refusals: GuardRefusals,
    private readonly step: SendStep,
  ) {
    this.timing = deliveryTiming(config);
  }

  /** Claims at most one handful of deliveries and carries each to its outcome. */
  async runOnce(session: SenderSession, limit = this.config.limits.send): Promise<PassResult> {
    const { claimed, means } = await this.claimNext(session, limit);
    const results = await Promise.all(claimed.map((delivery) => this.step.send(session, delivery, means)));
    return tally(results);
  }

  /** Keeps the bot's places filled until it is no longer ours. Calling it again for the same session does nothing. */
  pump(session: SenderSession): void {
    if (this.pumps.has(session)) return;
    const pump = this.run(session).finally(() => {
      this.pumps.delete(session);
    });
    this.pumps.set(session, pump);
  }

  /** There may be work: every pump looks at once. */
  call(): void {
    this.idle.call();
  }

  /** Resolves when the deliveries in this process's hands have been written down. */
  async settled(): Promise<void> {
    await Promise.all(this.pumps.values());
  }

  /** Before this session claims anything: what is claimed now is of an earlier ownership. */
  private async takeOver(session: SenderSession): Promise<void> {
    try {
      const released = await releaseEarlierLeases(this.database.client, session.senderId);
      noteTransitions(this.logger, { from: 'leased', to: 'pending', outcome: 'owner changed' }, released);
    } catch (error) {
      // The leases lapse by themselves, only later.
      this.logger.warn(
        { senderId: session.senderId, error: String(error) },
        'old leases could not be released',
      );
    }
  }

  private async run(session: SenderSession): Promise<void> {
    const underWay = new Set<Promise<void>>();
    await this.takeOver(session);
    while (session.isOpen()) {
      const heard = this.idle.calls;
      const started = await this.startSome(session, underWay);
      if (started > 0) continue;
      await Promise.race([...underWay, this.idle.wait(session.closed, heard)]);
    }
    await Promise.all(underWay);
  }

  private async startSome(session: SenderSession, underWay: Set<Promise<void>>): Promise<number> {
    try {
      const room = await this.room(session, underWay.size);
      if (room === 0) return 0;
      const { claimed, means } = await this.claimNext(session, room);
      for (const delivery of claimed) this.start(session, { delivery, means, underWay });
      return claimed.length;
    } catch (error) {
      if (session.isOpen())
        this.logger.error(
          { senderId: session.senderId, error: String(error) },
          'deliveries could not be claimed',
        );
      return 0;
    }
  }

  private async room(session: SenderSession, underWay: number): Promise<number> {
    const gate = session.gate.class('send');
    const places = gate.effectiveLimit() - underWay;
    if (places <= 0 || gate.holdMs() > CLAIM_AHEAD_MS) return 0;
    return this.breakers.room(session, { places, underWay });
  }

  private start(
    session: SenderSession,
    work: { delivery: Claimed; means: SendMeans; underWay: Set<Promise<void>> },
  ): void {
    const sending = this.step
      .send(session, work.delivery, work.means)
      .then(() => undefined)
      .catch(async (error: unknown) => {
        // Its row is leased or sending; the deadline of either brings it back.
        this.logger.error(
          { deliveryId: String(work.delivery.id), error: String(error) },
          'a delivery broke off',
        );
        await this.refusals.note(error);
      })
      .finally(() => {
        work.underWay.delete(sending);
      });
    work.underWay.add(sending);
  }

  private async claimNext(
    session: SenderSession,
    limit: number,
  ): Promise<{ claimed: Claimed[]; means: SendMeans }> {
    const queue = this.queues.get(session) ?? new FairQueue();
    this.queues.set(session, queue);
    const runs = await sendableRuns(this.database.client, session.senderId);
    const byId = new Map(runs.map((run) => [run.id, run]));
    const runIds = queue.order(runs.filter(({ isWaiting }) => !isWaiting));
    for (const runId of runIds) {
      const claimed = await claim(this.database.client, {
        runId,
        owner: session.owner,
        limit,
        leaseMs: this.timing.leaseMs,
        rampWave: byId.get(runId)?.rampWave ?? null,
      });
      if (claimed.length === 0) continue;
      for (const { id, fence, attempt } of claimed)
        noteTransition(this.logger, { deliveryId: id, runId, fence, attempt, from: 'pending', to: 'leased' });
      queue.served(runId, claimed.length);
      const { avatarUrl, markers } = await this.senders.get(session.senderId);
      const lostChannels = (['avatar', 'buttons'] as const).filter((channel) => markers[channel] === 'lost');
      const isUrgent = byId.get(runId)?.priority === 'urgent';
      return { claimed, means: { avatarUrl, lostChannels, isUrgent } };
    }
    return { claimed: [], means: { avatarUrl: null, isUrgent: false } };
  }
}

function tally(results: readonly StepResult[]): PassResult {
  const counts: PassResult = {};
  for (const result of results) counts[result] = (counts[result] ?? 0) + 1;
  return counts;
}
