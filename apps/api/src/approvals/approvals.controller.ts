import { Body, Controller, Get, HttpCode, Inject, Post, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Answer, Principal } from '#lib/access';
import { ApprovalsService } from '#lib/approvals';
import { type Config, CONFIG } from '#lib/config';
import type { Tx } from '#lib/database';
import type { FastifyReply } from 'fastify';
import { CurrentPrincipal } from '../access/current-principal.js';
import { IdParam } from '../access/id.pipe.js';
import { RequireScope } from '../access/permission.js';
import { ACTION_PROBLEMS } from '../campaigns/action-problems.js';
import { CampaignDto, toCampaignDto } from '../campaigns/campaign.dto.js';
import { ConfirmTokens } from '../campaigns/confirm-tokens.js';
import { LAUNCH_PROBLEMS } from '../campaigns/launch-problems.js';
import { ApiIdempotencyKey, Idempotent } from '../idempotency/idempotent.js';
import { ApiListOf, type ListResponse } from '../lists/list-response.js';
import { ApiProblems, CLOSED_ROUTE_PROBLEMS } from '../problem/api-problems.js';
import { PlannedSchedules } from '../schedules/planned-schedules.js';
import type { Shape } from '../shape.js';
import {
  ApprovalDto,
  ApproveBody,
  RejectBody,
  SubmitBody,
  toApprovalDto,
  WithdrawBody,
} from './approval.dto.js';

/** Four eyes. */
@ApiTags('campaigns')
@ApiProblems(...CLOSED_ROUTE_PROBLEMS)
@Controller('v1/campaigns/:campaign_id')
export class ApprovalsController {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly approvals: ApprovalsService,
    private readonly tokens: ConfirmTokens,
    private readonly schedules: PlannedSchedules,
    private readonly idempotent: Idempotent,
  ) {}

  @Get('approvals')
  @RequireScope('campaigns:read')
  @ApiOperation({
    operationId: 'campaigns.approvals.list',
    summary: 'What was asked of a second person, newest first',
  })
  @ApiListOf(ApprovalDto, 'All of them, on one page: people ask a few times at most.')
  @ApiProblems('not_found')
  async list(@IdParam('campaign_id', 'cmp') id: string): Promise<ListResponse<Shape<ApprovalDto>>> {
    const data = (await this.approvals.list(id)).map(toApprovalDto);
    return { object: 'list', data, page: { next_cursor: null, has_more: false } };
  }

  @Post('submit')
  @HttpCode(200)
  @RequireScope('campaigns:send')
  @ApiOperation({
    operationId: 'campaigns.submit',
    summary: 'Ask a second person to agree',
    description:
      'The campaign is `awaiting_approval`, and cannot be changed. With their word it goes out, at once or by `schedule`.',
  })
  @ApiIdempotencyKey({ required: true })
  @ApiOkResponse({ type: CampaignDto })
  @ApiProblems(...ACTION_PROBLEMS, ...LAUNCH_PROBLEMS, 'recipient_limit_exceeded')
  submit(
    @IdParam('campaign_id', 'cmp') id: string,
    @Body() body: SubmitBody,
    @CurrentPrincipal() by: Principal,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<unknown> {
    return this.once(reply, async (tx) => {
      const campaign = await this.approvals.submit(tx, id, {
        ...(await this.tokens.agreementOf(body, id)),
        schedule: await this.schedules.of(body.schedule ?? null),
        confirmRepeat: body.confirm_repeat ?? false,
        comment: body.comment ?? null,
        by,
      });
      return { status: 200, body: toCampaignDto(campaign, null) };
    });
  }

  @Post('approve')
  @HttpCode(200)
  @RequireScope('campaigns:approve')
  @ApiOperation({
    operationId: 'campaigns.approve',
    summary: 'Agree: it goes out as it was asked for',
    description:
      'By somebody who has not written, changed or submitted it, with a key that was issued to them, after a check: if ' +
      'anything of what they have seen is different by now, the answer is 409 `state_changed`.',
  })
  @ApiIdempotencyKey({ required: true })
  @ApiOkResponse({ type: CampaignDto })
  @ApiProblems(...ACTION_PROBLEMS, ...LAUNCH_PROBLEMS, 'approver_refused')
  approve(
    @IdParam('campaign_id', 'cmp') id: string,
    @Body() body: ApproveBody,
    @CurrentPrincipal() by: Principal,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<unknown> {
    return this.once(reply, async (tx) => {
      const { campaign, run } = await this.approvals.approve(tx, id, {
        confirmation: await this.tokens.decode(body.confirm_token, id),
        comment: body.comment ?? null,
        windowSeconds: this.config.undoWindowSeconds,
        by,
      });
      return { status: 200, body: toCampaignDto(campaign, run) };
    });
  }

  @Post('reject')
  @HttpCode(200)
  @RequireScope('campaigns:approve')
  @ApiOperation({ operationId: 'campaigns.reject', summary: 'Not like this: it is a draft again' })
  @ApiIdempotencyKey({ required: true })
  @ApiOkResponse({ type: CampaignDto })
  @ApiProblems(...ACTION_PROBLEMS)
  reject(
    @IdParam('campaign_id', 'cmp') id: string,
    @Body() { comment }: RejectBody,
    @CurrentPrincipal() by: Principal,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<unknown> {
    return this.once(reply, async (tx) => {
      const campaign = await this.approvals.decline(tx, id, { state: 'rejected', comment, by });
      return { status: 200, body: toCampaignDto(campaign, null) };
    });
  }

  @Post('withdraw')
  @HttpCode(200)
  @RequireScope('campaigns:send')
  @ApiOperation({ operationId: 'campaigns.withdraw', summary: 'Take the question back: it is a draft again' })
  @ApiIdempotencyKey({ required: true })
  @ApiOkResponse({ type: CampaignDto })
  @ApiProblems(...ACTION_PROBLEMS)
  withdraw(
    @IdParam('campaign_id', 'cmp') id: string,
    @Body() { comment }: WithdrawBody,
    @CurrentPrincipal() by: Principal,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<unknown> {
    return this.once(reply, async (tx) => {
      const word = { state: 'withdrawn', comment: comment ?? null, by } as const;
      return { status: 200, body: toCampaignDto(await this.approvals.decline(tx, id, word), null) };
    });
  }

  private once(reply: FastifyReply, work: (tx: Tx) => Promise<Answer>): Promise<unknown> {
    return this.idempotent.run(reply, { isKeyRequired: true, isBulk: true }, work);
  }
}
