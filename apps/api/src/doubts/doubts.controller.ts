import { Body, Controller, HttpCode, Post, Res } from '@nestjs/common';
import { ApiAcceptedResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { DoubtResolution } from '#lib/deliveries';
import type { FastifyReply } from 'fastify';
import { principalOf } from '../access/current-principal.js';
import { DeliveryIdParam, IdParam } from '../access/id.pipe.js';
import { RequireScope } from '../access/permission.js';
import { ACTION_PROBLEMS } from '../campaigns/action-problems.js';
import { ApiIdempotencyKey, Idempotent } from '../idempotency/idempotent.js';
import { OperationDto, toOperationDto } from '../operations/operation.dto.js';
import { ApiProblems, CLOSED_ROUTE_PROBLEMS } from '../problem/api-problems.js';
import { decisionOf, ResolveBody } from './resolve.dto.js';

/** Where the chat does not settle whether a message arrived, a person does. */
@ApiTags('campaigns')
@ApiProblems(...CLOSED_ROUTE_PROBLEMS, ...ACTION_PROBLEMS, 'task_has_no_message')
@RequireScope('campaigns:send')
@Controller('v1/campaigns/:campaign_id/deliveries/:delivery_id')
export class DoubtsController {
  constructor(
    private readonly resolution: DoubtResolution,
    private readonly idempotent: Idempotent,
  ) {}

  @Post('resolve')
  @HttpCode(202)
  @ApiOperation({
    operationId: 'campaigns.deliveries.resolve',
    summary: "A person's word on a delivery that is in doubt",
    description:
      'Only for deliveries that are `unknown`. `send_again` and `close_as_unproven` have happened when this is ' +
      "answered; for `bind` the bot's worker looks at the message first, and the operation fails when it cannot be " +
      'the one.',
  })
  @ApiIdempotencyKey({ required: true })
  @ApiAcceptedResponse({ type: OperationDto })
  resolve(
    @IdParam('campaign_id', 'cmp') campaignId: string,
    @DeliveryIdParam('delivery_id') deliveryId: bigint,
    @Body() body: ResolveBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<unknown> {
    const decision = decisionOf(body);
    const request = { campaignId, deliveryId, decision, reason: body.reason, by: askedBy(reply) };
    return this.idempotent.run(reply, { isKeyRequired: true }, async (tx) => {
      const dto = toOperationDto(await this.resolution.resolve(tx, request));
      return { status: 202, body: dto, headers: { location: `/v1/operations/${dto.id}` } };
    });
  }
}

function askedBy({ request }: FastifyReply): string {
  const principal = principalOf(request);
  if (principal === null) throw new Error('This route is public: nobody is known to ask');
  return principal.id;
}
