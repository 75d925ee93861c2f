import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import type { InboundWebhook, InboxFacts } from '#lib/inbox';
import { Matches } from 'class-validator';
import { problem } from '../validation/field-problem.js';
import { TextField } from '../validation/fields.js';
import type { Shape } from '../shape.js';

function SecretField(): PropertyDecorator {
  return applyDecorators(
    TextField({
      description:
        "The bot's signing secret, as the messenger shows it. Stored sealed and never shown again.",
      min: 8,
      max: 500,
      example: 'your-signing-secret',
    }),
    Matches(/^[\x21-\x7e]+$/, problem('unusable_token')),
  );
}

export class SetWebhookBody {
  @SecretField()
  readonly signing_secret!: string;
}

export class RotateWebhookBody {
  @SecretField()
  readonly signing_secret!: string;
}

const INSTANT = { format: 'date-time', type: String, nullable: true } as const;

export class WebhookDto {
  @ApiProperty({ format: 'date-time', example: '2026-11-22T07:42:00.000Z' })
  readonly created_at!: string;

  @ApiProperty({
    ...INSTANT,
    description: 'Until then the secret before the present one is good, too.',
    example: null,
  })
  readonly previous_secret_until!: string | null;

  @ApiProperty({ ...INSTANT, description: 'When an event last came with a good signature.', example: null })
  readonly accepted_at!: string | null;

  @ApiProperty({ description: 'Bodies with a wrong signature, to within some seconds.', example: 0 })
  readonly refused_count!: number;

  @ApiProperty({ ...INSTANT, example: null })
  readonly refused_at!: string | null;
}

export class EventHistoryDto {
  @ApiProperty({
    ...INSTANT,
    description: 'Up to when the history was read.',
    example: '2026-11-22T07:42:00.000Z',
  })
  readonly read_at!: string | null;

  @ApiProperty({
    type: String,
    nullable: true,
    description:
      'Why it could not be read the last time, such as `scope_missing` (webhooks:events:read); null: it could.',
    example: null,
  })
  readonly trouble!: string | null;

  @ApiProperty({ ...INSTANT, description: 'Events after this instant may have been missed.', example: null })
  readonly gap_from!: string | null;

  @ApiProperty({ ...INSTANT, example: null })
  readonly gap_found_at!: string | null;
}

export class InboundEventsDto {
  @ApiProperty({ description: 'Kept, and not acted upon yet.', example: 0 })
  readonly waiting!: number;

  @ApiProperty({ description: 'Of the last day: their handler failed to the end.', example: 0 })
  readonly given_up!: number;
}

export class SenderWebhookDto {
  @ApiProperty({ enum: ['sender_webhook'] })
  readonly object!: 'sender_webhook';

  @ApiProperty({
    type: () => WebhookDto,
    nullable: true,
    description: 'null: events come by the history alone.',
  })
  readonly webhook!: WebhookDto | null;

  @ApiProperty({ type: () => EventHistoryDto })
  readonly history!: EventHistoryDto;

  @ApiProperty({ type: () => InboundEventsDto })
  readonly events!: InboundEventsDto;
}

export class NewSenderWebhookDto extends SenderWebhookDto {
  @ApiProperty({
    description:
      "The address without its beginning; put this server's public address before it and give it to the messenger. It " +
      'is not shown again.',
    example: '/pachca/webhook/…',
  })
  readonly path!: string;
}

const iso = (at: Date | null): string | null => at?.toISOString() ?? null;

export function toSenderWebhookDto(
  webhook: InboundWebhook | null,
  facts: InboxFacts,
): Shape<SenderWebhookDto> {
  return {
    object: 'sender_webhook',
    webhook: webhook === null ? null : toWebhookDto(webhook),
    history: {
      read_at: iso(facts.polledAt),
      trouble: facts.trouble,
      gap_from: iso(facts.gapFrom),
      gap_found_at: iso(facts.gapFoundAt),
    },
    events: { waiting: facts.waiting, given_up: facts.givenUp },
  };
}

function toWebhookDto(webhook: InboundWebhook): Shape<WebhookDto> {
  return {
    created_at: webhook.createdAt.toISOString(),
    previous_secret_until: iso(webhook.previousSecretUntil),
    accepted_at: iso(webhook.acceptedAt),
    refused_count: webhook.refusedCount,
    refused_at: iso(webhook.refusedAt),
  };
}
