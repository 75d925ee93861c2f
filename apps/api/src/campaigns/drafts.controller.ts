import { Body, Controller, Delete, HttpCode, Patch, Post, Req, Res } from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import type { Principal } from '#lib/access';
import { CampaignsService } from '#lib/campaigns';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CurrentPrincipal } from '../access/current-principal.js';
import { IdParam } from '../access/id.pipe.js';
import { RequireScope } from '../access/permission.js';
import { Trail } from '../audit/trail.js';
import { ApiIdempotencyKey, Idempotent } from '../idempotency/idempotent.js';
import { ApiProblems, BODY_PROBLEMS, CLOSED_ROUTE_PROBLEMS } from '../problem/api-problems.js';
import { ChangeBody, NewCampaignBody } from './campaign-body.dto.js';
import { CampaignChanges } from './campaign-changes.js';
import { valuesOf } from './campaign-values.js';
import { CampaignDto, toCampaignDto } from './campaign.dto.js';
import { requireContentScopes } from './content-scopes.js';
import { requireDeliveryScopes } from './delivery-scopes.js';
import { DRAFT_PROBLEMS } from './draft-problems.js';
import { allowedVersions, ApiMergePatch, ETAG_HEADER, etagOf } from './etag.js';
import { LAUNCH_PROBLEMS } from './launch-problems.js';
import { SendNow } from './send-now.js';
import { isGiven } from '../validation/is-given.js';
import { sendRequestOf } from './send-request.js';
import type { Shape } from '../shape.js';

/** What only a change of what is scheduled is refused with. */
const CHANGE_PROBLEMS = [
  ...LAUNCH_PROBLEMS.filter((code) => !(DRAFT_PROBLEMS as readonly string[]).includes(code)),
  'recipient_limit_exceeded',
] as const;

const SEND_PROBLEMS = [...CHANGE_PROBLEMS, 'idempotency_key_required'] as const;

/** Writing campaigns. */
@ApiTags('campaigns')
@ApiProblems(...CLOSED_ROUTE_PROBLEMS)
@Controller('v1/campaigns')
export class DraftsController {
  constructor(
    private readonly trail: Trail,
    private readonly campaigns: CampaignsService,
    private readonly changes: CampaignChanges,
    private readonly sending: SendNow,
    private readonly idempotent: Idempotent,
  ) {}

  @Post()
  @RequireScope('campaigns:write')
  @ApiOperation({
    operationId: 'campaigns.create',
    summary: 'Make a draft, or send at once',
    description:
      'A draft, and nothing is sent before `send`. With `send` it is on its way: the one call of a system that wants ' +
      'nothing but to send.',
  })
  @ApiIdempotencyKey({ required: false })
  @ApiCreatedResponse({
    type: CampaignDto,
    description: 'A draft; with `send`, `scheduled` for its undo window, or running.',
    headers: ETAG_HEADER,
  })
  @ApiProblems(...DRAFT_PROBLEMS, ...SEND_PROBLEMS, 'idempotency_key_reused', 'idempotency_in_progress')
  create(
    @Body() body: NewCampaignBody,
    @CurrentPrincipal() principal: Principal,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<unknown> {
    const request = sendRequestOf(body, principal);
    return this.idempotent.run(
      reply,
      { isKeyRequired: request !== null, isBulk: request !== null },
      async (tx) => {
        const values = valuesOf(body);
        requireContentScopes(principal, values.content, null);
        requireDeliveryScopes(principal, values, null);
        const campaign = await this.campaigns.create(tx, values, principal.id);
        const made =
          request === null ? { campaign, run: null } : await this.sending.send(tx, campaign.id, request);
        const dto = toCampaignDto(made.campaign, made.run);
        return {
          status: 201,
          body: dto,
          headers: { location: `/v1/campaigns/${dto.id}`, etag: etagOf(dto.version) },
        };
      },
    );
  }

  @Patch(':campaign_id')
  @RequireScope('campaigns:write')
  @ApiOperation({
    operationId: 'campaigns.update',
    summary: 'Change a draft, or what is scheduled, by a merge patch',
    description:
      'RFC 7396: what is absent stays, null takes away. With If-Match nobody overwrites a change unseen. What is scheduled ' +
      'keeps its times; where its recipients would notice the change, it takes the scope `campaigns:send` and a ' +
      '`confirm_token` of a check that was told of the same `change` (or `expected_recipients`), and holds for every run ' +
      'that begins afterwards. Where a second person is needed (`approval_required`): unschedule it, change it, submit it.',
  })
  @ApiMergePatch()
  @ApiOkResponse({ type: CampaignDto, headers: ETAG_HEADER })
  @ApiProblems(...DRAFT_PROBLEMS, ...CHANGE_PROBLEMS, 'not_found', 'state_conflict', 'precondition_failed')
  async update(
    @IdParam('campaign_id', 'cmp') id: string,
    @Body() body: ChangeBody,
    @CurrentPrincipal() principal: Principal,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Shape<CampaignDto>> {
    const versions = allowedVersions(reply.request.headers['if-match']);
    const { campaign, run } = await this.trail.within(
      reply.request,
      (tx) => this.changes.change(tx, id, { body, versions, by: principal }),
      // Somebody agrees to whom it goes, who are looked at once more.
      isGiven(body.confirm_token) || isGiven(body.expected_recipients),
    );
    void reply.header('etag', etagOf(campaign.version));
    return toCampaignDto(campaign, run);
  }

  @Delete(':campaign_id')
  @HttpCode(204)
  @RequireScope('campaigns:write')
  @ApiOperation({ operationId: 'campaigns.delete', summary: 'Delete a draft' })
  @ApiNoContentResponse({ description: 'It is gone.' })
  @ApiProblems(...BODY_PROBLEMS, 'not_found', 'not_deletable')
  async delete(@IdParam('campaign_id', 'cmp') id: string, @Req() request: FastifyRequest): Promise<void> {
    await this.trail.within(request, (tx) => this.campaigns.delete(tx, id));
  }
}
