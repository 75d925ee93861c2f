import { Controller, Get, Query, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { DirectoryGroups, type NamedGroup, type NamedPage, type NamedPageRequest } from '#lib/directory';
import type { FastifyReply } from 'fastify';
import { RequireScope } from '../access/permission.js';
import { ApiListOf, type ListResponse, Lists } from '../lists/list-response.js';
import { DEFAULT_PAGE, PageQuery } from '../lists/page.dto.js';
import { ApiProblems, CLOSED_ROUTE_PROBLEMS } from '../problem/api-problems.js';
import type { Shape } from '../shape.js';
import { GroupsQuery, NamedGroupDto, PropertyDto, toGroupDto, toPropertyDto } from './groups.dto.js';
import { PropertyIdParam } from './upstream-id.pipe.js';

/** What people have in common, for choosing them by it. */
@ApiTags('directory')
@ApiProblems(...CLOSED_ROUTE_PROBLEMS, 'invalid_cursor', 'validation_failed')
@RequireScope('directory:read')
@Controller('v1/directory')
export class DirectoryGroupsController {
  constructor(
    private readonly groups: DirectoryGroups,
    private readonly lists: Lists,
  ) {}

  @Get('departments')
  @ApiOperation({ operationId: 'directory.departments.list', summary: 'Departments, by name' })
  @ApiListOf(NamedGroupDto, 'Those that somebody belongs to who has not left.')
  departments(
    @Query() query: GroupsQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ListResponse<Shape<NamedGroupDto>>> {
    return this.named(reply, { object: 'department', list: 'directory.departments', query }, (page) =>
      this.groups.departments({ q: query.q }, page),
    );
  }

  @Get('titles')
  @ApiOperation({ operationId: 'directory.titles.list', summary: 'Job titles, by name' })
  @ApiListOf(NamedGroupDto, 'Those that somebody has who has not left.')
  titles(
    @Query() query: GroupsQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ListResponse<Shape<NamedGroupDto>>> {
    return this.named(reply, { object: 'title', list: 'directory.titles', query }, (page) =>
      this.groups.titles({ q: query.q }, page),
    );
  }

  @Get('properties')
  @ApiOperation({
    operationId: 'directory.properties.list',
    summary: 'Fields that the workspace has added to its people, by id',
  })
  @ApiListOf(PropertyDto, 'The messenger shows no fields that hold files.')
  async properties(
    @Query() query: PageQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ListResponse<Shape<PropertyDto>>> {
    const list = { name: 'directory.properties', filters: {} };
    const afterId = (await this.lists.cursors.decode<number>(list, query.cursor)) ?? undefined;
    const page = await this.groups.properties({ afterId, limit: query.limit ?? DEFAULT_PAGE });
    return this.lists.answer(reply, list, { data: page.data.map(toPropertyDto), next: page.nextAfterId });
  }

  @Get('properties/:property_id/values')
  @ApiOperation({ operationId: 'directory.properties.values.list', summary: 'Values of one field, as text' })
  @ApiListOf(NamedGroupDto, 'Those that somebody has who has not left.')
  @ApiProblems('not_found')
  values(
    @PropertyIdParam('property_id') id: number,
    @Query() query: GroupsQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ListResponse<Shape<NamedGroupDto>>> {
    const list = `directory.properties/${id}/values`;
    return this.named(reply, { object: 'property_value', list, query }, (page) =>
      this.groups.values(id, { q: query.q }, page),
    );
  }

  private async named(
    reply: FastifyReply,
    what: { readonly object: NamedGroupDto['object']; readonly list: string; readonly query: GroupsQuery },
    read: (page: NamedPageRequest) => Promise<NamedPage<NamedGroup>>,
  ): Promise<ListResponse<Shape<NamedGroupDto>>> {
    const { q, cursor, limit = DEFAULT_PAGE } = what.query;
    const list = { name: what.list, filters: { q } };
    const afterName = (await this.lists.cursors.decode<string>(list, cursor)) ?? undefined;
    const page = await read({ afterName, limit });
    const data = page.data.map(toGroupDto(what.object));
    return this.lists.answer(reply, list, { data, next: page.nextAfterName });
  }
}
