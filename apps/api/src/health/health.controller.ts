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

  @ApiProperty({
    enum: ['off', 'on'],
    description:
      'on: the database was restored, and chats are read before anything is sent. GET /v1/doctor tells more.',
  })
  readonly safe_mode!: 'off' | 'on';
}

export class ReadyDto {
  @ApiProperty({
    enum: ['ready', 'degraded'],
    description: 'degraded: it serves requests, and safe mode is on.',
  })
  readonly status!: 'ready' | 'degraded';

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
    const { database, migrations, isSafeMode } = await this.readiness.check();
    const safe_mode = isSafeMode ? 'on' : 'off';
    return { status: isSafeMode ? 'degraded' : 'ready', checks: { database, migrations, safe_mode } };
  }
}
