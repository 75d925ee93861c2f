import { ApiProperty } from '@nestjs/swagger';
import type { DirectoryStatus, PartStatus, SyncEstimate } from '#lib/directory';
import { OperationDto, toOperationDto } from '../operations/operation.dto.js';
import type { Shape } from '../shape.js';
import { BooleanField } from '../validation/fields.js';

export class SyncBody {
  @BooleanField({
    description:
      'false: of the chats only those with news are read, as between nights. People and tags are always read whole.',
    optional: true,
    default: true,
    example: true,
  })
  readonly full?: boolean | null;

  @BooleanField({
    description:
      'Believe an answer that lacks more than half of the people. `error.facts` of the sync that was refused ' +
      '(`directory_shrunk`) has the numbers.',
    optional: true,
    default: false,
    example: false,
  })
  readonly allow_shrink?: boolean | null;
}

export class DirectoryPartDto {
  @ApiProperty({ example: 1204 })
  readonly count!: number;

  @ApiProperty({
    description: 'As of when it is known; null: never read.',
    format: 'date-time',
    type: String,
    nullable: true,
    example: '2026-11-22T07:42:00.000Z',
  })
  readonly synced_at!: string | null;

  @ApiProperty({ type: Number, nullable: true, example: 312 })
  readonly age_s!: number | null;

  @ApiProperty({
    description: 'Why it could not be read the last time; what is shown is older then.',
    enum: ['scope_missing', 'upstream_unavailable'],
    type: String,
    nullable: true,
    example: null,
  })
  readonly problem!: string | null;
}

export class SyncEstimateDto {
  @ApiProperty({
    description: 'Requests to the messenger; null until the people were counted.',
    type: Number,
    nullable: true,
    example: 2012,
  })
  readonly requests!: number | null;

  @ApiProperty({ type: Number, nullable: true, example: 304 })
  readonly duration_s!: number | null;

  @ApiProperty({
    description: '`last_sync`: at its pace; `assumption`: at one request in 150 ms or the limit.',
    enum: ['last_sync', 'assumption'],
    example: 'last_sync',
  })
  readonly basis!: string;
}

export class DirectoryDto {
  @ApiProperty({ enum: ['directory'] })
  readonly object!: 'directory';

  @ApiProperty({ type: () => DirectoryPartDto })
  readonly people!: DirectoryPartDto;

  @ApiProperty({ type: () => DirectoryPartDto })
  readonly tags!: DirectoryPartDto;

  @ApiProperty({ type: () => DirectoryPartDto })
  readonly departments!: DirectoryPartDto;

  @ApiProperty({ type: () => DirectoryPartDto })
  readonly titles!: DirectoryPartDto;

  @ApiProperty({ type: () => DirectoryPartDto })
  readonly properties!: DirectoryPartDto;

  @ApiProperty({ type: () => DirectoryPartDto })
  readonly chats!: DirectoryPartDto;

  @ApiProperty({
    description: 'When everything was read last, all chats included.',
    format: 'date-time',
    type: String,
    nullable: true,
    example: '2026-11-22T00:00:09.000Z',
  })
  readonly full_synced_at!: string | null;

  @ApiProperty({
    description: 'The sync that waits or runs, or else the last one.',
    type: () => OperationDto,
    nullable: true,
    example: null,
  })
  readonly latest_sync!: Shape<OperationDto> | null;

  @ApiProperty({ description: 'What the next sync will cost.', type: () => SyncEstimateDto })
  readonly estimate!: SyncEstimateDto;
}

export function toDirectoryDto(status: DirectoryStatus): Shape<DirectoryDto> {
  return {
    object: 'directory',
    people: toPart(status.people),
    tags: toPart(status.tags),
    departments: toPart(status.departments),
    titles: toPart(status.titles),
    properties: toPart(status.properties),
    chats: toPart(status.chats),
    full_synced_at: status.fullSyncedAt?.toISOString() ?? null,
    latest_sync: status.latestSync === null ? null : toOperationDto(status.latestSync),
    estimate: toEstimate(status.estimate),
  };
}

function toPart({ count, syncedAt, ageMs, problem }: PartStatus): Shape<DirectoryPartDto> {
  return {
    count,
    synced_at: syncedAt?.toISOString() ?? null,
    age_s: ageMs === null ? null : Math.floor(ageMs / 1_000),
    problem,
  };
}

function toEstimate({ requests, seconds, basis }: SyncEstimate): Shape<SyncEstimateDto> {
  return { requests, duration_s: seconds, basis };
}
