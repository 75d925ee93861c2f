import { ApiProperty } from '@nestjs/swagger';
import { NullableInstant } from '../validation/fields.js';

const INSTANT = { format: 'date-time', example: '2026-11-22T07:42:00.000Z' } as const;

export class ChatReadersDto {
  @ApiProperty({
    description: 'Members of the chat when it was posted, and who joined since; bots are none.',
    example: 120,
  })
  readonly members!: number;

  @ApiProperty({ description: 'Of `members`, known to have read it.', example: 94 })
  readonly read!: number;

  @ApiProperty({ description: 'Have read it without being members, as in an open channel.', example: 1 })
  readonly read_by_others!: number;

  @NullableInstant({ description: 'Every read before this moment is counted.' })
  readonly as_of!: string | null;
}

/** How a pin stands, in the words of the API. */
const PIN_STATUSES = ['waiting', 'pinned', 'unpinned', 'failed', 'not_needed'] as const;
export type PinStatus = (typeof PIN_STATUSES)[number];

export class RecipientPinDto {
  @ApiProperty({
    description:
      '`waiting`: to be pinned, or refused so far, as `reason` tells. `failed`: refused to the end; with `pinned_at`, it is ' +
      'still pinned. `not_needed`: recalled, gone, or posted after its time.',
    enum: PIN_STATUSES,
    example: 'pinned',
  })
  readonly status!: PinStatus;

  @ApiProperty(INSTANT)
  readonly until!: string;

  @NullableInstant()
  readonly pinned_at!: string | null;

  @NullableInstant({ description: 'When it was unpinned, or given up.', example: null })
  readonly ended_at!: string | null;

  @ApiProperty({
    description:
      "`scope_missing`: the bot lacks `pins:write`; `forbidden`: it may not pin in this chat; else the messenger's codes. " +
      'It is tried again every ten minutes. `recalled`, `message_gone`, `too_late`: why it is not needed.',
    type: String,
    nullable: true,
    example: null,
  })
  readonly reason!: string | null;
}

export class RecipientThreadDto {
  @ApiProperty({ description: "The messenger's own id, as the two below.", example: 265142 })
  readonly id!: number;

  @ApiProperty({ description: 'Below which message.', example: 194275 })
  readonly message_id!: number;

  @ApiProperty({ description: 'In which chat the message stands.', example: 334 })
  readonly chat_id!: number;
}

export class RecipientChatDto {
  @ApiProperty({ description: "The messenger's own id; of a thread, that of its own chat.", example: 334 })
  readonly id!: number;

  @ApiProperty({
    description: 'Of a thread, that of the chat above.',
    type: String,
    nullable: true,
    example: 'Объявления компании',
  })
  readonly name!: string | null;

  @ApiProperty({
    description: 'null: the post stands in the chat itself.',
    type: () => RecipientThreadDto,
    nullable: true,
    example: null,
  })
  readonly thread!: RecipientThreadDto | null;

  @ApiProperty({ description: 'null: not posted yet.', type: () => ChatReadersDto, nullable: true })
  readonly readers!: ChatReadersDto | null;

  @ApiProperty({
    description:
      'null: the post is not to be pinned (`target.pin_until`, `pin_for_hours`), or is not there yet.',
    type: () => RecipientPinDto,
    nullable: true,
    example: null,
  })
  readonly pin!: RecipientPinDto | null;
}
