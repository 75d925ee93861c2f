import { Body, Controller, Delete, Get, HttpCode, Patch, Post, Query, Req, Res } from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import type { Principal } from '#lib/access';
import { type SavedAudience, SavedAudiences, type SavedAudienceValues } from '#lib/audiences';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Trail } from '../audit/trail.js';
import { CurrentPrincipal } from '../access/current-principal.js';
import { IdParam } from '../access/id.pipe.js';
import { RequireScope } from '../access/permission.js';
import { allowedVersions, ApiMergePatch, ETAG_HEADER, etagOf } from '../campaigns/etag.js';
import { ApiIdempotencyKey, Idempotent } from '../idempotency/idempotent.js';
import { ApiListOf, type ListResponse, Lists } from '../lists/list-response.js';
import { DEFAULT_PAGE } from '../lists/page.dto.js';
import { ApiProblems, BODY_PROBLEMS, CLOSED_ROUTE_PROBLEMS } from '../problem/api-problems.js';
import type { Shape } from '../shape.js';
import { LimitingAudience } from './limiting-audience.js';
import { AUDIENCE_PROBLEMS } from './audience-problems.js';
import {
  patchedSavedValues,
  SavedAudienceBody,
  SavedAudienceDto,
  SavedAudiencePatch,
  SavedAudiencesQuery,
  savedValues,
  toSavedAudienceDto,
} from './saved-audience.dto.js';

/** Audiences under a name. */
@ApiTags('audiences')
@ApiProblems(...CLOSED_ROUTE_PROBLEMS)
@Controller('v1/audiences')
export class SavedAudiencesController {
  constructor(
    private readonly trail: Trail,
    private readonly audiences: SavedAudiences,
    private readonly limiting: LimitingAudience,
    private readonly lists: Lists,
    private readonly idempotent: Idempotent,
  ) {}

  @Get()
  @RequireScope('campaigns:read')
  @ApiOperation({ operationId: 'audiences.list', summary: 'List saved audiences, newest first' })
  @ApiListOf(SavedAudienceDto, 'One page.')
  @ApiProblems('invalid_cursor', 'validation_failed')
  async list(
    @Query() query: SavedAudiencesQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ListResponse<Shape<SavedAudienceDto>>> {
    const list = { name: 'audiences', filters: { q: query.q } };
    const after = await this.lists.cursors.decode<{ createdAt: string; id: string }>(list, query.cursor);
    const page = await this.audiences.list({
      text: query.q ?? null,
      after: after === null ? null : { createdAt: new Date(after.createdAt), id: after.id },
      limit: query.limit ?? DEFAULT_PAGE,
    });
    return this.lists.answer(reply, list, { data: page.audiences.map(toSavedAudienceDto), next: page.next });
  }

  @Post()
  @RequireScope('campaigns:write')
  @ApiOperation({ operationId: 'audiences.create', summary: 'Save rules, or begin a list' })
  @ApiIdempotencyKey({ required: false })
  @ApiCreatedResponse({ type: SavedAudienceDto, description: 'The audience.', headers: ETAG_HEADER })
  @ApiProblems(
    ...BODY_PROBLEMS,
    ...AUDIENCE_PROBLEMS,
    'audience_name_taken',
    'idempotency_key_reused',
    'idempotency_in_progress',
  )
  create(
    @Body() body: SavedAudienceBody,
    @CurrentPrincipal() principal: Principal,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<unknown> {
    return this.idempotent.run(reply, {}, async (tx) => {
      const dto = toSavedAudienceDto(await this.audiences.create(tx, savedValues(body), principal.id));
      return {
        status: 201,
        body: dto,
        headers: { location: `/v1/audiences/${dto.id}`, etag: etagOf(dto.version) },
      };
    });
  }

  @Get(':audience_id')
  @RequireScope('campaigns:read')
  @ApiOperation({ operationId: 'audiences.get', summary: 'One saved audience' })
  @ApiOkResponse({ type: SavedAudienceDto, headers: ETAG_HEADER })
  @ApiProblems('not_found')
  async get(
    @IdParam('audience_id', 'aud') id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Shape<SavedAudienceDto>> {
    const saved = await this.audiences.get(id);
    void reply.header('etag', etagOf(saved.version));
    return toSavedAudienceDto(saved);
  }

  @Patch(':audience_id')
  @RequireScope('campaigns:write')
  @ApiOperation({
    operationId: 'audiences.update',
    summary: 'Change a saved audience by a merge patch',
    description:
      'Drafts that name it are for the people of the new rules; runs have their people frozen, except for late joiners.',
  })
  @ApiMergePatch()
  @ApiOkResponse({ type: SavedAudienceDto, headers: ETAG_HEADER })
  @ApiProblems(
    ...BODY_PROBLEMS,
    ...AUDIENCE_PROBLEMS,
    'not_found',
    'precondition_failed',
    'audience_is_limit',
    'audience_kind',
    'audience_name_taken',
  )
  async update(
    @IdParam('audience_id', 'aud') id: string,
    @Body() patch: SavedAudiencePatch,
    @CurrentPrincipal() principal: Principal,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Shape<SavedAudienceDto>> {
    const saved = await this.trail.within(reply.request, async (tx) => {
      await this.limiting.refuse(tx, id, principal);
      const change = (present: SavedAudience): SavedAudienceValues => patchedSavedValues(present, patch);
      return this.audiences.update(tx, id, change, allowedVersions(reply.request.headers['if-match']));
    });
    void reply.header('etag', etagOf(saved.version));
    return toSavedAudienceDto(saved);
  }

  @Delete(':audience_id')
  @HttpCode(204)
  @RequireScope('campaigns:write')
  @ApiOperation({
    operationId: 'audiences.delete',
    summary: 'Delete a saved audience that nothing uses',
  })
  @ApiNoContentResponse({ description: 'It is gone.' })
  @ApiProblems(...BODY_PROBLEMS, 'not_found', 'audience_in_use')
  async delete(@IdParam('audience_id', 'aud') id: string, @Req() request: FastifyRequest): Promise<void> {
    await this.trail.within(request, (tx) => this.audiences.delete(tx, id));
  }
}
