import { Body, Controller, Delete, Get, HttpCode, Put, Res } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Principal } from '#lib/access';
import { OptOuts } from '#lib/directory';
import type { FastifyReply } from 'fastify';
import { CurrentPrincipal } from '../access/current-principal.js';
import { RequireScope } from '../access/permission.js';
import { ApiIdempotencyKey, Idempotent } from '../idempotency/idempotent.js';
import { ApiProblems, BODY_PROBLEMS, CLOSED_ROUTE_PROBLEMS } from '../problem/api-problems.js';
import { RouteNotFoundError } from '../problem/edge-errors.js';
import { instantOf } from '../validation/fields.js';
import type { Shape } from '../shape.js';
import { OptOutBody, OptOutDto, toOptOutDto } from './opt-out.dto.js';
import { PersonIdParam } from './upstream-id.pipe.js';

/** Who is not to be written to. */
@ApiTags('directory')
@ApiProblems(...CLOSED_ROUTE_PROBLEMS, 'not_found')
@Controller('v1/directory/users/:user_id/opt_out')
export class OptOutController {
  constructor(
    private readonly optOuts: OptOuts,
    private readonly idempotent: Idempotent,
  ) {}

  @Get()
  @RequireScope('directory:read')
  @ApiOperation({
    operationId: 'directory.users.opt_out.get',
    summary: 'Why and until when somebody gets nothing',
    description: 'Not found where nobody has opted this person out, or where it has ended.',
  })
  @ApiOkResponse({ type: OptOutDto })
  async get(@PersonIdParam('user_id') id: number): Promise<Shape<OptOutDto>> {
    const found = await this.optOuts.get(id);
    if (found === null) throw new RouteNotFoundError('This person has not opted out.');
    return toOptOutDto(found);
  }

  @Put()
  @RequireScope('directory:write')
  @ApiOperation({
    operationId: 'directory.users.opt_out.put',
    summary: 'Send somebody nothing any more, or nothing for a while',
    description:
      'Holds for every campaign at once: audiences leave them out as `opted_out`, and what is under way and not posted ' +
      'yet is skipped.',
  })
  @ApiIdempotencyKey({ required: false })
  @ApiOkResponse({ type: OptOutDto })
  @ApiProblems(...BODY_PROBLEMS, 'idempotency_key_reused', 'idempotency_in_progress')
  put(
    @PersonIdParam('user_id') id: number,
    @Body() body: OptOutBody,
    @CurrentPrincipal() principal: Principal,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<unknown> {
    const wish = { personId: id, reason: body.reason, until: instantOf(body.until), setBy: principal.id };
    return this.idempotent.run(reply, {}, async (tx) => ({
      status: 200,
      body: toOptOutDto(await this.optOuts.set(tx, wish)),
    }));
  }

  @Delete()
  @HttpCode(204)
  @RequireScope('directory:write')
  @ApiOperation({ operationId: 'directory.users.opt_out.delete', summary: 'Write to somebody again' })
  @ApiNoContentResponse({ description: 'They are written to by whatever is sent from now on.' })
  @ApiProblems(...BODY_PROBLEMS)
  async delete(@PersonIdParam('user_id') id: number): Promise<void> {
    await this.optOuts.lift(id);
  }
}
