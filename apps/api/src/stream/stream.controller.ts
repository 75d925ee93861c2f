import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import { ApiHeader, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ApiKeysService, grants, type Principal, UnauthenticatedError } from '#lib/access';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CurrentPrincipal } from '../access/current-principal.js';
import { AnyKey } from '../access/permission.js';
import { heardTypes } from '../events/heard-types.js';
import { ApiProblems, CLOSED_ROUTE_PROBLEMS } from '../problem/api-problems.js';
import { TextsParameter } from '../validation/fields.js';
import { StreamHub } from './stream-hub.js';
import { requireTopics, topicsOf } from './topics.js';

export class StreamQuery {
  @TextsParameter({
    description:
      'Separated by commas: `campaign:cmp_…` (how far it is and what happens to it), `campaigns` (what happens to any), ' +
      '`connection` (whether bots can send), `operations` (how far long work is).',
    max: 100,
    example: 'campaign:cmp_01kq3k8mehe8zbnn5q0wwz5bst,operations',
  })
  readonly topics!: readonly string[];
}

const STREAM_EXAMPLE = `retry: 3000
id: 8812

event: campaign.progress
data: {"id":"cmp_01kq3k8mehe8zbnn5q0wwz5bst","recipients":10000,"sent":6214,"pending":3781}
`;

/** One stream for everything that somebody watches: a browser may hold six connections to a host. */
@ApiTags('events')
@ApiProblems(...CLOSED_ROUTE_PROBLEMS)
@Controller('v1/stream')
export class StreamController {
  constructor(
    private readonly hub: StreamHub,
    private readonly keys: ApiKeysService,
  ) {}

  @Get()
  @AnyKey()
  @ApiOperation({
    operationId: 'stream.open',
    summary: 'Watch what happens, as server-sent events',
    description:
      'Events of campaigns come as `campaign.status`, others under their type, with an `id` from which `Last-Event-ID` resumes; ' +
      '`reset`: too much was missed, fetch everything again. `campaign.progress` and `campaign.engagement` (with reports:read) ' +
      'and `operation.progress` come when they change, at most once a second. A comment every 15 s.',
  })
  @ApiHeader({
    name: 'Last-Event-ID',
    required: false,
    description: 'The last `id` that was heard; browsers send it by themselves.',
    example: '8812',
  })
  @ApiOkResponse({
    description: 'The stream; ten at a time for each key.',
    content: { 'text/event-stream': { schema: { type: 'string' }, example: STREAM_EXAMPLE } },
  })
  @ApiProblems('validation_failed', 'too_many_streams')
  async open(
    @Query() query: StreamQuery,
    @CurrentPrincipal() principal: Principal,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const topics = topicsOf(query.topics);
    requireTopics(principal, topics);
    const wish = {
      keyId: principal.id,
      topics,
      types: new Set(heardTypes(principal)),
      seesFigures: grants(principal.scopes, 'reports:read'),
      isWelcome: () => this.isWelcome(request.headers.authorization),
    };
    const client = await this.hub.open(wish, lastEventId(request.headers['last-event-id']));
    await reply
      .headers({
        'content-type': 'text/event-stream; charset=utf-8',
        'cache-control': 'no-store',
        // Proxies that buffer would hold everything back.
        'x-accel-buffering': 'no',
        // Nothing follows on this connection: a process that ends need not wait for it.
        connection: 'close',
      })
      .send(client.body);
  }

  private async isWelcome(authorization: string | undefined): Promise<boolean> {
    try {
      await this.keys.authenticate(authorization);
      return true;
    } catch (error) {
      // A database that is away has not revoked anything.
      return !(error instanceof UnauthenticatedError);
    }
  }
}

/** `null`: none, or nothing that this server has given out. */
function lastEventId(header: string | string[] | undefined): number | null {
  return typeof header === 'string' && /^\d{1,15}$/.test(header) ? Number(header) : null;
}
