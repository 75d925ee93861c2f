import { Body, Controller, Delete, Get, HttpCode, Patch, Post, Query, Req, Res } from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import type { Principal } from '#lib/access';
import { type LibraryTemplate, Templates } from '#lib/content';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Trail } from '../audit/trail.js';
import { CurrentPrincipal } from '../access/current-principal.js';
import { IdParam } from '../access/id.pipe.js';
import { RequireScope } from '../access/permission.js';
import { requireContentScopes } from '../campaigns/content-scopes.js';
import { allowedVersions, ApiMergePatch, ETAG_HEADER, etagOf } from '../campaigns/etag.js';
import { ApiIdempotencyKey, Idempotent } from '../idempotency/idempotent.js';
import { ApiListOf, type ListResponse, Lists } from '../lists/list-response.js';
import { DEFAULT_PAGE, PageQuery } from '../lists/page.dto.js';
import { ApiProblems, BODY_PROBLEMS, CLOSED_ROUTE_PROBLEMS } from '../problem/api-problems.js';
import type { Shape } from '../shape.js';
import {
  patchedTemplateDraft,
  TemplateBody,
  templateDraft,
  TemplateDto,
  TemplatePatch,
  TemplatesQuery,
  TemplateVersionDto,
  toTemplateDto,
  toTemplateVersionDto,
} from './template.dto.js';

/** Texts to start from. */
@ApiTags('content')
@ApiProblems(...CLOSED_ROUTE_PROBLEMS)
@Controller('v1/templates')
export class TemplatesController {
  constructor(
    private readonly trail: Trail,
    private readonly templates: Templates,
    private readonly lists: Lists,
    private readonly idempotent: Idempotent,
  ) {}

  @Get()
  @RequireScope('campaigns:read')
  @ApiOperation({ operationId: 'templates.list', summary: 'List templates, newest first' })
  @ApiListOf(TemplateDto, 'One page.')
  @ApiProblems('invalid_cursor', 'validation_failed')
  async list(
    @Query() query: TemplatesQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ListResponse<Shape<TemplateDto>>> {
    const { q, category, language, built_in, cursor, limit = DEFAULT_PAGE } = query;
    const list = { name: 'templates', filters: { q, category, language, built_in } };
    const after = await this.lists.cursors.decode<{ createdAt: string; id: string }>(list, cursor);
    const filters = {
      text: q ?? null,
      category: category ?? null,
      language: language ?? null,
      isBuiltIn: built_in ?? null,
    };
    const page = await this.templates.list(filters, {
      after: after === null ? null : { createdAt: new Date(after.createdAt), id: after.id },
      limit,
    });
    return this.lists.answer(reply, list, { data: page.templates.map(toTemplateDto), next: page.next });
  }

  @Post()
  @RequireScope('campaigns:write')
  @ApiOperation({
    operationId: 'templates.create',
    summary: 'Keep a text to start from',
    description: 'A campaign copies the `content`: what becomes of the template later changes no campaign.',
  })
  @ApiIdempotencyKey({ required: false })
  @ApiCreatedResponse({ type: TemplateDto, description: 'The template.', headers: ETAG_HEADER })
  @ApiProblems(
    ...[...BODY_PROBLEMS, 'template_error', 'template_name_taken'],
    ...['idempotency_key_reused', 'idempotency_in_progress'],
  )
  create(
    @Body() body: TemplateBody,
    @CurrentPrincipal() principal: Principal,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<unknown> {
    return this.idempotent.run(reply, {}, async (tx) => {
      const draft = templateDraft(body);
      requireContentScopes(principal, draft.content, null);
      const dto = toTemplateDto(await this.templates.create(tx, draft, principal.id));
      const headers = { location: `/v1/templates/${dto.id}`, etag: etagOf(dto.version) };
      return { status: 201, body: dto, headers };
    });
  }

  @Get(':template_id')
  @RequireScope('campaigns:read')
  @ApiOperation({ operationId: 'templates.get', summary: 'One template' })
  @ApiOkResponse({ type: TemplateDto, headers: ETAG_HEADER })
  @ApiProblems('not_found')
  async get(
    @IdParam('template_id', 'tpl') id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Shape<TemplateDto>> {
    return tagged(reply, await this.templates.get(id));
  }

  @Get(':template_id/versions')
  @RequireScope('campaigns:read')
  @ApiOperation({ operationId: 'templates.versions.list', summary: 'What a template said, newest first' })
  @ApiListOf(TemplateVersionDto, 'One page.')
  @ApiProblems('not_found', 'invalid_cursor', 'validation_failed')
  async versions(
    @IdParam('template_id', 'tpl') id: string,
    @Query() query: PageQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ListResponse<Shape<TemplateVersionDto>>> {
    const list = { name: 'templates.versions', filters: { id } };
    const before = await this.lists.cursors.decode<number>(list, query.cursor);
    const page = await this.templates.versions(id, { before, limit: query.limit ?? DEFAULT_PAGE });
    return this.lists.answer(reply, list, {
      data: page.versions.map(toTemplateVersionDto),
      next: page.next,
    });
  }

  @Patch(':template_id')
  @RequireScope('campaigns:write')
  @ApiOperation({ operationId: 'templates.update', summary: 'Change a template by a merge patch' })
  @ApiMergePatch()
  @ApiOkResponse({ type: TemplateDto, headers: ETAG_HEADER })
  @ApiProblems(...BODY_PROBLEMS, 'not_found', 'precondition_failed', 'template_error', 'template_name_taken')
  async update(
    @IdParam('template_id', 'tpl') id: string,
    @Body() patch: TemplatePatch,
    @CurrentPrincipal() principal: Principal,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Shape<TemplateDto>> {
    const change = (present: LibraryTemplate) => {
      const draft = patchedTemplateDraft(present, patch);
      requireContentScopes(principal, draft.content, present.content);
      return draft;
    };
    const as = { by: principal.id, expectedVersions: allowedVersions(reply.request.headers['if-match']) };
    return tagged(
      reply,
      await this.trail.within(reply.request, (tx) => this.templates.update(tx, id, change, as)),
    );
  }

  @Post(':template_id/reset')
  @HttpCode(200)
  @RequireScope('campaigns:write')
  @ApiOperation({
    operationId: 'templates.reset',
    summary: 'Give a template that came with the product its first text again',
    description: 'As its next version; the earlier ones stay listed.',
  })
  @ApiOkResponse({ type: TemplateDto, headers: ETAG_HEADER })
  @ApiProblems(...BODY_PROBLEMS, 'not_found', 'template_not_built_in', 'template_name_taken')
  async reset(
    @IdParam('template_id', 'tpl') id: string,
    @CurrentPrincipal() principal: Principal,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Shape<TemplateDto>> {
    return tagged(
      reply,
      await this.trail.within(reply.request, (tx) => this.templates.reset(tx, id, principal.id)),
    );
  }

  @Delete(':template_id')
  @HttpCode(204)
  @RequireScope('campaigns:write')
  @ApiOperation({ operationId: 'templates.delete', summary: 'Delete a template with all its versions' })
  @ApiNoContentResponse({ description: 'It is gone. Campaigns that began with it keep their text.' })
  @ApiProblems(...BODY_PROBLEMS, 'not_found', 'template_built_in')
  async delete(@IdParam('template_id', 'tpl') id: string, @Req() request: FastifyRequest): Promise<void> {
    await this.trail.within(request, (tx) => this.templates.delete(tx, id));
  }
}

function tagged(reply: FastifyReply, template: LibraryTemplate): Shape<TemplateDto> {
  void reply.header('etag', etagOf(template.version));
  return toTemplateDto(template);
}
