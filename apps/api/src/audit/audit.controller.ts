import { Controller, Get, Query, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { AuditTrail } from '#lib/audit';
import type { FastifyReply } from 'fastify';
import { RequireScope } from '../access/permission.js';
import { ApiListOf, type ListResponse, Lists } from '../lists/list-response.js';
import { DEFAULT_PAGE } from '../lists/page.dto.js';
import { ApiProblems, CLOSED_ROUTE_PROBLEMS } from '../problem/api-problems.js';
import type { Shape } from '../shape.js';
import {
  AuditEventDto,
  AuditQuery,
  AuditVerdictDto,
  auditFiltersOf,
  toAuditEventDto,
  toAuditVerdictDto,
} from './audit.dto.js';

/** Who did what. */
@ApiTags('audit')
@ApiProblems(...CLOSED_ROUTE_PROBLEMS)
@RequireScope('audit:read')
@Controller('v1/audit_log')
export class AuditController {
  constructor(
    private readonly audit: AuditTrail,
    private readonly lists: Lists,
  ) {}

  @Get()
  @ApiOperation({
    operationId: 'audit_log.list',
    summary: 'Who did what and why, newest first',
    description:
      'Whatever changes something is written down in the transaction that does it: kept for good, numbered without a ' +
      'gap, each row with the hash of the one before.',
  })
  @ApiListOf(AuditEventDto, 'One page.')
  @ApiProblems('invalid_cursor', 'validation_failed')
  async list(
    @Query() query: AuditQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ListResponse<Shape<AuditEventDto>>> {
    const filters = auditFiltersOf(query);
    const list = { name: 'audit_log', filters: { ...filters } };
    const after = await this.lists.cursors.decode<number>(list, query.cursor);
    const page = await this.audit.list(filters, { after, limit: query.limit ?? DEFAULT_PAGE });
    return this.lists.answer(reply, list, { data: page.events.map(toAuditEventDto), next: page.next });
  }

  @Get('verify')
  @ApiOperation({
    operationId: 'audit_log.verify',
    summary: 'Walk the whole chain, and name the first row that is not as it was written',
    description:
      'Keep `head` outside of this database from time to time: whoever may rewrite all of it can rewrite the chain, but ' +
      'not what you have kept.',
  })
  @ApiOkResponse({ type: AuditVerdictDto })
  async verify(): Promise<Shape<AuditVerdictDto>> {
    return toAuditVerdictDto(await this.audit.verify());
  }
}
