import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import {
  AUDIENCE_PARTS,
  type AudienceEstimate,
  type AudiencePart,
  type AudiencePerson,
  SKIP_REASONS,
  type TimeZoneRow,
} from '#lib/audiences';
import { displayName } from '#lib/directory';
import { PageQuery } from '../lists/page.dto.js';
import type { Shape } from '../shape.js';
import { BooleanField, ChoiceField, OpenObjectField } from '../validation/fields.js';
import { AudienceDto } from './audience-rules.dto.js';

@ApiSchema({ name: 'EstimateAudience' })
export class EstimateBody {
  @OpenObjectField({ description: 'Whom to count.' }, { type: () => AudienceDto })
  readonly audience!: Readonly<Record<string, unknown>>;

  @BooleanField({
    description: 'Leave out people who have not confirmed their invitation yet.',
    optional: true,
    default: false,
    example: false,
  })
  readonly skip_invited?: boolean | null;

  @BooleanField({
    description: 'Leave out guests: people of other companies in chats of this one.',
    optional: true,
    default: false,
    example: false,
  })
  readonly skip_guests?: boolean | null;
}

const PARTS = [...AUDIENCE_PARTS, ...SKIP_REASONS.map((reason) => `skipped.${reason}`)];

export class AudiencePeopleQuery extends PageQuery {
  @ChoiceField({
    description: 'Whom to show.',
    of: PARTS,
    optional: 'absent',
    default: 'matched',
    example: 'skipped.suspended',
  })
  readonly part?: string;
}

export function partOf(text = 'matched'): AudiencePart {
  const kind = AUDIENCE_PARTS.find((part) => part === text);
  return kind === undefined ? { kind: 'skipped_for', reason: text.replace('skipped.', '') } : { kind };
}

@ApiSchema({ name: 'AudiencePerson' })
export class AudiencePersonDto {
  @ApiProperty({ description: "The messenger's own id.", example: 2345 })
  readonly id!: number;

  @ApiProperty({ enum: ['audience_person'] })
  readonly object!: 'audience_person';

  @ApiProperty({ example: 'Анна Смирнова' })
  readonly name!: string;

  @ApiProperty({ type: String, nullable: true, example: 'Склад' })
  readonly department!: string | null;

  @ApiProperty({ type: String, nullable: true, example: 'Кладовщик' })
  readonly title!: string | null;

  @ApiProperty({ type: String, nullable: true, example: 'Asia/Yekaterinburg' })
  readonly time_zone!: string | null;

  @ApiProperty({ description: 'The first condition that names them.', example: 'tag:Склад' })
  readonly included_by!: string;

  @ApiProperty({
    description: 'The first exclusion that does.',
    type: String,
    nullable: true,
    example: null,
  })
  readonly excluded_by!: string | null;

  @ApiProperty({ description: 'Whether several conditions name them; they get it once.', example: false })
  readonly repeated!: boolean;

  @ApiProperty({
    description: 'Why they get nothing; null for those who get it.',
    type: String,
    enum: [...SKIP_REASONS, null],
    nullable: true,
    example: null,
  })
  readonly skip_reason!: string | null;
}

export class AudienceReasonCountDto {
  @ApiProperty({ enum: SKIP_REASONS, example: 'suspended' })
  readonly reason!: string;

  @ApiProperty({ example: 12 })
  readonly count!: number;
}

export class TimeZoneCountDto {
  @ApiProperty({
    description: "Null: the company's.",
    type: String,
    nullable: true,
    example: 'Asia/Yekaterinburg',
  })
  readonly time_zone!: string | null;

  @ApiProperty({ example: 128 })
  readonly count!: number;
}

@ApiSchema({ name: 'AudienceEstimate' })
export class EstimateDto {
  @ApiProperty({ enum: ['audience_estimate'] })
  readonly object!: 'audience_estimate';

  @ApiProperty({ description: 'Whom the rules name, everybody once.', example: 1221 })
  readonly matched!: number;

  @ApiProperty({ description: 'Of them, whom several conditions name.', example: 40 })
  readonly duplicates!: number;

  @ApiProperty({ description: 'Who would get a message: `matched` without `skipped`.', example: 1204 })
  readonly to_send!: number;

  @ApiProperty({ description: 'Who would not, by reason.', type: () => [AudienceReasonCountDto] })
  readonly skipped!: readonly AudienceReasonCountDto[];

  @ApiProperty({ description: 'Of `to_send`, guests.', example: 0 })
  readonly guests!: number;

  @ApiProperty({ description: 'Of `to_send`, those who have not confirmed their invitation.', example: 0 })
  readonly invited!: number;

  @ApiProperty({ description: 'Where those of `to_send` live.', type: () => [TimeZoneCountDto] })
  readonly time_zones!: readonly TimeZoneCountDto[];

  @ApiProperty({ description: 'Twenty of `to_send` at most.', type: () => [AudiencePersonDto] })
  readonly sample!: readonly AudiencePersonDto[];
}

export function toAudiencePersonDto(person: AudiencePerson): Shape<AudiencePersonDto> {
  return {
    id: person.id,
    object: 'audience_person',
    name: displayName(person),
    department: person.department,
    title: person.title,
    time_zone: person.timeZone,
    included_by: person.includedBy,
    excluded_by: person.excludedBy,
    repeated: person.isRepeated,
    skip_reason: person.skipReason,
  };
}

export function toEstimateDto(
  estimate: AudienceEstimate,
  zones: readonly TimeZoneRow[],
  sample: readonly AudiencePerson[],
): Shape<EstimateDto> {
  return {
    object: 'audience_estimate',
    matched: estimate.matched,
    duplicates: estimate.repeated,
    to_send: estimate.toSend,
    skipped: estimate.skipped.map(({ reason, count }) => ({ reason, count })),
    guests: estimate.guests,
    invited: estimate.invited,
    time_zones: zones.map(({ timeZone, count }) => ({ time_zone: timeZone, count })),
    sample: sample.map(toAudiencePersonDto),
  };
}
