import { Controller, Get, Query, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { type CampaignCursor, CampaignsService, RunsService } from '#lib/campaigns';
import { Database } from '#lib/database';
import type { FastifyReply } from 'fastify';
import { IdParam } from '../access/id.pipe.js';
import { RequireScope } from '../access/permission.js';
import { ApiListOf, type ListResponse, Lists } from '../lists/list-response.js';
import { DEFAULT_PAGE } from '../lists/page.dto.js';
import { ApiProblems, CLOSED_ROUTE_PROBLEMS } from '../problem/api-problems.js';
import type { Shape } from '../shape.js';
import { CampaignDto, RunDto, toCampaignDto, toRunDto } from './campaign.dto.js';
import { CampaignsQuery, filtersOf } from './campaigns-query.dto.js';
import { ETAG_HEADER, etagOf } from './etag.js';

/** Reading campaigns and their runs. */
@ApiTags('campaigns')
@ApiProblems(...CLOSED_ROUTE_PROBLEMS)
@RequireScope('campaigns:read')
@Controller('v1/campaigns')
export class CampaignsController {
  constructor(
    private readonly database: Database,
    private readonly campaigns: CampaignsService,
    private readonly runs: RunsService,
    private readonly lists: Lists,
  ) {}

  @Get()
  @ApiOperation({ operationId: 'campaigns.list', summary: 'List campaigns, newest first' })
  @ApiListOf(CampaignDto, 'One page.')
  @ApiProblems('invalid_cursor', 'validation_failed')
  async list(
    @Query() query: CampaignsQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ListResponse<Shape<CampaignDto>>> {
    const filters = filtersOf(query);
    const list = { name: 'campaigns', filters: { ...filters } };
    const after = await this.lists.cursors.decode<{ createdAt: string; id: string }>(list, query.cursor);
    const page = await this.campaigns.list(filters, {
      after:
        after === null
          ? null
          : ({ createdAt: new Date(after.createdAt), id: after.id } satisfies CampaignCursor),
      limit: query.limit ?? DEFAULT_PAGE,
    });
    const ids = page.campaigns.map(({ id }) => id);
    const runs = await this.runs.newestOf(this.database.client, ids);
    const data = page.campaigns.map((campaign) => toCampaignDto(campaign, runs.get(campaign.id) ?? null));
    return this.lists.answer(reply, list, { data, next: page.next });
  }

  @Get(':campaign_id')
  @ApiOperation({ operationId: 'campaigns.get', summary: 'One campaign with its newest run' })
  @ApiOkResponse({ type: CampaignDto, headers: ETAG_HEADER })
  @ApiProblems('not_found')
  async get(
    @IdParam('campaign_id', 'cmp') id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Shape<CampaignDto>> {
    // One snapshot: a campaign must not be shown beside a run of another moment.
    const [campaign, runs] = await this.database.snapshot(async (tx) => [
      await this.campaigns.get(id, tx),
      await this.runs.newestOf(tx, [id]),
    ]);
    void reply.header('etag', etagOf(campaign.version));
    return toCampaignDto(campaign, runs.get(id) ?? null);
  }

  @Get(':campaign_id/runs')
  @ApiOperation({ operationId: 'campaigns.runs.list', summary: 'Runs of a campaign, newest first' })
  @ApiListOf(RunDto, 'All of them, on one page: a campaign that is sent once has one.')
  @ApiProblems('not_found')
  async listRuns(@IdParam('campaign_id', 'cmp') id: string): Promise<ListResponse<Shape<RunDto>>> {
    const runs = await this.runs.list(this.database.client, id);
    if (runs.length === 0) await this.campaigns.get(id);
    return { object: 'list', data: runs.map(toRunDto), page: { next_cursor: null, has_more: false } };
  }
}
