import { ApiProperty } from '@nestjs/swagger';
import type { ReportedReaction, ReportedReply } from '#lib/reports';
import type { Shape } from '../shape.js';
import { NullableInstant } from '../validation/fields.js';

const INSTANT = { format: 'date-time', example: '2026-11-22T07:47:00.000Z' } as const;

export class DeedUserDto {
  @ApiProperty({ description: "The messenger's own id.", example: 2345 })
  readonly id!: number;

  @ApiProperty({
    description: 'null: the directory never knew them.',
    type: String,
    nullable: true,
    example: 'Анна Смирнова',
  })
  readonly name!: string | null;
}

export class ReplyDto {
  @ApiProperty({ enum: ['reply'] })
  readonly object!: 'reply';

  @ApiProperty({ description: 'The message that it is a reply to.', example: 'dlv_1842' })
  readonly delivery_id!: string;

  @ApiProperty({ type: () => DeedUserDto })
  readonly user!: DeedUserDto;

  @ApiProperty({ description: 'The reply itself; what it says is in the messenger alone.', example: 194301 })
  readonly message_id!: number;

  @ApiProperty({
    type: String,
    nullable: true,
    example: 'https://app.pachca.com/chats/334?message=194301',
  })
  readonly url!: string | null;

  @ApiProperty({
    description:
      'true: it answers this very message. false: it was written in the direct chat after it, before our next one.',
    example: true,
  })
  readonly quotes!: boolean;

  @ApiProperty(INSTANT)
  readonly said_at!: string;

  @NullableInstant({ description: 'When it was deleted.', example: null })
  readonly deleted_at!: string | null;
}

export class ReactionDto {
  @ApiProperty({ enum: ['reaction'] })
  readonly object!: 'reaction';

  @ApiProperty({ description: 'The message that it is on.', example: 'dlv_1842' })
  readonly delivery_id!: string;

  @ApiProperty({ type: () => DeedUserDto })
  readonly user!: DeedUserDto;

  @ApiProperty({ description: 'The emoji.', example: '👍' })
  readonly code!: string;

  @ApiProperty({ description: "The messenger's name of it.", example: ':+1:' })
  readonly name!: string;

  @ApiProperty(INSTANT)
  readonly put_at!: string;

  @NullableInstant({ description: 'When it was taken away; null: it is there.', example: null })
  readonly removed_at!: string | null;
}

export function toReplyDto(reply: ReportedReply): Shape<ReplyDto> {
  return {
    object: 'reply',
    delivery_id: `dlv_${reply.deliveryId}`,
    user: { id: reply.person.id, name: reply.person.name },
    message_id: reply.messageId,
    url: reply.url,
    quotes: reply.isQuoting,
    said_at: reply.saidAt.toISOString(),
    deleted_at: reply.deletedAt?.toISOString() ?? null,
  };
}

export function toReactionDto(reaction: ReportedReaction): Shape<ReactionDto> {
  return {
    object: 'reaction',
    delivery_id: `dlv_${reaction.deliveryId}`,
    user: { id: reaction.person.id, name: reaction.person.name },
    code: reaction.code,
    name: reaction.name,
    put_at: reaction.putAt.toISOString(),
    removed_at: reaction.removedAt?.toISOString() ?? null,
  };
}
