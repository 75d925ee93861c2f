import { Controller, Get, Query, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Principal } from '#lib/access';
import { type RecipientList, type RecipientPlace, ReportsService } from '#lib/reports';
import type { FastifyReply } from 'fastify';
import { CurrentPrincipal } from '../access/current-principal.js';
import { DeliveryIdParam, IdParam } from '../access/id.pipe.js';
import { RequireScope } from '../access/permission.js';
import { ApiListOf, type ListResponse, Lists } from '../lists/list-response.js';
import { DEFAULT_PAGE } from '../lists/page.dto.js';
import { ApiProblems, CLOSED_ROUTE_PROBLEMS } from '../problem/api-problems.js';
import { RouteNotFoundError } from '../problem/edge-errors.js';
import { PersonalViews } from './personal-views.js';
import { toRecipientDetailDto, toRecipientDto } from './recipient-view.js';
import { RecipientDetailDto, RecipientDto } from './recipient.dto.js';
import { recipientFilterOf, RecipientsQuery } from './recipients-query.dto.js';
import { ReportRefusal } from './report-refusal.js';
import type { Shape } from '../shape.js';

/** Where the next page of recipients begins, in which run: a campaign's newest run may be another one by then. */
interface RecipientsPosition {
  readonly run: string;
  readonly after: string;
  readonly value?: string;
}

@ApiTags('reports')
@ApiProblems(...CLOSED_ROUTE_PROBLEMS, 'not_found')
@RequireScope('reports:read')
@Controller('v1/campaigns/:campaign_id')
export class ReportsController {
  constructor(
    private readonly reports: ReportsService,
    private readonly lists: Lists,
    private readonly views: PersonalViews,
    private readonly refusal: ReportRefusal,
  ) {}

  @Get('recipients')
  @ApiOperation({
    operationId: 'campaigns.recipients.list',
    summary: 'Person by person: got it, read it, or not and why',
    description:
      'In the order of rows, walking the pages neither misses nor repeats anybody; in any other order somebody whose value changes meanwhile may be met twice or not at all. Who looked is written into the log.',
  })
  @ApiListOf(RecipientDto, 'One page of the newest run.')
  @ApiProblems('state_conflict', 'invalid_cursor', 'validation_failed')
  async recipients(
    @IdParam('campaign_id', 'cmp') campaignId: string,
    @Query() query: RecipientsQuery,
    @CurrentPrincipal() principal: Principal,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ListResponse<Shape<RecipientDto>>> {
    const filter = recipientFilterOf(query);
    const order = query.sort ?? 'row';
    const list = { name: `recipients/${campaignId}`, filters: { ...filter, order } };
    const position = await this.lists.cursors.decode<RecipientsPosition>(list, query.cursor);
    const page: RecipientList | null = await this.reports.recipients(
      position === null ? { campaignId } : { runId: position.run },
      filter,
      { limit: query.limit ?? DEFAULT_PAGE, order, ...(position !== null && { place: placeOf(position) }) },
    );
    if (page === null) return this.refusal.of(campaignId);
    this.views.list(principal, { campaignId, runId: page.runId, query, count: page.rows.length });
    const next: RecipientsPosition | null =
      page.next === null ? null : { ...page.next, run: page.runId, after: String(page.next.after) };
    return this.lists.answer(reply, list, { data: page.rows.map(toRecipientDto), next });
  }

  @Get('recipients/:delivery_id')
  @ApiOperation({
    operationId: 'campaigns.recipients.get',
    summary: 'One recipient with the history and each attempt',
  })
  @ApiOkResponse({ type: RecipientDetailDto })
  async recipient(
    @IdParam('campaign_id', 'cmp') campaignId: string,
    @DeliveryIdParam('delivery_id') deliveryId: bigint,
    @CurrentPrincipal() principal: Principal,
  ): Promise<Shape<RecipientDetailDto>> {
    const detail = await this.reports.recipient({ campaignId, deliveryId });
    if (detail === null) throw new RouteNotFoundError('This campaign has no such delivery.');
    this.views.person(principal, detail);
    return toRecipientDetailDto(detail);
  }
}

const placeOf = ({ after, value }: RecipientsPosition): RecipientPlace => ({
  after: BigInt(after),
  ...(value !== undefined && { value }),
});
