export {
  WebhookDeliveryNotFoundError,
  WebhookEndpointDisabledError,
  WebhookEndpointNotFoundError,
  WebhookLimitError,
  WebhookUrlRefusedError,
} from './domain/webhook.errors.js';
export { WebhookDeliveries } from './webhook-deliveries.js';
export {
  WEBHOOK_DELIVERY_STATES,
  type WebhookAttempt,
  type WebhookDelivery,
  type WebhookDeliveryState,
} from './webhook-deliveries.queries.js';
export { WebhookEndpoints, type WebhookEndpoint } from './webhook-endpoints.js';
export { type EndpointHealth, WebhookHealth } from './webhook-health.js';
export { WebhookSender } from './webhook-sender.js';
export { WebhooksModule } from './webhooks.module.js';
