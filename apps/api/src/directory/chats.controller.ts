import { Controller, Get, Query, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { DirectoryGroups, DirectoryService } from '#lib/directory';
import type { FastifyReply } from 'fastify';
import { RequireScope } from '../access/permission.js';
import { ApiListOf, type ListResponse, Lists } from '../lists/list-response.js';
import { DEFAULT_PAGE } from '../lists/page.dto.js';
import { ApiProblems, CLOSED_ROUTE_PROBLEMS } from '../problem/api-problems.js';
import type { Shape } from '../shape.js';
import { peopleFilterOf, PeopleQuery, PersonDto, toPersonDto } from './directory.dto.js';
import { ChatDto, chatFilterOf, ChatsQuery, toChatDto } from './groups.dto.js';
import { ChatIdParam } from './upstream-id.pipe.js';

/** Conversations and channels that the bot may see; direct chats are not among them. */
@ApiTags('directory')
@ApiProblems(...CLOSED_ROUTE_PROBLEMS)
@RequireScope('directory:read')
@Controller('v1/directory/chats')
export class DirectoryChatsController {
  constructor(
    private readonly directory: DirectoryService,
    private readonly groups: DirectoryGroups,
    private readonly lists: Lists,
  ) {}

  @Get()
  @ApiOperation({ operationId: 'directory.chats.list', summary: 'Conversations and channels, by id' })
  @ApiListOf(ChatDto, 'Those that the bot is in, and the public ones.')
  @ApiProblems('invalid_cursor', 'validation_failed')
  async chats(
    @Query() query: ChatsQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ListResponse<Shape<ChatDto>>> {
    const filter = chatFilterOf(query);
    const list = { name: 'directory.chats', filters: { ...filter } };
    const afterId = (await this.lists.cursors.decode<number>(list, query.cursor)) ?? undefined;
    const page = await this.groups.chats(filter, { afterId, limit: query.limit ?? DEFAULT_PAGE });
    return this.lists.answer(reply, list, { data: page.data.map(toChatDto), next: page.nextAfterId });
  }

  @Get(':chat_id')
  @ApiOperation({ operationId: 'directory.chats.get', summary: 'One conversation or channel' })
  @ApiOkResponse({ type: ChatDto })
  @ApiProblems('not_found')
  async chat(@ChatIdParam('chat_id') id: number): Promise<Shape<ChatDto>> {
    return toChatDto(await this.groups.chat(id));
  }

  @Get(':chat_id/members')
  @ApiOperation({
    operationId: 'directory.chats.members.list',
    summary: 'Members of a chat, by id',
    description: 'As of `synced_at` of the chat. Members whom the directory does not know are not listed.',
  })
  @ApiListOf(PersonDto, 'With the same filters as the people of the workspace.')
  @ApiProblems('not_found', 'invalid_cursor', 'validation_failed')
  async members(
    @ChatIdParam('chat_id') id: number,
    @Query() query: PeopleQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ListResponse<Shape<PersonDto>>> {
    await this.groups.chat(id);
    const filter = peopleFilterOf(query);
    const list = { name: `directory.chats/${id}/members`, filters: { ...filter } };
    const afterId = (await this.lists.cursors.decode<number>(list, query.cursor)) ?? undefined;
    const page = await this.directory.listPeople(
      { ...filter, chatId: id },
      { afterId, limit: query.limit ?? DEFAULT_PAGE },
    );
    return this.lists.answer(reply, list, { data: page.data.map(toPersonDto), next: page.nextAfterId });
  }
}
