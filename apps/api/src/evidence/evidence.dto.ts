import { ApiProperty } from '@nestjs/swagger';
import { type EvidenceRow, type EvidenceSheet, type EvidenceVerification, SHEET_WORDS } from '#lib/evidence';
import { EXPORT_LANGUAGES, type ExportLanguage } from '#lib/exports';
import { publicId } from '#lib/kernel';
import type { Shape } from '../shape.js';
import { ChoiceField, TextField } from '../validation/fields.js';

const INSTANT = { format: 'date-time', example: '2026-11-22T07:42:00.000Z' } as const;
const HASH = { example: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08' } as const;

export const EVIDENCE_FORMATS = ['json', 'xlsx', 'pdf'] as const;
export type EvidenceFormat = (typeof EVIDENCE_FORMATS)[number];

export class EvidenceQuery {
  @ChoiceField({
    description: '`json` has all that was hashed; the others are for people, `pdf` for printing.',
    of: EVIDENCE_FORMATS,
    optional: 'absent',
    default: 'json',
    example: 'json',
  })
  readonly format?: EvidenceFormat;

  @ChoiceField({
    description: 'Of what people read.',
    of: EXPORT_LANGUAGES,
    optional: 'absent',
    default: 'ru',
  })
  readonly language?: ExportLanguage;

  @TextField({
    description: 'IANA name of the zone that people are shown times in. Absent: the one of the settings.',
    max: 100,
    optional: 'absent',
    example: 'Europe/Moscow',
  })
  readonly time_zone?: string;
}

export class VerifyQuery {
  @TextField({
    description: 'Hash of the sheet in hand. Absent: the newest sheet.',
    max: 64,
    min: 64,
    optional: 'absent',
    ...HASH,
  })
  readonly head?: string;
}

export class EvidenceDto {
  @ApiProperty({ example: 'evd_01kq3k8mehe8zbnn5q0wwz5bst' })
  readonly id!: string;

  @ApiProperty({ enum: ['evidence'] })
  readonly object!: 'evidence';

  @ApiProperty({ description: 'What the sheet is not: a signature.', example: SHEET_WORDS.en.notice })
  readonly notice!: string;

  @ApiProperty({ example: 'cmp_01kq3k8mehe8zbnn5q0wwz5bst' })
  readonly campaign_id!: string;

  @ApiProperty({ example: 'run_01kq3k8mehe8zbnn5q0wwz5bst' })
  readonly run_id!: string;

  @ApiProperty(INSTANT)
  readonly issued_at!: string;

  @ApiProperty({
    description: 'Who asked first for just this sheet.',
    example: 'key_01kq3k8mehe8zbnn5q0wwz5bst',
  })
  readonly issued_by!: string;

  @ApiProperty({
    description:
      'SHA-256. hash_0 is of `subject`, hash_n of the bytes of hash_(n-1) and then row n without `hash`; each as JSON with its ' +
      'members in the order of their names, without spaces, in UTF-8 (RFC 8785).',
    enum: ['sha256-chain'],
  })
  readonly algorithm!: 'sha256-chain';

  @ApiProperty({ description: 'The last hash: it stands for the whole sheet.', ...HASH })
  readonly head!: string;

  @ApiProperty({
    description:
      'Campaign, run with the audience as it was defined, sender, every text word for word, actions.',
    type: 'object',
    additionalProperties: true,
  })
  readonly subject!: object;

  @ApiProperty({ description: 'hash_0.', ...HASH })
  readonly subject_hash!: string;

  @ApiProperty({
    description:
      'In the order of the run, each with its `hash`: the person, why they belong, what was sent, the interval of reading, ' +
      'acknowledgements with the event that told of each, reminders, edits, recall.',
    type: 'array',
    items: { type: 'object', additionalProperties: true },
  })
  readonly rows!: readonly (EvidenceRow & { readonly hash: string })[];
}

export function toEvidenceDto(sheet: EvidenceSheet, language: ExportLanguage): Shape<EvidenceDto> {
  return {
    id: publicId('evd', sheet.id),
    object: 'evidence',
    notice: SHEET_WORDS[language].notice,
    campaign_id: publicId('cmp', sheet.campaignId),
    run_id: publicId('run', sheet.runId),
    issued_at: sheet.issuedAt.toISOString(),
    issued_by: sheet.issuedBy,
    algorithm: 'sha256-chain',
    head: sheet.head,
    subject: sheet.subject,
    subject_hash: sheet.subjectHash,
    rows: sheet.rows,
  };
}

export class AlteredRowDto {
  @ApiProperty({ description: 'Its number in the sheet, from 1.', example: 17 })
  readonly row!: number;

  @ApiProperty({ example: 'dlv_1842' })
  readonly delivery_id!: string;

  @ApiProperty({ example: 2345 })
  readonly user_id!: number;

  @ApiProperty({
    description: 'As the sheet has it.',
    type: String,
    nullable: true,
    example: 'Анна Смирнова',
  })
  readonly name!: string | null;

  @ApiProperty({
    description: 'What says otherwise now; null: the row is gone.',
    type: [String],
    nullable: true,
    example: ['acknowledgements'],
  })
  readonly fields!: readonly string[] | null;
}

export class EvidenceVerificationDto {
  @ApiProperty({ enum: ['evidence_verification'] })
  readonly object!: 'evidence_verification';

  @ApiProperty({ example: 'evd_01kq3k8mehe8zbnn5q0wwz5bst' })
  readonly evidence_id!: string;

  @ApiProperty({ example: 'run_01kq3k8mehe8zbnn5q0wwz5bst' })
  readonly run_id!: string;

  @ApiProperty(INSTANT)
  readonly issued_at!: string;

  @ApiProperty({ example: 'key_01kq3k8mehe8zbnn5q0wwz5bst' })
  readonly issued_by!: string;

  @ApiProperty(HASH)
  readonly head!: string;

  @ApiProperty({ example: 1204 })
  readonly row_count!: number;

  @ApiProperty({
    description:
      '`intact`: everything says what it said. `grown`: only what comes with time was added (sent, read, confirmed). `altered`: ' +
      'something that was written down says otherwise now, or is gone.',
    enum: ['intact', 'grown', 'altered'],
    example: 'intact',
  })
  readonly result!: 'intact' | 'grown' | 'altered';

  @ApiProperty({
    description:
      'First row of the kept sheet itself that does not fit its hash, 0 for the subject; null: all do.',
    type: Number,
    nullable: true,
    example: null,
  })
  readonly broken_at!: number | null;

  @ApiProperty({ description: 'Whether the kept head is the last hash.', example: true })
  readonly head_right!: boolean;

  @ApiProperty({ description: 'Parts of the subject that say otherwise now.', type: [String], example: [] })
  readonly altered_subject!: readonly string[];

  @ApiProperty({ description: 'Rows that say otherwise now; the first 100.', type: () => [AlteredRowDto] })
  readonly altered!: readonly AlteredRowDto[];

  @ApiProperty({ example: 0 })
  readonly altered_count!: number;

  @ApiProperty({ description: 'Rows to which something came since.', example: 12 })
  readonly grown_count!: number;

  @ApiProperty({ description: 'Recipients who came since.', example: 0 })
  readonly added_count!: number;
}

export function toVerificationDto(found: EvidenceVerification): Shape<EvidenceVerificationDto> {
  const { sheet } = found;
  return {
    object: 'evidence_verification',
    evidence_id: publicId('evd', sheet.id),
    run_id: publicId('run', sheet.runId),
    issued_at: sheet.issuedAt.toISOString(),
    issued_by: sheet.issuedBy,
    head: sheet.head,
    row_count: sheet.rowCount,
    result: found.result,
    broken_at: found.brokenAt,
    head_right: found.isHeadRight,
    altered_subject: found.alteredSubject,
    altered: found.altered.map(({ row, deliveryId, userId, name, fields }) => ({
      row,
      delivery_id: deliveryId,
      user_id: userId,
      name,
      fields,
    })),
    altered_count: found.alteredCount,
    grown_count: found.grownCount,
    added_count: found.addedCount,
  };
}
