import { Controller, Get, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import { ApiAcceptedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Principal } from '#lib/access';
import { DirectoryService } from '#lib/directory';
import type { FastifyReply } from 'fastify';
import { CurrentPrincipal } from '../access/current-principal.js';
import { RequireScope } from '../access/permission.js';
import { ApiIdempotencyKey, Idempotent } from '../idempotency/idempotent.js';
import { ApiListOf, type ListResponse, Lists } from '../lists/list-response.js';
import { DEFAULT_PAGE } from '../lists/page.dto.js';
import { OperationDto, toOperationDto } from '../operations/operation.dto.js';
import { ApiProblems, BODY_PROBLEMS, CLOSED_ROUTE_PROBLEMS } from '../problem/api-problems.js';
import { RouteNotFoundError } from '../problem/edge-errors.js';
import { PeopleQuery, PersonDto, TagDto, TagsQuery, toPersonDto, toTagDto } from './directory.dto.js';
import type { Shape } from '../shape.js';

@ApiTags('directory')
@ApiProblems(...CLOSED_ROUTE_PROBLEMS)
@Controller('v1/directory')
export class DirectoryController {
  constructor(
    private readonly directory: DirectoryService,
    private readonly lists: Lists,
    private readonly idempotent: Idempotent,
  ) {}

  @Get('users')
  @RequireScope('directory:read')
  @ApiOperation({ operationId: 'directory.users.list', summary: 'People of the workspace, by id' })
  @ApiListOf(
    PersonDto,
    'The mirror, bots and suspended people included; those who left only with `left=true`.',
  )
  @ApiProblems('invalid_cursor', 'validation_failed')
  async users(
    @Query() query: PeopleQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ListResponse<Shape<PersonDto>>> {
    const { q, tag, department, suspended, left } = query;
    const list = { name: 'directory.users', filters: { q, tag, department, suspended, left } };
    const afterId = (await this.lists.cursors.decode<number>(list, query.cursor)) ?? undefined;
    const page = await this.directory.listPeople(
      { q, tag, department, isSuspended: suspended, hasLeft: left },
      { afterId, limit: query.limit ?? DEFAULT_PAGE },
    );
    return this.lists.answer(reply, list, { data: page.data.map(toPersonDto), next: page.nextAfterId });
  }

  @Get('users/:user_id')
  @RequireScope('directory:read')
  @ApiOperation({ operationId: 'directory.users.get', summary: 'One person' })
  @ApiOkResponse({ type: PersonDto })
  @ApiProblems('not_found')
  async user(@Param('user_id') id: string): Promise<Shape<PersonDto>> {
    const person = /^[1-9]\d{0,14}$/.test(id) ? await this.directory.getPerson(Number(id)) : null;
    if (person === null) throw new RouteNotFoundError('There is no such person in the directory.');
    return toPersonDto(person);
  }

  @Get('tags')
  @RequireScope('directory:read')
  @ApiOperation({ operationId: 'directory.tags.list', summary: 'Tags of the workspace, by id' })
  @ApiListOf(TagDto, 'Their names choose people in an audience.')
  @ApiProblems('invalid_cursor', 'validation_failed')
  async tags(
    @Query() query: TagsQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ListResponse<Shape<TagDto>>> {
    const list = { name: 'directory.tags', filters: { q: query.q } };
    const afterId = (await this.lists.cursors.decode<number>(list, query.cursor)) ?? undefined;
    const page = await this.directory.listTags(
      { q: query.q },
      { afterId, limit: query.limit ?? DEFAULT_PAGE },
    );
    return this.lists.answer(reply, list, { data: page.data.map(toTagDto), next: page.nextAfterId });
  }

  @Post('sync')
  @HttpCode(202)
  @RequireScope('directory:write')
  @ApiOperation({
    operationId: 'directory.sync',
    summary: 'Read the people and tags from the messenger again',
  })
  @ApiIdempotencyKey({ required: false })
  @ApiProblems(...BODY_PROBLEMS, 'idempotency_key_reused', 'idempotency_in_progress')
  @ApiAcceptedResponse({
    type: OperationDto,
    description: 'The sync that waits or runs, or a new one: there is one at a time.',
    headers: { Location: { description: 'Where to look how far it is.', schema: { type: 'string' } } },
  })
  sync(
    @CurrentPrincipal() principal: Principal,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<unknown> {
    return this.idempotent.run(reply, {}, async (tx) => {
      const dto = toOperationDto(await this.directory.requestSync(tx, principal.id));
      return { status: 202, body: dto, headers: { location: `/v1/operations/${dto.id}` } };
    });
  }
}
