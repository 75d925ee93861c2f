import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import type { SavedAudience, SavedAudienceValues } from '#lib/audiences';
import { publicId } from '#lib/kernel';
import { mergePatch } from '../campaigns/merge-patch.js';
import { PageQuery } from '../lists/page.dto.js';
import type { Shape } from '../shape.js';
import { OpenObjectField, TextField } from '../validation/fields.js';
import { validated } from '../validation/request.pipe.js';
import { AudienceDto } from './audience-rules.dto.js';

const NAME = {
  description: 'What colleagues call it; no other saved audience has this name.',
  max: 200,
  example: 'Склад без ночной смены',
};
const DESCRIPTION = {
  description: 'For colleagues.',
  max: 2_000,
  optional: true,
  example: 'Для объявлений о графике',
};
const RULES = {
  description: 'Whom it selects, anew every time. Without rules it is a list: see `POST …/members`.',
  optional: true,
};

@ApiSchema({ name: 'CreateAudience' })
export class SavedAudienceBody {
  @TextField(NAME)
  readonly name!: string;

  @TextField(DESCRIPTION)
  readonly description?: string | null;

  @OpenObjectField(RULES, { type: () => AudienceDto })
  readonly rules?: Readonly<Record<string, unknown>> | null;
}

/** A merge patch (RFC 7396): what is absent stays, null takes away. */
@ApiSchema({ name: 'UpdateAudience' })
export class SavedAudiencePatch {
  @TextField({ ...NAME, optional: true })
  readonly name?: string | null;

  @TextField(DESCRIPTION)
  readonly description?: string | null;

  @OpenObjectField(RULES, { type: () => AudienceDto })
  readonly rules?: Readonly<Record<string, unknown>> | null;
}

export class SavedAudiencesQuery extends PageQuery {
  @TextField({ description: 'Part of the name.', max: 200, optional: 'absent', example: 'склад' })
  readonly q?: string;
}

@ApiSchema({ name: 'SavedAudience' })
export class SavedAudienceDto {
  @ApiProperty({ example: 'aud_01kq3k8mehe8zbnn5q0wwz5bst' })
  readonly id!: string;

  @ApiProperty({ enum: ['audience'] })
  readonly object!: 'audience';

  @ApiProperty({ enum: ['rules', 'list'], example: 'rules' })
  readonly type!: 'rules' | 'list';

  @ApiProperty({ example: 'Склад без ночной смены' })
  readonly name!: string;

  @ApiProperty({ type: String, nullable: true, example: null })
  readonly description!: string | null;

  @ApiProperty({ type: () => AudienceDto, nullable: true, description: 'Null for a list.' })
  readonly rules!: object | null;

  @ApiProperty({
    type: Number,
    nullable: true,
    description: 'How many are on the list; null for rules, which come to other people every time.',
    example: null,
  })
  readonly member_count!: number | null;

  @ApiProperty({ description: 'Grows with every change; the ETag in quotes.', example: 1 })
  readonly version!: number;

  @ApiProperty({ description: 'Id of the key that made it.', example: 'key_01kq3k8mehe8zbnn5q0wwz5bst' })
  readonly created_by!: string;

  @ApiProperty({ format: 'date-time', example: '2026-11-22T07:42:00.000Z' })
  readonly created_at!: string;

  @ApiProperty({ format: 'date-time', example: '2026-11-22T07:42:00.000Z' })
  readonly updated_at!: string;
}

export function savedValues(body: Shape<SavedAudienceBody>): SavedAudienceValues {
  return { name: body.name, description: body.description ?? null, rules: body.rules ?? null };
}

/** What an audience says after a merge patch. @throws ValidationFailedError when the whole is none any more */
export function patchedSavedValues(present: SavedAudience, patch: SavedAudiencePatch): SavedAudienceValues {
  const { name, description, rules } = present;
  const body = mergePatch({ name, description, rules }, patch);
  return savedValues(validated(SavedAudienceBody, body, 'body'));
}

export function toSavedAudienceDto(saved: SavedAudience): Shape<SavedAudienceDto> {
  return {
    id: publicId('aud', saved.id),
    object: 'audience',
    type: saved.rules === null ? 'list' : 'rules',
    name: saved.name,
    description: saved.description,
    rules: saved.rules,
    member_count: saved.memberCount,
    version: saved.version,
    created_by: saved.createdBy,
    created_at: saved.createdAt.toISOString(),
    updated_at: saved.updatedAt.toISOString(),
  };
}
