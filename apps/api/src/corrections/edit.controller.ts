import { Body, Controller, HttpCode, Post, Res } from '@nestjs/common';
import { ApiAcceptedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Principal } from '#lib/access';
import { CampaignsService } from '#lib/campaigns';
import { EditRequests } from '#lib/corrections';
import type { FastifyReply } from 'fastify';
import { CurrentPrincipal } from '../access/current-principal.js';
import { IdParam } from '../access/id.pipe.js';
import { RequireScope } from '../access/permission.js';
import { SecondPersonRule } from '../approvals/second-person-rule.js';
import { ACTION_PROBLEMS } from '../campaigns/action-problems.js';
import { LIMIT_PROBLEMS } from '../campaigns/launch-problems.js';
import { requireContentScopes } from '../campaigns/content-scopes.js';
import { contentValues } from '../campaigns/content-values.js';
import { ApiIdempotencyKey, Idempotent } from '../idempotency/idempotent.js';
import { OperationDto, toOperationDto } from '../operations/operation.dto.js';
import { ApiProblems, CLOSED_ROUTE_PROBLEMS } from '../problem/api-problems.js';
import type { Shape } from '../shape.js';
import { EditBody, EditCheckDto, toEditCheckDto } from './edit.dto.js';

/** Changing what was sent, where it stands. */
@ApiTags('campaigns')
@ApiProblems(...CLOSED_ROUTE_PROBLEMS)
@Controller('v1/campaigns/:campaign_id/edit-sent')
export class EditController {
  constructor(
    private readonly campaigns: CampaignsService,
    private readonly edits: EditRequests,
    private readonly secondPerson: SecondPersonRule,
    private readonly idempotent: Idempotent,
  ) {}

  @Post('check')
  @HttpCode(200)
  @RequireScope('campaigns:read')
  @ApiOperation({
    operationId: 'campaigns.edit_sent.check',
    summary: 'Whom a new text would reach; changes nothing',
  })
  @ApiOkResponse({ type: EditCheckDto })
  @ApiProblems('not_found', 'state_conflict', 'validation_failed')
  async check(@IdParam('campaign_id', 'cmp') id: string): Promise<Shape<EditCheckDto>> {
    return toEditCheckDto(await this.edits.check(id));
  }

  @Post()
  @HttpCode(202)
  @RequireScope('campaigns:send')
  @ApiOperation({
    operationId: 'campaigns.edit_sent',
    summary: 'Change what was delivered',
    description:
      'Makes a new version of the content. Who has not got the message gets the new one; then a worker changes message ' +
      'by message, behind other sends of the bot and under its limit. Of several edits the newest wins. The bot needs ' +
      '`messages:update`. Of a campaign that needed a second person, it is such a person who edits.',
  })
  @ApiIdempotencyKey({ required: true })
  @ApiAcceptedResponse({ type: OperationDto, description: 'Its units are messages that were sent before.' })
  @ApiProblems(
    ...ACTION_PROBLEMS,
    ...LIMIT_PROBLEMS,
    'second_person_required',
    'approver_refused',
    'audience_changed',
    'nothing_to_correct',
    'sender_scope_missing',
    'question_needs_webhook',
    'template_error',
  )
  edit(
    @IdParam('campaign_id', 'cmp') campaignId: string,
    @Body() body: EditBody,
    @CurrentPrincipal() principal: Principal,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<unknown> {
    const request = {
      campaignId,
      content: contentValues(body.content),
      isMaterial: body.material ?? false,
      expectedRecipients: body.expected_recipients,
      reason: body.reason,
      by: principal.id,
    };
    return this.idempotent.run(reply, { isKeyRequired: true, isBulk: true }, async (tx) => {
      const before = await this.campaigns.get(campaignId, tx);
      requireContentScopes(principal, request.content, before.content);
      await this.secondPerson.refuseAlone(tx, campaignId, principal);
      const dto = toOperationDto(await this.edits.request(tx, request));
      return { status: 202, body: dto, headers: { location: `/v1/operations/${dto.id}` } };
    });
  }
}
