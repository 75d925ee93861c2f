import { Body, Controller, Get, HttpCode, Patch, Post, Req, Res } from '@nestjs/common';
import {
  ApiAcceptedResponse,
  ApiCreatedResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import type { Principal } from '#lib/access';
import { CanaryService, SendersService } from '#lib/senders';
import type { Tx } from '#lib/database';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CurrentPrincipal } from '../access/current-principal.js';
import { IdParam } from '../access/id.pipe.js';
import { RequireScope } from '../access/permission.js';
import { Trail } from '../audit/trail.js';
import { ApiIdempotencyKey, Idempotent } from '../idempotency/idempotent.js';
import { ApiListOf, type ListResponse } from '../lists/list-response.js';
import { OperationDto, toOperationDto } from '../operations/operation.dto.js';
import { ApiProblems, BODY_PROBLEMS, CLOSED_ROUTE_PROBLEMS } from '../problem/api-problems.js';
import { CreateSenderBody, SenderDto, toSenderDto, UpdateSenderBody } from './sender.dto.js';
import type { Shape } from '../shape.js';

@ApiTags('senders')
@ApiProblems(...CLOSED_ROUTE_PROBLEMS)
@Controller('v1/senders')
export class SendersController {
  constructor(
    private readonly senders: SendersService,
    private readonly canaries: CanaryService,
    private readonly trail: Trail,
    private readonly idempotent: Idempotent,
  ) {}

  @Get()
  @RequireScope('senders:read')
  @ApiOperation({ operationId: 'senders.list', summary: 'List the bots, oldest first' })
  @ApiListOf(SenderDto, 'All of them, on one page.')
  async list(): Promise<ListResponse<Shape<SenderDto>>> {
    const data = (await this.senders.list()).map(toSenderDto);
    return { object: 'list', data, page: { next_cursor: null, has_more: false } };
  }

  @Get(':sender_id')
  @RequireScope('senders:read')
  @ApiOperation({ operationId: 'senders.get', summary: 'One bot' })
  @ApiOkResponse({ type: SenderDto })
  @ApiProblems('not_found', 'sender_not_found')
  async get(@IdParam('sender_id', 'snd') id: string): Promise<Shape<SenderDto>> {
    return toSenderDto(await this.senders.get(id));
  }

  @Post()
  @RequireScope('senders:write')
  @ApiOperation({ operationId: 'senders.create', summary: 'Add a bot by its token' })
  @ApiIdempotencyKey({ required: false })
  @ApiCreatedResponse({
    type: SenderDto,
    description: 'A worker tries the token next; until then it is `checking`.',
  })
  @ApiProblems(...BODY_PROBLEMS, 'sender_token_taken', 'idempotency_key_reused', 'idempotency_in_progress')
  create(@Body() body: CreateSenderBody, @Res({ passthrough: true }) reply: FastifyReply): Promise<unknown> {
    return this.idempotent.run(reply, {}, async (tx) => {
      const dto = toSenderDto(await this.senders.add({ name: body.name, token: body.token }, tx));
      return { status: 201, body: dto, headers: { location: `/v1/senders/${dto.id}` } };
    });
  }

  @Patch(':sender_id')
  @RequireScope('senders:write')
  @ApiOperation({
    operationId: 'senders.update',
    summary: 'Rename a bot, replace its token, or try it again',
  })
  @ApiOkResponse({ type: SenderDto })
  @ApiProblems('not_found', 'sender_not_found', 'sender_token_taken', ...BODY_PROBLEMS)
  async update(
    @IdParam('sender_id', 'snd') id: string,
    @Body() body: UpdateSenderBody,
    @Req() request: FastifyRequest,
  ): Promise<Shape<SenderDto>> {
    return this.trail.within(request, (tx) => this.updated(tx, id, body));
  }

  @Post(':sender_id/canary')
  @HttpCode(202)
  @RequireScope('senders:write')
  @ApiOperation({
    operationId: 'senders.canary',
    summary: 'Try now whether the messenger keeps what proves a message',
    description:
      'A message to the `canary_user_id` of the bot is sent, read back, edited and deleted. The result stands in the ' +
      'operation and in `marker_channels` of the bot.',
  })
  @ApiIdempotencyKey({ required: false })
  @ApiAcceptedResponse({
    type: OperationDto,
    description: 'The try that waits or runs, or a new one: there is one at a time.',
    headers: { Location: { description: 'Where to look how far it is.', schema: { type: 'string' } } },
  })
  @ApiProblems(
    'not_found',
    'sender_not_found',
    'canary_account_missing',
    ...BODY_PROBLEMS,
    'idempotency_key_reused',
    'idempotency_in_progress',
  )
  canary(
    @IdParam('sender_id', 'snd') id: string,
    @CurrentPrincipal() principal: Principal,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<unknown> {
    return this.idempotent.run(reply, {}, async (tx) => {
      const dto = toOperationDto(await this.canaries.request(tx, id, principal.id));
      return { status: 202, body: dto, headers: { location: `/v1/operations/${dto.id}` } };
    });
  }

  private async updated(tx: Tx, id: string, body: UpdateSenderBody): Promise<Shape<SenderDto>> {
    const { name, token, resume, canary_user_id: canaryUserId } = body;
    let sender = await this.senders.get(id, tx);
    // The token first: it is the change that can be refused.
    if (typeof token === 'string') sender = await this.senders.replaceToken(id, token, tx);
    if (typeof name === 'string') sender = await this.senders.rename(id, name, tx);
    if (canaryUserId !== undefined) sender = await this.senders.setCanaryUser(id, canaryUserId, tx);
    if (resume === true && typeof token !== 'string') sender = await this.senders.recheck(id, tx);
    return toSenderDto(sender);
  }
}
