import { Body, Controller, Headers, HttpCode, Post, Res } from '@nestjs/common';
import { ApiAcceptedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Principal } from '#lib/access';
import { CampaignCheck, CampaignLaunch } from '#lib/campaigns';
import type { FastifyReply } from 'fastify';
import { CurrentPrincipal } from '../access/current-principal.js';
import { IdParam } from '../access/id.pipe.js';
import { RequireScope } from '../access/permission.js';
import { ApiIdempotencyKey, Idempotent } from '../idempotency/idempotent.js';
import { ApiProblems, BODY_PROBLEMS, CLOSED_ROUTE_PROBLEMS } from '../problem/api-problems.js';
import { languageOf } from '../problem/language.js';
import type { Shape } from '../shape.js';
import { ACTION_PROBLEMS } from './action-problems.js';
import { SendBody } from './campaign-body.dto.js';
import { CampaignDto, toCampaignDto } from './campaign.dto.js';
import { CheckDto, toCheckDto } from './check.dto.js';

/** From a draft to people. */
@ApiTags('campaigns')
@ApiProblems(...CLOSED_ROUTE_PROBLEMS)
@Controller('v1/campaigns/:campaign_id')
export class SendingController {
  constructor(
    private readonly checks: CampaignCheck,
    private readonly launches: CampaignLaunch,
    private readonly idempotent: Idempotent,
  ) {}

  @Post('check')
  @HttpCode(200)
  @RequireScope('campaigns:read')
  @ApiOperation({
    operationId: 'campaigns.check',
    summary: 'What sending it now would mean; changes nothing',
  })
  @ApiOkResponse({ type: CheckDto })
  @ApiProblems(...BODY_PROBLEMS, 'not_found')
  async check(
    @IdParam('campaign_id', 'cmp') id: string,
    @Headers('accept-language') accepted: string | undefined,
  ): Promise<Shape<CheckDto>> {
    return toCheckDto(await this.checks.check(id), languageOf(accepted));
  }

  @Post('send')
  @HttpCode(202)
  @RequireScope('campaigns:send')
  @ApiOperation({
    operationId: 'campaigns.send',
    summary: 'Send a draft',
    description:
      'Workers freeze its people and send it under the limit; `run.status` and `stats` tell how far it is.',
  })
  @ApiIdempotencyKey({ required: true })
  @ApiAcceptedResponse({ type: CampaignDto, description: 'The run is being prepared.' })
  @ApiProblems(
    ...ACTION_PROBLEMS,
    'audience_changed',
    'repeat_suspected',
    'unknown_tag',
    'unknown_person',
    'audience_unresolved',
    'audience_nesting',
    'directory_empty',
    'audience_empty',
    'sender_missing',
    'sender_held',
    'campaign_paused',
    'campaign_expired',
  )
  send(
    @IdParam('campaign_id', 'cmp') id: string,
    @Body() body: SendBody,
    @CurrentPrincipal() principal: Principal,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<unknown> {
    const request = {
      expectedRecipients: body.expected_recipients,
      confirmRepeat: body.confirm_repeat ?? false,
      by: principal.id,
    };
    return this.idempotent.run(reply, { isKeyRequired: true }, async (tx) => {
      const { campaign, run } = await this.launches.launch(tx, id, request);
      const dto = toCampaignDto(campaign, run);
      return { status: 202, body: dto, headers: { location: `/v1/campaigns/${dto.id}` } };
    });
  }
}
