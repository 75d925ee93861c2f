import { Controller, Get, HttpCode, Post, Query, Res } from '@nestjs/common';
import { ApiAcceptedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Tx } from '#lib/database';
import { type WebhookDelivery, WebhookDeliveries } from '#lib/webhooks';
import type { FastifyReply } from 'fastify';
import { IdParam } from '../access/id.pipe.js';
import { RequireScope } from '../access/permission.js';
import { ApiIdempotencyKey, Idempotent } from '../idempotency/idempotent.js';
import { ApiListOf, type ListResponse, Lists } from '../lists/list-response.js';
import { DEFAULT_PAGE } from '../lists/page.dto.js';
import { ApiProblems, BODY_PROBLEMS, CLOSED_ROUTE_PROBLEMS } from '../problem/api-problems.js';
import type { Shape } from '../shape.js';
import { toWebhookDeliveryDto, WebhookDeliveriesQuery, WebhookDeliveryDto } from './webhook-endpoint.dto.js';

const POST_PROBLEMS = [
  ...BODY_PROBLEMS,
  'webhook_disabled',
  'idempotency_key_reused',
  'idempotency_in_progress',
] as const;

/** What was posted to an endpoint, and what came of it. */
@ApiTags('events')
@ApiProblems(...CLOSED_ROUTE_PROBLEMS, 'not_found', 'webhook_endpoint_unknown')
@Controller('v1/webhook_endpoints/:webhook_endpoint_id')
export class WebhookDeliveriesController {
  constructor(
    private readonly deliveries: WebhookDeliveries,
    private readonly lists: Lists,
    private readonly idempotent: Idempotent,
  ) {}

  @Get('deliveries')
  @RequireScope('webhooks:read')
  @ApiOperation({
    operationId: 'webhook_endpoints.deliveries.list',
    summary: 'What was posted to an endpoint, newest first',
  })
  @ApiListOf(WebhookDeliveryDto, 'One page.')
  @ApiProblems('invalid_cursor', 'validation_failed')
  async list(
    @IdParam('webhook_endpoint_id', 'whe') endpointId: string,
    @Query() query: WebhookDeliveriesQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ListResponse<Shape<WebhookDeliveryDto>>> {
    const { status, cursor, limit = DEFAULT_PAGE } = query;
    const list = { name: `webhook_deliveries/${endpointId}`, filters: { status } };
    const after = await this.lists.cursors.decode<{ createdAt: string; id: string }>(list, cursor);
    const page = await this.deliveries.list(
      { endpointId, state: status ?? null },
      { after: after === null ? null : { createdAt: new Date(after.createdAt), id: after.id }, limit },
    );
    return this.lists.answer(reply, list, {
      data: page.deliveries.map(toWebhookDeliveryDto),
      next: page.next,
    });
  }

  @Get('deliveries/:webhook_delivery_id')
  @RequireScope('webhooks:read')
  @ApiOperation({ operationId: 'webhook_endpoints.deliveries.get', summary: 'What came of one event' })
  @ApiOkResponse({ type: WebhookDeliveryDto })
  @ApiProblems('webhook_delivery_unknown')
  async get(
    @IdParam('webhook_endpoint_id', 'whe') endpointId: string,
    @IdParam('webhook_delivery_id', 'whd') id: string,
  ): Promise<Shape<WebhookDeliveryDto>> {
    return toWebhookDeliveryDto(await this.deliveries.get(endpointId, id));
  }

  @Post('deliveries/:webhook_delivery_id/redeliver')
  @HttpCode(202)
  @RequireScope('webhooks:write')
  @ApiOperation({
    operationId: 'webhook_endpoints.deliveries.redeliver',
    summary: 'Post an event once more',
    description: 'Under the same `webhook-id`, from the first try on.',
  })
  @ApiIdempotencyKey({ required: false })
  @ApiAcceptedResponse({ type: WebhookDeliveryDto })
  @ApiProblems(...POST_PROBLEMS, 'webhook_delivery_unknown')
  redeliver(
    @IdParam('webhook_endpoint_id', 'whe') endpointId: string,
    @IdParam('webhook_delivery_id', 'whd') id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<unknown> {
    return this.accepted(reply, (tx) => this.deliveries.redeliver(tx, endpointId, id));
  }

  @Post('test')
  @HttpCode(202)
  @RequireScope('webhooks:write')
  @ApiOperation({
    operationId: 'webhook_endpoints.test',
    summary: 'Post a `webhook.test` to an endpoint',
    description: 'A worker does, within a second; `Location` tells what came of it.',
  })
  @ApiIdempotencyKey({ required: false })
  @ApiAcceptedResponse({ type: WebhookDeliveryDto })
  @ApiProblems(...POST_PROBLEMS)
  test(
    @IdParam('webhook_endpoint_id', 'whe') endpointId: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<unknown> {
    return this.accepted(reply, (tx) => this.deliveries.test(tx, endpointId));
  }

  private accepted(reply: FastifyReply, work: (tx: Tx) => Promise<WebhookDelivery>): Promise<unknown> {
    return this.idempotent.run(reply, {}, async (tx) => {
      const dto = toWebhookDeliveryDto(await work(tx));
      const [path = ''] = reply.request.url.split(/\/(?:test|deliveries\/[^/]+\/redeliver)(?:[?#]|$)/);
      return { status: 202, body: dto, headers: { location: `${path}/deliveries/${dto.id}` } };
    });
  }
}
