import { ApiProperty } from '@nestjs/swagger';
import { OPT_OUT_LIMITS, type OptOut } from '#lib/directory';
import type { Shape } from '../shape.js';
import { InstantField, TextField } from '../validation/fields.js';

export class OptOutBody {
  @TextField({
    description: 'Why, for those who ask later. Shown at this address only.',
    max: OPT_OUT_LIMITS.reason,
    example: 'Декретный отпуск',
  })
  readonly reason!: string;

  @InstantField({
    description: 'When it ends by itself; null or absent: only somebody ends it.',
    optional: true,
    example: '2027-06-01T00:00:00Z',
  })
  readonly until?: string | null;
}

export class OptOutDto {
  @ApiProperty({ enum: ['opt_out'] })
  readonly object!: 'opt_out';

  @ApiProperty({ description: "The messenger's own id of the person.", example: 2345 })
  readonly user_id!: number;

  @ApiProperty({ example: 'Декретный отпуск' })
  readonly reason!: string;

  @ApiProperty({ format: 'date-time', type: String, nullable: true, example: '2027-06-01T00:00:00.000Z' })
  readonly until!: string | null;

  @ApiProperty({ description: 'Id of the key that asked for it.', example: 'key_01kq3k8mehe8zbnn5q0wwz5bst' })
  readonly set_by!: string;

  @ApiProperty({ format: 'date-time', example: '2026-11-22T07:42:00.000Z' })
  readonly set_at!: string;
}

export function toOptOutDto(optOut: OptOut): Shape<OptOutDto> {
  return {
    object: 'opt_out',
    user_id: optOut.personId,
    reason: optOut.reason,
    until: optOut.until?.toISOString() ?? null,
    set_by: optOut.setBy,
    set_at: optOut.setAt.toISOString(),
  };
}
