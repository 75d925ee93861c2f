import { ApiProperty, ApiPropertyOptional, ApiSchema } from '@nestjs/swagger';
import { type ColumnMapping, LIST_COLUMNS, type ListColumn, ROW_CODES, type ToldRow } from '#lib/audiences';
import { Transform } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsDefined, IsString } from 'class-validator';
import { PageQuery } from '../lists/page.dto.js';
import type { Shape } from '../shape.js';
import { problem } from '../validation/field-problem.js';
import { ChoiceField, TextField } from '../validation/fields.js';

const MODES = ['append', 'replace'] as const;
/** As many as fit into a body of JSON; longer lists come as CSV. */
export const MAX_JSON_ROWS = 10_000;

const column = (what: string, example: string) => ({
  description: `Which column of a CSV list holds ${what}: its heading, or its number from 1.`,
  max: 200,
  optional: 'absent' as const,
  example,
});

/** How a list is to be read. Columns count for CSV only; what is not named is found out from the headings. */
export class ImportQuery {
  @ChoiceField({
    description: '`append` adds; `replace` takes away whoever is not in the list, too.',
    of: MODES,
    optional: 'absent',
    default: 'append',
    example: 'append',
  })
  readonly mode?: (typeof MODES)[number];

  @TextField(column("the messenger's ids", 'ID'))
  readonly id_column?: string;

  @TextField(column('nicknames', 'Ник'))
  readonly nickname_column?: string;

  @TextField(column('e-mails', 'Почта'))
  readonly email_column?: string;

  @TextField(column('full names', 'Сотрудник'))
  readonly name_column?: string;

  @TextField(column('first names', 'Имя'))
  readonly first_name_column?: string;

  @TextField(column('last names', 'Фамилия'))
  readonly last_name_column?: string;
}

export function mappingOf(query: ImportQuery): ColumnMapping {
  const pairs = LIST_COLUMNS.map((name): [ListColumn, string | undefined] => [name, query[`${name}_column`]]);
  return Object.fromEntries(pairs.filter(([, heading]) => heading !== undefined));
}

@ApiSchema({ name: 'AddMembers' })
export class MembersBody {
  @ApiProperty({
    description: 'Ids, @nicknames, e-mails or full names, one each; numbers are ids.',
    type: 'array',
    items: { oneOf: [{ type: 'string' }, { type: 'integer' }] },
    minItems: 1,
    maxItems: MAX_JSON_ROWS,
    example: [2345, '@a.smirnova', 'anna@example.com', 'Анна Смирнова'],
  })
  @Transform(({ value }: { value: unknown }) =>
    Array.isArray(value) ? value.map((row: unknown) => (typeof row === 'number' ? String(row) : row)) : value,
  )
  @IsString({ each: true, ...problem('wrong_type', { expected: 'string' }) })
  @ArrayMaxSize(MAX_JSON_ROWS, problem('too_many', { max: MAX_JSON_ROWS }))
  @ArrayMinSize(1, problem('too_few', { min: 1 }))
  @IsArray(problem('wrong_type', { expected: 'array' }))
  @IsDefined(problem('required'))
  readonly rows!: readonly string[];
}

export class ImportRowsQuery extends PageQuery {
  @ChoiceField({
    description: 'Only rows of this kind.',
    of: ROW_CODES,
    optional: 'absent',
    example: 'not_found',
  })
  readonly code?: string;
}

@ApiSchema({ name: 'AudienceImportRow' })
export class ImportRowDto {
  @ApiProperty({ description: 'Number of the row, from 1; a heading is not counted.', example: 17 })
  readonly row!: number;

  @ApiProperty({ enum: ['audience_import_row'] })
  readonly object!: 'audience_import_row';

  @ApiProperty({ description: 'What the row says, cut to 200 characters.', example: 'anna@example.com' })
  readonly given!: string;

  @ApiPropertyOptional({
    description: 'As what it was read.',
    enum: ['id', 'nickname', 'email', 'name', null],
    type: String,
    nullable: true,
    example: 'email',
  })
  readonly kind!: string | null;

  @ApiProperty({
    description:
      'Why it brought nobody onto the list; `suspended` did, but they get nothing while they are suspended.',
    enum: ROW_CODES,
    example: 'not_found',
  })
  readonly code!: string;

  @ApiProperty({ description: 'Who it means.', type: Number, nullable: true, example: null })
  readonly user_id!: number | null;

  @ApiProperty({ description: 'How many people it may mean.', type: Number, nullable: true, example: 0 })
  readonly matches!: number | null;
}

export function toImportRowDto(row: ToldRow): Shape<ImportRowDto> {
  const { given, kind, code, personId, matches } = row;
  return { row: row.row, object: 'audience_import_row', given, kind, code, user_id: personId, matches };
}
