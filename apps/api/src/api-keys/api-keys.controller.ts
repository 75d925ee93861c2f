import { Body, Controller, Delete, Get, HttpCode, Patch, Post, Query, Req, Res } from '@nestjs/common';
import {
  ApiConsumes,
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import { ApiKeysService, type KeyLimits, type Principal } from '#lib/access';
import { AudiencesService, parseAudience } from '#lib/audiences';
import type { Tx } from '#lib/database';
import { DirectoryService } from '#lib/directory';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CurrentPrincipal } from '../access/current-principal.js';
import { IdParam } from '../access/id.pipe.js';
import { RequireScope } from '../access/permission.js';
import { AUDIENCE_PROBLEMS } from '../audiences/audience-problems.js';
import { Trail } from '../audit/trail.js';
import { ApiIdempotencyKey, Idempotent } from '../idempotency/idempotent.js';
import { ApiListOf, type ListResponse, Lists } from '../lists/list-response.js';
import { DEFAULT_PAGE, PageQuery } from '../lists/page.dto.js';
import { detailAt } from '../problem/error-detail.js';
import { ValidationFailedError } from '../problem/edge-errors.js';
import { ApiProblems, BODY_PROBLEMS, CLOSED_ROUTE_PROBLEMS } from '../problem/api-problems.js';
import { instantOf } from '../validation/fields.js';
import {
  ApiKeyDto,
  ApiKeyPatch,
  CreateApiKeyBody,
  NewApiKeyDto,
  patchedKey,
  toApiKeyDto,
} from './api-key.dto.js';
import type { KeyLimitsBody } from './key-limits.dto.js';
import type { Shape } from '../shape.js';

const LIST = { name: 'api_keys', filters: {} };

@ApiTags('api_keys')
@ApiProblems(...CLOSED_ROUTE_PROBLEMS)
@RequireScope('api_keys:write')
@Controller('v1/api_keys')
export class ApiKeysController {
  constructor(
    private readonly keys: ApiKeysService,
    private readonly audiences: AudiencesService,
    private readonly directory: DirectoryService,
    private readonly trail: Trail,
    private readonly lists: Lists,
    private readonly idempotent: Idempotent,
  ) {}

  @Get()
  @ApiOperation({ operationId: 'api_keys.list', summary: 'List API keys, newest first' })
  @ApiListOf(ApiKeyDto, 'Keys without their texts; revoked and expired ones are among them.')
  @ApiProblems('invalid_cursor', 'validation_failed')
  async list(
    @Query() query: PageQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ListResponse<Shape<ApiKeyDto>>> {
    const after = await this.lists.cursors.decode<{ createdAt: string; id: string }>(LIST, query.cursor);
    const page = await this.keys.list({
      after: after === null ? null : { createdAt: new Date(after.createdAt), id: after.id },
      limit: query.limit ?? DEFAULT_PAGE,
    });
    return this.lists.answer(reply, LIST, { data: page.keys.map(toApiKeyDto), next: page.next });
  }

  @Post()
  @ApiOperation({ operationId: 'api_keys.create', summary: 'Make an API key' })
  @ApiIdempotencyKey({ required: false })
  @ApiCreatedResponse({ type: NewApiKeyDto, description: 'The only answer that holds the key.' })
  @ApiProblems(...BODY_PROBLEMS, ...AUDIENCE_PROBLEMS, 'idempotency_key_reused', 'idempotency_in_progress')
  create(
    @Body() body: CreateApiKeyBody,
    @CurrentPrincipal() principal: Principal,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<unknown> {
    return this.idempotent.run(reply, { isSecret: true }, async (tx) => {
      const personId = await this.knownPerson(tx, body.person_id ?? null);
      const expiresAt = instantOf(body.expires_at);
      const limits = await this.knownLimits(tx, body.limits ?? null);
      const input = { name: body.name, scopes: body.scopes, limits, expiresAt, personId };
      const { key, text } = await this.keys.create(tx, input, principal);
      const dto: Shape<NewApiKeyDto> = { ...toApiKeyDto(key), key: text };
      return { status: 201, body: dto, headers: { location: `/v1/api_keys/${dto.id}` } };
    });
  }

  @Patch(':key_id')
  @ApiOperation({
    operationId: 'api_keys.update',
    summary: 'Rename an API key, or limit what it may send to',
    description:
      'RFC 7396: what is absent stays, null takes away. From the next request on; what is scheduled already begins within ' +
      'the new limits, or not at all. A revoked key is changed for what it has scheduled.',
  })
  @ApiConsumes('application/json', 'application/merge-patch+json')
  @ApiOkResponse({ type: ApiKeyDto })
  @ApiProblems(...BODY_PROBLEMS, ...AUDIENCE_PROBLEMS, 'not_found')
  update(
    @IdParam('key_id', 'key') id: string,
    @Body() patch: ApiKeyPatch,
    @CurrentPrincipal() principal: Principal,
    @Req() request: FastifyRequest,
  ): Promise<Shape<ApiKeyDto>> {
    return this.trail.within(request, async (tx) => {
      const { name, limits } = patchedKey(await this.keys.get(tx, id), patch);
      const change = { name, limits: await this.knownLimits(tx, limits ?? null) };
      return toApiKeyDto(await this.keys.update(tx, id, change, principal));
    });
  }

  @Delete(':key_id')
  @HttpCode(204)
  @ApiOperation({ operationId: 'api_keys.revoke', summary: 'Revoke an API key at once' })
  @ApiNoContentResponse({ description: 'It works no more; revoking again changes nothing.' })
  @ApiProblems(...BODY_PROBLEMS, 'not_found')
  async revoke(@IdParam('key_id', 'key') id: string, @Req() request: FastifyRequest): Promise<void> {
    await this.trail.within(request, (tx) => this.keys.revoke(tx, id));
  }

  /** Limits of which everything exists that they name: a misspelt tag would let nobody through. @throws what an audience is refused with */
  private async knownLimits(tx: Tx, limits: Shape<KeyLimitsBody> | null): Promise<KeyLimits | null> {
    const { max_recipients: maxRecipients = null, audience: rules = null } = limits ?? {};
    if (rules === null) return maxRecipients === null ? null : { maxRecipients, audience: null };
    const pointer = '#/limits/audience';
    const { audience } = await this.audiences.resolve(tx, parseAudience(rules, pointer), pointer);
    return { maxRecipients, audience: { ...audience } };
  }

  /** A key for somebody who is not there would never stand for anybody. @throws ValidationFailedError */
  private async knownPerson(tx: Tx, id: number | null): Promise<number | null> {
    const person = id === null ? null : await this.directory.getPerson(id, tx);
    if (id === null || (person !== null && !person.isBot)) return id;
    throw new ValidationFailedError([detailAt({ pointer: '#/person_id', code: 'nobody_here' })]);
  }
}
