import { ApiProperty } from '@nestjs/swagger';
import { publicId } from '#lib/kernel';
import { CALENDAR_LIMITS, type CalendarEntry, type CalendarView, type DayLoad } from '#lib/outlook';
import { DAY_KINDS, OCCURRENCE_OUTCOMES } from '#lib/scheduling';
import type { Shape } from '../shape.js';
import { TextField } from '../validation/fields.js';

export class CalendarQuery {
  @TextField({ description: 'The first day, where the company is.', max: 10, example: '2026-11-23' })
  readonly from!: string;

  @TextField({
    description: `The last day, included; ${CALENDAR_LIMITS.days} days in all at most.`,
    max: 10,
    example: '2026-12-31',
  })
  readonly to!: string;
}

export class CalendarDayDto {
  @ApiProperty({ example: '2026-11-23' })
  readonly date!: string;

  @ApiProperty({ description: 'By the production calendar.', enum: DAY_KINDS, example: 'workday' })
  readonly kind!: string;

  @ApiProperty({
    description:
      "Whether the year's decree is known here; without it the kind follows the Labour Code alone.",
    example: true,
  })
  readonly is_official!: boolean;

  @ApiProperty({ description: 'Runs that have begun or are planned.', example: 2 })
  readonly occurrences!: number;

  @ApiProperty({
    description:
      'Messages of these runs: who is in two of them counts twice. Reminders that may follow are not foreseen.',
    example: 4200,
  })
  readonly recipients!: number;

  @ApiProperty({ description: 'How long one bot sends them with nothing else to do.', example: 1313 })
  readonly sending_s!: number;
}

export class CalendarEntryDto {
  @ApiProperty({ example: 'cmp_01kq3k8mehe8zbnn5q0wwz5bst' })
  readonly campaign_id!: string;

  @ApiProperty({ example: 'График отпусков 2027' })
  readonly title!: string;

  @ApiProperty({
    description: '`paused`: left out unless somebody resumes the schedule.',
    enum: ['planned', 'paused', ...OCCURRENCE_OUTCOMES],
    example: 'planned',
  })
  readonly status!: string;

  @ApiProperty({ description: 'Why it was not launched.', type: String, nullable: true, example: null })
  readonly reason!: string | null;

  @ApiProperty({ format: 'date-time', example: '2026-11-23T07:00:00.000Z' })
  readonly at!: string;

  @ApiProperty({ description: 'The same where the company is.', example: '2026-11-23T10:00' })
  readonly local_time!: string;

  @ApiProperty({ type: String, nullable: true, example: null })
  readonly run_id!: string | null;

  @ApiProperty({ description: 'How many were confirmed.', example: 1204 })
  readonly recipients!: number;
}

export class CalendarDto {
  @ApiProperty({ enum: ['calendar'] })
  readonly object!: 'calendar';

  @ApiProperty({ example: 'Europe/Moscow' })
  readonly time_zone!: string;

  @ApiProperty({ type: () => [CalendarDayDto] })
  readonly days!: readonly CalendarDayDto[];

  @ApiProperty({ description: 'In the order of their times.', type: () => [CalendarEntryDto] })
  readonly occurrences!: readonly CalendarEntryDto[];

  @ApiProperty({
    description: `More than ${CALENDAR_LIMITS.occurrences} are not named one by one; the days count them all.`,
    example: 0,
  })
  readonly occurrences_left_out!: number;
}

export function toCalendarDto(timeZone: string, view: CalendarView): Shape<CalendarDto> {
  return {
    object: 'calendar',
    time_zone: timeZone,
    days: view.days.map(toDayDto),
    occurrences: view.entries.map(toEntryDto),
    occurrences_left_out: view.leftOut,
  };
}

function toDayDto(day: DayLoad): Shape<CalendarDayDto> {
  return {
    date: day.date,
    kind: day.kind,
    is_official: day.isOfficial,
    occurrences: day.occurrenceCount,
    recipients: day.recipientCount,
    sending_s: day.durationSeconds,
  };
}

function toEntryDto(entry: CalendarEntry): Shape<CalendarEntryDto> {
  return {
    campaign_id: publicId('cmp', entry.campaignId),
    title: entry.title,
    status: entry.status,
    reason: entry.reason,
    at: entry.at.toISOString(),
    local_time: entry.localTime,
    run_id: entry.runId === null ? null : publicId('run', entry.runId),
    recipients: entry.recipientCount,
  };
}
