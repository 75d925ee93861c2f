import { Body, Controller, HttpCode, Post, Res } from '@nestjs/common';
import { ApiAcceptedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Principal } from '#lib/access';
import { RetryRequests } from '#lib/corrections';
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
import { instantOf } from '../validation/fields.js';
import {
  requireConfirmation,
  RetryBody,
  RetryCheckBody,
  RetryCheckDto,
  retryPlanOf,
  toRetryCheckDto,
} from './retry.dto.js';

/** Trying once more those whom a campaign has given up. */
@ApiTags('campaigns')
@ApiProblems(...CLOSED_ROUTE_PROBLEMS)
@Controller('v1/campaigns/:campaign_id/retry-failed')
export class RetryController {
  constructor(
    private readonly retries: RetryRequests,
    private readonly idempotent: Idempotent,
  ) {}

  @Post('check')
  @HttpCode(200)
  @RequireScope('campaigns:read')
  @ApiOperation({
    operationId: 'campaigns.retry_failed.check',
    summary: 'Whom a retry would reach; changes nothing',
  })
  @ApiOkResponse({ type: RetryCheckDto })
  @ApiProblems(...BODY_PROBLEMS, 'not_found', 'state_conflict')
  async check(
    @IdParam('campaign_id', 'cmp') id: string,
    @Body() body: RetryCheckBody,
  ): Promise<Shape<RetryCheckDto>> {
    return toRetryCheckDto(await this.retries.check(retryPlanOf(id, body)));
  }

  @Post()
  @HttpCode(202)
  @RequireScope('campaigns:send')
  @ApiOperation({
    operationId: 'campaigns.retry_failed',
    summary: 'Send to those who were given up',
    description:
      'Only `failed`, `skipped` and `expired` recipients of the newest run, never who has the message. Each is looked ' +
      'at again before the send. A completed campaign is `running` until it is through with them.',
  })
  @ApiIdempotencyKey({ required: true })
  @ApiAcceptedResponse({ type: OperationDto, description: 'Its units are recipients.' })
  @ApiProblems(
    ...ACTION_PROBLEMS,
    ...LIMIT_PROBLEMS,
    'audience_changed',
    'nothing_to_correct',
    'campaign_expired',
  )
  retry(
    @IdParam('campaign_id', 'cmp') id: string,
    @Body() body: RetryBody,
    @CurrentPrincipal() principal: Principal,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<unknown> {
    requireConfirmation(body);
    const request = {
      ...retryPlanOf(id, body),
      expiresAt: body.expires_at === undefined ? undefined : instantOf(body.expires_at),
      expectedRecipients: body.expected_recipients,
      reason: body.reason,
      by: principal.id,
    };
    return this.idempotent.run(reply, { isKeyRequired: true, isBulk: true }, async (tx) => {
      const dto = toOperationDto(await this.retries.request(tx, request));
      return { status: 202, body: dto, headers: { location: `/v1/operations/${dto.id}` } };
    });
  }
}
