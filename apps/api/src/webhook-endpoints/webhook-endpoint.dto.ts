import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { publicId } from '#lib/kernel';
import { type EventType, SUBSCRIBABLE_TYPES } from '#lib/outbox';
import {
  WEBHOOK_DELIVERY_STATES,
  type WebhookAttempt,
  type WebhookDelivery,
  type WebhookDeliveryState,
  type WebhookEndpoint,
} from '#lib/webhooks';
import { TYPES_TEXT } from '../events/event.dto.js';
import { PageQuery } from '../lists/page.dto.js';
import type { Shape } from '../shape.js';
import { BooleanField, ChoiceField, ChoiceListField, TextField } from '../validation/fields.js';

const URL_FIELD = {
  description:
    'https on port 443 at a public address; hosts of your own network where VESTNIK_WEBHOOK_ALLOWED_HOSTS names them. ' +
    'Redirects are not followed.',
  max: 2_000,
  example: 'https://hooks.example.com/vestnik',
};
const DESCRIPTION = { description: 'For colleagues.', max: 500, optional: true, example: 'Кадровая система' };
const TYPES = {
  description: `Which events are posted. Each needs the scope that reading of it needs. ${TYPES_TEXT}`,
  of: SUBSCRIBABLE_TYPES,
  example: ['campaign.completed', 'campaign.held'],
};
const NULLABLE_INSTANT = { format: 'date-time', type: String, nullable: true, example: null } as const;

@ApiSchema({ name: 'CreateWebhookEndpoint' })
export class WebhookEndpointBody {
  @TextField(URL_FIELD)
  readonly url!: string;

  @ChoiceListField(TYPES)
  readonly event_types!: readonly EventType[];

  @TextField(DESCRIPTION)
  readonly description?: string | null;
}

/** A merge patch: what is absent stays. */
@ApiSchema({ name: 'UpdateWebhookEndpoint' })
export class WebhookEndpointPatchBody {
  @TextField({ ...URL_FIELD, optional: 'absent' })
  readonly url?: string;

  @ChoiceListField({ ...TYPES, optional: 'absent' })
  readonly event_types?: readonly EventType[];

  @TextField(DESCRIPTION)
  readonly description?: string | null;

  @BooleanField({
    description:
      'true: what waits is posted at once. What happened while it was disabled is listed by GET /v1/events, not posted.',
    optional: 'absent',
    example: true,
  })
  readonly enabled?: boolean;
}

@ApiSchema({ name: 'WebhookEndpoint' })
export class WebhookEndpointDto {
  @ApiProperty({ example: 'whe_01kq3k8mehe8zbnn5q0wwz5bst' })
  readonly id!: string;

  @ApiProperty({ enum: ['webhook_endpoint'] })
  readonly object!: 'webhook_endpoint';

  @ApiProperty({ example: 'https://hooks.example.com/vestnik' })
  readonly url!: string;

  @ApiProperty({ type: String, nullable: true, example: 'Кадровая система' })
  readonly description!: string | null;

  @ApiProperty({ enum: SUBSCRIBABLE_TYPES, isArray: true, example: ['campaign.completed'] })
  readonly event_types!: readonly string[];

  @ApiProperty({ example: true })
  readonly enabled!: boolean;

  @ApiProperty({
    description:
      '`failing`: it has taken nothing for a day. `gone`: it answered 410. `by_request`: somebody disabled it. null: enabled.',
    enum: ['failing', 'gone', 'by_request'],
    type: String,
    nullable: true,
    example: null,
  })
  readonly disabled_because!: string | null;

  @ApiProperty({
    ...NULLABLE_INSTANT,
    description: 'Since when every post has failed; null: the last one was taken.',
  })
  readonly failing_since!: string | null;

  @ApiProperty({
    ...NULLABLE_INSTANT,
    description: 'Until then posts carry the signature of the secret before, too.',
  })
  readonly previous_secret_until!: string | null;

  @ApiProperty({ example: 'key_01kq3k8mehe8zbnn5q0wwz5bst' })
  readonly created_by!: string;

  @ApiProperty({ format: 'date-time', example: '2026-11-22T07:42:00.000Z' })
  readonly created_at!: string;

  @ApiProperty({ format: 'date-time', example: '2026-11-22T07:42:00.000Z' })
  readonly updated_at!: string;
}

@ApiSchema({ name: 'WebhookEndpointWithSecret' })
export class WebhookEndpointWithSecretDto extends WebhookEndpointDto {
  @ApiProperty({
    description: 'Verifies the posts, by any library of Standard Webhooks. Not shown again.',
    example: 'whsec_…',
  })
  readonly secret!: string;
}

@ApiSchema({ name: 'WebhookAttempt' })
export class WebhookAttemptDto {
  @ApiProperty({ format: 'date-time', example: '2026-11-22T07:42:00.000Z' })
  readonly at!: string;

  @ApiProperty({ type: Number, nullable: true, description: 'null: no answer came.', example: 200 })
  readonly http_status!: number | null;

  @ApiProperty({
    description:
      'null: taken. `status`, `redirect`, `gone` (410): the answer; `timeout` (5 s), `dns`, `connection`, `tls`, ' +
      '`address_refused` (it leads into a private network); `secret_unreadable`: rotate the secret.',
    enum: [
      'status',
      'redirect',
      'gone',
      'timeout',
      'dns',
      'connection',
      'tls',
      'address_refused',
      'secret_unreadable',
    ],
    type: String,
    nullable: true,
    example: null,
  })
  readonly error!: string | null;

  @ApiProperty({ example: 120 })
  readonly duration_ms!: number;
}

@ApiSchema({ name: 'WebhookDelivery' })
export class WebhookDeliveryDto {
  @ApiProperty({ example: 'whd_01kq3k8mehe8zbnn5q0wwz5bst' })
  readonly id!: string;

  @ApiProperty({ enum: ['webhook_delivery'] })
  readonly object!: 'webhook_delivery';

  @ApiProperty({ description: 'The `webhook-id` of its posts.', example: 'evt_01kq3k8mehe8zbnn5q0wwz5bst' })
  readonly event_id!: string;

  @ApiProperty({ example: 'campaign.completed' })
  readonly event_type!: string;

  @ApiProperty({ enum: WEBHOOK_DELIVERY_STATES, example: 'delivered' })
  readonly status!: WebhookDeliveryState;

  @ApiProperty({ type: () => [WebhookAttemptDto], description: 'The last twenty, oldest first.' })
  readonly attempts!: readonly WebhookAttemptDto[];

  @ApiProperty({ ...NULLABLE_INSTANT, description: 'null: there is none.' })
  readonly next_attempt_at!: string | null;

  @ApiProperty({ format: 'date-time', example: '2026-11-22T07:42:00.000Z' })
  readonly created_at!: string;

  @ApiProperty(NULLABLE_INSTANT)
  readonly finished_at!: string | null;
}

export class WebhookDeliveriesQuery extends PageQuery {
  @ChoiceField({
    description: 'Only those that stand so.',
    of: WEBHOOK_DELIVERY_STATES,
    optional: 'absent',
    example: 'failed',
  })
  readonly status?: WebhookDeliveryState;
}

export function toWebhookEndpointDto(endpoint: WebhookEndpoint): Shape<WebhookEndpointDto> {
  const { previousUntil } = endpoint;
  return {
    id: publicId('whe', endpoint.id),
    object: 'webhook_endpoint',
    url: endpoint.url,
    description: endpoint.description,
    event_types: endpoint.types,
    enabled: endpoint.disabledBecause === null,
    disabled_because: endpoint.disabledBecause,
    failing_since: endpoint.failingSince?.toISOString() ?? null,
    previous_secret_until: previousUntil?.toISOString() ?? null,
    created_by: endpoint.createdBy,
    created_at: endpoint.createdAt.toISOString(),
    updated_at: endpoint.updatedAt.toISOString(),
  };
}

export function toWebhookDeliveryDto(delivery: WebhookDelivery): Shape<WebhookDeliveryDto> {
  return {
    id: publicId('whd', delivery.id),
    object: 'webhook_delivery',
    event_id: publicId('evt', delivery.eventId),
    event_type: delivery.eventType,
    status: delivery.state,
    attempts: delivery.attempts.map(toAttemptDto),
    next_attempt_at: delivery.state === 'pending' ? delivery.nextTryAt.toISOString() : null,
    created_at: delivery.createdAt.toISOString(),
    finished_at: delivery.finishedAt?.toISOString() ?? null,
  };
}

function toAttemptDto({ at, status, error, ms }: WebhookAttempt): Shape<WebhookAttemptDto> {
  return { at, http_status: status, error, duration_ms: ms };
}
