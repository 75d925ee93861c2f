import { ApiProperty } from '@nestjs/swagger';
import { publicId } from '#lib/kernel';
import type { Dated, RunStats } from '#lib/reports';
import { ReasonCountDto } from '../campaigns/check.dto.js';
import type { Shape } from '../shape.js';
import { DatedReportDto } from './dated-report.dto.js';

const INSTANT_OR_NULL = {
  format: 'date-time',
  type: String,
  nullable: true,
  example: '2026-11-22T07:38:00.000Z',
} as const;

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

export class StatsReadsDto {
  @ApiProperty({
    description: 'Every read that could be seen before this moment is counted.',
    ...INSTANT_OR_NULL,
  })
  readonly as_of!: string | null;

  @ApiProperty({
    description: 'When somebody looks next; null: nothing is watched any more.',
    ...INSTANT_OR_NULL,
  })
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

  @ApiProperty(INSTANT_OR_NULL)
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

  @ApiProperty({ description: 'Every read before this moment is counted.', ...INSTANT_OR_NULL })
  readonly as_of!: string | null;

  @ApiProperty({ description: 'When somebody looks next.', ...INSTANT_OR_NULL })
  readonly next_look_at!: string | null;
}

export class StatsDto extends DatedReportDto {
  @ApiProperty({ enum: ['campaign_stats'] })
  readonly object!: 'campaign_stats';

  @ApiProperty({ description: 'Everybody of the run: the sum of the eight figures below.', example: 10000 })
  readonly recipients!: number;

  @ApiProperty({ description: 'Of `recipients`, those who joined after the launch.', example: 0 })
  readonly late_joined!: number;

  @ApiProperty({ description: 'Still to be sent.', example: 3786 })
  readonly pending!: number;

  @ApiProperty({ description: 'Under way.', example: 1 })
  readonly sending!: number;

  @ApiProperty({ description: 'Posted or not: it is being found out.', example: 0 })
  readonly unknown!: number;

  @ApiProperty({ example: 6208 })
  readonly sent!: number;

  @ApiProperty({ description: 'Refused for this person.', example: 5 })
  readonly failed!: number;

  @ApiProperty({ description: 'Left out, with a reason.', example: 0 })
  readonly skipped!: number;

  @ApiProperty({ example: 0 })
  readonly cancelled!: number;

  @ApiProperty({ example: 0 })
  readonly expired!: number;

  @ApiProperty({ description: 'Of those sent, known to be read.', example: 3911 })
  readonly read!: number;

  @ApiProperty({
    description: 'Of those sent, confirmed with a button; all of them count as read.',
    example: 2204,
  })
  readonly acked!: number;

  @ApiProperty({ description: 'What they answered, the most frequent first.', type: () => [ChoiceCountDto] })
  readonly choices!: readonly ChoiceCountDto[];

  @ApiProperty({ type: () => StatsReasonsDto })
  readonly reasons!: StatsReasonsDto;

  @ApiProperty({ type: () => StatsRatesDto })
  readonly rates!: StatsRatesDto;

  @ApiProperty({
    description: 'After how long half of those who got it had read it; null while fewer have.',
    type: Number,
    nullable: true,
    example: 2820,
  })
  readonly median_time_to_read_s!: number | null;

  @ApiProperty({
    description: 'The median is exact to this, both ways.',
    type: Number,
    nullable: true,
    example: 600,
  })
  readonly median_precision_s!: number | null;

  @ApiProperty({ type: () => StatsReadsDto })
  readonly reads!: StatsReadsDto;

  @ApiProperty({
    description:
      'Where it went into chats: read by `read` of `members`. null for people, whose reads are the figures above, and ' +
      'before the first post.',
    type: () => StatsChatsDto,
    nullable: true,
    example: null,
  })
  readonly chats!: StatsChatsDto | null;

  @ApiProperty({ description: 'Second copies that were found, ever.', example: 0 })
  readonly duplicates!: number;

  @ApiProperty({ description: 'Those of them that were deleted.', example: 0 })
  readonly duplicates_removed!: number;

  @ApiProperty({
    description: 'Messages that were taken back. They stay `sent` in the figures above.',
    type: () => StatsRecalledDto,
  })
  readonly recalled!: StatsRecalledDto;

  @ApiProperty({
    description: 'The newest change of what was sent; null: there was none.',
    type: () => StatsEditedDto,
    nullable: true,
    example: null,
  })
  readonly edited!: StatsEditedDto | null;

  @ApiProperty({
    description:
      'Pending ones that are looked up in their chats first: the database may have forgotten sending them.',
    example: 0,
  })
  readonly verifying!: number;

  @ApiProperty({
    description: 'Of `pending`: these wait for the local time, quiet hours or workdays of their recipients.',
    type: () => HeldDto,
  })
  readonly held_for_hours!: HeldDto;

  @ApiProperty({
    description: 'Of `pending`: their recipients have had `VESTNIK_DAILY_CAP` notices that day.',
    type: () => HeldDto,
  })
  readonly held_for_cap!: HeldDto;

  @ApiProperty({ description: 'Only while it is running.', type: () => StatsEtaDto, nullable: true })
  readonly eta!: StatsEtaDto | null;
}

export function toStatsDto(stats: RunStats & Dated): Shape<StatsDto> {
  const { reasons, rates, reads, chats, recalled, edited, eta } = stats;
  return {
    object: 'campaign_stats',
    campaign_id: publicId('cmp', stats.campaignId),
    run_id: publicId('run', stats.runId),
    as_of: stats.asOf.toISOString(),
    recipients: stats.recipients,
    late_joined: stats.lateJoined,
    pending: stats.pending,
    sending: stats.sending,
    unknown: stats.unknown,
    sent: stats.sent,
    failed: stats.failed,
    skipped: stats.skipped,
    cancelled: stats.cancelled,
    expired: stats.expired,
    read: stats.read,
    acked: stats.acked,
    choices: stats.choices.map(({ choice, count }) => ({ choice, count })),
    reasons: { failed: reasons.failed.map(toReasonDto), skipped: reasons.skipped.map(toReasonDto) },
    rates: { read_of_sent: rates.readOfSent, ack_of_sent: rates.ackOfSent },
    median_time_to_read_s: stats.medianTimeToReadS,
    median_precision_s: stats.medianPrecisionS,
    reads: {
      as_of: reads.asOf?.toISOString() ?? null,
      next_sweep_at: reads.nextSweepAt?.toISOString() ?? null,
      backlog: reads.backlog,
      age_at_most_s: reads.ageAtMostS,
      requests_per_sweep: reads.requestsPerSweep,
      sweep_seconds: reads.sweepSeconds,
      unavailable: reads.unavailable,
    },
    chats: chats === null ? null : toChatsDto(chats),
    duplicates: stats.duplicates,
    duplicates_removed: stats.duplicatesRemoved,
    recalled: {
      before_read: recalled.beforeRead,
      after_read: recalled.afterRead,
      read_unknown: recalled.readUnknown,
      already_gone: recalled.alreadyGone,
      failed: recalled.failed,
      waiting: recalled.waiting,
    },
    edited: edited === null ? null : { ...edited },
    verifying: stats.verifying,
    held_for_hours: toHeldDto(stats.heldForHours),
    held_for_cap: toHeldDto(stats.heldForCap),
    eta: eta === null ? null : { rate_per_s: eta.ratePerS, finish_at: eta.finishAt?.toISOString() ?? null },
  };
}

function toHeldDto({ count, until }: RunStats['heldForHours']): Shape<HeldDto> {
  return { count, until: until?.toISOString() ?? null };
}

function toChatsDto(chats: NonNullable<RunStats['chats']>): Shape<StatsChatsDto> {
  return {
    posts: chats.posts,
    members: chats.members,
    read: chats.read,
    read_by_others: chats.outside,
    as_of: chats.asOf?.toISOString() ?? null,
    next_look_at: chats.nextLookAt?.toISOString() ?? null,
  };
}

function toReasonDto({ reason, count }: Shape<ReasonCountDto>): Shape<ReasonCountDto> {
  return { reason, count };
}
