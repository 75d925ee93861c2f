import { Controller, Get, Query, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Principal } from '#lib/access';
import { uuidOf } from '#lib/kernel';
import { EVENT_DAYS, EventNotFoundError, Outbox, type PublishedEvent } from '#lib/outbox';
import type { FastifyReply } from 'fastify';
import { CurrentPrincipal } from '../access/current-principal.js';
import { IdParam } from '../access/id.pipe.js';
import { AnyKey } from '../access/permission.js';
import { ApiListOf, type ListResponse, Lists } from '../lists/list-response.js';
import { DEFAULT_PAGE } from '../lists/page.dto.js';
import { ApiProblems, CLOSED_ROUTE_PROBLEMS } from '../problem/api-problems.js';
import type { Shape } from '../shape.js';
import { EventDto, EventsQuery, toEventDto } from './event.dto.js';
import { heardTypes, requireHeard } from './heard-types.js';

/** What happened: the list behind the stream and the webhooks. */
@ApiTags('events')
@ApiProblems(...CLOSED_ROUTE_PROBLEMS, 'event_not_found')
@Controller('v1/events')
export class EventsController {
  constructor(
    private readonly outbox: Outbox,
    private readonly lists: Lists,
  ) {}

  @Get()
  @AnyKey()
  @ApiOperation({
    operationId: 'events.list',
    summary: 'What happened, newest first',
    description: `Kept for ${EVENT_DAYS} days. Each type needs a scope of its own; a key sees those that it has.`,
  })
  @ApiListOf(EventDto, 'One page.')
  @ApiProblems('invalid_cursor', 'validation_failed')
  async list(
    @Query() query: EventsQuery,
    @CurrentPrincipal() principal: Principal,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ListResponse<Shape<EventDto>>> {
    const { type, campaign, after, cursor, limit = DEFAULT_PAGE } = query;
    if (type !== undefined) requireHeard(principal, type);
    const types = type ?? heardTypes(principal);
    const list = { name: 'events', filters: { type: types.join(), campaign, after } };
    const place = await this.lists.cursors.decode<number>(list, cursor);
    const page = await this.outbox.list(
      { types, campaignId: campaign === undefined ? null : uuidOf('cmp', campaign) },
      {
        after: place ?? (after === undefined ? null : (await this.known(after)).seq),
        limit,
        isOldestFirst: after !== undefined,
      },
    );
    return this.lists.answer(reply, list, { data: page.events.map(toEventDto), next: page.next });
  }

  @Get(':event_id')
  @AnyKey()
  @ApiOperation({ operationId: 'events.get', summary: 'One event' })
  @ApiOkResponse({ type: EventDto })
  async get(
    @IdParam('event_id', 'evt') id: string,
    @CurrentPrincipal() principal: Principal,
  ): Promise<Shape<EventDto>> {
    const event = await this.outbox.find(id);
    if (event === null) throw new EventNotFoundError(EVENT_DAYS);
    requireHeard(principal, [event.type]);
    return toEventDto(event);
  }

  /** @throws EventNotFoundError */
  private async known(id: string): Promise<PublishedEvent> {
    const uuid = uuidOf('evt', id);
    const event = uuid === null ? null : await this.outbox.find(uuid);
    if (event === null) throw new EventNotFoundError(EVENT_DAYS);
    return event;
  }
}
