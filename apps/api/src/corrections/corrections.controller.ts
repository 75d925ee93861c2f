import { Controller, Get, Query, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { CorrectionHistory, type CorrectionPosition } from '#lib/corrections';
import type { FastifyReply } from 'fastify';
import { IdParam } from '../access/id.pipe.js';
import { RequireScope } from '../access/permission.js';
import { ApiListOf, type ListResponse, Lists } from '../lists/list-response.js';
import { DEFAULT_PAGE, PageQuery } from '../lists/page.dto.js';
import { ApiProblems, CLOSED_ROUTE_PROBLEMS } from '../problem/api-problems.js';
import type { Shape } from '../shape.js';
import { CorrectionDto, toCorrectionDto } from './correction.dto.js';

/** What was done to the messages of a campaign after they had been sent. */
@ApiTags('campaigns')
@ApiProblems(...CLOSED_ROUTE_PROBLEMS, 'not_found')
@Controller('v1/campaigns/:campaign_id/corrections')
export class CorrectionsController {
  constructor(
    private readonly history: CorrectionHistory,
    private readonly lists: Lists,
  ) {}

  @Get()
  @RequireScope('campaigns:read')
  @ApiOperation({
    operationId: 'campaigns.corrections.list',
    summary: 'Recalls, edits and retries: who, why, how far',
    description: 'The newest first, of all runs of the campaign.',
  })
  @ApiListOf(CorrectionDto, 'One page.')
  @ApiProblems('invalid_cursor', 'validation_failed')
  async list(
    @IdParam('campaign_id', 'cmp') campaignId: string,
    @Query() query: PageQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ListResponse<Shape<CorrectionDto>>> {
    const list = { name: `corrections/${campaignId}`, filters: {} };
    const after = await this.lists.cursors.decode<CorrectionPosition>(list, query.cursor);
    const { rows, next } = await this.history.list(campaignId, { limit: query.limit ?? DEFAULT_PAGE, after });
    return this.lists.answer(reply, list, { data: rows.map(toCorrectionDto), next });
  }
}
