import { type BeforeApplicationShutdown, Injectable } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { AcknowledgementShower } from '#lib/acknowledgements';
import { Editor, Recaller } from '#lib/corrections';
import { DeliverLoop, MessageBinder, Reconciler, Sweeper, ThreadOpener, Verifier } from '#lib/deliveries';
import { PlaceLookups } from '#lib/directory';
import { EventHistory, InboundDispatcher } from '#lib/inbox';
import { systemClock } from '#lib/kernel';
import { Pinner } from '#lib/pins';
import { TestSender } from '#lib/test-sends';
import { CanaryService, SenderCheck, SenderOwnership, type SenderSession } from '#lib/senders';
import { BackgroundWork } from './background-work.js';
import { Clockwork } from './clockwork.js';

/** How long a stop waits for posts that are under way. Correctness does not depend on it (C20). */
const DRAIN_MS = 15_000;

/** What only the owner of a bot does. Each bot has passes of its own, so one bot's trouble slows no other. */
@Injectable()
export class BotLoops implements BeforeApplicationShutdown {
  constructor(
    private readonly clockwork: Clockwork,
    private readonly ownership: SenderOwnership,
    private readonly check: SenderCheck,
    private readonly canary: CanaryService,
    private readonly deliver: DeliverLoop,
    private readonly reconciler: Reconciler,
    private readonly binder: MessageBinder,
    private readonly sweeper: Sweeper,
    private readonly events: EventHistory,
    private readonly inbox: InboundDispatcher,
    private readonly acknowledgements: AcknowledgementShower,
    private readonly recaller: Recaller,
    private readonly editor: Editor,
    private readonly pinner: Pinner,
    private readonly verifier: Verifier,
    private readonly tests: TestSender,
    private readonly places: PlaceLookups,
    private readonly threads: ThreadOpener,
    private readonly background: BackgroundWork,
  ) {}

  @Interval(200)
  own(): void {
    this.clockwork.pass('ownership', async () => {
      await this.ownership.runOnce();
      for (const session of this.ownership.owned()) this.deliver.pump(session);
    });
  }

  @Interval(500)
  perBot(): void {
    this.carryOut();
    this.openForms();
    for (const session of this.ownership.owned()) {
      this.passFor(session, 'check', () => this.check.runOnce(session));
      this.passFor(session, 'verify', () => this.verifier.runOnce(session));
      this.passFor(session, 'reconcile', () => this.reconciler.runOnce(session));
      this.passFor(session, 'sweep', () => this.sweeper.runOnce(session));
      this.passFor(session, 'events', () => this.events.runOnce(session));
      this.passFor(session, 'inbox', () => this.inbox.runOnce(session));
      this.passFor(session, 'acknowledgements', () => this.acknowledgements.runOnce(session));
      this.passFor(session, 'pins', () => this.pinner.runOnce(session));
      this.passFor(session, 'receipts', () => this.background.pollReceipts(session));
      this.passFor(session, 'chat posts', () => this.background.pollChatPosts(session));
      this.passFor(session, 'lookups', () => this.background.lookUpPeople(session));
    }
  }

  /** What somebody has asked for, and waits for. */
  carryOut(): void {
    for (const session of this.ownership.owned()) {
      this.passFor(session, 'canary', () => this.canary.runOnce(session));
      this.passFor(session, 'tests', () => this.tests.runOnce(session));
      this.passFor(session, 'places', () => this.places.runOnce(session));
      this.passFor(session, 'threads', () => this.threads.runOnce(session));
      this.passFor(session, 'bind', () => this.binder.runOnce(session));
      this.passFor(session, 'recall', () => this.recaller.runOnce(session));
      this.passFor(session, 'edit', () => this.editor.runOnce(session));
      this.passFor(session, 'directory', () => this.background.syncDirectory(session));
    }
  }

  /** Somebody waits before the screen, and for three seconds at most: none waits for another. */
  openForms(): void {
    for (const session of this.ownership.owned())
      this.passFor(session, 'clicks', async () => {
        for (const { id, dispatch } of await this.inbox.takeAwaited(session))
          this.clockwork.pass(`click ${String(id)}`, dispatch);
      });
  }

  /** Stops claiming, waits for posts under way, writes their outcomes, gives the bots up. */
  async beforeApplicationShutdown(): Promise<void> {
    const underWay = async (): Promise<void> => {
      await Promise.all([this.deliver.settled(), this.clockwork.stop()]);
    };
    const over = new AbortController();
    await this.ownership.stop(() => Promise.race([underWay(), systemClock.sleep(DRAIN_MS, over.signal)]));
    over.abort();
  }

  private passFor(session: SenderSession, name: string, work: () => Promise<unknown>): void {
    this.clockwork.pass(`${name} ${session.senderId}`, async () => {
      if (session.isOpen()) await work();
    });
  }
}
