import { ApiProperty } from '@nestjs/swagger';
import { type ReadSource, READ_SOURCES } from '#lib/receipts';
import {
  ACKNOWLEDGEMENT_SOURCES,
  type AcknowledgementSource,
  type RecipientState,
  RECIPIENT_STATES,
} from '#lib/reports';
import { RecipientChatDto } from './recipient-chat.dto.js';
import { NullableInstant } from '../validation/fields.js';

const INSTANT = { format: 'date-time', example: '2026-11-22T07:42:00.000Z' } as const;

export class RecipientUserDto {
  @ApiProperty({ description: "The messenger's own id.", example: 2345 })
  readonly id!: number;

  @ApiProperty({ type: String, nullable: true, example: 'Анна Смирнова' })
  readonly name!: string | null;

  @ApiProperty({ type: String, nullable: true, example: 'Склад' })
  readonly department!: string | null;

  @ApiProperty({ type: String, nullable: true, example: 'Кладовщик' })
  readonly title!: string | null;

  @ApiProperty({ type: String, nullable: true, example: 'Asia/Yekaterinburg' })
  readonly time_zone!: string | null;
}

export class RecipientDeliveryDto {
  @ApiProperty({ enum: RECIPIENT_STATES, example: 'sent' })
  readonly status!: RecipientState;

  @ApiProperty({ description: 'Why it failed or was skipped.', type: String, nullable: true, example: null })
  readonly reason!: string | null;

  @NullableInstant()
  readonly sent_at!: string | null;

  @ApiProperty({ type: Number, nullable: true, example: 194275 })
  readonly message_id!: number | null;

  @ApiProperty({
    description: 'The message in the messenger.',
    type: String,
    nullable: true,
    example: 'https://app.pachca.com/chats/334?message=194275',
  })
  readonly url!: string | null;

  @ApiProperty({ description: 'How often it was tried to post it.', example: 1 })
  readonly attempts!: number;
}

export class EngagementDto {
  @ApiProperty({ example: true })
  readonly read!: boolean;

  @ApiProperty({
    description: 'Read after the first and not later than the second moment.',
    type: [String],
    format: 'date-time',
    nullable: true,
    example: ['2026-11-22T07:47:00.000Z', '2026-11-22T08:12:00.000Z'],
  })
  readonly read_between!: readonly [string, string] | null;

  @NullableInstant({ description: 'The middle of `read_between`.' })
  readonly read_at_estimate!: string | null;

  @ApiProperty({
    description: 'How it is known.',
    enum: READ_SOURCES,
    type: String,
    nullable: true,
    example: 'poll',
  })
  readonly source!: ReadSource | null;

  @NullableInstant({ description: 'Known to be unread at this moment.', example: null })
  readonly unread_as_of!: string | null;

  @NullableInstant({ description: 'When they confirmed it.' })
  readonly acked_at!: string | null;

  @ApiProperty({
    description: 'What they answered: `ack`, or the value of a choice.',
    type: String,
    nullable: true,
    example: 'ack',
  })
  readonly choice!: string | null;

  @ApiProperty({
    description: 'What they confirmed it with: a button, or a reaction that the text asks for.',
    enum: ACKNOWLEDGEMENT_SOURCES,
    type: String,
    nullable: true,
    example: 'click',
  })
  readonly ack_source!: AcknowledgementSource | null;

  @ApiProperty({
    description:
      'The version of the text that they confirmed last. Where `acked_at` is null, the text has become another since, and they are asked again.',
    type: Number,
    nullable: true,
    example: 1,
  })
  readonly acked_version!: number | null;

  @ApiProperty({
    description: 'Questions that they asked by the form behind a button; `…/questions` has their words.',
    example: 0,
  })
  readonly questions!: number;
}

/** How a recall stands, in the words of the API. */
const RECALL_STATUSES = ['waiting', 'recalled', 'already_gone', 'failed', 'not_needed', 'cancelled'] as const;
export type RecallStatus = (typeof RECALL_STATUSES)[number];

export class RecipientRecallDto {
  @ApiProperty({
    description:
      '`already_gone`: somebody else had deleted it. `not_needed`: it turned out never to have been sent.',
    enum: RECALL_STATUSES,
    example: 'recalled',
  })
  readonly status!: RecallStatus;

  @ApiProperty({
    description:
      'Whether it had been read by `looked_at`, right before it was deleted; `unknown`: nobody could tell.',
    enum: ['before_read', 'after_read', 'unknown'],
    type: String,
    nullable: true,
    example: 'before_read',
  })
  readonly reading!: 'before_read' | 'after_read' | 'unknown' | null;

  @NullableInstant()
  readonly looked_at!: string | null;

  @ApiProperty({
    description: 'Why the messenger would not, in its codes.',
    type: String,
    nullable: true,
    example: null,
  })
  readonly reason!: string | null;

  @ApiProperty(INSTANT)
  readonly requested_at!: string;

  @NullableInstant()
  readonly finished_at!: string | null;
}

const EDIT_STATUSES = ['waiting', 'done', 'failed', 'superseded', 'not_needed', 'cancelled'] as const;
export type EditStatus = (typeof EDIT_STATUSES)[number];

export class RecipientEditDto {
  @ApiProperty({
    description: '`superseded`: the message was to be recalled. `not_needed`: it was never sent before.',
    enum: EDIT_STATUSES,
    example: 'done',
  })
  readonly status!: EditStatus;

  @ApiProperty({ description: 'The version that it is to say.', example: 2 })
  readonly version!: number;

  @ApiProperty({
    description: 'Why the messenger would not, in its codes.',
    type: String,
    nullable: true,
    example: null,
  })
  readonly reason!: string | null;
}

export class RecipientDto {
  @ApiProperty({ example: 'dlv_1842' })
  readonly id!: string;

  @ApiProperty({ enum: ['recipient'] })
  readonly object!: 'recipient';

  @ApiProperty({ description: 'null: it is a chat.', type: () => RecipientUserDto, nullable: true })
  readonly user!: RecipientUserDto | null;

  @ApiProperty({
    description: 'Of a campaign into chats; null: it is a person.',
    type: () => RecipientChatDto,
    nullable: true,
    example: null,
  })
  readonly chat!: RecipientChatDto | null;

  @ApiProperty({
    description:
      'By which part of the audience they belong to it; `late_join`: they came to be named by it after the launch.',
    example: 'tag:Склад',
  })
  readonly included_by!: string;

  @ApiProperty({ type: () => RecipientDeliveryDto })
  readonly delivery!: RecipientDeliveryDto;

  @ApiProperty({ type: () => EngagementDto })
  readonly engagement!: EngagementDto;

  @ApiProperty({
    description: 'Which version of the text they have.',
    type: Number,
    nullable: true,
    example: 1,
  })
  readonly content_version!: number | null;

  @ApiProperty({
    description: 'Whether the message was taken back; null: nobody asked for it.',
    type: () => RecipientRecallDto,
    nullable: true,
    example: null,
  })
  readonly recall!: RecipientRecallDto | null;

  @ApiProperty({
    description: 'The newest change of the message; null: it was never to be changed.',
    type: () => RecipientEditDto,
    nullable: true,
    example: null,
  })
  readonly edit!: RecipientEditDto | null;
}

export class TimelineEventDto {
  @ApiProperty(INSTANT)
  readonly at!: string;

  @ApiProperty({ enum: RECIPIENT_STATES, example: 'pending' })
  readonly from!: RecipientState;

  @ApiProperty({ enum: RECIPIENT_STATES, example: 'sending' })
  readonly to!: RecipientState;

  @ApiProperty({ description: 'Attempts made by then.', example: 1 })
  readonly attempt!: number;

  @ApiProperty({
    description: 'The worker or key that did it.',
    type: String,
    nullable: true,
    example: 'worker-1',
  })
  readonly actor!: string | null;

  @ApiProperty({ type: String, nullable: true, example: null })
  readonly why!: string | null;
}

export class AttemptDto {
  @ApiProperty({ description: 'From 1.', example: 1 })
  readonly attempt!: number;

  @ApiProperty(INSTANT)
  readonly started_at!: string;

  @NullableInstant()
  readonly ended_at!: string | null;

  @ApiProperty({
    description: '`pending`: proved unsent, so that it could be tried again; `unknown`: in doubt.',
    enum: RECIPIENT_STATES,
    example: 'sent',
  })
  readonly outcome!: RecipientState;

  @ApiProperty({ type: String, nullable: true, example: null })
  readonly why!: string | null;
}

export class RecipientDetailDto extends RecipientDto {
  @ApiProperty({ example: 'cmp_01kq3k8mehe8zbnn5q0wwz5bst' })
  readonly campaign_id!: string;

  @ApiProperty({ example: 'run_01kq3k8mehe8zbnn5q0wwz5bst' })
  readonly run_id!: string;

  @ApiProperty({
    description: 'Which exclusion left them out.',
    type: String,
    nullable: true,
    example: null,
  })
  readonly excluded_by!: string | null;

  @ApiProperty({
    description: 'What proves that the message exists.',
    type: String,
    nullable: true,
    example: 'answer',
  })
  readonly evidence!: string | null;

  @ApiProperty({ description: 'Whether it is still being found out if they have read it.', example: true })
  readonly watched!: boolean;

  @ApiProperty({ description: 'Oldest first.', type: () => [TimelineEventDto] })
  readonly timeline!: readonly TimelineEventDto[];

  @ApiProperty({ description: 'Oldest first.', type: () => [AttemptDto] })
  readonly attempts!: readonly AttemptDto[];
}
