import { Body, Controller, Delete, Get, HttpCode, Put, Query, Req, Res } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Principal } from '#lib/access';
import { ProductionCalendarService } from '#lib/scheduling';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CurrentPrincipal } from '../access/current-principal.js';
import { RequireScope } from '../access/permission.js';
import { Trail } from '../audit/trail.js';
import { ApiIdempotencyKey, Idempotent } from '../idempotency/idempotent.js';
import { ApiProblems, BODY_PROBLEMS, CLOSED_ROUTE_PROBLEMS } from '../problem/api-problems.js';
import { RouteNotFoundError } from '../problem/edge-errors.js';
import type { Shape } from '../shape.js';
import { LocalDateParam } from './local-dates.js';
import {
  ProductionCalendarDto,
  ProductionCalendarQuery,
  ProductionDayBody,
  ProductionDayDto,
  toProductionCalendarDto,
  toProductionDayDto,
} from './production-calendar.dto.js';

/** Which days are worked. */
@ApiTags('schedules')
@ApiProblems(...CLOSED_ROUTE_PROBLEMS, 'validation_failed')
@Controller('v1/production_calendar')
export class ProductionCalendarController {
  constructor(
    private readonly trail: Trail,
    private readonly calendar: ProductionCalendarService,
    private readonly idempotent: Idempotent,
  ) {}

  @Get()
  @RequireScope('campaigns:read')
  @ApiOperation({
    operationId: 'production_calendar.get',
    summary: 'Holidays, transferred days and the days that were set here, of one year',
  })
  @ApiOkResponse({ type: ProductionCalendarDto })
  async get(@Query() { year }: ProductionCalendarQuery): Promise<Shape<ProductionCalendarDto>> {
    return toProductionCalendarDto(await this.calendar.year(year ?? null));
  }

  @Put(':date')
  @RequireScope('admin')
  @ApiOperation({
    operationId: 'production_calendar.days.put',
    summary: 'Say what a day is to this company',
    description:
      'Goes before law and decrees. Schedules, `workdays` and workday hours follow it from now on: times that rules ' +
      'name are computed anew. No more than 30 days in a row may be off.',
  })
  @ApiIdempotencyKey({ required: false })
  @ApiOkResponse({ type: ProductionDayDto })
  @ApiProblems(...BODY_PROBLEMS, 'idempotency_key_reused', 'idempotency_in_progress')
  put(
    @LocalDateParam('date') date: string,
    @Body() body: ProductionDayBody,
    @CurrentPrincipal() principal: Principal,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<unknown> {
    const day = { date, isWorked: body.kind === 'workday', note: body.note ?? null, setBy: principal.id };
    return this.idempotent.run(reply, {}, async (tx) => ({
      status: 200,
      body: toProductionDayDto(await this.calendar.set(tx, day)),
    }));
  }

  @Delete(':date')
  @HttpCode(204)
  @RequireScope('admin')
  @ApiOperation({
    operationId: 'production_calendar.days.delete',
    summary: 'Make a day again what law and decrees make it',
    description: 'Not found where nobody here has set it.',
  })
  @ApiNoContentResponse({ description: 'Schedules follow from now on.' })
  @ApiProblems(...BODY_PROBLEMS, 'not_found')
  async delete(@LocalDateParam('date') date: string, @Req() request: FastifyRequest): Promise<void> {
    await this.trail.within(request, async (tx) => {
      if (!(await this.calendar.clear(tx, date)))
        throw new RouteNotFoundError('Nobody here has set this day.');
    });
  }
}
