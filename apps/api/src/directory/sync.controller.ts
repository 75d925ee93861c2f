import { Body, Controller, Get, HttpCode, Post, Res } from '@nestjs/common';
import { ApiAcceptedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Principal } from '#lib/access';
import { DirectoryService, DirectoryStatusService } from '#lib/directory';
import type { FastifyReply } from 'fastify';
import { CurrentPrincipal } from '../access/current-principal.js';
import { RequireScope } from '../access/permission.js';
import { ApiIdempotencyKey, Idempotent } from '../idempotency/idempotent.js';
import { OperationDto, toOperationDto } from '../operations/operation.dto.js';
import { ApiProblems, BODY_PROBLEMS, CLOSED_ROUTE_PROBLEMS } from '../problem/api-problems.js';
import type { Shape } from '../shape.js';
import { DirectoryDto, SyncBody, toDirectoryDto } from './sync.dto.js';

/** How fresh the mirror is, and reading it again. */
@ApiTags('directory')
@ApiProblems(...CLOSED_ROUTE_PROBLEMS)
@Controller('v1/directory')
export class DirectorySyncController {
  constructor(
    private readonly directory: DirectoryService,
    private readonly statuses: DirectoryStatusService,
    private readonly idempotent: Idempotent,
  ) {}

  @Get()
  @RequireScope('directory:read')
  @ApiOperation({
    operationId: 'directory.get',
    summary: 'How much of the workspace is known, how fresh it is, and what reading it again will cost',
  })
  @ApiOkResponse({ type: DirectoryDto })
  async status(): Promise<Shape<DirectoryDto>> {
    return toDirectoryDto(await this.statuses.status());
  }

  @Post('sync')
  @HttpCode(202)
  @RequireScope('directory:write')
  @ApiOperation({
    operationId: 'directory.sync',
    summary: 'Read the people, tags, properties and chats from the messenger again',
  })
  @ApiIdempotencyKey({ required: false })
  @ApiProblems(...BODY_PROBLEMS, 'idempotency_key_reused', 'idempotency_in_progress')
  @ApiAcceptedResponse({
    type: OperationDto,
    description:
      'The sync that waits or runs, or a new one: there is one at a time, and it does what any of those who asked wants ' +
      'of it. `done` and `total` count pages of fifty people.',
    headers: { Location: { description: 'Where to look how far it is.', schema: { type: 'string' } } },
  })
  sync(
    @Body() body: SyncBody,
    @CurrentPrincipal() principal: Principal,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<unknown> {
    const order = { isFull: body.full ?? true, isShrinkAllowed: body.allow_shrink ?? false };
    return this.idempotent.run(reply, {}, async (tx) => {
      const dto = toOperationDto(await this.directory.requestSync(tx, principal.id, order));
      return { status: 202, body: dto, headers: { location: `/v1/operations/${dto.id}` } };
    });
  }
}
