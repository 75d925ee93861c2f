import { ApiProperty } from '@nestjs/swagger';
import { publicId } from '#lib/kernel';
import {
  AUDIENCE_MODES,
  OCCURRENCE_NOTES,
  OCCURRENCE_OUTCOMES,
  ON_HOLIDAY,
  ON_MISSED,
  type OccurrenceRecord,
  OVERLAPS,
  type PreviewedOccurrence,
  SCHEDULE_KINDS,
  type ScheduleView,
} from '#lib/scheduling';
import type { Shape } from '../shape.js';
import { RuleBody } from './schedule-body.dto.js';
import { ruleBodyOf } from './schedule-values.js';
import { NullableInstant } from '../validation/fields.js';

const INSTANT = { format: 'date-time', example: '2026-11-23T07:00:00.000Z' } as const;

export class ScheduleProblemDto {
  @ApiProperty({
    description: 'The code of the error that beginning it is refused with.',
    example: 'sender_held',
  })
  readonly code!: string;

  @ApiProperty({ example: 'The messenger refuses the token of the bot.' })
  readonly detail!: string;
}

export class ScheduleDto {
  @ApiProperty({ enum: ['schedule'] })
  readonly object!: 'schedule';

  @ApiProperty({ example: 'cmp_01kq3k8mehe8zbnn5q0wwz5bst' })
  readonly campaign_id!: string;

  @ApiProperty({
    enum: SCHEDULE_KINDS,
    description: '`now`: sent, with a window to take it back.',
    example: 'recurring',
  })
  readonly kind!: string;

  @ApiProperty({ enum: ['scheduled', 'paused', 'ended'], example: 'scheduled' })
  readonly status!: string;

  @ApiProperty({
    description: 'Why it ended: `done`, `unscheduled`, `replaced`, `cancelled`.',
    type: String,
    nullable: true,
    example: null,
  })
  readonly end_reason!: string | null;

  @ApiProperty({ description: 'null of kind `now`.', type: () => RuleBody, nullable: true })
  readonly rule!: Shape<RuleBody> | null;

  @ApiProperty({ enum: ON_HOLIDAY, nullable: true, type: String, example: 'next_workday' })
  readonly on_holiday!: string | null;

  @ApiProperty({ enum: ON_MISSED, example: 'late' })
  readonly on_missed!: string;

  @ApiProperty({ example: 60 })
  readonly late_minutes!: number;

  @ApiProperty({ enum: OVERLAPS, example: 'skip' })
  readonly overlap!: string;

  @ApiProperty({
    enum: AUDIENCE_MODES,
    description: '`frozen`: each run goes to the people who were confirmed, and to nobody else.',
    example: 'fresh',
  })
  readonly audience_mode!: string;

  @ApiProperty({ example: 1204 })
  readonly confirmed_recipients!: number;

  @ApiProperty({
    description: 'null: exactly those who were confirmed.',
    type: Number,
    nullable: true,
    example: 20,
  })
  readonly max_change_percent!: number | null;

  @ApiProperty({ type: Number, nullable: true, example: null })
  readonly max_recipients!: number | null;

  @ApiProperty({ type: Number, nullable: true, example: null })
  readonly expires_after_s!: number | null;

  @ApiProperty({ description: 'The next five times at most.', type: [String], example: [INSTANT.example] })
  readonly next_runs!: readonly string[];

  @ApiProperty({
    description: 'Why what is due cannot begin, while that is tried every half minute.',
    type: () => ScheduleProblemDto,
    nullable: true,
    example: null,
  })
  readonly problem!: ScheduleProblemDto | null;

  @ApiProperty(INSTANT)
  readonly created_at!: string;

  @NullableInstant({ example: null })
  readonly ended_at!: string | null;
}

export class OccurrenceDto {
  @ApiProperty({ enum: ['occurrence'] })
  readonly object!: 'occurrence';

  @ApiProperty({
    description: "The rule's own local time; what it is called by.",
    example: '2026-11-23T10:00',
  })
  readonly local_key!: string;

  @ApiProperty({ description: 'When it was to begin.', ...INSTANT })
  readonly fires_at!: string;

  @ApiProperty({ enum: OCCURRENCE_OUTCOMES, example: 'launched' })
  readonly outcome!: string;

  @ApiProperty({
    description:
      'Why not, or why late: `late`, `expired`, `newer_was_due`, `schedule_paused`, `previous_run_open`, ' +
      '`skipped_by_person`, `schedule_replaced`, or the code that beginning was refused with.',
    type: String,
    nullable: true,
    example: null,
  })
  readonly reason!: string | null;

  @ApiProperty({ type: String, nullable: true, example: 'run_01kq3k8mehe8zbnn5q0wwz5bst' })
  readonly run_id!: string | null;

  @ApiProperty({
    description: 'Id of the key that decided about it.',
    type: String,
    nullable: true,
    example: null,
  })
  readonly decided_by!: string | null;

  @ApiProperty(INSTANT)
  readonly recorded_at!: string;
}

export class PreviewedOccurrenceDto {
  @ApiProperty({ description: 'The local time at which it begins.', example: '2026-11-23T10:00' })
  readonly local_time!: string;

  @ApiProperty(INSTANT)
  readonly at!: string;

  @ApiProperty({
    description:
      '`clock_gap`: the clock jumps over it, it is as much later as the jump is long. `clock_overlap`: the clock shows ' +
      'it twice, the first counts. `calendar_unofficial`: that year is not published yet, holidays may move.',
    enum: OCCURRENCE_NOTES,
    isArray: true,
    example: ['moved_from_holiday'],
  })
  readonly notes!: readonly string[];
}

export class SchedulePreviewDto {
  @ApiProperty({ enum: ['schedule_preview'] })
  readonly object!: 'schedule_preview';

  @ApiProperty({ example: 'Europe/Moscow' })
  readonly time_zone!: string;

  @ApiProperty({ type: () => [PreviewedOccurrenceDto] })
  readonly next_runs!: readonly Shape<PreviewedOccurrenceDto>[];
}

export function toScheduleDto({ schedule, nextRuns }: ScheduleView): Shape<ScheduleDto> {
  const { rule, problem, endedAt } = schedule;
  return {
    object: 'schedule',
    campaign_id: publicId('cmp', schedule.campaignId),
    kind: schedule.kind,
    status: endedAt !== null ? 'ended' : schedule.isPaused ? 'paused' : 'scheduled',
    end_reason: schedule.endReason,
    rule: rule === null ? null : ruleBodyOf(rule),
    on_holiday: rule?.onHoliday ?? null,
    on_missed: schedule.onMissed,
    late_minutes: schedule.lateMinutes,
    overlap: schedule.overlap,
    audience_mode: schedule.audienceMode,
    confirmed_recipients: schedule.confirmedCount,
    max_change_percent: schedule.boundPercent,
    max_recipients: schedule.maxRecipients,
    expires_after_s: schedule.expiresAfterSeconds,
    next_runs: nextRuns.map((at) => at.toISOString()),
    problem: problem === null ? null : { code: problem.code, detail: problem.message },
    created_at: schedule.createdAt.toISOString(),
    ended_at: endedAt?.toISOString() ?? null,
  };
}

export function toOccurrenceDto(occurrence: OccurrenceRecord): Shape<OccurrenceDto> {
  return {
    object: 'occurrence',
    local_key: occurrence.key,
    fires_at: occurrence.firesAt.toISOString(),
    outcome: occurrence.outcome,
    reason: occurrence.reason,
    run_id: occurrence.runId === null ? null : publicId('run', occurrence.runId),
    decided_by: occurrence.decidedBy,
    recorded_at: occurrence.recordedAt.toISOString(),
  };
}

export function toPreviewDto(
  timeZone: string,
  occurrences: readonly PreviewedOccurrence[],
): Shape<SchedulePreviewDto> {
  return {
    object: 'schedule_preview',
    time_zone: timeZone,
    next_runs: occurrences.map(({ firesAt, at, notes }) => ({
      local_time: firesAt,
      at: at.toISOString(),
      notes: [...notes],
    })),
  };
}
