import { Body, Controller, HttpCode, Post, Res } from '@nestjs/common';
import { ApiAcceptedResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Principal } from '#lib/access';
import { TestSendRequests } from '#lib/test-sends';
import type { FastifyReply } from 'fastify';
import { CurrentPrincipal } from '../access/current-principal.js';
import { IdParam } from '../access/id.pipe.js';
import { RequireScope } from '../access/permission.js';
import { LIMIT_PROBLEMS } from '../campaigns/launch-problems.js';
import { ApiIdempotencyKey, Idempotent } from '../idempotency/idempotent.js';
import { OperationDto, toOperationDto } from '../operations/operation.dto.js';
import { ApiProblems, BODY_PROBLEMS, CLOSED_ROUTE_PROBLEMS } from '../problem/api-problems.js';
import { TestSendBody, testersOf } from './test-send.dto.js';

/** A message as it will be, before it goes to its audience. */
@ApiTags('campaigns')
@ApiProblems(...CLOSED_ROUTE_PROBLEMS)
@Controller('v1/campaigns/:campaign_id/test')
export class TestSendsController {
  constructor(
    private readonly tests: TestSendRequests,
    private readonly idempotent: Idempotent,
  ) {}

  @Post()
  @HttpCode(202)
  @RequireScope('campaigns:send')
  @ApiOperation({
    operationId: 'campaigns.test',
    summary: 'Send it to a few people by name, marked as a test',
    description:
      'The text begins with «[Тест]», or «[Test]» where it has no Cyrillic; all else is as it will be. It counts ' +
      'nowhere: no delivery, no receipt, and its buttons confirm nothing. `result.recipients` of the operation says what ' +
      'became of each message; one that was not answered is `unknown` and is not sent again. A test that cannot begin ' +
      'within an hour fails with `test_expired`.',
  })
  @ApiIdempotencyKey({ required: true })
  @ApiAcceptedResponse({ type: OperationDto, description: 'Its units are messages.' })
  @ApiProblems(
    ...BODY_PROBLEMS,
    ...LIMIT_PROBLEMS,
    ...['not_found', 'template_error', 'sender_missing', 'sender_held'],
    ...[
      'idempotency_key_required',
      'idempotency_key_invalid',
      'idempotency_key_reused',
      'idempotency_in_progress',
    ],
  )
  send(
    @IdParam('campaign_id', 'cmp') campaignId: string,
    @Body() body: TestSendBody,
    @CurrentPrincipal() principal: Principal,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<unknown> {
    const request = { campaignId, people: testersOf(body), by: principal.id };
    return this.idempotent.run(reply, { isKeyRequired: true }, async (tx) => {
      const dto = toOperationDto(await this.tests.request(tx, request));
      return { status: 202, body: dto, headers: { location: `/v1/operations/${dto.id}` } };
    });
  }
}
