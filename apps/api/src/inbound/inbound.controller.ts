import { Controller, HttpCode, Param, Post, Req, Res } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import {
  ApiBody,
  ApiExtraModels,
  ApiHeader,
  ApiOkResponse,
  ApiOperation,
  ApiProperty,
  ApiResponse,
  ApiTags,
  getSchemaPath,
} from '@nestjs/swagger';
import { judgeQuestion } from '#lib/acknowledgements';
import { type FormJudge, InboundWebhooks } from '#lib/inbox';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Public } from '../access/permission.js';
import { MAX_EVENT_BYTES } from '../http/limits.js';
import { ApiProblems } from '../problem/api-problems.js';
import { PayloadTooLargeError } from '../problem/edge-errors.js';
import type { Shape } from '../shape.js';

const SIGNATURE = 'pachca-signature';

export class ReceivedEventDto {
  @ApiProperty({
    enum: ['stored', 'known', 'unreadable'],
    description:
      '`stored`: it is kept. `known`: it was here before. `unreadable`: its form is unknown; repeating it does not help.',
    example: 'stored',
  })
  readonly status!: 'stored' | 'known' | 'unreadable';
}

/** The answer to a form that keeps it open, in the messenger's own form. */
export class FormErrorsDto {
  @ApiProperty({
    description: 'What to mend, by the name of the field, in the language of the message.',
    type: 'object',
    additionalProperties: { type: 'string' },
    example: { question: 'Напишите вопрос.' },
  })
  readonly errors!: Readonly<Record<string, string>>;
}

const judge: FormJudge = (submission) => {
  const verdict = judgeQuestion(submission);
  return verdict.kind === 'refused' ? verdict.errors : null;
};

/** Where the messenger posts what happens around a bot. The signature stands in for a key. */
@ApiTags('inbound')
@Public()
@Controller('pachca/webhook')
export class InboundController {
  constructor(private readonly webhooks: InboundWebhooks) {}

  @Post(':path')
  @HttpCode(200)
  @RouteConfig({ rawBody: true })
  @ApiOperation({
    operationId: 'inbound.receive',
    summary: 'An event of the messenger',
    description:
      'Answered when the event is committed; a worker acts on it. At most 64 KB. A form that is blank or too long is not ' +
      'taken: 400 with `errors`, which the messenger shows.',
  })
  @ApiHeader({ name: 'Pachca-Signature', description: 'Hex HMAC-SHA256 of the raw body.', required: true })
  @ApiBody({ schema: { type: 'object', description: "An event in the messenger's own form." } })
  @ApiOkResponse({ type: ReceivedEventDto })
  @ApiExtraModels(FormErrorsDto)
  @ApiResponse({
    status: 400,
    description:
      'A form that stays open, with what to mend; or a body that cannot be read (`malformed_request`).',
    content: {
      'application/json': { schema: { $ref: getSchemaPath(FormErrorsDto) } },
      'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } },
    },
  })
  @ApiProblems(
    ...['signature_invalid', 'webhook_not_found', 'payload_too_large', 'unsupported_media_type'],
    ...['internal', 'database_unavailable'],
  )
  async receive(
    @Param('path') path: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Shape<ReceivedEventDto> | Shape<FormErrorsDto>> {
    const rawBody = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
    if (rawBody.length > MAX_EVENT_BYTES) throw new PayloadTooLargeError(MAX_EVENT_BYTES);
    const signature = request.headers[SIGNATURE];
    const posted = { path, rawBody, signature: typeof signature === 'string' ? signature : undefined };
    const received = await this.webhooks.receive(posted, judge);
    if (received.status !== 'form_refused') return { status: received.status };
    void reply.status(400);
    return { errors: received.errors };
  }
}
