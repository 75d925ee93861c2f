import { ApiProperty } from '@nestjs/swagger';
import { ReasonCountDto } from '../campaigns/check.dto.js';
import { NullableInstant } from '../validation/fields.js';

export class StatsReasonsDto {
  @ApiProperty({ type: () => [ReasonCountDto] })
  readonly failed!: readonly ReasonCountDto[];

  @ApiProperty({ type: () => [ReasonCountDto] })
  readonly skipped!: readonly ReasonCountDto[];
}

export class StatsRatesDto {
  @ApiProperty({
    description: '0 to 1; null before the first send.',
    type: Number,
    nullable: true,
    example: 0.6299,
  })
  readonly read_of_sent!: number | null;

  @ApiProperty({
    description: '0 to 1; null before the first send.',
    type: Number,
    nullable: true,
    example: 0.355,
  })
  readonly ack_of_sent!: number | null;
}

export class ChoiceCountDto {
  @ApiProperty({
    description: '`ack`: the plain acknowledgement; else the value of a choice.',
    example: 'ack',
  })
  readonly choice!: string;

  @ApiProperty({ example: 2204 })
  readonly count!: number;
}

/** The two add up to `acked`. */
export class AckSourcesDto {
  @ApiProperty({ description: 'Confirmed with a button.', example: 2104 })
  readonly click!: number;

  @ApiProperty({ description: 'Confirmed with a reaction (`content.acknowledge_by`).', example: 100 })
  readonly reaction!: number;
}

export class StatsReadsDto {
  @NullableInstant({ description: 'Every read that could be seen before this moment is counted.' })
  readonly as_of!: string | null;

  @NullableInstant({ description: 'When somebody looks next; null: nothing is watched any more.' })
  readonly next_sweep_at!: string | null;

  @ApiProperty({ description: 'Messages whose next look is due already.', example: 0 })
  readonly backlog!: number;

  @ApiProperty({
    description:
      'How long ago `as_of` was when this was counted: figures are at most so old. Null: nothing is watched any more.',
    nullable: true,
    type: Number,
    example: 720,
  })
  readonly age_at_most_s!: number | null;

  @ApiProperty({
    description: 'Requests for one look at everybody who is not known to have read.',
    example: 10_000,
  })
  readonly requests_per_sweep!: number;

  @ApiProperty({
    description: "How long that takes at the bot's budget, when nothing else is to be asked.",
    example: 1_250,
  })
  readonly sweep_seconds!: number;

  @ApiProperty({
    description:
      'Why nobody can see who has read: `scope_missing` (the bot lacks `messages:read`), or why the bot is held. Null: nothing is in the way.',
    nullable: true,
    type: String,
    example: null,
  })
  readonly unavailable!: string | null;
}

export class StatsEtaDto {
  @ApiProperty({ description: 'Messages a second over the last minute.', example: 3.17 })
  readonly rate_per_s!: number;

  @NullableInstant()
  readonly finish_at!: string | null;
}

export class StatsRecalledDto {
  @ApiProperty({ description: 'Deleted; unread by the look right before.', example: 4102 })
  readonly before_read!: number;

  @ApiProperty({ description: 'Deleted; it had been read.', example: 2087 })
  readonly after_read!: number;

  @ApiProperty({ description: 'Deleted; the messenger did not tell whether it had been read.', example: 0 })
  readonly read_unknown!: number;

  @ApiProperty({ description: 'Somebody else had deleted it before.', example: 3 })
  readonly already_gone!: number;

  @ApiProperty({ description: 'The messenger would not; the recipients tell why.', example: 0 })
  readonly failed!: number;

  @ApiProperty({ description: 'Still to be deleted, those in doubt included.', example: 17 })
  readonly waiting!: number;
}

export class StatsEditedDto {
  @ApiProperty({ description: 'The newest version of the text.', example: 2 })
  readonly version!: number;

  @ApiProperty({ description: 'Messages that say it now.', example: 6209 })
  readonly done!: number;

  @ApiProperty({ description: 'The messenger would not; the recipients tell why.', example: 0 })
  readonly failed!: number;

  @ApiProperty({ description: 'Still to be changed, those in doubt included.', example: 17 })
  readonly waiting!: number;
}

export class HeldDto {
  @ApiProperty({ example: 120 })
  readonly count!: number;

  @ApiProperty({
    description: 'When the last of them may be sent; null: nobody waits.',
    type: String,
    format: 'date-time',
    nullable: true,
    example: null,
  })
  readonly until!: string | null;
}

export class StatsChatsDto {
  @ApiProperty({ description: 'Messages that were posted.', example: 2 })
  readonly posts!: number;

  @ApiProperty({
    description:
      'Members of the chats when it was posted, and who joined since; bots are none. Of two chats each counts.',
    example: 240,
  })
  readonly members!: number;

  @ApiProperty({ description: 'Of `members`, known to have read it.', example: 187 })
  readonly read!: number;

  @ApiProperty({ description: 'Have read it without being members, as in an open channel.', example: 3 })
  readonly read_by_others!: number;

  @NullableInstant({ description: 'Every read before this moment is counted.' })
  readonly as_of!: string | null;

  @NullableInstant({ description: 'When somebody looks next.' })
  readonly next_look_at!: string | null;
}
