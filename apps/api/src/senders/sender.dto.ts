import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { publicId } from '#lib/kernel';
import {
  CANARY_OUTCOMES,
  CHANNEL_STATES,
  type Sender,
  SENDER_HOLD_CODES,
  SENDER_STATUSES,
  type SenderMarkers,
} from '#lib/senders';
import { Matches } from 'class-validator';
import { problem } from '../validation/field-problem.js';
import { BooleanField, IntegerField, TextField } from '../validation/fields.js';
import type { Shape } from '../shape.js';

/** A bot's token: it travels in a header, so it is printable ASCII. */
function TokenField(optional: boolean): PropertyDecorator {
  return applyDecorators(
    TextField({
      description: "The bot's access token from the messenger. It is stored sealed and never shown again.",
      min: 8,
      max: 500,
      optional,
      example: 'your-bot-token',
    }),
    Matches(/^[\x21-\x7e]+$/, problem('unusable_token')),
  );
}

export class CreateSenderBody {
  @TextField({ description: 'What colleagues call it.', max: 100, example: 'HR bot' })
  readonly name!: string;

  @TokenField(false)
  readonly token!: string;
}

export class UpdateSenderBody {
  @TextField({ description: 'What colleagues call it.', max: 100, optional: true, example: 'HR bot' })
  readonly name?: string | null;

  @TokenField(true)
  readonly token?: string | null;

  @BooleanField({
    description: 'true: try a held sender again, for example after its rights were mended.',
    optional: true,
    example: true,
  })
  readonly resume?: boolean | null;

  @IntegerField({
    description:
      'The person whose chat the bot tries its messages in: a message to be read back, edited and deleted, when a ' +
      'run starts and once a day. null: nobody is written to, and the channels are not tested.',
    min: 1,
    max: Number.MAX_SAFE_INTEGER,
    optional: true,
    example: 1204,
  })
  readonly canary_user_id?: number | null;
}

const CHANNEL = { enum: CHANNEL_STATES, example: 'kept' } as const;

export class MarkerChannelsDto {
  @ApiProperty({ description: "The fragment of the picture's address (M1).", ...CHANNEL })
  readonly avatar!: string;

  @ApiProperty({ description: 'The data of a button (M2).', ...CHANNEL })
  readonly buttons!: string;

  @ApiProperty({ description: 'A message shows in the history of its chat (M3).', ...CHANNEL })
  readonly history!: string;

  @ApiProperty({ description: 'An edit that does not name the marker leaves it in its place.', ...CHANNEL })
  readonly edit!: string;

  @ApiProperty({
    description: 'When a canary, or the answer to a send, last told something.',
    format: 'date-time',
    type: String,
    nullable: true,
    example: '2026-11-22T07:42:00.000Z',
  })
  readonly checked_at!: string | null;

  @ApiProperty({
    description:
      'How the last canary ended; null: there was none, for example for want of a `canary_user_id`. After ' +
      '`passed` and `lost` the channels say what was found; after the others they say what was known before.',
    enum: CANARY_OUTCOMES,
    type: String,
    nullable: true,
    example: 'passed',
  })
  readonly outcome!: string | null;

  @ApiProperty({ format: 'date-time', type: String, nullable: true, example: '2026-11-22T07:42:00.000Z' })
  readonly tried_at!: string | null;
}

export class SenderHoldDto {
  @ApiProperty({ enum: SENDER_HOLD_CODES })
  readonly code!: string;

  @ApiProperty({ type: String, nullable: true, example: 'The bot lacks: messages:read.' })
  readonly detail!: string | null;
}

export class SenderDto {
  @ApiProperty({ example: 'snd_01kq3k8mehe8zbnn5q0wwz5bst' })
  readonly id!: string;

  @ApiProperty({ enum: ['sender'] })
  readonly object!: 'sender';

  @ApiProperty({ example: 'HR bot' })
  readonly name!: string;

  @ApiProperty({
    enum: SENDER_STATUSES,
    description: '`checking`: the token was not tried yet. `active`: it works. `held`: see `hold`.',
    example: 'active',
  })
  readonly status!: string;

  @ApiProperty({ type: () => SenderHoldDto, nullable: true, example: null })
  readonly hold!: SenderHoldDto | null;

  @ApiProperty({ description: 'Beginning and end of the token.', example: 'abcd…wxyz' })
  readonly token_hint!: string;

  @ApiProperty({
    description: "Id of the bot's account in the messenger.",
    type: Number,
    nullable: true,
    example: 1204,
  })
  readonly bot_user_id!: number | null;

  @ApiProperty({ type: String, nullable: true, example: 'Отдел кадров' })
  readonly bot_name!: string | null;

  @ApiProperty({
    description: 'What the messenger lets it do.',
    type: [String],
    example: ['messages:create'],
  })
  readonly scopes!: readonly string[];

  @ApiProperty({ format: 'date-time', type: String, nullable: true, example: '2026-11-22T07:42:00.000Z' })
  readonly checked_at!: string | null;

  @ApiProperty({
    description: 'The person whose chat the bot tries its messages in.',
    type: Number,
    nullable: true,
    example: 1204,
  })
  readonly canary_user_id!: number | null;

  @ApiProperty({
    description:
      "Whether the messenger keeps what proves a message to be a delivery's. `untested` is no trouble; where " +
      '`avatar` is `lost`, doubts of this bot wait for a person.',
    type: () => MarkerChannelsDto,
  })
  readonly marker_channels!: MarkerChannelsDto;

  @ApiProperty({ format: 'date-time', example: '2026-11-22T07:42:00.000Z' })
  readonly created_at!: string;
}

export function toSenderDto(sender: Sender): Shape<SenderDto> {
  return {
    id: publicId('snd', sender.id),
    object: 'sender',
    name: sender.name,
    status: sender.status,
    hold: sender.holdCode === null ? null : { code: sender.holdCode, detail: sender.holdDetail },
    token_hint: sender.tokenHint,
    bot_user_id: sender.botUserId,
    bot_name: sender.botName,
    scopes: sender.scopes,
    checked_at: sender.checkedAt?.toISOString() ?? null,
    canary_user_id: sender.canaryUserId,
    marker_channels: toChannelsDto(sender.markers),
    created_at: sender.createdAt.toISOString(),
  };
}

function toChannelsDto({ checkedAt, triedAt, ...found }: SenderMarkers): Shape<MarkerChannelsDto> {
  return {
    ...found,
    checked_at: checkedAt?.toISOString() ?? null,
    tried_at: triedAt?.toISOString() ?? null,
  };
}
