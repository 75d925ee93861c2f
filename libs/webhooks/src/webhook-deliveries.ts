import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Database, type Tx } from '#lib/database';
import { Outbox, OutboxRelay } from '#lib/outbox';
import { WebhookDeliveryNotFoundError, WebhookEndpointDisabledError } from './domain/webhook.errors.js';
import {
  fanOut,
  insertDelivery,
  restartDelivery,
  selectDeliveries,
  selectDelivery,
  type WebhookDelivery,
  type WebhookDeliveryState,
} from './webhook-deliveries.queries.js';
import { WebhookEndpoints } from './webhook-endpoints.js';

export interface WebhookDeliveryPage {
  readonly deliveries: readonly WebhookDelivery[];
  /** `null`: there are no more. */
  readonly next: { readonly createdAt: Date; readonly id: string } | null;
}

/** What was posted to whom, and what came of it. Kept as long as its event. */
@Injectable()
export class WebhookDeliveries implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly outbox: Outbox,
    private readonly relay: OutboxRelay,
    private readonly endpoints: WebhookEndpoints,
  ) {}

  onModuleInit(): void {
    this.relay.subscribe((tx, events) =>
      fanOut(
        tx,
        events.map(({ id }) => id),
      ),
    );
  }

  /** Newest first. @throws WebhookEndpointNotFoundError */
  async list(
    filter: { readonly endpointId: string; readonly state: WebhookDeliveryState | null },
    page: {
      readonly after: { readonly createdAt: Date; readonly id: string } | null;
      readonly limit: number;
    },
  ): Promise<WebhookDeliveryPage> {
    await this.endpoints.get(filter.endpointId);
    const { limit } = page;
    const found = await selectDeliveries(this.database.client, filter, { ...page, limit: limit + 1 });
    const deliveries = found.slice(0, limit);
    const last = deliveries.at(-1);
    const hasMore = found.length > limit && last !== undefined;
    return { deliveries, next: hasMore ? { createdAt: last.createdAt, id: last.id } : null };
  }

  /** @throws WebhookEndpointNotFoundError, WebhookDeliveryNotFoundError */
  async get(endpointId: string, id: string, tx: Tx = this.database.client): Promise<WebhookDelivery> {
    await this.endpoints.get(endpointId, tx);
    const found = await selectDelivery(tx, endpointId, id);
    if (found === null) throw new WebhookDeliveryNotFoundError();
    return found;
  }

  /**
   * Posts it again from the first try on, under the same `webhook-id`: a receiver that has it knows that it does.
   *
   * @throws WebhookEndpointNotFoundError, WebhookDeliveryNotFoundError, WebhookEndpointDisabledError
   */
  async redeliver(tx: Tx, endpointId: string, id: string): Promise<WebhookDelivery> {
    await this.requireEnabled(tx, endpointId);
    if (!(await restartDelivery(tx, endpointId, id))) throw new WebhookDeliveryNotFoundError();
    return this.get(endpointId, id, tx);
  }

  /** Posts a `webhook.test` to this endpoint alone. @throws WebhookEndpointNotFoundError, WebhookEndpointDisabledError */
  async test(tx: Tx, endpointId: string): Promise<WebhookDelivery> {
    await this.requireEnabled(tx, endpointId);
    const data = { webhook_endpoint_id: endpointId };
    const eventId = await this.outbox.record(tx, { type: 'webhook.test', data });
    return this.get(endpointId, await insertDelivery(tx, endpointId, eventId), tx);
  }

  private async requireEnabled(tx: Tx, endpointId: string): Promise<void> {
    const { disabledBecause } = await this.endpoints.get(endpointId, tx);
    if (disabledBecause !== null) throw new WebhookEndpointDisabledError();
  }
}
