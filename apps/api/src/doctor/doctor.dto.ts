import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import type { Examination } from '#lib/reports';
import type { Shape } from '../shape.js';

@ApiSchema({ name: 'Finding' })
export class FindingDto {
  @ApiProperty({ description: 'Stable word for machines.', example: 'doubts_parked' })
  readonly code!: string;

  @ApiProperty({ enum: ['error', 'warning'], description: '`error`: somebody should look today.' })
  readonly severity!: 'error' | 'warning';

  @ApiProperty({ description: 'What is wrong and what to do.', example: '2 doubts are parked: …' })
  readonly detail!: string;

  @ApiProperty({
    description: 'Ids of the campaigns or senders it is about.',
    type: String,
    isArray: true,
    example: ['cmp_01kq3k8mehe8zbnn5q0wwz5bst'],
  })
  readonly subjects!: readonly string[];
}

@ApiSchema({ name: 'DoctorDuplicates' })
export class DoctorDuplicatesDto {
  @ApiProperty({ description: 'Second copies ever found.', example: 0 })
  readonly made!: number;

  @ApiProperty({ description: 'Of these, taken away again.', example: 0 })
  readonly removed!: number;

  @ApiProperty({ description: 'Of these, still to be seen.', example: 0 })
  readonly visible!: number;
}

@ApiSchema({ name: 'DoctorDoubts' })
export class DoctorDoubtsDto {
  @ApiProperty({ description: 'Sends of which nobody knows whether they arrived.', example: 0 })
  readonly open!: number;

  @ApiProperty({ type: Number, nullable: true, example: null })
  readonly oldest_seconds!: number | null;

  @ApiProperty({ description: 'Unreadable for long; other messages reach these people again.', example: 0 })
  readonly parked!: number;

  @ApiProperty({ description: 'Proved absent; a person says whether to send again.', example: 0 })
  readonly awaiting_person!: number;
}

@ApiSchema({ name: 'Doctor' })
export class DoctorDto {
  @ApiProperty({ enum: ['doctor'] })
  readonly object!: 'doctor';

  @ApiProperty({ description: 'Whether no finding is an error.', example: true })
  readonly ok!: boolean;

  @ApiProperty({ type: () => FindingDto, isArray: true, description: 'The worst first.' })
  readonly findings!: readonly FindingDto[];

  @ApiProperty({ description: 'Runs whose rows were counted: open, or ended within a day.', example: 3 })
  readonly runs_checked!: number;

  @ApiProperty({ type: () => DoctorDuplicatesDto })
  readonly duplicates!: DoctorDuplicatesDto;

  @ApiProperty({ type: () => DoctorDoubtsDto })
  readonly doubts!: DoctorDoubtsDto;

  @ApiProperty({ description: "This process's clock minus the database's.", example: 2 })
  readonly clock_skew_ms!: number;

  @ApiProperty({ type: Number, nullable: true, description: 'null: never read.', example: 240 })
  readonly directory_age_seconds!: number | null;
}

export function toDoctorDto({ isOk, findings, facts }: Examination): Shape<DoctorDto> {
  const { doubts, directoryAgeSeconds } = facts;
  return {
    object: 'doctor',
    ok: isOk,
    findings: findings.map(({ code, severity, detail, subjects }) => ({ code, severity, detail, subjects })),
    runs_checked: facts.runsChecked,
    duplicates: { ...facts.duplicates },
    doubts: {
      open: doubts.open,
      oldest_seconds: doubts.oldestSeconds === null ? null : Math.floor(doubts.oldestSeconds),
      parked: doubts.parked,
      awaiting_person: doubts.awaitingPerson,
    },
    clock_skew_ms: Math.round(facts.clockSkewMs),
    directory_age_seconds: directoryAgeSeconds === null ? null : Math.floor(directoryAgeSeconds),
  };
}
