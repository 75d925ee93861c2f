import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { publicId } from '#lib/kernel';
import { type Sender, SENDER_HOLD_CODES, SENDER_STATUSES } from '#lib/senders';
import { Matches } from 'class-validator';
import { problem } from '../validation/field-problem.js';
import { BooleanField, TextField } from '../validation/fields.js';
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
    created_at: sender.createdAt.toISOString(),
  };
}
