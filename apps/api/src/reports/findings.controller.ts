import { Controller, Get, Headers, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ReportsService, RunFigures } from '#lib/reports';
import { IdParam } from '../access/id.pipe.js';
import { RequireScope } from '../access/permission.js';
import { ApiProblems, CLOSED_ROUTE_PROBLEMS } from '../problem/api-problems.js';
import { languageOf } from '../problem/language.js';
import type { Shape } from '../shape.js';
import { FailuresDto, toFailuresDto } from './failures.dto.js';
import { DEFAULT_UNREAD_DAYS, NotYetDto, NotYetQuery, toNotYetDto } from './not-yet.dto.js';
import { ReportRefusal } from './report-refusal.js';

/** Who is missing among those who got it, read it or confirmed it, why, and what to do. */
@ApiTags('reports')
@ApiProblems(...CLOSED_ROUTE_PROBLEMS, 'not_found', 'state_conflict')
@RequireScope('reports:read')
@Controller('v1/campaigns/:campaign_id')
export class FindingsController {
  constructor(
    private readonly reports: ReportsService,
    private readonly figures: RunFigures,
    private readonly refusal: ReportRefusal,
  ) {}

  @Get('failures')
  @ApiOperation({
    operationId: 'campaigns.failures',
    summary: 'Whom it did not reach, by reason, and what to do',
    description: 'Titles and advice are in English or Russian, by `Accept-Language`.',
  })
  @ApiOkResponse({ type: FailuresDto })
  async failures(
    @IdParam('campaign_id', 'cmp') campaignId: string,
    @Headers('accept-language') accepted: string | undefined,
  ): Promise<Shape<FailuresDto>> {
    const failures = await this.reports.failures({ campaignId });
    if (failures === null) return this.refusal.of(campaignId);
    return toFailuresDto(failures, languageOf(accepted));
  }

  @Get('not-yet')
  @ApiOperation({
    operationId: 'campaigns.not_yet',
    summary: 'Who has not read or confirmed, why, and what next',
    description: 'Titles and advice are in English or Russian, by `Accept-Language`.',
  })
  @ApiOkResponse({ type: NotYetDto })
  @ApiProblems('validation_failed')
  async notYet(
    @IdParam('campaign_id', 'cmp') campaignId: string,
    @Query() { deed = 'read', unread_days: unreadDays = DEFAULT_UNREAD_DAYS }: NotYetQuery,
    @Headers('accept-language') accepted: string | undefined,
  ): Promise<Shape<NotYetDto>> {
    const question = { deed, unreadDays };
    const found = await this.figures.notYet({ campaignId }, question);
    if (found === null) return this.refusal.of(campaignId);
    return toNotYetDto(found, question, languageOf(accepted));
  }
}
