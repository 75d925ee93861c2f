import {
  type BeforeApplicationShutdown,
  Inject,
  Injectable,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { CallListener, Database } from '#lib/database';
import { DeliverLoop } from '#lib/deliveries';
import { type Logger, LOGGER } from '#lib/observability';
import { BotLoops } from './bot.loops.js';
import { Clockwork } from './clockwork.js';
import { EventLoops } from './event.loops.js';
import { SharedLoops } from './shared.loops.js';

/** As the triggers say it; see the migration `calls`. */
const CHANNEL = 'vestnik_work';

/**
 * Starts passes at once when Postgres tells that there is work for them, in place of waiting for the clock.
 *
 * All that a lost call costs is the time until the next look by the clock, a second at most. Whatever is told while the
 * connection is away is made up for by calling everything once it is back.
 */
@Injectable()
export class Calls implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private listener: CallListener | null = null;
  private readonly answers: ReadonlyMap<string, () => void> = new Map([
    ['run', this.onRun.bind(this)],
    ['operation', this.onOperation.bind(this)],
    ['event', this.onEvent.bind(this)],
    ['click', this.onClick.bind(this)],
  ]);

  constructor(
    @Inject(LOGGER) private readonly logger: Logger,
    private readonly database: Database,
    private readonly clockwork: Clockwork,
    private readonly shared: SharedLoops,
    private readonly bots: BotLoops,
    private readonly events: EventLoops,
    private readonly deliver: DeliverLoop,
  ) {}

  onApplicationBootstrap(): void {
    this.listener = new CallListener({
      url: this.database.url,
      applicationName: 'vestnik-calls',
      channel: CHANNEL,
      // A kind that this version does not know is for workers of a newer one.
      onCall: (kind) => {
        this.answer(this.answers.get(kind));
      },
      onListening: () => {
        this.logger.info({}, 'the worker hears calls');
        for (const answer of this.answers.values()) this.answer(answer);
      },
    });
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.listener?.stop();
  }

  private answer(start: (() => void) | undefined): void {
    if (start !== undefined) this.clockwork.call(start);
  }

  /** To be prepared, prepared, resumed, or a wave of it has opened. */
  private onRun(): void {
    this.shared.prepare();
    this.deliver.call();
  }

  /** Retries and reminders end in deliveries that are to be sent. */
  private onOperation(): void {
    this.shared.carryOut();
    this.bots.carryOut();
    this.deliver.call();
  }

  /** On a button behind which a form is. */
  private onClick(): void {
    this.bots.openForms();
  }

  private onEvent(): void {
    this.events.publish();
  }
}
