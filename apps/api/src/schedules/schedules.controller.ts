import { Body, Controller, Get, HttpCode, Inject, Post, Query, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Answer, Principal } from '#lib/access';
import { CampaignsService, type Run, RunsService } from '#lib/campaigns';
import { type Config, CONFIG } from '#lib/config';
import { databaseNow, type Tx } from '#lib/database';
import { type OccurrencePlace, SchedulingService } from '#lib/scheduling';
import type { FastifyReply } from 'fastify';
import { CurrentPrincipal } from '../access/current-principal.js';
import { IdParam } from '../access/id.pipe.js';
import { RequireScope } from '../access/permission.js';
import { BreakGlass } from '../approvals/break-glass.js';
import { ACTION_PROBLEMS } from '../campaigns/action-problems.js';
import { ControlBody } from '../campaigns/campaign-body.dto.js';
import { ConfirmTokens } from '../campaigns/confirm-tokens.js';
import { CampaignDto, toCampaignDto } from '../campaigns/campaign.dto.js';
import { LAUNCH_PROBLEMS } from '../campaigns/launch-problems.js';
import { ApiIdempotencyKey, Idempotent } from '../idempotency/idempotent.js';
import { ApiListOf, type ListResponse, Lists } from '../lists/list-response.js';
import { DEFAULT_PAGE, PageQuery } from '../lists/page.dto.js';
import { ApiProblems, CLOSED_ROUTE_PROBLEMS } from '../problem/api-problems.js';
import type { Shape } from '../shape.js';
import { DecisionBody, ScheduleOwnBody } from './schedule-body.dto.js';
import { OccurrenceDto, ScheduleDto, toOccurrenceDto, toScheduleDto } from './schedule.dto.js';
import { scheduleRuleOf, settingsOf } from './schedule-values.js';

/** When a campaign begins, and what became of its times. */
@ApiTags('schedules')
@ApiProblems(...CLOSED_ROUTE_PROBLEMS)
@Controller('v1/campaigns/:campaign_id')
export class SchedulesController {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly campaigns: CampaignsService,
    private readonly runs: RunsService,
    private readonly scheduling: SchedulingService,
    private readonly tokens: ConfirmTokens,
    private readonly glass: BreakGlass,
    private readonly idempotent: Idempotent,
    private readonly lists: Lists,
  ) {}

  @Post('schedule')
  @HttpCode(200)
  @RequireScope('campaigns:send')
  @ApiOperation({
    operationId: 'campaigns.schedule',
    summary: 'Send a draft at a time, or again and again; or give what is scheduled another time',
    description:
      'What is scheduled already gets this schedule in place of the one it had (`end_reason` `replaced`). ' +
      'A recurring campaign stays `scheduled`; its runs carry the life. The last of them ends it.',
  })
  @ApiIdempotencyKey({ required: true })
  @ApiOkResponse({ type: ScheduleDto })
  @ApiProblems(...ACTION_PROBLEMS, ...LAUNCH_PROBLEMS, 'recipient_limit_exceeded', 'approver_refused')
  schedule(
    @IdParam('campaign_id', 'cmp') id: string,
    @Body() body: ScheduleOwnBody,
    @CurrentPrincipal() principal: Principal,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<unknown> {
    const reason = body.break_glass ?? null;
    if (reason !== null) this.glass.require(principal);
    return this.once(reply, async (tx) => {
      const now = await databaseNow(tx);
      const { schedule } = await this.scheduling.schedule(tx, id, {
        ...settingsOf(body),
        kind: body.kind,
        rule: scheduleRuleOf(body, { timeZone: this.config.timeZone, now }),
        ...(await this.tokens.agreementOf(body, id)),
        ...(await this.glass.tell(tx, id, { reason, by: principal })),
        by: principal.id,
      });
      return { status: 200, body: toScheduleDto(await this.scheduling.viewOf(schedule, now, tx)) };
    });
  }

  @Post('unschedule')
  @HttpCode(200)
  @RequireScope('campaigns:send')
  @ApiOperation({
    operationId: 'campaigns.unschedule',
    summary: 'Take a plan, or a send within its window, back',
    description: 'The campaign is a draft again; `running` while a run of it is still going, which goes on.',
  })
  @ApiIdempotencyKey({ required: true })
  @ApiOkResponse({ type: CampaignDto })
  @ApiProblems(...ACTION_PROBLEMS)
  unschedule(
    @IdParam('campaign_id', 'cmp') id: string,
    @Body() _body: ControlBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<unknown> {
    return this.once(reply, async (tx) => {
      const campaign = await this.scheduling.unschedule(tx, id);
      return { status: 200, body: toCampaignDto(campaign, await this.newestRun(tx, id)) };
    });
  }

  @Get('schedule')
  @RequireScope('campaigns:read')
  @ApiOperation({
    operationId: 'campaigns.schedule.get',
    summary: 'The schedule of a campaign, or the last one that it had',
  })
  @ApiOkResponse({ type: ScheduleDto })
  @ApiProblems('not_found', 'schedule_not_found')
  async get(@IdParam('campaign_id', 'cmp') id: string): Promise<Shape<ScheduleDto>> {
    await this.campaigns.get(id);
    return toScheduleDto(await this.scheduling.get(id));
  }

  @Post('schedule/pause')
  @HttpCode(200)
  @RequireScope('campaigns:send')
  @ApiOperation({
    operationId: 'campaigns.schedule.pause',
    summary: 'Leave out what comes due, for now',
    description: 'A run that is under way goes on. Pausing what is paused changes nothing.',
  })
  @ApiIdempotencyKey({ required: true })
  @ApiOkResponse({ type: ScheduleDto })
  @ApiProblems(...ACTION_PROBLEMS, 'schedule_not_found')
  pause(
    @IdParam('campaign_id', 'cmp') id: string,
    @Body() _body: ControlBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<unknown> {
    return this.setPaused(reply, id, true);
  }

  @Post('schedule/resume')
  @HttpCode(200)
  @RequireScope('campaigns:send')
  @ApiOperation({
    operationId: 'campaigns.schedule.resume',
    summary: 'Begin again what comes due from now on',
  })
  @ApiIdempotencyKey({ required: true })
  @ApiOkResponse({ type: ScheduleDto })
  @ApiProblems(...ACTION_PROBLEMS, 'schedule_not_found')
  resume(
    @IdParam('campaign_id', 'cmp') id: string,
    @Body() _body: ControlBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<unknown> {
    return this.setPaused(reply, id, false);
  }

  @Get('occurrences')
  @RequireScope('campaigns:read')
  @ApiOperation({
    operationId: 'campaigns.occurrences.list',
    summary: 'What became of the times of a campaign, newest first',
  })
  @ApiListOf(OccurrenceDto, 'One page.')
  @ApiProblems('not_found', 'invalid_cursor', 'validation_failed')
  async list(
    @IdParam('campaign_id', 'cmp') id: string,
    @Query() query: PageQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ListResponse<Shape<OccurrenceDto>>> {
    await this.campaigns.get(id);
    const list = { name: 'occurrences', filters: { id } };
    const after = await this.lists.cursors.decode<{ firesAt: string; key: string }>(list, query.cursor);
    const { occurrences, next } = await this.scheduling.occurrences(id, {
      after:
        after === null
          ? null
          : ({ firesAt: new Date(after.firesAt), key: after.key } satisfies OccurrencePlace),
      limit: query.limit ?? DEFAULT_PAGE,
    });
    return this.lists.answer(reply, list, { data: occurrences.map(toOccurrenceDto), next });
  }

  @Post('occurrences/decide')
  @HttpCode(200)
  @RequireScope('campaigns:send')
  @ApiOperation({
    operationId: 'campaigns.occurrences.decide',
    summary: 'Send, or leave out, an occurrence that was missed and asks',
  })
  @ApiIdempotencyKey({ required: true })
  @ApiOkResponse({ type: CampaignDto })
  @ApiProblems(...ACTION_PROBLEMS, ...LAUNCH_PROBLEMS, 'occurrence_not_asking')
  decide(
    @IdParam('campaign_id', 'cmp') id: string,
    @Body() body: DecisionBody,
    @CurrentPrincipal() principal: Principal,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<unknown> {
    const word = { key: body.local_key, isSent: body.action === 'send', by: principal.id };
    return this.once(reply, async (tx) => {
      await this.campaigns.get(id, tx);
      await this.scheduling.decide(tx, id, word);
      const campaign = await this.campaigns.get(id, tx);
      return { status: 200, body: toCampaignDto(campaign, await this.newestRun(tx, id)) };
    });
  }

  private setPaused(reply: FastifyReply, id: string, isPaused: boolean): Promise<unknown> {
    return this.once(reply, async (tx) => {
      await this.campaigns.get(id, tx);
      return { status: 200, body: toScheduleDto(await this.scheduling.setPaused(tx, id, isPaused)) };
    });
  }

  private async newestRun(tx: Tx, id: string): Promise<Run | null> {
    return (await this.runs.newestOf(tx, [id])).get(id) ?? null;
  }

  private once(reply: FastifyReply, work: (tx: Tx) => Promise<Answer>): Promise<unknown> {
    return this.idempotent.run(reply, { isKeyRequired: true, isBulk: true }, work);
  }
}
