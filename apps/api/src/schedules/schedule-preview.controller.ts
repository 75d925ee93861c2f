import { Body, Controller, HttpCode, Inject, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { type Config, CONFIG } from '#lib/config';
import { SchedulingService } from '#lib/scheduling';
import { RequireScope } from '../access/permission.js';
import { ApiProblems, BODY_PROBLEMS, CLOSED_ROUTE_PROBLEMS } from '../problem/api-problems.js';
import type { Shape } from '../shape.js';
import { PreviewBody } from './schedule-body.dto.js';
import { SchedulePreviewDto, toPreviewDto } from './schedule.dto.js';
import { recurringRuleOf } from './schedule-values.js';

const USUAL_DATES = 5;

/** What a rule means, before anything is saved. */
@ApiTags('schedules')
@ApiProblems(...CLOSED_ROUTE_PROBLEMS)
@Controller('v1/schedules')
export class SchedulePreviewController {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly scheduling: SchedulingService,
  ) {}

  @Post('preview')
  @HttpCode(200)
  @RequireScope('campaigns:read')
  @ApiOperation({
    operationId: 'schedules.preview',
    summary: 'The next dates of a rule, with notes on clock changes and holidays; saves nothing',
  })
  @ApiOkResponse({
    type: SchedulePreviewDto,
    description: 'None where the rule names no time within five years.',
  })
  @ApiProblems(...BODY_PROBLEMS)
  async preview(@Body() body: PreviewBody): Promise<Shape<SchedulePreviewDto>> {
    const home = { timeZone: this.config.timeZone, now: await this.scheduling.now() };
    const onHoliday = body.on_holiday ?? 'send';
    const rule = recurringRuleOf(body.rule, { onHoliday, home, pointer: '#/rule' });
    return toPreviewDto(rule.timeZone, await this.scheduling.preview(rule, body.limit ?? USUAL_DATES));
  }
}
