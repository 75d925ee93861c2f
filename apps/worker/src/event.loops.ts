import { Injectable } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { OutboxRelay } from '#lib/outbox';
import { WebhookSender } from '#lib/webhooks';
import { Clockwork } from './clockwork.js';

/** What tells the world of what happened; any worker may, however many do it at once. */
@Injectable()
export class EventLoops {
  constructor(
    private readonly clockwork: Clockwork,
    private readonly relay: OutboxRelay,
    private readonly webhooks: WebhookSender,
  ) {}

  @Interval(300)
  publish(): void {
    this.clockwork.pass('publish events', async () => {
      // Whom they are to be posted to was written with them.
      if ((await this.relay.runOnce()) > 0)
        this.clockwork.call(() => {
          this.post();
        });
    });
  }

  /** Each endpoint has passes of its own, so a slow one slows no other. */
  @Interval(500)
  post(): void {
    this.clockwork.pass('webhooks', async () => {
      for (const id of await this.webhooks.due())
        this.clockwork.pass(`webhook ${id}`, () => this.webhooks.runOnce(id));
    });
  }

  /** The pause is what makes batches of them. */
  @Interval(3_000)
  gather(): void {
    this.clockwork.pass('gather events', () => this.relay.gather());
    this.clockwork.pass('tell progress', () => this.relay.tellProgress());
  }

  @Interval(600_000)
  forget(): void {
    this.clockwork.pass('forget told events', () => this.relay.purge());
  }
}
