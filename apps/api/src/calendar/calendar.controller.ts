import { Controller, Get, Inject, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { type Config, CONFIG } from '#lib/config';
import { CALENDAR_LIMITS, CampaignCalendar } from '#lib/outlook';
import { addDays } from '#lib/scheduling';
import { RequireScope } from '../access/permission.js';
import { ApiProblems, CLOSED_ROUTE_PROBLEMS } from '../problem/api-problems.js';
import { detailAt } from '../problem/error-detail.js';
import { ValidationFailedError } from '../problem/edge-errors.js';
import type { Shape } from '../shape.js';
import { CalendarDto, CalendarQuery, toCalendarDto } from './calendar.dto.js';
import { localDateAt } from './local-dates.js';

/** What all campaigns have in store. */
@ApiTags('schedules')
@ApiProblems(...CLOSED_ROUTE_PROBLEMS)
@Controller('v1/calendar')
export class CalendarController {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly calendar: CampaignCalendar,
  ) {}

  @Get()
  @RequireScope('campaigns:read')
  @ApiOperation({
    operationId: 'calendar.get',
    summary: 'The runs of all campaigns, past and planned, and what each day comes to',
  })
  @ApiOkResponse({ type: CalendarDto })
  @ApiProblems('validation_failed')
  async get(@Query() query: CalendarQuery): Promise<Shape<CalendarDto>> {
    const from = localDateAt('from', query.from);
    const to = localDateAt('to', query.to);
    const max = CALENDAR_LIMITS.days;
    if (to < from || to >= addDays(from, max))
      throw new ValidationFailedError([
        detailAt({ parameter: 'to', code: 'too_long_period', params: { max } }),
      ]);
    return toCalendarDto(this.config.timeZone, await this.calendar.view({ from, to }));
  }
}
