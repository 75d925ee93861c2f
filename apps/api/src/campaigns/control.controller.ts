import { Body, Controller, HttpCode, Post, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Answer, Principal } from '#lib/access';
import { CampaignsService } from '#lib/campaigns';
import type { Tx } from '#lib/database';
import { type ControlResult, RunControl } from '#lib/deliveries';
import type { FastifyReply } from 'fastify';
import { CurrentPrincipal } from '../access/current-principal.js';
import { IdParam } from '../access/id.pipe.js';
import { RequireScope } from '../access/permission.js';
import { ResumeRule } from '../approvals/resume-rule.js';
import { Trail } from '../audit/trail.js';
import { ApiIdempotencyKey, Idempotent } from '../idempotency/idempotent.js';
import { ApiProblems, CLOSED_ROUTE_PROBLEMS } from '../problem/api-problems.js';
import type { Shape } from '../shape.js';
import { ACTION_PROBLEMS } from './action-problems.js';
import { ControlBody } from './campaign-body.dto.js';
import { LIMIT_PROBLEMS } from './launch-problems.js';
import { ControlledCampaignDto, toCampaignDto } from './campaign.dto.js';

/** Stopping and going on. */
@ApiTags('campaigns')
@ApiProblems(...CLOSED_ROUTE_PROBLEMS, ...ACTION_PROBLEMS)
@RequireScope('campaigns:send')
@Controller('v1/campaigns/:campaign_id')
export class ControlController {
  constructor(
    private readonly campaigns: CampaignsService,
    private readonly control: RunControl,
    private readonly resumable: ResumeRule,
    private readonly trail: Trail,
    private readonly idempotent: Idempotent,
  ) {}

  @Post('pause')
  @HttpCode(200)
  @ApiOperation({
    operationId: 'campaigns.pause',
    summary: 'Stop sending for now',
    description: 'Waits up to 15 seconds for messages under way. Pausing what is paused changes nothing.',
  })
  @ApiIdempotencyKey({ required: true })
  @ApiOkResponse({ type: ControlledCampaignDto })
  pause(
    @IdParam('campaign_id', 'cmp') id: string,
    @Body() body: ControlBody,
    @CurrentPrincipal() principal: Principal,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<unknown> {
    const request = { by: principal.id, reason: body.reason ?? null };
    return this.idempotent.runReserved(reply, { isKeyRequired: true }, async () =>
      this.controlled(id, await this.control.pause(id, request, this.noted(reply))),
    );
  }

  @Post('resume')
  @HttpCode(200)
  @ApiOperation({
    operationId: 'campaigns.resume',
    summary: 'Go on sending where it was',
    description:
      'Resuming what is running changes nothing. A run that was held because its people had changed goes on with ' +
      'those of now.',
  })
  @ApiIdempotencyKey({ required: true })
  @ApiOkResponse({ type: ControlledCampaignDto })
  @ApiProblems('approval_required', 'approver_refused', ...LIMIT_PROBLEMS)
  resume(
    @IdParam('campaign_id', 'cmp') id: string,
    @Body() _body: ControlBody,
    @CurrentPrincipal() principal: Principal,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<unknown> {
    return this.idempotent.runReserved(reply, { isKeyRequired: true }, async () =>
      this.controlled(
        id,
        await this.control.resume(id, async (tx) => {
          await this.resumable.refuseAlone(tx, id, principal);
          await this.trail.note(tx, reply.request, null);
        }),
      ),
    );
  }

  @Post('cancel')
  @HttpCode(200)
  @ApiOperation({
    operationId: 'campaigns.cancel',
    summary: 'End it for good',
    description:
      'Who has not got the message will not; who has, keeps it. Sends in doubt are found out before it is `cancelled`.',
  })
  @ApiIdempotencyKey({ required: true })
  @ApiOkResponse({ type: ControlledCampaignDto })
  cancel(
    @IdParam('campaign_id', 'cmp') id: string,
    @Body() body: ControlBody,
    @CurrentPrincipal() principal: Principal,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<unknown> {
    const request = { by: principal.id, reason: body.reason ?? null };
    return this.idempotent.runReserved(reply, { isKeyRequired: true }, async () =>
      this.controlled(id, await this.control.cancel(id, request, this.noted(reply))),
    );
  }

  private noted({ request }: FastifyReply): (tx: Tx) => Promise<void> {
    return (tx) => this.trail.note(tx, request, null);
  }

  private async controlled(id: string, { run, inFlight, unknown }: ControlResult): Promise<Answer> {
    const body: Shape<ControlledCampaignDto> = {
      ...toCampaignDto(await this.campaigns.get(id), run),
      in_flight: inFlight,
      unknown,
    };
    return { status: 200, body };
  }
}
