import { ApiProperty } from '@nestjs/swagger';
import { publicId } from '#lib/kernel';
import type { Dated, RunStats } from '#lib/reports';
import { ReasonCountDto } from '../campaigns/check.dto.js';
import type { Shape } from '../shape.js';
import { DatedReportDto } from './dated-report.dto.js';
import {
  AckSourcesDto,
  ChoiceCountDto,
  HeldDto,
  StatsChatsDto,
  StatsEditedDto,
  StatsEtaDto,
  StatsRatesDto,
  StatsReadsDto,
  StatsReasonsDto,
  StatsRecalledDto,
} from './stats-parts.dto.js';

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
    description: 'Of those sent, confirmed it; all of them count as read.',
    example: 2204,
  })
  readonly acked!: number;

  @ApiProperty({ description: 'What they answered, the most frequent first.', type: () => [ChoiceCountDto] })
  readonly choices!: readonly ChoiceCountDto[];

  @ApiProperty({ type: () => AckSourcesDto })
  readonly ack_sources!: AckSourcesDto;

  @ApiProperty({
    description:
      'Questions asked by the form behind a button of the type `question`, under reminders included; `…/questions` ' +
      'has their words.',
    example: 12,
  })
  readonly questions!: number;

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

  @ApiProperty({
    description:
      'Reminders that wait until their recipients are back (`when_away: hold`), and when they are looked at once more.',
    type: () => HeldDto,
  })
  readonly held_for_absence!: HeldDto;

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
    ack_sources: { ...stats.ackSources },
    questions: stats.questions,
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
    held_for_absence: toHeldDto(stats.heldForAbsence),
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
