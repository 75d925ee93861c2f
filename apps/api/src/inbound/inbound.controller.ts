import { Controller, HttpCode, Param, Post, Req } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { ApiBody, ApiHeader, ApiOkResponse, ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { InboundWebhooks, type ReceivedEvent } from '#lib/inbox';
import type { FastifyRequest } from 'fastify';
import { Public } from '../access/permission.js';
import { MAX_EVENT_BYTES } from '../http/limits.js';
import { ApiProblems } from '../problem/api-problems.js';
import { PayloadTooLargeError } from '../problem/edge-errors.js';
import type { Shape } from '../shape.js';

const SIGNATURE = 'pachca-signature';

export class ReceivedEventDto {
  @ApiProperty({
    enum: ['stored', 'known', 'unreadable'],
    description:
      '`stored`: it is kept. `known`: it was here before. `unreadable`: its form is unknown; repeating it does not help.',
    example: 'stored',
  })
  readonly status!: ReceivedEvent;
}

/** Where the messenger posts what happens around a bot. The signature stands in for a key. */
@ApiTags('inbound')
@Public()
@Controller('pachca/webhook')
export class InboundController {
  constructor(private readonly webhooks: InboundWebhooks) {}

  @Post(':path')
  @HttpCode(200)
  @RouteConfig({ rawBody: true })
  @ApiOperation({
    operationId: 'inbound.receive',
    summary: 'An event of the messenger',
    description: 'Answered when the event is committed; a worker acts on it. At most 64 KB.',
  })
  @ApiHeader({ name: 'Pachca-Signature', description: 'Hex HMAC-SHA256 of the raw body.', required: true })
  @ApiBody({ schema: { type: 'object', description: "An event in the messenger's own form." } })
  @ApiOkResponse({ type: ReceivedEventDto })
  @ApiProblems(
    ...['signature_invalid', 'webhook_not_found', 'payload_too_large', 'unsupported_media_type'],
    ...['malformed_request', 'internal', 'database_unavailable'],
  )
  async receive(
    @Param('path') path: string,
    @Req() request: FastifyRequest,
  ): Promise<Shape<ReceivedEventDto>> {
    const rawBody = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
    if (rawBody.length > MAX_EVENT_BYTES) throw new PayloadTooLargeError(MAX_EVENT_BYTES);
    const signature = request.headers[SIGNATURE];
    const status = await this.webhooks.receive({
      path,
      rawBody,
      signature: typeof signature === 'string' ? signature : undefined,
    });
    return { status };
  }
}
