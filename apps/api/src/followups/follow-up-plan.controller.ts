import { Body, Controller, Delete, Get, HttpCode, Put, Query, Req, Res } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Principal } from '#lib/access';
import { CampaignsService } from '#lib/campaigns';
import { Digests, FollowUpPlans } from '#lib/followups';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Trail } from '../audit/trail.js';
import { CurrentPrincipal } from '../access/current-principal.js';
import { IdParam } from '../access/id.pipe.js';
import { RequireScope } from '../access/permission.js';
import { requireContentScopes } from '../campaigns/content-scopes.js';
import { ApiIdempotencyKey, Idempotent } from '../idempotency/idempotent.js';
import { ApiListOf, type ListResponse, Lists } from '../lists/list-response.js';
import { DEFAULT_PAGE } from '../lists/page.dto.js';
import { ApiProblems, BODY_PROBLEMS, CLOSED_ROUTE_PROBLEMS } from '../problem/api-problems.js';
import type { Shape } from '../shape.js';
import { FollowUpPlanBody, FollowUpPlanDto, planOf, toFollowUpPlanDto } from './follow-up-plan.dto.js';
import { toWithoutManagerDto, WithoutManagerDto, WithoutManagerQuery } from './managers.dto.js';

/** Reminders that come by themselves. */
@ApiTags('campaigns')
@ApiProblems(...CLOSED_ROUTE_PROBLEMS, 'not_found')
@Controller('v1/campaigns/:campaign_id/follow-up-plan')
export class FollowUpPlanController {
  constructor(
    private readonly trail: Trail,
    private readonly campaigns: CampaignsService,
    private readonly plans: FollowUpPlans,
    private readonly digests: Digests,
    private readonly lists: Lists,
    private readonly idempotent: Idempotent,
  ) {}

  @Get()
  @RequireScope('campaigns:read')
  @ApiOperation({
    operationId: 'campaigns.follow_up_plan.get',
    summary: 'Which reminders come by themselves, and when',
    description: 'Not found where the campaign has no plan.',
  })
  @ApiOkResponse({ type: FollowUpPlanDto })
  async get(@IdParam('campaign_id', 'cmp') campaignId: string): Promise<Shape<FollowUpPlanDto>> {
    return toFollowUpPlanDto(await this.plans.get(campaignId));
  }

  @Get('without-manager')
  @RequireScope('campaigns:read')
  @ApiOperation({
    operationId: 'campaigns.follow_up_plan.without_manager',
    summary: 'About whom no manager would be told',
    description: 'Of one rung that goes to managers, as of now; ordered by id.',
  })
  @ApiListOf(WithoutManagerDto, 'One page.')
  @ApiProblems('invalid_cursor', 'validation_failed')
  async withoutManager(
    @IdParam('campaign_id', 'cmp') campaignId: string,
    @Query() { rung, cursor, limit }: WithoutManagerQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ListResponse<Shape<WithoutManagerDto>>> {
    const list = { name: `without-manager/${campaignId}`, filters: { rung } };
    const after = (await this.lists.cursors.decode<number>(list, cursor)) ?? 0;
    const { rows, next } = await this.digests.withoutManager(campaignId, rung, {
      after,
      limit: limit ?? DEFAULT_PAGE,
    });
    return this.lists.answer(reply, list, { data: rows.map(toWithoutManagerDto), next });
  }

  @Put()
  @RequireScope('campaigns:write')
  @ApiOperation({
    operationId: 'campaigns.follow_up_plan.put',
    summary: 'Remind by itself who has not read, or not confirmed',
    description:
      'In place of the plan that there is; of drafts only. Each run climbs the ladder once: who does what was asked is ' +
      'out of it, who is away or may not be written to is left out of that step. After an outage the last of several ' +
      'rungs that are due comes, not all of them; a newer run of the campaign ends the ladder of the one before.',
  })
  @ApiIdempotencyKey({ required: false })
  @ApiOkResponse({ type: FollowUpPlanDto })
  @ApiProblems(
    ...BODY_PROBLEMS,
    'state_conflict',
    'template_error',
    'sender_scope_missing',
    'question_needs_webhook',
    'idempotency_key_reused',
    'idempotency_in_progress',
  )
  put(
    @IdParam('campaign_id', 'cmp') campaignId: string,
    @Body() body: FollowUpPlanBody,
    @CurrentPrincipal() principal: Principal,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<unknown> {
    const plan = planOf(body);
    return this.idempotent.run(reply, { isBulk: true }, async (tx) => {
      const { content: announced } = await this.campaigns.get(campaignId, tx);
      for (const { content } of plan.rungs)
        if (content !== null) requireContentScopes(principal, content, announced);
      const set = await this.plans.put(tx, campaignId, plan, principal.id);
      return { status: 200, body: toFollowUpPlanDto(set) };
    });
  }

  @Delete()
  @HttpCode(204)
  @RequireScope('campaigns:write')
  @ApiOperation({
    operationId: 'campaigns.follow_up_plan.delete',
    summary: 'No more reminders by themselves',
    description:
      'At any time. What waits to be sent already is stopped by pausing or cancelling the campaign.',
  })
  @ApiNoContentResponse({ description: 'There is no plan any more.' })
  async delete(
    @IdParam('campaign_id', 'cmp') campaignId: string,
    @Req() request: FastifyRequest,
  ): Promise<void> {
    await this.trail.within(request, (tx) => this.plans.delete(tx, campaignId));
  }
}
