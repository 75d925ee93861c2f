import { ApiProperty } from '@nestjs/swagger';
import { type CalendarDay, type CalendarYear, DAY_KINDS } from '#lib/scheduling';
import { ToInteger } from '../lists/page.dto.js';
import type { Shape } from '../shape.js';
import { ChoiceField, IntegerField, TextField } from '../validation/fields.js';
import { CALENDAR_YEARS } from './local-dates.js';

export class ProductionCalendarQuery {
  @ToInteger()
  @IntegerField({
    description: 'Absent: this year.',
    min: CALENDAR_YEARS.first,
    max: CALENDAR_YEARS.last,
    optional: 'absent',
    example: 2026,
  })
  readonly year?: number;
}

export class ProductionDayBody {
  @ChoiceField({
    description:
      '`holiday`: nobody works, and what is moved from holidays moves from it. `workday`: it is worked.',
    of: ['holiday', 'workday'],
    example: 'holiday',
  })
  readonly kind!: 'holiday' | 'workday';

  @TextField({ description: 'Why, for colleagues.', max: 200, optional: true, example: 'День компании' })
  readonly note?: string | null;
}

export class ProductionDayDto {
  @ApiProperty({ enum: ['production_day'] })
  readonly object!: 'production_day';

  @ApiProperty({ example: '2026-11-23' })
  readonly date!: string;

  @ApiProperty({ enum: DAY_KINDS, example: 'holiday' })
  readonly kind!: string;

  @ApiProperty({ description: 'Whether somebody here has set it; else law and decree.', example: true })
  readonly is_own!: boolean;

  @ApiProperty({ type: String, nullable: true, example: 'День компании' })
  readonly note!: string | null;

  @ApiProperty({
    description: 'Id of the key that set it.',
    type: String,
    nullable: true,
    example: 'key_01kq3k8mehe8zbnn5q0wwz5bst',
  })
  readonly set_by!: string | null;

  @ApiProperty({ format: 'date-time', type: String, nullable: true, example: '2026-11-22T07:42:00.000Z' })
  readonly set_at!: string | null;
}

export class ProductionCalendarDto {
  @ApiProperty({ enum: ['production_calendar'] })
  readonly object!: 'production_calendar';

  @ApiProperty({ example: 2026 })
  readonly year!: number;

  @ApiProperty({
    description:
      '`decree`: transfers by the yearly decree, which `source` names. `labour_code`: no decree of that year came with ' +
      'this version; a holiday on a weekend takes the next workday off, and New Year’s transfers are not known. Set ' +
      'the days yourself with PUT once the decree is out.',
    enum: ['decree', 'labour_code'],
    example: 'decree',
  })
  readonly basis!: string;

  @ApiProperty({
    type: String,
    nullable: true,
    example: 'Government decree no. 1466 of 24 September 2025',
  })
  readonly source!: string | null;

  @ApiProperty({ description: 'Days that are worked, those set here included.', example: 247 })
  readonly workdays!: number;

  @ApiProperty({
    description: 'Days that are not what their weekday makes them, and those that somebody here has set.',
    type: () => [ProductionDayDto],
  })
  readonly days!: readonly ProductionDayDto[];
}

export function toProductionCalendarDto(year: CalendarYear): Shape<ProductionCalendarDto> {
  return {
    object: 'production_calendar',
    year: year.year,
    basis: year.source === null ? 'labour_code' : 'decree',
    source: year.source,
    workdays: year.workdayCount,
    days: year.days.map(toProductionDayDto),
  };
}

export function toProductionDayDto({ date, kind, own }: CalendarDay): Shape<ProductionDayDto> {
  return {
    object: 'production_day',
    date,
    kind,
    is_own: own !== null,
    note: own?.note ?? null,
    set_by: own?.setBy ?? null,
    set_at: own?.setAt.toISOString() ?? null,
  };
}
