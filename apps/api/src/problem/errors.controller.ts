import { Controller, Get, Param } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { Public } from '../access/permission.js';
import { ApiProblems } from './api-problems.js';
import { RouteNotFoundError } from './edge-errors.js';
import { PROBLEMS } from './problem-table.js';
import type { Shape } from '../shape.js';

export class ErrorTitleDto {
  @ApiProperty({ example: 'Audience changed' })
  readonly en!: string;

  @ApiProperty({ example: 'Аудитория изменилась' })
  readonly ru!: string;
}

export class ErrorKindDto {
  @ApiProperty({ example: 'audience_changed' })
  readonly code!: string;

  @ApiProperty({ example: 409 })
  readonly status!: number;

  @ApiProperty({ type: () => ErrorTitleDto })
  readonly title!: ErrorTitleDto;
}

/** Where the `type` of a problem leads. */
@ApiTags('errors')
@Public()
@Controller('errors')
export class ErrorsController {
  @Get(':code')
  @ApiOperation({ operationId: 'errors.get', summary: 'What an error code means' })
  @ApiOkResponse({ type: ErrorKindDto })
  @ApiProblems('not_found')
  get(@Param('code') code: string): Shape<ErrorKindDto> {
    const kind = Object.hasOwn(PROBLEMS, code) ? PROBLEMS[code] : undefined;
    if (kind === undefined) throw new RouteNotFoundError('There is no such error code.');
    return { code, status: kind.status, title: { en: kind.title.en, ru: kind.title.ru } };
  }
}
