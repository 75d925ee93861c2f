import { Body, Controller, Get, HttpCode, Inject, Post, Query, Res, StreamableFile } from '@nestjs/common';
import { ApiAcceptedResponse, ApiBody, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Principal } from '#lib/access';
import { type Config, CONFIG } from '#lib/config';
import { type ExportFormat, type ExportPosition, ExportsService } from '#lib/exports';
import { publicId } from '#lib/kernel';
import type { FastifyReply } from 'fastify';
import { CurrentPrincipal } from '../access/current-principal.js';
import { IdParam } from '../access/id.pipe.js';
import { RequireScope } from '../access/permission.js';
import { ApiIdempotencyKey, Idempotent } from '../idempotency/idempotent.js';
import { ApiListOf, type ListResponse, Lists } from '../lists/list-response.js';
import { DEFAULT_PAGE, PageQuery } from '../lists/page.dto.js';
import { toOperationDto } from '../operations/operation.dto.js';
import { ApiProblems, BODY_PROBLEMS, CLOSED_ROUTE_PROBLEMS } from '../problem/api-problems.js';
import { PersonalViews } from '../reports/personal-views.js';
import type { Shape } from '../shape.js';
import { CreateExportBody, exportRequestOf } from './export-body.dto.js';
import { ExportDto, ExportOperationDto, toExportDto } from './export.dto.js';

/** What each file is, as the header says it. */
const CONTENT_TYPES: Readonly<Record<ExportFormat, string>> = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  json: 'application/json; charset=utf-8',
};

const ANYTHING = { schema: {} } as const;

/** Files of recipients. They belong to the key that asked: to every other one they do not exist. */
@ApiTags('exports')
@ApiProblems(...CLOSED_ROUTE_PROBLEMS)
@RequireScope('reports:read')
@Controller('v1/exports')
export class ExportsController {
  constructor(
    private readonly exports: ExportsService,
    private readonly lists: Lists,
    private readonly idempotent: Idempotent,
    private readonly views: PersonalViews,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Post()
  @HttpCode(202)
  @ApiOperation({
    operationId: 'exports.create',
    summary: 'Have a file of recipients made',
    description:
      'CSV as Excel of a Russian locale opens it (UTF-8 with a mark, semicolons, CRLF), XLSX (1,048,575 recipients at most) ' +
      'or JSON. Texts that a spreadsheet would compute begin with an apostrophe in CSV and XLSX. The file is kept for 24 ' +
      'hours, for this key alone; a key has three under way and fifty kept at most. Everybody who belongs to the run when ' +
      'it is made is in it once; states are those of the moment in which each row is read.',
  })
  @ApiIdempotencyKey({ required: false })
  @ApiBody({ type: CreateExportBody })
  @ApiAcceptedResponse({
    type: ExportOperationDto,
    description: '`done` and `total` count recipients.',
    headers: { Location: { description: 'Where to look how far it is.', schema: { type: 'string' } } },
  })
  @ApiProblems(
    ...[...BODY_PROBLEMS, 'not_found', 'state_conflict', 'too_many_exports'],
    ...['idempotency_key_reused', 'idempotency_in_progress'],
  )
  create(
    @Body() body: object,
    @CurrentPrincipal() principal: Principal,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<unknown> {
    const request = { ...exportRequestOf(body, this.config.timeZone), by: principal.id };
    return this.idempotent.run(reply, {}, async (tx) => {
      const operation = await this.exports.request(tx, request);
      const answer = { ...toOperationDto(operation), export_id: publicId('exp', operation.id) };
      return { status: 202, body: answer, headers: { location: `/v1/operations/${answer.id}` } };
    });
  }

  @Get()
  @ApiOperation({ operationId: 'exports.list', summary: 'Files that this key has asked for, newest first' })
  @ApiListOf(ExportDto, 'Those of the last thirty days.')
  @ApiProblems('invalid_cursor', 'validation_failed')
  async list(
    @Query() query: PageQuery,
    @CurrentPrincipal() { id: by }: Principal,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ListResponse<Shape<ExportDto>>> {
    const list = { name: 'exports', filters: { by } };
    const after = await this.lists.cursors.decode<ExportPosition>(list, query.cursor);
    const { exports, next } = await this.exports.list(by, { after, limit: query.limit ?? DEFAULT_PAGE });
    return this.lists.answer(reply, list, { data: exports.map(toExportDto), next });
  }

  @Get(':export_id')
  @ApiOperation({ operationId: 'exports.get', summary: 'How far a file is, and where to fetch it' })
  @ApiOkResponse({ type: ExportDto })
  @ApiProblems('not_found')
  async get(
    @IdParam('export_id', 'exp') id: string,
    @CurrentPrincipal() { id: by }: Principal,
  ): Promise<Shape<ExportDto>> {
    return toExportDto(await this.exports.get(id, by));
  }

  @Get(':export_id/file')
  @ApiOperation({ operationId: 'exports.file', summary: 'The file' })
  @ApiOkResponse({
    description:
      'As an attachment with a name of ours. Any process of the API serves it. Who fetched it is written into the log.',
    headers: {
      'Content-Disposition': {
        description: 'attachment; filename="recipients-2026-11-22.xlsx"',
        schema: { type: 'string' },
      },
    },
    content: { 'text/csv': ANYTHING, [CONTENT_TYPES.xlsx]: ANYTHING, 'application/json': ANYTHING },
  })
  @ApiProblems('not_found', 'export_not_ready', 'export_expired')
  async file(
    @IdParam('export_id', 'exp') id: string,
    @CurrentPrincipal() principal: Principal,
  ): Promise<StreamableFile> {
    const file = await this.exports.file(id, principal.id);
    const { name, format, bytes, content, campaignId, runId, rows } = file;
    this.views.list(principal, { campaignId, runId, query: { format }, count: rows });
    return new StreamableFile(content, {
      type: CONTENT_TYPES[format],
      disposition: `attachment; filename="${name}"`,
      length: bytes,
    });
  }
}
