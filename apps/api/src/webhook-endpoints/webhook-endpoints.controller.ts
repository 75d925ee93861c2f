import { Body, Controller, Delete, Get, HttpCode, Patch, Post, Req, Res } from '@nestjs/common';
import {
  ApiConsumes,
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import type { Principal } from '#lib/access';
import { WebhookEndpoints } from '#lib/webhooks';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Trail } from '../audit/trail.js';
import { CurrentPrincipal } from '../access/current-principal.js';
import { IdParam } from '../access/id.pipe.js';
import { RequireScope } from '../access/permission.js';
import { requireHeard } from '../events/heard-types.js';
import { ApiIdempotencyKey, Idempotent } from '../idempotency/idempotent.js';
import { ApiListOf, type ListResponse, Lists } from '../lists/list-response.js';
import { ApiProblems, BODY_PROBLEMS, CLOSED_ROUTE_PROBLEMS } from '../problem/api-problems.js';
import type { Shape } from '../shape.js';
import {
  toWebhookEndpointDto,
  WebhookEndpointBody,
  WebhookEndpointDto,
  WebhookEndpointPatchBody,
  WebhookEndpointWithSecretDto,
} from './webhook-endpoint.dto.js';

const REPEAT_PROBLEMS = ['idempotency_key_reused', 'idempotency_in_progress'] as const;

/** Addresses that events are posted to, signed as Standard Webhooks has it. */
@ApiTags('events')
@ApiProblems(...CLOSED_ROUTE_PROBLEMS)
@Controller('v1/webhook_endpoints')
export class WebhookEndpointsController {
  constructor(
    private readonly trail: Trail,
    private readonly endpoints: WebhookEndpoints,
    private readonly lists: Lists,
    private readonly idempotent: Idempotent,
  ) {}

  @Get()
  @RequireScope('webhooks:read')
  @ApiOperation({
    operationId: 'webhook_endpoints.list',
    summary: 'List webhook endpoints, oldest first',
    description: 'There are twenty at most, so there is one page.',
  })
  @ApiListOf(WebhookEndpointDto, 'All of them.')
  async list(
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ListResponse<Shape<WebhookEndpointDto>>> {
    const data = (await this.endpoints.list()).map(toWebhookEndpointDto);
    return this.lists.answer(reply, { name: 'webhook_endpoints', filters: {} }, { data, next: null });
  }

  @Post()
  @RequireScope('webhooks:write')
  @ApiOperation({
    operationId: 'webhook_endpoints.create',
    summary: 'Have events posted to an address',
    description:
      'Each event is posted at least once, with the headers of Standard Webhooks. What is not answered with 2xx within 5 s is ' +
      'tried again after 5 s, 5 min, 30 min, 2, 5, 10, 14, 20 and 24 h; after a day without a success, and on 410, the ' +
      'endpoint is disabled.',
  })
  @ApiIdempotencyKey({ required: false })
  @ApiCreatedResponse({
    type: WebhookEndpointWithSecretDto,
    description: 'The only answer with this secret.',
  })
  @ApiProblems(...BODY_PROBLEMS, 'webhook_url_refused', 'webhook_limit', ...REPEAT_PROBLEMS)
  create(
    @Body() body: WebhookEndpointBody,
    @CurrentPrincipal() principal: Principal,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<unknown> {
    const { url, event_types: types, description = null } = body;
    requireHeard(principal, types);
    return this.idempotent.run(reply, { isSecret: true }, async (tx) => {
      const values = { url, types: distinct(types), description };
      const { endpoint, secret } = await this.endpoints.create(tx, values, principal.id);
      const dto = toWebhookEndpointDto(endpoint);
      return {
        status: 201,
        body: { ...dto, secret },
        headers: { location: `/v1/webhook_endpoints/${dto.id}` },
      };
    });
  }

  @Get(':webhook_endpoint_id')
  @RequireScope('webhooks:read')
  @ApiOperation({ operationId: 'webhook_endpoints.get', summary: 'One webhook endpoint' })
  @ApiOkResponse({ type: WebhookEndpointDto })
  @ApiProblems('not_found', 'webhook_endpoint_unknown')
  async get(@IdParam('webhook_endpoint_id', 'whe') id: string): Promise<Shape<WebhookEndpointDto>> {
    return toWebhookEndpointDto(await this.endpoints.get(id));
  }

  @Patch(':webhook_endpoint_id')
  @RequireScope('webhooks:write')
  @ApiOperation({ operationId: 'webhook_endpoints.update', summary: 'Change, disable or enable an endpoint' })
  @ApiConsumes('application/json', 'application/merge-patch+json')
  @ApiOkResponse({ type: WebhookEndpointDto })
  @ApiProblems(...BODY_PROBLEMS, 'not_found', 'webhook_endpoint_unknown', 'webhook_url_refused')
  async update(
    @IdParam('webhook_endpoint_id', 'whe') id: string,
    @Body() body: WebhookEndpointPatchBody,
    @CurrentPrincipal() principal: Principal,
    @Req() request: FastifyRequest,
  ): Promise<Shape<WebhookEndpointDto>> {
    const { url, event_types: types, description, enabled } = body;
    if (types !== undefined) requireHeard(principal, types);
    const patch = {
      ...(url !== undefined && { url }),
      ...(types !== undefined && { types: distinct(types) }),
      ...(description !== undefined && { description }),
      ...(enabled !== undefined && { isEnabled: enabled }),
    };
    return toWebhookEndpointDto(
      await this.trail.within(request, (tx) => this.endpoints.update(tx, id, patch)),
    );
  }

  @Delete(':webhook_endpoint_id')
  @HttpCode(204)
  @RequireScope('webhooks:write')
  @ApiOperation({ operationId: 'webhook_endpoints.delete', summary: 'Post nothing to an address any more' })
  @ApiNoContentResponse({ description: 'It is gone, with its log.' })
  @ApiProblems(...BODY_PROBLEMS, 'not_found', 'webhook_endpoint_unknown')
  async delete(
    @IdParam('webhook_endpoint_id', 'whe') id: string,
    @Req() request: FastifyRequest,
  ): Promise<void> {
    await this.trail.within(request, (tx) => this.endpoints.remove(tx, id));
  }

  @Post(':webhook_endpoint_id/rotate_secret')
  @HttpCode(200)
  @RequireScope('webhooks:write')
  @ApiOperation({
    operationId: 'webhook_endpoints.rotate_secret',
    summary: 'Another secret',
    description: 'For 24 hours posts carry the signatures of both.',
  })
  @ApiIdempotencyKey({ required: false })
  @ApiOkResponse({ type: WebhookEndpointWithSecretDto, description: 'The only answer with this secret.' })
  @ApiProblems(...BODY_PROBLEMS, 'not_found', 'webhook_endpoint_unknown', ...REPEAT_PROBLEMS)
  rotate(
    @IdParam('webhook_endpoint_id', 'whe') id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<unknown> {
    return this.idempotent.run(reply, { isSecret: true }, async (tx) => {
      const { endpoint, secret } = await this.endpoints.rotateSecret(tx, id);
      return { status: 200, body: { ...toWebhookEndpointDto(endpoint), secret } };
    });
  }
}

function distinct<T>(values: readonly T[]): T[] {
  return [...new Set(values)];
}
