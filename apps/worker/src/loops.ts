import { type BeforeApplicationShutdown, Inject, Injectable } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { type Config, CONFIG } from '#lib/config';
import { DeliverLoop, Reconciler, RunPreparation, Upkeep } from '#lib/deliveries';
import { DirectoryService, DirectorySync } from '#lib/directory';
import { systemClock } from '#lib/kernel';
import { type Logger, LOGGER } from '#lib/observability';
import { ReceiptPoller } from '#lib/receipts';
import { SenderCheck, SenderOwnership, type SenderSession, SendersService } from '#lib/senders';

/** How long a stop waits for posts that are under way. Correctness does not depend on it (C20). */
const DRAIN_MS = 15_000;
/** Looks at readers per pass; the gate decides how fast they really go. */
const RECEIPTS_PER_PASS = 20;

/**
 * When each loop takes its next pass. The loops themselves are in the libs, and each pass says what it did; here is only
 * the clockwork: no pass of a loop overlaps another of the same loop (and bot), and a failed pass is logged and repeated.
 */
@Injectable()
export class Loops implements BeforeApplicationShutdown {
  private readonly busy = new Map<string, Promise<void>>();
  private isStopping = false;

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    @Inject(LOGGER) private readonly logger: Logger,
    private readonly ownership: SenderOwnership,
    private readonly senders: SendersService,
    private readonly check: SenderCheck,
    private readonly directory: DirectoryService,
    private readonly sync: DirectorySync,
    private readonly preparation: RunPreparation,
    private readonly deliver: DeliverLoop,
    private readonly reconciler: Reconciler,
    private readonly upkeep: Upkeep,
    private readonly receipts: ReceiptPoller,
  ) {}

  @Interval(200)
  own(): void {
    this.pass('ownership', async () => {
      await this.ownership.runOnce();
      for (const session of this.ownership.owned()) this.deliver.pump(session);
    });
  }

  @Interval(300)
  prepare(): void {
    this.pass('preparation', async () => {
      while (!this.isStopping && (await this.preparation.runOnce()) !== null);
    });
  }

  @Interval(1_000)
  keepUp(): void {
    this.pass('upkeep', () => this.upkeep.runOnce());
  }

  @Interval(500)
  perBot(): void {
    for (const session of this.ownership.owned()) {
      this.passFor(session, 'check', () => this.check.runOnce(session));
      this.passFor(session, 'reconcile', () => this.reconciler.runOnce(session));
      this.passFor(session, 'receipts', () => this.pollReceipts(session));
      this.passFor(session, 'directory', () => this.syncDirectory(session));
    }
  }

  /** Stops claiming, waits for posts under way, writes their outcomes, gives the bots up. */
  async beforeApplicationShutdown(): Promise<void> {
    this.isStopping = true;
    const everything = async (): Promise<void> => {
      await this.deliver.settled();
      await Promise.all(this.busy.values());
    };
    await this.ownership.stop(() => Promise.race([everything(), systemClock.sleep(DRAIN_MS)]));
  }

  private async pollReceipts(session: SenderSession): Promise<void> {
    await this.receipts.runOnce({
      senderId: session.senderId,
      client: session.backgroundClient,
      limit: RECEIPTS_PER_PASS,
      signal: session.closed,
    });
  }

  /** The directory is one; the oldest active bot reads it. */
  private async syncDirectory(session: SenderSession): Promise<void> {
    const reader = (await this.senders.list()).find((sender) => sender.status === 'active');
    if (reader?.id !== session.senderId) return;
    await this.directory.ensureFresh(this.config.directorySyncMs);
    await this.sync.runOnce({ client: session.backgroundClient, owner: session.owner });
  }

  private passFor(session: SenderSession, name: string, work: () => Promise<unknown>): void {
    this.pass(`${name} ${session.senderId}`, async () => {
      if (session.isOpen()) await work();
    });
  }

  private pass(name: string, work: () => Promise<unknown>): void {
    if (this.isStopping || this.busy.has(name)) return;
    const pass = work()
      .then(() => undefined)
      .catch((error: unknown) => {
        if (!this.isStopping) this.logger.error({ loop: name, error: String(error) }, 'a pass failed');
      })
      .finally(() => {
        this.busy.delete(name);
      });
    this.busy.set(name, pass);
  }
}
