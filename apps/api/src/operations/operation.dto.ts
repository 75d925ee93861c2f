import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { publicId } from '#lib/kernel';
import type { Operation } from '#lib/operations';
import type { Shape } from '../shape.js';

export class OperationFailureDto {
  @ApiProperty({ description: 'Stable word for machines.', example: 'directory_shrunk' })
  readonly code!: string;

  @ApiProperty({ example: 'The messenger listed nobody at all. Nothing was changed.' })
  readonly detail!: string;

  @ApiPropertyOptional({
    description: 'Numbers and words of it, by the code; absent where there are none.',
    type: 'object',
    additionalProperties: true,
    example: { known: 1204, listed: 310, leaving: 894 },
  })
  readonly facts?: Readonly<Record<string, unknown>>;
}

export class OperationDto {
  @ApiProperty({ example: 'op_01kq3k8mehe8zbnn5q0wwz5bst' })
  readonly id!: string;

  @ApiProperty({ enum: ['operation'] })
  readonly object!: 'operation';

  @ApiProperty({ example: 'directory_sync' })
  readonly type!: string;

  @ApiProperty({ enum: ['queued', 'running', 'succeeded', 'failed', 'cancelled'], example: 'running' })
  readonly status!: string;

  @ApiProperty({ description: 'Units done so far, such as pages.', example: 3 })
  readonly done!: number;

  @ApiProperty({
    description: 'Units in all; null until known.',
    type: Number,
    nullable: true,
    example: null,
  })
  readonly total!: number | null;

  @ApiProperty({
    description: 'What came of it, once it has succeeded.',
    type: 'object',
    additionalProperties: true,
    nullable: true,
    example: null,
  })
  readonly result!: Readonly<Record<string, unknown>> | null;

  @ApiProperty({
    description: 'Why it failed, once it has.',
    type: () => OperationFailureDto,
    nullable: true,
    example: null,
  })
  readonly error!: OperationFailureDto | null;

  @ApiProperty({ description: 'Whether somebody asked to cancel it.', example: false })
  readonly is_cancel_requested!: boolean;

  @ApiProperty({ description: 'Id of the key that asked for it, or `system`.', example: 'system' })
  readonly requested_by!: string;

  @ApiProperty({ format: 'date-time', example: '2026-11-22T07:42:00.000Z' })
  readonly created_at!: string;

  @ApiProperty({ format: 'date-time', type: String, nullable: true, example: '2026-11-22T07:42:01.000Z' })
  readonly started_at!: string | null;

  @ApiProperty({ format: 'date-time', type: String, nullable: true, example: null })
  readonly finished_at!: string | null;
}

export function toOperationDto(operation: Operation): Shape<OperationDto> {
  const { error } = operation;
  return {
    id: publicId('op', operation.id),
    object: 'operation',
    type: operation.type,
    status: operation.status,
    done: operation.done,
    total: operation.total,
    result: operation.result,
    error:
      error === null
        ? null
        : {
            code: error.code,
            detail: error.detail,
            ...(error.facts !== undefined && { facts: error.facts }),
          },
    is_cancel_requested: operation.isCancelRequested,
    requested_by: operation.requestedBy,
    created_at: operation.createdAt.toISOString(),
    started_at: operation.startedAt?.toISOString() ?? null,
    finished_at: operation.finishedAt?.toISOString() ?? null,
  };
}
