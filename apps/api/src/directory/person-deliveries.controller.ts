import { Controller, Get, Query, Res } from '@nestjs/common';
import { ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { DirectoryService, PersonNotFoundError } from '#lib/directory';
import { publicId } from '#lib/kernel';
import { PersonDeliveries, type PersonDelivery } from '#lib/reports';
import type { FastifyReply } from 'fastify';
import { RequireScope } from '../access/permission.js';
import { ApiListOf, type ListResponse, Lists } from '../lists/list-response.js';
import { DEFAULT_PAGE, PageQuery } from '../lists/page.dto.js';
import { ApiProblems, CLOSED_ROUTE_PROBLEMS } from '../problem/api-problems.js';
import { toRecipientDto } from '../reports/recipient-view.js';
import { RecipientDto } from '../reports/recipient.dto.js';
import type { Shape } from '../shape.js';
import { PersonIdParam } from './upstream-id.pipe.js';

export class DeliveredCampaignDto {
  @ApiProperty({ example: 'cmp_01kq3k8mehe8zbnn5q0wwz5bst' })
  readonly id!: string;

  @ApiProperty({ example: 'График отпусков 2027' })
  readonly title!: string;
}

export class PersonDeliveryDto extends RecipientDto {
  @ApiProperty({ type: () => DeliveredCampaignDto })
  readonly campaign!: DeliveredCampaignDto;

  @ApiProperty({ example: 'run_01kq3k8mehe8zbnn5q0wwz5bst' })
  readonly run_id!: string;
}

/** What one person got. */
@ApiTags('directory')
@ApiProblems(...CLOSED_ROUTE_PROBLEMS)
@Controller('v1/directory/users/:user_id/deliveries')
export class PersonDeliveriesController {
  constructor(
    private readonly directory: DirectoryService,
    private readonly deliveries: PersonDeliveries,
    private readonly lists: Lists,
  ) {}

  @Get()
  @RequireScope('reports:read')
  @ApiOperation({
    operationId: 'directory.users.deliveries.list',
    summary: 'What one person got, over all campaigns',
    description: 'Newest first; what was left out, and why, among it.',
  })
  @ApiListOf(PersonDeliveryDto, 'Each as a recipient of its campaign.')
  @ApiProblems('not_found', 'invalid_cursor', 'validation_failed')
  async list(
    @PersonIdParam('user_id') id: number,
    @Query() query: PageQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ListResponse<Shape<PersonDeliveryDto>>> {
    const list = { name: `directory.users/${id}/deliveries`, filters: {} };
    const before = await this.lists.cursors.decode<string>(list, query.cursor);
    if ((await this.directory.getPerson(id)) === null) throw new PersonNotFoundError();
    const page = await this.deliveries.list(id, {
      limit: query.limit ?? DEFAULT_PAGE,
      ...(before !== null && { before: BigInt(before) }),
    });
    const next = page.next === null ? null : String(page.next);
    return this.lists.answer(reply, list, { data: page.rows.map(toPersonDeliveryDto), next });
  }
}

function toPersonDeliveryDto(row: PersonDelivery): Shape<PersonDeliveryDto> {
  return {
    ...toRecipientDto(row),
    campaign: { id: publicId('cmp', row.campaignId), title: row.campaignTitle },
    run_id: publicId('run', row.runId),
  };
}
