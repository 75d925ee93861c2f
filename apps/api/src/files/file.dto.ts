import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { FILE_KINDS, type StoredFile } from '#lib/files';
import { publicId } from '#lib/kernel';
import type { Shape } from '../shape.js';

@ApiSchema({ name: 'File' })
export class FileDto {
  @ApiProperty({ example: 'file_01kq3k8mehe8zbnn5q0wwz5bst' })
  readonly id!: string;

  @ApiProperty({ enum: ['file'] })
  readonly object!: 'file';

  @ApiProperty({ description: 'As its readers see it, cleaned.', example: 'График отпусков 2027.pdf' })
  readonly name!: string;

  @ApiProperty({ example: 'application/pdf' })
  readonly content_type!: string;

  @ApiProperty({ description: 'How the messenger shows it.', enum: FILE_KINDS, example: 'file' })
  readonly kind!: string;

  @ApiProperty({ description: 'Bytes.', example: 48_213 })
  readonly size!: number;

  @ApiProperty({ description: 'Of its bytes, in hexadecimal digits.', example: 'e3b0c44298fc1c14…' })
  readonly sha256!: string;

  @ApiProperty({ example: 'key_01kq3k8mehe8zbnn5q0wwz5bst' })
  readonly created_by!: string;

  @ApiProperty({ format: 'date-time', example: '2026-11-22T07:42:00.000Z' })
  readonly created_at!: string;
}

export function toFileDto(file: StoredFile): Shape<FileDto> {
  return {
    id: publicId('file', file.id),
    object: 'file',
    name: file.name,
    content_type: file.contentType,
    kind: file.kind,
    size: file.size,
    sha256: file.sha256,
    created_by: file.createdBy,
    created_at: file.createdAt.toISOString(),
  };
}
