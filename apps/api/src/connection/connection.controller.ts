import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { DirectoryService } from '#lib/directory';
import { SendersService } from '#lib/senders';
import { RequireScope } from '../access/permission.js';
import { ApiProblems, CLOSED_ROUTE_PROBLEMS } from '../problem/api-problems.js';
import { SenderDto, toSenderDto } from '../senders/sender.dto.js';
import type { Shape } from '../shape.js';

const CONNECTION_STATUSES = ['ok', 'checking', 'degraded', 'not_connected'] as const;
type ConnectionStatus = (typeof CONNECTION_STATUSES)[number];

export class ConnectionDirectoryDto {
  @ApiProperty({
    description: 'As of when the last whole reading of the people was; null: there was none yet.',
    format: 'date-time',
    type: String,
    nullable: true,
    example: '2026-11-22T07:42:00.000Z',
  })
  readonly synced_at!: string | null;

  @ApiProperty({ type: Number, nullable: true, example: 120 })
  readonly age_s!: number | null;
}

export class ConnectionDto {
  @ApiProperty({ enum: ['connection'] })
  readonly object!: 'connection';

  @ApiProperty({
    enum: CONNECTION_STATUSES,
    description:
      '`ok`: a bot works. `checking`: its token was not tried yet. `degraded`: some bot is held. ' +
      '`not_connected`: there is no bot, or all are held.',
    example: 'ok',
  })
  readonly status!: ConnectionStatus;

  @ApiProperty({ type: () => [SenderDto] })
  readonly senders!: readonly SenderDto[];

  @ApiProperty({ type: () => ConnectionDirectoryDto })
  readonly directory!: ConnectionDirectoryDto;
}

@ApiTags('connection')
@ApiProblems(...CLOSED_ROUTE_PROBLEMS)
@Controller('v1/connection')
export class ConnectionController {
  constructor(
    private readonly senders: SendersService,
    private readonly directory: DirectoryService,
  ) {}

  @Get()
  @RequireScope('senders:read')
  @ApiOperation({
    operationId: 'connection.get',
    summary: 'Whether the messenger can be reached, and with what',
  })
  @ApiOkResponse({ type: ConnectionDto })
  async get(): Promise<Shape<ConnectionDto>> {
    const [senders, freshness] = await Promise.all([this.senders.list(), this.directory.freshness()]);
    return {
      object: 'connection',
      status: connectionStatus(senders.map(({ status }) => status)),
      senders: senders.map(toSenderDto),
      directory: {
        synced_at: freshness?.syncedAt.toISOString() ?? null,
        age_s: freshness === null ? null : Math.round(freshness.ageMs / 1_000),
      },
    };
  }
}

/** One word for all bots together. */
function connectionStatus(statuses: readonly ('checking' | 'active' | 'held')[]): ConnectionStatus {
  if (statuses.every((status) => status === 'held')) return 'not_connected';
  if (statuses.includes('held')) return 'degraded';
  return statuses.includes('active') ? 'ok' : 'checking';
}
