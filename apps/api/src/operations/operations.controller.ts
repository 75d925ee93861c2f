import { Controller, Get, HttpCode, Post, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { grants, type Principal, type Scope, ScopeMissingError } from '#lib/access';
import { RECIPIENTS_EXPORT } from '#lib/exports';
import { type Operation, OperationsService } from '#lib/operations';
import type { FastifyReply } from 'fastify';
import { CurrentPrincipal } from '../access/current-principal.js';
import { IdParam } from '../access/id.pipe.js';
import { AnyKey } from '../access/permission.js';
import { ApiIdempotencyKey, Idempotent } from '../idempotency/idempotent.js';
import { ApiProblems, BODY_PROBLEMS, CLOSED_ROUTE_PROBLEMS } from '../problem/api-problems.js';
import { OperationDto, toOperationDto } from './operation.dto.js';
import type { Shape } from '../shape.js';

@ApiTags('operations')
@ApiProblems(...CLOSED_ROUTE_PROBLEMS, 'not_found')
@Controller('v1/operations')
export class OperationsController {
  constructor(
    private readonly operations: OperationsService,
    private readonly idempotent: Idempotent,
  ) {}

  // An operation tells how far work is, nothing of anybody: whoever may start one of any kind may follow it.
  @Get(':operation_id')
  @AnyKey()
  @ApiOperation({ operationId: 'operations.get', summary: 'How far long work is' })
  @ApiOkResponse({ type: OperationDto })
  async get(@IdParam('operation_id', 'op') id: string): Promise<Shape<OperationDto>> {
    return toOperationDto(await this.operations.get(id));
  }

  @Post(':operation_id/cancel')
  @HttpCode(200)
  @AnyKey()
  @ApiOperation({
    operationId: 'operations.cancel',
    summary: 'Ask long work to stop',
    description:
      'Needs the scope that starting such work needs; a file of recipients is stopped by the key that asked for it, or by an administrator.',
  })
  @ApiIdempotencyKey({ required: false })
  @ApiOkResponse({
    type: OperationDto,
    description:
      'What waits is cancelled at once; what runs stops at its next step. Asking again changes nothing.',
  })
  @ApiProblems(...BODY_PROBLEMS, 'state_conflict', 'idempotency_key_reused', 'idempotency_in_progress')
  cancel(
    @IdParam('operation_id', 'op') id: string,
    @CurrentPrincipal() principal: Principal,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<unknown> {
    return this.idempotent.run(reply, {}, async (tx) => {
      requireRight(await this.operations.get(id, tx), principal);
      return { status: 200, body: toOperationDto(await this.operations.requestCancel(tx, id)) };
    });
  }
}

/** What starting work of a kind needs; everything else is work on messages. */
const SCOPES_BY_TYPE: Readonly<Record<string, Scope>> = {
  directory_sync: 'directory:write',
  [RECIPIENTS_EXPORT]: 'reports:read',
};

/** @throws ScopeMissingError */
function requireRight({ type, requestedBy }: Operation, principal: Principal): void {
  // A file is its key's own: for everybody else it does not even exist.
  const isOthersFile = type === RECIPIENTS_EXPORT && requestedBy !== principal.id;
  const scope = isOthersFile ? 'admin' : (SCOPES_BY_TYPE[type] ?? 'campaigns:send');
  if (!grants(principal.scopes, scope)) throw new ScopeMissingError(scope);
}
