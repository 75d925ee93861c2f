import { ApiProperty, ApiPropertyOptional, ApiSchema } from '@nestjs/swagger';

/** One place of a request that is wrong. */
export class ProblemPlaceDto {
  @ApiProperty({
    description: 'JSON pointer into the body, as a URI fragment (RFC 6901).',
    required: false,
    example: '#/content/template',
  })
  readonly pointer?: string;

  @ApiProperty({ description: 'Name of a query parameter.', required: false, example: 'limit' })
  readonly parameter?: string;

  @ApiProperty({ description: 'Stable word for machines.', example: 'too_long' })
  readonly code!: string;

  @ApiProperty({
    description: 'A sentence, in the language of the request.',
    example: '«title» may have 200 characters at most.',
  })
  readonly detail!: string;

  @ApiPropertyOptional({
    description: 'Numbers and words of the sentence.',
    type: 'object',
    additionalProperties: true,
    example: { max: 200 },
  })
  readonly params?: Readonly<Record<string, unknown>>;
}

/** RFC 9457. Every answer with a status of 400 or more has this form, with further members where a code has facts. */
@ApiSchema({ name: 'Problem' })
export class ProblemDto {
  @ApiProperty({ description: 'Where the code is described.', example: '/errors/validation_failed' })
  readonly type!: string;

  @ApiProperty({ example: 'Validation failed' })
  readonly title!: string;

  @ApiProperty({ example: 422 })
  readonly status!: number;

  @ApiProperty({
    description: 'What happened and what to do, in English or Russian (`Accept-Language`).',
    example: '«title» may have 200 characters at most.',
  })
  readonly detail!: string;

  @ApiProperty({ description: 'Path of the request.', example: '/v1/campaigns' })
  readonly instance!: string;

  @ApiProperty({
    description: 'What clients branch on: it never changes its meaning.',
    example: 'validation_failed',
  })
  readonly code!: string;

  @ApiProperty({
    description: 'Tell it to the operator: the log has it, too.',
    example: 'req_01kq3k8mehe8zbnn5q0wwz5bst',
  })
  readonly request_id!: string;

  @ApiProperty({ type: () => [ProblemPlaceDto], required: false })
  readonly errors?: readonly ProblemPlaceDto[];
}
