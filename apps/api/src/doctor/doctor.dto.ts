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
    description: 'Ids of the campaigns, senders or webhook endpoints it is about.',
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

@ApiSchema({ name: 'DoctorSafeMode' })
export class DoctorSafeModeDto {
  @ApiProperty({ description: "Whether sending waits until people's chats have been read.", example: false })
  readonly on!: boolean;

  @ApiProperty({
    enum: ['other_instance', 'forgotten_send'],
    type: String,
    nullable: true,
    description:
      'other_instance: the database was restored or replaced. forgotten_send: a message was found that it does not remember.',
    example: null,
  })
  readonly code!: 'other_instance' | 'forgotten_send' | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true, example: null })
  readonly since!: string | null;

  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'Until when the database remembers, as far as it shows.',
    example: null,
  })
  readonly restore_point!: string | null;

  @ApiProperty({ description: 'Messages still to be looked up before they may be sent.', example: 0 })
  readonly left!: number;

  @ApiProperty({ description: 'Messages that wait because their chats cannot be read.', example: 0 })
  readonly unreadable!: number;
}

@ApiSchema({ name: 'DoctorGuardRefusals' })
export class DoctorGuardRefusalsDto {
  @ApiProperty({ description: 'Changes that the database refused, ever. Each is a defect.', example: 0 })
  readonly ever!: number;

  @ApiProperty({ description: 'The same in the last seven days.', example: 0 })
  readonly recent!: number;
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

  @ApiProperty({ description: 'The same that were not counted, since they are too many.', example: 0 })
  readonly runs_skipped!: number;

  @ApiProperty({ type: () => DoctorSafeModeDto })
  readonly safe_mode!: DoctorSafeModeDto;

  @ApiProperty({
    description:
      'Messages of our bots in the last seven days that carry a marker of ours and that nobody here sent.',
    example: 0,
  })
  readonly foreign_messages!: number;

  @ApiProperty({ type: () => DoctorGuardRefusalsDto })
  readonly guard_refusals!: DoctorGuardRefusalsDto;

  @ApiProperty({ type: () => DoctorDuplicatesDto })
  readonly duplicates!: DoctorDuplicatesDto;

  @ApiProperty({ type: () => DoctorDoubtsDto })
  readonly doubts!: DoctorDoubtsDto;

  @ApiProperty({ description: 'Bytes of the files that messages carry.', example: 48_213 })
  readonly file_bytes!: number;

  @ApiProperty({ description: 'Most bytes that they may have.', example: 1_073_741_824 })
  readonly file_bytes_limit!: number;

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
    runs_skipped: facts.runsSkipped,
    safe_mode: {
      on: facts.safeMode !== null,
      code: facts.safeMode?.code ?? null,
      since: facts.safeMode?.since.toISOString() ?? null,
      restore_point: facts.safeMode?.restorePoint?.toISOString() ?? null,
      left: facts.verification.left,
      unreadable: facts.verification.unreadable,
    },
    foreign_messages: facts.foreignSenders.reduce((sum, { count }) => sum + count, 0),
    guard_refusals: { ...facts.guardRefusals },
    duplicates: { ...facts.duplicates },
    doubts: {
      open: doubts.open,
      oldest_seconds: doubts.oldestSeconds === null ? null : Math.floor(doubts.oldestSeconds),
      parked: doubts.parked,
      awaiting_person: doubts.awaitingPerson,
    },
    file_bytes: facts.files.usedBytes,
    file_bytes_limit: facts.files.maxBytes,
    clock_skew_ms: Math.round(facts.clockSkewMs),
    directory_age_seconds: directoryAgeSeconds === null ? null : Math.floor(directoryAgeSeconds),
  };
}
