import { Body, Controller, Headers, HttpCode, Post, Res } from '@nestjs/common';
import { ApiAcceptedResponse, ApiBody, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Principal } from '#lib/access';
import { ApprovalsService } from '#lib/approvals';
import { type Campaign, CampaignCheck, changedCampaign } from '#lib/campaigns';
import { CampaignOutlook } from '#lib/outlook';
import { scheduleDigest, SchedulingService } from '#lib/scheduling';
import { FollowUpPlans, returnIssues } from '#lib/followups';
import type { FastifyReply } from 'fastify';
import { CurrentPrincipal } from '../access/current-principal.js';
import { IdParam } from '../access/id.pipe.js';
import { RequireScope } from '../access/permission.js';
import { BreakGlass } from '../approvals/break-glass.js';
import { ApiIdempotencyKey, Idempotent } from '../idempotency/idempotent.js';
import { ApiProblems, CLOSED_ROUTE_PROBLEMS } from '../problem/api-problems.js';
import { languageOf } from '../problem/language.js';
import type { Shape } from '../shape.js';
import { ACTION_PROBLEMS } from './action-problems.js';
import { DRAFT_PROBLEMS } from './draft-problems.js';
import { ConfirmTokens } from './confirm-tokens.js';
import { SendNow } from './send-now.js';
import { SendBody } from './campaign-body.dto.js';
import { CampaignDto, toCampaignDto } from './campaign.dto.js';
import { LAUNCH_PROBLEMS } from './launch-problems.js';
import { PlannedSchedules } from '../schedules/planned-schedules.js';
import { patchedValues } from './campaign-values.js';
import { CheckBody } from './check-body.dto.js';
import { toFollowUpPlanDto } from '../followups/follow-up-plan.dto.js';
import { CheckDto, toCheckDto } from './check.dto.js';

/** From a draft to people. */
@ApiTags('campaigns')
@ApiProblems(...CLOSED_ROUTE_PROBLEMS)
@Controller('v1/campaigns/:campaign_id')
export class SendingController {
  constructor(
    private readonly checks: CampaignCheck,
    private readonly outlook: CampaignOutlook,
    private readonly schedules: PlannedSchedules,
    private readonly scheduling: SchedulingService,
    private readonly plans: FollowUpPlans,
    private readonly approvals: ApprovalsService,
    private readonly glass: BreakGlass,
    private readonly sending: SendNow,
    private readonly tokens: ConfirmTokens,
    private readonly idempotent: Idempotent,
  ) {}

  @Post('check')
  @HttpCode(200)
  @RequireScope('campaigns:read')
  @ApiOperation({
    operationId: 'campaigns.check',
    summary: 'What sending it would mean; changes nothing',
    description:
      'Now, or as `schedule` says; with `change`, of what it would become. Its `confirm_token` stands for all that it ' +
      'shows: `send`, `schedule` and a change of what is scheduled take it, and ' +
      'refuse when anything of it has changed.',
  })
  @ApiBody({ type: CheckBody, required: false })
  @ApiOkResponse({ type: CheckDto })
  @ApiProblems(...DRAFT_PROBLEMS, 'not_found')
  async check(
    @IdParam('campaign_id', 'cmp') id: string,
    @Body() { schedule, change }: CheckBody,
    @CurrentPrincipal() principal: Principal,
    @Headers('accept-language') accepted: string | undefined,
  ): Promise<Shape<CheckDto>> {
    const asked = await this.schedules.of(schedule ?? null);
    // What waits for a second person is checked as it was asked for, what is scheduled as it is.
    const planned = asked ?? (await this.approvals.scheduleOf(id)) ?? (await this.scheduling.plannedOf(id));
    const digest = planned === null ? null : scheduleDigest(planned);
    const isChanged = change !== undefined && change !== null;
    const as = (campaign: Campaign): Campaign => {
      const changed = isChanged ? changedCampaign(campaign, patchedValues(campaign, change)) : campaign;
      // Frozen people are of the schedule that they were confirmed for; another one has those of now.
      return asked === null ? changed : { ...changed, frozenId: null };
    };
    const check = await this.checks.check(id, digest, principal.id, as);
    const outlook = await this.outlook.of(id, planned?.rule ?? null, as);
    // After what the token stands for: a plan that was changed in between makes the token void, not the picture false.
    const plan = await this.plans.find(id);
    const would = { be: as, reach: check.recipients.toSend };
    const checked = {
      audienceMode: planned?.audienceMode ?? 'fresh',
      problems: planned === null ? [] : await this.scheduling.problemsOf(id, planned, would),
      warnings: plan === null || planned === null ? [] : returnIssues(plan, planned),
    } as const;
    const dto = toCheckDto(check, { outlook, plan: checked }, languageOf(accepted));
    return {
      ...dto,
      follow_up_plan: plan === null ? null : toFollowUpPlanDto(plan),
      confirm_token: await this.tokens.encode(check.confirmation),
    };
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
  @ApiProblems(...ACTION_PROBLEMS, ...LAUNCH_PROBLEMS, 'approver_refused')
  send(
    @IdParam('campaign_id', 'cmp') id: string,
    @Body() body: SendBody,
    @CurrentPrincipal() principal: Principal,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<unknown> {
    const reason = body.break_glass ?? null;
    if (reason !== null) this.glass.require(principal);
    return this.idempotent.run(reply, { isKeyRequired: true, isBulk: true }, async (tx) => {
      const { campaign, run } = await this.sending.send(tx, id, {
        ...(await this.glass.tell(tx, id, { reason, by: principal })),
        ...(await this.tokens.agreementOf(body, id)),
        confirmRepeat: body.confirm_repeat ?? false,
        by: principal.id,
        window: body.undo_window_s ?? null,
      });
      const dto = toCampaignDto(campaign, run);
      return { status: 202, body: dto, headers: { location: `/v1/campaigns/${dto.id}` } };
    });
  }
}
