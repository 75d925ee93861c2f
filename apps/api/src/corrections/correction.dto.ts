import { ApiProperty } from '@nestjs/swagger';
import type { CorrectionEntry } from '#lib/corrections';
import { publicId } from '#lib/kernel';
import type { Shape } from '../shape.js';

export class CorrectionDto {
  @ApiProperty({ enum: ['correction'] })
  readonly object!: 'correction';

  @ApiProperty({ enum: ['recall', 'edit', 'retry'], example: 'recall' })
  readonly kind!: string;

  @ApiProperty({ description: 'Its operation.', example: 'op_01kq3k8mehe8zbnn5q0wwz5bst' })
  readonly operation_id!: string;

  @ApiProperty({ example: 'run_01kq3k8mehe8zbnn5q0wwz5bst' })
  readonly run_id!: string;

  @ApiProperty({
    description:
      'What was chosen. Recall: `scope`, `remaining`; edit: `version`, `material`; retry: `reasons`, `include_unproven`.',
    type: 'object',
    additionalProperties: true,
    example: { scope: 'all', remaining: 'cancel' },
  })
  readonly params!: Readonly<Record<string, unknown>>;

  @ApiProperty({ example: 'Ошибка в дате' })
  readonly reason!: string;

  @ApiProperty({ description: 'Id of the key that asked for it.', example: 'key_01kq3k8mehe8zbnn5q0wwz5bst' })
  readonly requested_by!: string;

  @ApiProperty({ format: 'date-time', example: '2026-11-22T07:42:00.000Z' })
  readonly requested_at!: string;

  @ApiProperty({ enum: ['queued', 'running', 'succeeded', 'failed', 'cancelled'], example: 'running' })
  readonly status!: string;

  @ApiProperty({ description: 'Messages, or people of a retry, that are through.', example: 120 })
  readonly done!: number;

  @ApiProperty({ description: 'Of so many.', example: 6214 })
  readonly total!: number;

  @ApiProperty({
    description: 'What came of it, once it has succeeded.',
    type: 'object',
    additionalProperties: true,
    nullable: true,
    example: null,
  })
  readonly result!: Readonly<Record<string, unknown>> | null;

  @ApiProperty({ format: 'date-time', type: String, nullable: true, example: null })
  readonly finished_at!: string | null;
}

export function toCorrectionDto(entry: CorrectionEntry): Shape<CorrectionDto> {
  return {
    object: 'correction',
    kind: entry.kind,
    operation_id: publicId('op', entry.operationId),
    run_id: publicId('run', entry.runId),
    params: entry.params,
    reason: entry.reason,
    requested_by: entry.requestedBy,
    requested_at: entry.requestedAt.toISOString(),
    status: entry.status,
    done: entry.done,
    total: entry.total,
    result: entry.result,
    finished_at: entry.finishedAt?.toISOString() ?? null,
  };
}
