import { Body, Controller, HttpCode, Post, Res } from '@nestjs/common';
import { ApiAcceptedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Principal } from '#lib/access';
import { CampaignsService } from '#lib/campaigns';
import { PLAIN_STEP } from '#lib/deliveries';
import { Reminders } from '#lib/followups';
import type { FastifyReply } from 'fastify';
import { CurrentPrincipal } from '../access/current-principal.js';
import { IdParam } from '../access/id.pipe.js';
import { RequireScope } from '../access/permission.js';
import { SecondPersonRule } from '../approvals/second-person-rule.js';
import { AUDIENCE_PROBLEMS } from '../audiences/audience-problems.js';
import { ACTION_PROBLEMS } from '../campaigns/action-problems.js';
import { LIMIT_PROBLEMS } from '../campaigns/launch-problems.js';
import { requireContentScopes } from '../campaigns/content-scopes.js';
import { contentValues } from '../campaigns/content-values.js';
import { ApiIdempotencyKey, Idempotent } from '../idempotency/idempotent.js';
import { OperationDto, toOperationDto } from '../operations/operation.dto.js';
import { ApiProblems, BODY_PROBLEMS, CLOSED_ROUTE_PROBLEMS } from '../problem/api-problems.js';
import type { Shape } from '../shape.js';
import {
  RemindBody,
  RemindCheckBody,
  RemindCheckDto,
  reminderPlanOf,
  toRemindCheckDto,
} from './remind.dto.js';

/** Another message to those who got a campaign and have not done what was asked. */
@ApiTags('campaigns')
@ApiProblems(...CLOSED_ROUTE_PROBLEMS)
@Controller('v1/campaigns/:campaign_id/remind')
export class RemindController {
  constructor(
    private readonly campaigns: CampaignsService,
    private readonly reminders: Reminders,
    private readonly secondPerson: SecondPersonRule,
    private readonly idempotent: Idempotent,
  ) {}

  @Post('check')
  @HttpCode(200)
  @RequireScope('campaigns:read')
  @ApiOperation({
    operationId: 'campaigns.remind.check',
    summary: 'Whom a reminder would reach; changes nothing',
  })
  @ApiOkResponse({ type: RemindCheckDto })
  @ApiProblems(...BODY_PROBLEMS, ...AUDIENCE_PROBLEMS, 'not_found', 'state_conflict')
  async check(
    @IdParam('campaign_id', 'cmp') id: string,
    @Body() body: RemindCheckBody,
  ): Promise<Shape<RemindCheckDto>> {
    return toRemindCheckDto(await this.reminders.check(reminderPlanOf(id, body)));
  }

  @Post()
  @HttpCode(202)
  @RequireScope('campaigns:send')
  @ApiOperation({
    operationId: 'campaigns.remind',
    summary: 'Remind who has not read, or not confirmed',
    description:
      'A message of its own to each of them, as the next step of the newest run. Who reads or confirms before it is ' +
      'their turn gets none. Figures go on counting people: a click under a reminder confirms the campaign. A completed ' +
      'campaign is `running` until the reminder is through. Cancel the operation to stop what was not sent yet.',
  })
  @ApiIdempotencyKey({ required: true })
  @ApiAcceptedResponse({ type: OperationDto, description: 'Its units are messages.' })
  @ApiProblems(
    ...ACTION_PROBLEMS,
    ...LIMIT_PROBLEMS,
    'second_person_required',
    'approver_refused',
    ...AUDIENCE_PROBLEMS,
    'sender_scope_missing',
    'question_needs_webhook',
    'audience_changed',
    'nobody_to_remind',
    'too_many_follow_ups',
    'campaign_paused',
    'campaign_expired',
    'template_error',
  )
  remind(
    @IdParam('campaign_id', 'cmp') campaignId: string,
    @Body() body: RemindBody,
    @CurrentPrincipal() principal: Principal,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<unknown> {
    const request = {
      ...reminderPlanOf(campaignId, body),
      form: body.as ?? PLAIN_STEP.form,
      content: body.content === null || body.content === undefined ? null : contentValues(body.content),
      expectedRecipients: body.expected_recipients,
      reason: body.reason ?? null,
      by: principal.id,
    };
    return this.idempotent.run(reply, { isKeyRequired: true, isBulk: true }, async (tx) => {
      if (request.content !== null) {
        const { content } = await this.campaigns.get(campaignId, tx);
        requireContentScopes(principal, request.content, content);
        await this.secondPerson.refuseAlone(tx, campaignId, principal);
      }
      const dto = toOperationDto(await this.reminders.request(tx, request));
      return { status: 202, body: dto, headers: { location: `/v1/operations/${dto.id}` } };
    });
  }
}
