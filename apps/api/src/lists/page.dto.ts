import { ApiProperty } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsOptional, IsString, MaxLength } from 'class-validator';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { problem } from '../validation/field-problem.js';
import { IntegerField } from '../validation/fields.js';

export const DEFAULT_PAGE = 50;
export const MAX_PAGE = 200;

/** Digits as a number; everything else as it came, for the rule after it to refuse. */
export function ToInteger(): PropertyDecorator {
  return Transform(({ value }: { value: unknown }) =>
    typeof value === 'string' && /^-?\d{1,15}$/.test(value) ? Number(value) : value,
  );
}

/** What every list takes. */
export class PageQuery {
  @ToInteger()
  @IntegerField({
    description: 'Most entries of one page.',
    min: 1,
    max: MAX_PAGE,
    optional: 'absent',
    default: DEFAULT_PAGE,
    example: 50,
  })
  readonly limit?: number;

  @ApiPropertyOptional({
    description: '`page.next_cursor` of the page before, with the same filters.',
    type: String,
    maxLength: 2_000,
  })
  @IsOptional()
  @MaxLength(2_000, problem('too_long', { max: 2_000 }))
  @IsString(problem('repeated_parameter'))
  readonly cursor?: string;
}

export class PageDto {
  @ApiProperty({
    description: 'Pass it as `cursor` for the next page; null on the last one.',
    type: String,
    nullable: true,
    example: 'eyJjIjoi….Zk9f3A',
  })
  readonly next_cursor!: string | null;

  @ApiProperty({ description: 'Whether there is a next page.', example: false })
  readonly has_more!: boolean;
}
