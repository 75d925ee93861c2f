import { Body, Controller, Headers, HttpCode, Inject, Post, Res } from '@nestjs/common';
import { ApiAcceptedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Principal } from '#lib/access';
import { type Campaign, CampaignCheck, CampaignLaunch, type LaunchRequest, type Run } from '#lib/campaigns';
import { type Config, CONFIG } from '#lib/config';
import type { Tx } from '#lib/database';
import { SchedulingService } from '#lib/scheduling';
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
import { LAUNCH_PROBLEMS } from './launch-problems.js';
import { CheckDto, toCheckDto } from './check.dto.js';

/** From a draft to people. */
@ApiTags('campaigns')
@ApiProblems(...CLOSED_ROUTE_PROBLEMS)
@Controller('v1/campaigns/:campaign_id')
export class SendingController {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly checks: CampaignCheck,
    private readonly launches: CampaignLaunch,
    private readonly scheduling: SchedulingService,
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
      'It is `scheduled` for the seconds of `undo_window_s`, in which nothing leaves and POST …/unschedule makes it a ' +
      'draft again. Then workers freeze its people and send it under the limit; `run.status` and `stats` tell how far ' +
      'it is.',
  })
  @ApiIdempotencyKey({ required: true })
  @ApiAcceptedResponse({
    type: CampaignDto,
    description: '`scheduled`, or, without a window, its run is being prepared.',
  })
  @ApiProblems(...ACTION_PROBLEMS, ...LAUNCH_PROBLEMS)
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
      const windowSeconds = body.undo_window_s ?? this.config.undoWindowSeconds;
      const { campaign, run } = await this.sent(tx, id, { ...request, windowSeconds });
      const dto = toCampaignDto(campaign, run);
      return { status: 202, body: dto, headers: { location: `/v1/campaigns/${dto.id}` } };
    });
  }

  private async sent(
    tx: Tx,
    id: string,
    request: LaunchRequest & { readonly windowSeconds: number },
  ): Promise<{ readonly campaign: Campaign; readonly run: Run | null }> {
    if (request.windowSeconds === 0) return this.launches.launch(tx, id, request);
    return { ...(await this.scheduling.sendAfter(tx, id, request)), run: null };
  }
}
