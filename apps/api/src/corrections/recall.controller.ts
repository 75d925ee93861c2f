import { Body, Controller, HttpCode, Post, Res } from '@nestjs/common';
import { ApiAcceptedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Principal } from '#lib/access';
import { RecallRequests } from '#lib/corrections';
import type { FastifyReply } from 'fastify';
import { CurrentPrincipal } from '../access/current-principal.js';
import { IdParam } from '../access/id.pipe.js';
import { RequireScope } from '../access/permission.js';
import { ACTION_PROBLEMS } from '../campaigns/action-problems.js';
import { LIMIT_PROBLEMS } from '../campaigns/launch-problems.js';
import { ApiIdempotencyKey, Idempotent } from '../idempotency/idempotent.js';
import { OperationDto, toOperationDto } from '../operations/operation.dto.js';
import { ApiProblems, BODY_PROBLEMS, CLOSED_ROUTE_PROBLEMS } from '../problem/api-problems.js';
import type { Shape } from '../shape.js';
import { RecallBody, RecallCheckBody, RecallCheckDto, recallPlanOf, toRecallCheckDto } from './recall.dto.js';

/** Taking back what was sent. */
@ApiTags('campaigns')
@ApiProblems(...CLOSED_ROUTE_PROBLEMS)
@Controller('v1/campaigns/:campaign_id/recall')
export class RecallController {
  constructor(
    private readonly recalls: RecallRequests,
    private readonly idempotent: Idempotent,
  ) {}

  @Post('check')
  @HttpCode(200)
  @RequireScope('campaigns:read')
  @ApiOperation({
    operationId: 'campaigns.recall.check',
    summary: 'What a recall would mean; changes nothing',
  })
  @ApiOkResponse({ type: RecallCheckDto })
  @ApiProblems(...BODY_PROBLEMS, 'not_found', 'state_conflict')
  async check(
    @IdParam('campaign_id', 'cmp') id: string,
    @Body() body: RecallCheckBody,
  ): Promise<Shape<RecallCheckDto>> {
    return toRecallCheckDto(await this.recalls.check(recallPlanOf(id, body)));
  }

  @Post()
  @HttpCode(202)
  @RequireScope('campaigns:send')
  @ApiOperation({
    operationId: 'campaigns.recall',
    summary: 'Delete what was delivered',
    description:
      'Ends (or pauses) what is left of the run at once; then a worker deletes message by message, behind urgent sends ' +
      'of the bot, before all others and under its limit. What is in doubt is deleted when it is found. Who saw a message has seen ' +
      'it: `stats.recalled` and the recipients tell who had read it by the look right before the deletion.',
  })
  @ApiIdempotencyKey({ required: true })
  @ApiAcceptedResponse({ type: OperationDto, description: 'Its units are messages.' })
  @ApiProblems(...ACTION_PROBLEMS, ...LIMIT_PROBLEMS, 'audience_changed', 'nothing_to_correct')
  recall(
    @IdParam('campaign_id', 'cmp') id: string,
    @Body() body: RecallBody,
    @CurrentPrincipal() principal: Principal,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<unknown> {
    const request = {
      ...recallPlanOf(id, body),
      expectedRecipients: body.expected_recipients,
      reason: body.reason,
      by: principal.id,
    };
    return this.idempotent.run(reply, { isKeyRequired: true, isBulk: true }, async (tx) => {
      const dto = toOperationDto(await this.recalls.request(tx, request));
      return { status: 202, body: dto, headers: { location: `/v1/operations/${dto.id}` } };
    });
  }
}
