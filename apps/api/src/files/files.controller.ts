import { Controller, Delete, Get, HttpCode, Post, Query, Req, Res, StreamableFile } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import {
  ApiBody,
  ApiConsumes,
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiProduces,
  ApiTags,
} from '@nestjs/swagger';
import type { Principal } from '#lib/access';
import { Database } from '#lib/database';
import { FILE_EXTENSIONS, Files, MAX_FILE_BYTES } from '#lib/files';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CurrentPrincipal } from '../access/current-principal.js';
import { IdParam } from '../access/id.pipe.js';
import { RequireScope } from '../access/permission.js';
import { ApiListOf, type ListResponse, Lists } from '../lists/list-response.js';
import { DEFAULT_PAGE, PageQuery } from '../lists/page.dto.js';
import { ApiProblems, BODY_PROBLEMS, CLOSED_ROUTE_PROBLEMS } from '../problem/api-problems.js';
import type { Shape } from '../shape.js';
import { FileDto, toFileDto } from './file.dto.js';
import { receivedFile } from './received-file.js';

/** What messages carry besides their text. */
@ApiTags('content')
@ApiProblems(...CLOSED_ROUTE_PROBLEMS)
@Controller('v1/files')
export class FilesController {
  constructor(
    private readonly database: Database,
    private readonly files: Files,
    private readonly lists: Lists,
  ) {}

  @Post()
  @RouteConfig({ fileBody: true })
  @RequireScope('campaigns:write')
  @ApiOperation({
    operationId: 'files.create',
    summary: 'Bring a file that messages can carry',
    description:
      `Up to ${MAX_FILE_BYTES} bytes, within 30 seconds. Its extension is one of ${FILE_EXTENSIONS.join(', ')}, and its ` +
      'content must be what that says. The name is cleaned. Bringing the same file again gives the same id (200). ' +
      '`content.files` of a campaign names it; each bot brings it to the messenger once, before the first message. What ' +
      'nothing names for VESTNIK_FILE_UNUSED_DAYS goes; all files together have VESTNIK_FILE_STORAGE_MB.',
  })
  @ApiConsumes('multipart/form-data')
  @ApiBody({
    schema: {
      type: 'object',
      required: ['file'],
      properties: { file: { type: 'string', format: 'binary', maxLength: MAX_FILE_BYTES } },
      additionalProperties: false,
    },
  })
  @ApiCreatedResponse({ type: FileDto, description: 'The file.' })
  @ApiOkResponse({ type: FileDto, description: 'It was there already.' })
  @ApiProblems(
    ...['malformed_request', 'unsupported_media_type'],
    ...['file_too_large', 'file_empty', 'file_type_refused', 'file_storage_full'],
  )
  async create(
    @Req() request: FastifyRequest,
    @CurrentPrincipal() principal: Principal,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Shape<FileDto>> {
    const { file, isNew } = await this.files.store({ ...(await receivedFile(request)), by: principal.id });
    const dto = toFileDto(file);
    void reply.status(isNew ? 201 : 200).header('location', `/v1/files/${dto.id}`);
    return dto;
  }

  @Get()
  @RequireScope('campaigns:read')
  @ApiOperation({ operationId: 'files.list', summary: 'List files, newest first' })
  @ApiListOf(FileDto, 'One page.')
  @ApiProblems('invalid_cursor', 'validation_failed')
  async list(
    @Query() query: PageQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ListResponse<Shape<FileDto>>> {
    const list = { name: 'files', filters: {} };
    const after = await this.lists.cursors.decode<{ createdAt: string; id: string }>(list, query.cursor);
    const { files, next } = await this.files.list({
      after: after === null ? null : { createdAt: new Date(after.createdAt), id: after.id },
      limit: query.limit ?? DEFAULT_PAGE,
    });
    return this.lists.answer(reply, list, { data: files.map(toFileDto), next });
  }

  @Get(':file_id')
  @RequireScope('campaigns:read')
  @ApiOperation({ operationId: 'files.get', summary: 'One file' })
  @ApiOkResponse({ type: FileDto })
  @ApiProblems('not_found')
  async get(@IdParam('file_id', 'file') id: string): Promise<Shape<FileDto>> {
    return toFileDto(await this.files.get(id));
  }

  @Get(':file_id/content')
  @RequireScope('campaigns:read')
  @ApiOperation({ operationId: 'files.content', summary: 'Its bytes, to be saved' })
  @ApiProduces('application/octet-stream')
  @ApiOkResponse({ description: 'As they came.', schema: { type: 'string', format: 'binary' } })
  @ApiProblems('not_found')
  async content(@IdParam('file_id', 'file') id: string): Promise<StreamableFile> {
    const { name, size } = await this.files.get(id);
    // Never shown by a browser as a page of ours, whatever it is.
    return new StreamableFile(this.files.content(id), {
      type: 'application/octet-stream',
      disposition: `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
      length: size,
    });
  }

  @Delete(':file_id')
  @HttpCode(204)
  @RequireScope('campaigns:write')
  @ApiOperation({ operationId: 'files.delete', summary: 'Delete a file that nothing carries' })
  @ApiNoContentResponse({ description: 'It is gone.' })
  @ApiProblems(...BODY_PROBLEMS, 'not_found', 'file_in_use')
  async delete(@IdParam('file_id', 'file') id: string): Promise<void> {
    await this.database.transaction((tx) => this.files.delete(tx, id));
  }
}
