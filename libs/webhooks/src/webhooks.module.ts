import { Module } from '@nestjs/common';
import { AccessModule } from '#lib/access';
import { OutboxModule } from '#lib/outbox';
import { WebhookDeliveries } from './webhook-deliveries.js';
import { WebhookEndpointsRepository } from './webhook-endpoints.repository.js';
import { WebhookEndpoints } from './webhook-endpoints.js';
import { WebhookHealth } from './webhook-health.js';
import { WebhookSender } from './webhook-sender.js';

/** Endpoints and deliveries for the API, `WebhookSender` for the worker. Importing it subscribes webhooks to the outbox. */
@Module({
  imports: [AccessModule, OutboxModule],
  providers: [WebhookDeliveries, WebhookEndpoints, WebhookEndpointsRepository, WebhookHealth, WebhookSender],
  exports: [WebhookDeliveries, WebhookEndpoints, WebhookHealth, WebhookSender],
})
export class WebhooksModule {}
