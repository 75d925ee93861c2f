import { Body, Controller, Get, Post, Query, Res } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import {
  ApiAcceptedResponse,
  ApiBody,
  ApiConsumes,
  ApiExtraModels,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
  getSchemaPath,
} from '@nestjs/swagger';
import type { Principal } from '#lib/access';
import {
  ListImports,
  type ListRow,
  readCsvList,
  readRow,
  refuseBlankList,
  type ToldRow,
} from '#lib/audiences';
import { stringify } from 'csv-stringify/sync';
import type { FastifyReply } from 'fastify';
import { principalOf } from '../access/current-principal.js';
import { IdParam } from '../access/id.pipe.js';
import { RequireScope } from '../access/permission.js';
import { ListBody } from '../http/list-body.js';
import { ApiIdempotencyKey, Idempotent } from '../idempotency/idempotent.js';
import { ApiListOf, type ListResponse, Lists } from '../lists/list-response.js';
import { DEFAULT_PAGE } from '../lists/page.dto.js';
import { OperationDto, toOperationDto } from '../operations/operation.dto.js';
import { ApiProblems, BODY_PROBLEMS, CLOSED_ROUTE_PROBLEMS } from '../problem/api-problems.js';
import { RouteNotFoundError } from '../problem/edge-errors.js';
import type { Shape } from '../shape.js';
import { validated } from '../validation/request.pipe.js';
import { LimitingAudience } from './limiting-audience.js';
import {
  ImportQuery,
  ImportRowDto,
  ImportRowsQuery,
  mappingOf,
  MembersBody,
  toImportRowDto,
} from './members.dto.js';

/** Rows of a download that are read at once. */
const DOWNLOAD_PAGE = 1_000;

/** People of a list: handed in, looked up by a worker, with a word about every row that brought nobody. */
@ApiTags('audiences')
@ApiProblems(...CLOSED_ROUTE_PROBLEMS)
@Controller('v1/audiences/:audience_id')
export class MembersController {
  constructor(
    private readonly imports: ListImports,
    private readonly limiting: LimitingAudience,
    private readonly lists: Lists,
    private readonly idempotent: Idempotent,
  ) {}

  @Post('members')
  @RouteConfig({ listBody: true })
  @RequireScope('campaigns:write')
  @ApiOperation({
    operationId: 'audiences.members.import',
    summary: 'Bring people onto a list',
    description:
      'As JSON (10,000 rows at most) or as CSV (100,000 rows and 5 MB at most; comma, semicolon or tab; UTF-8 or ' +
      'windows-1251, found out by itself). `result.told` of the operation counts the rows that brought nobody, by why, and ' +
      '`result.suspended` people who were added and are written to once they are not suspended any more; ' +
      '`GET …/imports/{operation_id}/rows` lists them.',
  })
  @ApiIdempotencyKey({ required: false })
  @ApiConsumes('application/json', 'text/csv', 'text/plain')
  @ApiExtraModels(MembersBody)
  @ApiBody({ schema: { oneOf: [{ $ref: getSchemaPath(MembersBody) }, { type: 'string' }] } })
  @ApiAcceptedResponse({
    type: OperationDto,
    description: '`done` and `total` count rows.',
    headers: { Location: { description: 'Where to look how far it is.', schema: { type: 'string' } } },
  })
  @ApiProblems(
    ...[...BODY_PROBLEMS, 'not_found', 'audience_is_limit', 'audience_kind', 'list_unreadable'],
    ...['idempotency_key_reused', 'idempotency_in_progress'],
  )
  async add(
    @IdParam('audience_id', 'aud') audienceId: string,
    @Query() query: ImportQuery,
    @Body() body: object,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<unknown> {
    const principal = whoAsks(reply);
    const { rows, facts } = body instanceof ListBody ? await readCsv(body, query) : readJson(body);
    const request = { audienceId, mode: query.mode ?? 'append', rows, facts, by: principal.id };
    return this.idempotent.run(reply, {}, async (tx) => {
      await this.limiting.refuse(tx, audienceId, principal);
      const dto = toOperationDto(await this.imports.request(tx, request));
      return { status: 202, body: dto, headers: { location: `/v1/operations/${dto.id}` } };
    });
  }

  @Get('imports/:operation_id/rows')
  @RequireScope('campaigns:read')
  @ApiOperation({
    operationId: 'audiences.imports.rows',
    summary: 'Rows of an import that something is to be said about',
  })
  @ApiListOf(ImportRowDto, 'In the order of the list.')
  @ApiProblems('not_found', 'invalid_cursor', 'validation_failed')
  async rows(
    @IdParam('audience_id', 'aud') audienceId: string,
    @IdParam('operation_id', 'op') operationId: string,
    @Query() query: ImportRowsQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ListResponse<Shape<ImportRowDto>>> {
    const code = query.code ?? null;
    const list = { name: 'audiences.import_rows', filters: { operationId, code } };
    const afterRow = (await this.lists.cursors.decode<number>(list, query.cursor)) ?? 0;
    const page = { code, afterRow, limit: query.limit ?? DEFAULT_PAGE };
    const told = await this.imports.told(operationId, audienceId, page);
    if (told === null) throw new RouteNotFoundError('There is no such import of this audience.');
    return this.lists.answer(reply, list, { data: told.rows.map(toImportRowDto), next: told.nextAfterRow });
  }

  @Get('imports/:operation_id/rows.csv')
  @RequireScope('campaigns:read')
  @ApiOperation({ operationId: 'audiences.imports.rows_csv', summary: 'The same rows as a file' })
  @ApiOkResponse({
    description:
      'UTF-8 with a mark and semicolons, as Excel expects; cells that it would compute are quoted.',
    content: { 'text/csv': { schema: { type: 'string' } } },
  })
  @ApiProblems('not_found')
  async download(
    @IdParam('audience_id', 'aud') audienceId: string,
    @IdParam('operation_id', 'op') operationId: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const rows: ToldRow[] = [];
    for (let afterRow: number | null = 0; afterRow !== null;) {
      const page = { code: null, afterRow, limit: DOWNLOAD_PAGE };
      const told = await this.imports.told(operationId, audienceId, page);
      if (told === null) throw new RouteNotFoundError('There is no such import of this audience.');
      rows.push(...told.rows);
      afterRow = told.nextAfterRow;
    }
    void reply
      .type('text/csv; charset=utf-8')
      .header('content-disposition', 'attachment; filename="import-rows.csv"');
    const cells = rows.map(({ row, given, kind, code, personId, matches }) => [
      ...[row, given, kind, code, personId, matches],
    ]);
    const head = ['row', 'given', 'kind', 'code', 'user_id', 'matches'];
    return stringify([head, ...cells], { bom: true, delimiter: ';', escape_formulas: true });
  }
}

interface GivenRows {
  readonly rows: readonly ListRow[];
  readonly facts: Readonly<Record<string, unknown>>;
}

async function readCsv({ bytes }: ListBody, query: ImportQuery): Promise<GivenRows> {
  const { rows, encoding, delimiter, columns } = await readCsvList(bytes, mappingOf(query));
  return {
    rows,
    facts: { encoding, delimiter, columns: columns.kind === 'mapped' ? columns.columns : null },
  };
}

function readJson(body: object): GivenRows {
  const { rows } = validated(MembersBody, body, 'body');
  const read = rows.map((row) => readRow([row], { kind: 'guessed' }));
  refuseBlankList(read);
  return { rows: read, facts: {} };
}

function whoAsks(reply: FastifyReply): Principal {
  const principal = principalOf(reply.request);
  if (principal === null) throw new Error('A closed route was reached by nobody');
  return principal;
}
