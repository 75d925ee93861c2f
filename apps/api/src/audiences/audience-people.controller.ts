import { Body, Controller, Get, HttpCode, Post, Query, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { AudiencesService, parseAudience, SavedAudiences } from '#lib/audiences';
import { Database, type Tx } from '#lib/database';
import { publicId } from '#lib/kernel';
import type { FastifyReply } from 'fastify';
import { IdParam } from '../access/id.pipe.js';
import { RequireScope } from '../access/permission.js';
import { ApiListOf, type ListResponse, Lists } from '../lists/list-response.js';
import { DEFAULT_PAGE } from '../lists/page.dto.js';
import { ApiProblems, BODY_PROBLEMS, CLOSED_ROUTE_PROBLEMS } from '../problem/api-problems.js';
import type { Shape } from '../shape.js';
import { AUDIENCE_PROBLEMS } from './audience-problems.js';
import {
  AudiencePeopleQuery,
  AudiencePersonDto,
  EstimateBody,
  EstimateDto,
  partOf,
  toAudiencePersonDto,
  toEstimateDto,
} from './estimate.dto.js';

/** People of an estimate that it shows at once. */
const SAMPLE = 20;

/** Whom rules come to, before anything is sent. */
@ApiTags('audiences')
@ApiProblems(...CLOSED_ROUTE_PROBLEMS)
@Controller('v1/audiences')
export class AudiencePeopleController {
  constructor(
    private readonly database: Database,
    private readonly audiences: AudiencesService,
    private readonly saved: SavedAudiences,
    private readonly lists: Lists,
  ) {}

  @Post('estimate')
  @HttpCode(200)
  @RequireScope('directory:read')
  @ApiOperation({
    operationId: 'audiences.estimate',
    summary: 'How many people rules come to, and who is left out',
    description: 'Changes nothing. Every number has its people: `POST /v1/audiences/people`.',
  })
  @ApiOkResponse({ type: EstimateDto, description: 'As of one moment.' })
  @ApiProblems(...BODY_PROBLEMS, ...AUDIENCE_PROBLEMS)
  async estimate(@Body() body: EstimateBody): Promise<Shape<EstimateDto>> {
    return this.database.bulkTransaction(async (tx) => {
      const { expanded, options } = await this.read(tx, body);
      const rows = this.audiences.audienceRows(expanded, options);
      const page = { afterId: 0, limit: SAMPLE };
      const sample = await this.audiences.people(tx, rows, { kind: 'to_send' }, page);
      const estimate = await this.audiences.estimate(tx, expanded, options);
      return toEstimateDto(estimate, await this.audiences.timeZones(tx, rows), sample.people);
    }, 'RepeatableRead');
  }

  @Post('people')
  @HttpCode(200)
  @RequireScope('directory:read')
  @ApiOperation({
    operationId: 'audiences.people',
    summary: 'The people behind a number of an estimate, by id',
    description: 'The same body as for the estimate, on every page.',
  })
  @ApiListOf(AudiencePersonDto, 'One page.')
  @ApiProblems(...BODY_PROBLEMS, ...AUDIENCE_PROBLEMS, 'invalid_cursor')
  async people(
    @Body() body: EstimateBody,
    @Query() query: AudiencePeopleQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ListResponse<Shape<AudiencePersonDto>>> {
    const list = { name: 'audiences.people', filters: { part: query.part ?? 'matched', body } };
    return this.page(reply, list, { query, body });
  }

  @Get(':audience_id/members')
  @RequireScope('directory:read')
  @ApiOperation({ operationId: 'audiences.members.list', summary: 'People of a saved audience, by id' })
  @ApiListOf(AudiencePersonDto, 'Those on the list, or whom the rules come to at this moment.')
  @ApiProblems('not_found', 'invalid_cursor', 'validation_failed', ...AUDIENCE_PROBLEMS)
  async members(
    @IdParam('audience_id', 'aud') id: string,
    @Query() query: AudiencePeopleQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ListResponse<Shape<AudiencePersonDto>>> {
    await this.saved.get(id);
    const list = { name: 'audiences.members', filters: { id, part: query.part ?? 'matched' } };
    const audience = { type: 'rules', include: [{ audiences: [publicId('aud', id)] }] };
    return this.page(reply, list, { query, body: { audience } });
  }

  private async page(
    reply: FastifyReply,
    list: { readonly name: string; readonly filters: Readonly<Record<string, unknown>> },
    { query, body }: { readonly query: AudiencePeopleQuery; readonly body: Shape<EstimateBody> },
  ): Promise<ListResponse<Shape<AudiencePersonDto>>> {
    const afterId = (await this.lists.cursors.decode<number>(list, query.cursor)) ?? 0;
    const page = { afterId, limit: query.limit ?? DEFAULT_PAGE };
    const { people, nextAfterId } = await this.database.bulkTransaction(async (tx) => {
      const { expanded, options } = await this.read(tx, body);
      const rows = this.audiences.audienceRows(expanded, options);
      return this.audiences.people(tx, rows, partOf(query.part), page);
    }, 'RepeatableRead');
    return this.lists.answer(reply, list, { data: people.map(toAudiencePersonDto), next: nextAfterId });
  }

  private async read(tx: Tx, body: Shape<EstimateBody>) {
    return {
      expanded: await this.audiences.resolve(tx, parseAudience(body.audience)),
      options: { skipInvited: body.skip_invited ?? false, skipGuests: body.skip_guests ?? false },
    };
  }
}
