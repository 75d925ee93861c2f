import { ApiProperty } from '@nestjs/swagger';
import {
  type Export,
  EXPORT_FORMATS,
  EXPORT_KINDS,
  EXPORT_LANGUAGES,
  type ExportFormat,
  type ExportKind,
  type ExportLanguage,
} from '#lib/exports';
import { publicId } from '#lib/kernel';
import { OperationDto, OperationFailureDto } from '../operations/operation.dto.js';
import type { Shape } from '../shape.js';
import { NullableInstant } from '../validation/fields.js';

const INSTANT = { format: 'date-time', example: '2026-11-22T07:42:00.000Z' } as const;

export class ExportOperationDto extends OperationDto {
  @ApiProperty({ description: 'The file that it makes.', example: 'exp_01kq3k8mehe8zbnn5q0wwz5bst' })
  readonly export_id!: string;
}

export class ExportDto {
  @ApiProperty({ example: 'exp_01kq3k8mehe8zbnn5q0wwz5bst' })
  readonly id!: string;

  @ApiProperty({ enum: ['export'] })
  readonly object!: 'export';

  @ApiProperty({ enum: EXPORT_KINDS, example: 'recipients' })
  readonly kind!: ExportKind;

  @ApiProperty({
    description: '`ready`: the file can be fetched; `expired`: it could be.',
    enum: ['queued', 'running', 'ready', 'failed', 'cancelled', 'expired'],
    example: 'ready',
  })
  readonly status!: string;

  @ApiProperty({ example: 'op_01kq3k8mehe8zbnn5q0wwz5bst' })
  readonly operation_id!: string;

  @ApiProperty({ example: 'cmp_01kq3k8mehe8zbnn5q0wwz5bst' })
  readonly campaign_id!: string;

  @ApiProperty({ example: 'run_01kq3k8mehe8zbnn5q0wwz5bst' })
  readonly run_id!: string;

  @ApiProperty({ enum: EXPORT_FORMATS, example: 'xlsx' })
  readonly format!: ExportFormat;

  @ApiProperty({ enum: EXPORT_LANGUAGES, example: 'ru' })
  readonly language!: ExportLanguage;

  @ApiProperty({ example: 'Europe/Moscow' })
  readonly time_zone!: string;

  @ApiProperty({ description: 'Recipients in the file so far.', example: 10000 })
  readonly done!: number;

  @ApiProperty({ description: 'Of so many; null until known.', type: Number, nullable: true, example: 10000 })
  readonly total!: number | null;

  @ApiProperty({
    description: 'Size of the file; null until it is ready.',
    type: Number,
    nullable: true,
    example: 812345,
  })
  readonly bytes!: number | null;

  @ApiProperty({
    description: 'Why it failed, once it has.',
    type: () => OperationFailureDto,
    nullable: true,
    example: null,
  })
  readonly error!: { readonly code: string; readonly detail: string } | null;

  @ApiProperty({
    description: 'Where the file is; null unless it can be fetched.',
    type: String,
    nullable: true,
    example: '/v1/exports/exp_01kq3k8mehe8zbnn5q0wwz5bst/file',
  })
  readonly file_url!: string | null;

  @ApiProperty(INSTANT)
  readonly requested_at!: string;

  @NullableInstant()
  readonly ready_at!: string | null;

  @NullableInstant({ description: 'From then on the file is gone.' })
  readonly expires_at!: string | null;
}

export function toExportDto(made: Export): Shape<ExportDto> {
  const id = publicId('exp', made.id);
  return {
    id,
    object: 'export',
    kind: made.kind,
    status: made.status,
    operation_id: publicId('op', made.id),
    campaign_id: publicId('cmp', made.campaignId),
    run_id: publicId('run', made.runId),
    format: made.format,
    language: made.language,
    time_zone: made.timeZone,
    done: made.done,
    total: made.total,
    bytes: made.bytes,
    error: made.error === null ? null : { code: made.error.code, detail: made.error.detail },
    file_url: made.status === 'ready' ? `/v1/exports/${id}/file` : null,
    requested_at: made.requestedAt.toISOString(),
    ready_at: made.readyAt?.toISOString() ?? null,
    expires_at: made.expiresAt?.toISOString() ?? null,
  };
}
