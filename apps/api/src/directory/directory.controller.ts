import { Controller, Get, Query, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { DirectoryService, PersonNotFoundError } from '#lib/directory';
import type { FastifyReply } from 'fastify';
import { RequireScope } from '../access/permission.js';
import { ApiListOf, type ListResponse, Lists } from '../lists/list-response.js';
import { DEFAULT_PAGE } from '../lists/page.dto.js';
import { ApiProblems, CLOSED_ROUTE_PROBLEMS } from '../problem/api-problems.js';
import type { Shape } from '../shape.js';
import {
  PeopleQuery,
  peopleFilterOf,
  PersonDto,
  TagDto,
  TagsQuery,
  toPersonDto,
  toTagDto,
} from './directory.dto.js';
import { PersonIdParam } from './upstream-id.pipe.js';

/** People and tags of the workspace, from the mirror. */
@ApiTags('directory')
@ApiProblems(...CLOSED_ROUTE_PROBLEMS)
@RequireScope('directory:read')
@Controller('v1/directory')
export class DirectoryController {
  constructor(
    private readonly directory: DirectoryService,
    private readonly lists: Lists,
  ) {}

  @Get('users')
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
    const filter = peopleFilterOf(query);
    const list = { name: 'directory.users', filters: { ...filter } };
    const afterId = (await this.lists.cursors.decode<number>(list, query.cursor)) ?? undefined;
    const page = await this.directory.listPeople(filter, { afterId, limit: query.limit ?? DEFAULT_PAGE });
    return this.lists.answer(reply, list, { data: page.data.map(toPersonDto), next: page.nextAfterId });
  }

  @Get('users/:user_id')
  @ApiOperation({ operationId: 'directory.users.get', summary: 'One person' })
  @ApiOkResponse({ type: PersonDto })
  @ApiProblems('not_found')
  async user(@PersonIdParam('user_id') id: number): Promise<Shape<PersonDto>> {
    const person = await this.directory.getPerson(id);
    if (person === null) throw new PersonNotFoundError();
    return toPersonDto(person);
  }

  @Get('tags')
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
}
