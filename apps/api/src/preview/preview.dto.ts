import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import type { AudienceJson, Preview, PreviewSample } from '#lib/campaigns';
import { AudienceDto } from '../audiences/audience-rules.dto.js';
import { CheckIssueDto, toIssueDto } from '../campaigns/check.dto.js';
import { ContentBody } from '../campaigns/content.dto.js';
import type { Language } from '../problem/language.js';
import type { Shape } from '../shape.js';
import { BooleanField, IdsField, NestedField, OpenObjectField, TextField } from '../validation/fields.js';

/** Most people that one preview is made for by name. */
const MOST_PEOPLE = 10;

@ApiSchema({ name: 'PreviewRequest' })
export class PreviewBody {
  @NestedField({ description: 'What is to be looked at.' }, () => ContentBody)
  readonly content!: ContentBody;

  @TextField({
    description: 'What `{{ campaign.title }}` says.',
    max: 200,
    optional: true,
    example: 'График отпусков',
  })
  readonly title?: string | null;

  @OpenObjectField(
    { description: 'Among whom edge cases are looked for; everybody unless given.', optional: true },
    { type: () => AudienceDto },
  )
  readonly audience?: AudienceJson | null;

  @BooleanField({
    description: 'Leave out people who have not confirmed their invitation yet.',
    optional: true,
    default: false,
    example: false,
  })
  readonly skip_invited?: boolean | null;

  @BooleanField({ description: 'Leave out guests.', optional: true, default: false, example: false })
  readonly skip_guests?: boolean | null;

  @IdsField({
    description: 'People to show it for besides, by their ids in the messenger.',
    max: MOST_PEOPLE,
    optional: true,
    example: [12],
  })
  readonly users?: number[] | null;
}

export class SampleUserDto {
  @ApiProperty({ example: 12 })
  readonly id!: number;

  @ApiProperty({ example: 'Анна Смирнова' })
  readonly name!: string;

  @ApiProperty({ type: String, nullable: true, example: 'Склад' })
  readonly department!: string | null;
}

export class SampleReasonDto {
  @ApiProperty({
    description:
      '`given`: asked for; `typical`: has every field; `longest`: of the longest fields; `missing`: lacks `field`.',
    enum: ['given', 'typical', 'longest', 'missing'],
    example: 'missing',
  })
  readonly why!: string;

  @ApiProperty({ type: String, nullable: true, example: 'user.department' })
  readonly field!: string | null;
}

export class SampleDto {
  @ApiProperty({ type: () => SampleUserDto })
  readonly user!: SampleUserDto;

  @ApiProperty({ description: 'Why this person is shown.', type: () => [SampleReasonDto] })
  readonly reasons!: readonly SampleReasonDto[];

  @ApiProperty({
    description: 'What the messenger would be given; null: nothing would be sent to this person.',
    type: String,
    nullable: true,
    example: 'Здравствуйте, Анна!',
  })
  readonly text!: string | null;

  @ApiProperty({
    description: 'The same as the messenger shows it, safe to put into a page.',
    type: String,
    nullable: true,
    example: '<p>Здравствуйте, Анна!</p>\n',
  })
  readonly html!: string | null;

  @ApiProperty({ description: 'Of 40,000; a Cyrillic letter has two.', example: 34 })
  readonly bytes!: number;

  @ApiProperty({ description: 'Why nothing would be sent.', type: () => CheckIssueDto, nullable: true })
  readonly issue!: CheckIssueDto | null;
}

export class MissingFieldDto {
  @ApiProperty({ example: 'user.department' })
  readonly field!: string;

  @ApiProperty({ description: 'How many of the audience lack it.', example: 123 })
  readonly count!: number;
}

export class PreviewDto {
  @ApiProperty({ enum: ['preview'] })
  readonly object!: 'preview';

  @ApiProperty({ description: 'Whether no issue is an error.', example: true })
  readonly ok!: boolean;

  @ApiProperty({ type: () => [CheckIssueDto] })
  readonly issues!: readonly CheckIssueDto[];

  @ApiProperty({ description: 'Fields shown without a fallback.', type: () => [MissingFieldDto] })
  readonly missing_fields!: readonly MissingFieldDto[];

  @ApiProperty({ description: 'Given ids that nobody in the directory has.', type: [Number], example: [] })
  readonly unknown_users!: readonly number[];

  @ApiProperty({ type: () => [SampleDto] })
  readonly samples!: readonly SampleDto[];
}

export function toPreviewDto(preview: Preview, language: Language): Shape<PreviewDto> {
  return {
    object: 'preview',
    ok: preview.issues.every(({ level }) => level !== 'error'),
    issues: preview.issues.map((issue) => toIssueDto(issue, language)),
    missing_fields: preview.missingFields.map(({ field, count }) => ({ field, count })),
    unknown_users: [...preview.unknownPeople],
    samples: preview.samples.map((sample) => toSampleDto(sample, language)),
  };
}

function toSampleDto(
  { person, reasons, issue, text, html, bytes }: PreviewSample,
  language: Language,
): Shape<SampleDto> {
  return {
    user: { ...person },
    reasons: reasons.map((reason) => ({ ...reason })),
    text,
    html,
    bytes,
    issue: issue === null ? null : toIssueDto(issue, language),
  };
}
