import { Body, Controller, Delete, Get, HttpCode, Patch, Post } from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import { InboundWebhooks, InboxHealth } from '#lib/inbox';
import { IdParam } from '../access/id.pipe.js';
import { RequireScope } from '../access/permission.js';
import { ApiProblems, BODY_PROBLEMS, CLOSED_ROUTE_PROBLEMS } from '../problem/api-problems.js';
import {
  NewSenderWebhookDto,
  RotateWebhookBody,
  SenderWebhookDto,
  SetWebhookBody,
  toSenderWebhookDto,
} from './sender-webhook.dto.js';
import type { Shape } from '../shape.js';

/** How the events of a bot come here: its history always, and a signed webhook where one is set up. */
@ApiTags('senders')
@ApiProblems(...CLOSED_ROUTE_PROBLEMS, 'not_found', 'sender_not_found')
@Controller('v1/senders/:sender_id/webhook')
export class SenderWebhookController {
  constructor(
    private readonly webhooks: InboundWebhooks,
    private readonly health: InboxHealth,
  ) {}

  @Get()
  @RequireScope('senders:read')
  @ApiOperation({
    operationId: 'senders.webhook.get',
    summary: "How a bot's events come here, and whether all do",
  })
  @ApiOkResponse({ type: SenderWebhookDto })
  async get(@IdParam('sender_id', 'snd') id: string): Promise<Shape<SenderWebhookDto>> {
    return toSenderWebhookDto(await this.webhooks.get(id), await this.health.of(id));
  }

  @Post()
  @RequireScope('senders:write')
  @ApiOperation({
    operationId: 'senders.webhook.create',
    summary: 'Set the webhook of a bot up, or anew with another address',
    description:
      'An address from before works no more. Without a webhook the history is read every few seconds.',
  })
  @ApiCreatedResponse({ type: NewSenderWebhookDto, description: 'The only answer that holds the address.' })
  @ApiProblems(...BODY_PROBLEMS)
  async create(
    @IdParam('sender_id', 'snd') id: string,
    @Body() body: SetWebhookBody,
  ): Promise<Shape<NewSenderWebhookDto>> {
    const { path, webhook } = await this.webhooks.setUp(id, body.signing_secret);
    return { ...toSenderWebhookDto(webhook, await this.health.of(id)), path: `/pachca/webhook/${path}` };
  }

  @Patch()
  @RequireScope('senders:write')
  @ApiOperation({
    operationId: 'senders.webhook.rotate',
    summary: 'Another signing secret',
    description: 'The address stays, and the secret until now is good for another 24 hours.',
  })
  @ApiOkResponse({ type: SenderWebhookDto })
  @ApiProblems(...BODY_PROBLEMS, 'webhook_not_found')
  async rotate(
    @IdParam('sender_id', 'snd') id: string,
    @Body() body: RotateWebhookBody,
  ): Promise<Shape<SenderWebhookDto>> {
    const webhook = await this.webhooks.rotateSecret(id, body.signing_secret);
    return toSenderWebhookDto(webhook, await this.health.of(id));
  }

  @Delete()
  @HttpCode(204)
  @RequireScope('senders:write')
  @ApiOperation({ operationId: 'senders.webhook.remove', summary: 'Take no more posted events of a bot' })
  @ApiNoContentResponse({ description: 'The address works no more; the history is read as before.' })
  @ApiProblems(...BODY_PROBLEMS, 'webhook_not_found')
  async remove(@IdParam('sender_id', 'snd') id: string): Promise<void> {
    await this.webhooks.remove(id);
  }
}
