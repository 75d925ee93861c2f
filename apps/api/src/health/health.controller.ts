import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { Public } from '../access/permission.js';
import { ApiProblems } from '../problem/api-problems.js';
import { Readiness } from './readiness.js';
import type { Shape } from '../shape.js';

export class LiveDto {
  @ApiProperty({ enum: ['ok'] })
  readonly status!: 'ok';
}

export class ReadyChecksDto {
  @ApiProperty({ enum: ['ok'] })
  readonly database!: 'ok';

  @ApiProperty({ enum: ['ok'] })
  readonly migrations!: 'ok';
}

export class ReadyDto {
  @ApiProperty({ enum: ['ready'] })
  readonly status!: 'ready';

  @ApiProperty({ type: () => ReadyChecksDto })
  readonly checks!: ReadyChecksDto;
}

@ApiTags('health')
@Public()
@Controller('health')
export class HealthController {
  constructor(private readonly readiness: Readiness) {}

  /** The process alone: a database that is away must not get it restarted in a loop. */
  @Get('live')
  @ApiOperation({ operationId: 'health.live', summary: 'Whether the process is alive' })
  @ApiOkResponse({ type: LiveDto })
  live(): Shape<LiveDto> {
    return { status: 'ok' };
  }

  @Get('ready')
  @ApiOperation({
    operationId: 'health.ready',
    summary:
      'Whether it can serve requests: the database takes a write within a second, migrations are applied',
  })
  @ApiOkResponse({ type: ReadyDto })
  @ApiProblems('not_ready')
  async ready(): Promise<Shape<ReadyDto>> {
    const { database, migrations } = await this.readiness.check();
    return { status: 'ready', checks: { database, migrations } };
  }
}
