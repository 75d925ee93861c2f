import { Controller, Get, Query, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { type FollowUpPosition, FollowUps } from '#lib/followups';
import type { FastifyReply } from 'fastify';
import { IdParam } from '../access/id.pipe.js';
import { RequireScope } from '../access/permission.js';
import { ApiListOf, type ListResponse, Lists } from '../lists/list-response.js';
import { DEFAULT_PAGE, PageQuery } from '../lists/page.dto.js';
import { ApiProblems, CLOSED_ROUTE_PROBLEMS } from '../problem/api-problems.js';
import type { Shape } from '../shape.js';
import { FollowUpDto, toFollowUpDto } from './remind.dto.js';

/** What was sent after the announcement of a campaign. */
@ApiTags('campaigns')
@ApiProblems(...CLOSED_ROUTE_PROBLEMS, 'not_found')
@Controller('v1/campaigns/:campaign_id/follow-ups')
export class FollowUpsController {
  constructor(
    private readonly followUps: FollowUps,
    private readonly lists: Lists,
  ) {}

  @Get()
  @RequireScope('campaigns:read')
  @ApiOperation({
    operationId: 'campaigns.follow_ups.list',
    summary: 'Reminders: to whom, why, what became of them',
    description: 'The newest first, of all runs of the campaign.',
  })
  @ApiListOf(FollowUpDto, 'One page.')
  @ApiProblems('invalid_cursor', 'validation_failed')
  async list(
    @IdParam('campaign_id', 'cmp') campaignId: string,
    @Query() query: PageQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ListResponse<Shape<FollowUpDto>>> {
    const list = { name: `follow-ups/${campaignId}`, filters: {} };
    const after = await this.lists.cursors.decode<FollowUpPosition>(list, query.cursor);
    const { rows, next } = await this.followUps.list(campaignId, {
      limit: query.limit ?? DEFAULT_PAGE,
      after,
    });
    return this.lists.answer(reply, list, { data: rows.map(toFollowUpDto), next });
  }
}
