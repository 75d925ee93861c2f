import { ApiProperty } from '@nestjs/swagger';
import type { QuestionFilter, ReportedQuestion, ReportedReaction, ReportedReply } from '#lib/reports';
import { PageQuery, ToInteger } from '../lists/page.dto.js';
import type { Shape } from '../shape.js';
import { InstantField, instantOf, IntegerField, NullableInstant } from '../validation/fields.js';

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

export class QuestionsQuery extends PageQuery {
  @ToInteger()
  @IntegerField({
    description: "Only this person's, by their id in the messenger.",
    min: 1,
    max: Number.MAX_SAFE_INTEGER,
    optional: 'absent',
    example: 2345,
  })
  readonly user_id?: number;

  @InstantField({
    description: 'Asked then or later.',
    optional: 'absent',
    example: '2026-11-22T00:00:00+03:00',
  })
  readonly asked_after?: string;

  @InstantField({
    description: 'Asked before.',
    optional: 'absent',
    example: '2026-11-23T00:00:00+03:00',
  })
  readonly asked_before?: string;
}

export class QuestionDto {
  @ApiProperty({ enum: ['question'] })
  readonly object!: 'question';

  @ApiProperty({ description: 'As the event `question.asked` names it.', example: 'qst_12' })
  readonly id!: string;

  @ApiProperty({ description: 'The message under which it was asked.', example: 'dlv_1842' })
  readonly delivery_id!: string;

  @ApiProperty({ type: () => DeedUserDto })
  readonly user!: DeedUserDto;

  @ApiProperty({ description: 'As it was typed.', example: 'Можно перенести отпуск на июль?' })
  readonly text!: string;

  @ApiProperty({
    description: 'That message in the messenger; its chat is where to answer.',
    type: String,
    nullable: true,
    example: 'https://app.pachca.com/chats/334?message=194275',
  })
  readonly url!: string | null;

  @ApiProperty(INSTANT)
  readonly asked_at!: string;
}

export function questionFilterOf(query: QuestionsQuery): QuestionFilter {
  const [askedAfter, askedBefore] = [instantOf(query.asked_after), instantOf(query.asked_before)];
  return {
    ...(query.user_id !== undefined && { personId: query.user_id }),
    ...(askedAfter !== null && { askedAfter }),
    ...(askedBefore !== null && { askedBefore }),
  };
}

export function toQuestionDto(question: ReportedQuestion): Shape<QuestionDto> {
  return {
    object: 'question',
    id: `qst_${question.id}`,
    delivery_id: `dlv_${question.deliveryId}`,
    user: { id: question.person.id, name: question.person.name },
    text: question.text,
    url: question.url,
    asked_at: question.askedAt.toISOString(),
  };
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
