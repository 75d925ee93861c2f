import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { type ApiKey, type Scope, SCOPES } from '#lib/access';
import { publicId } from '#lib/kernel';
import { mergePatch } from '../campaigns/merge-patch.js';
import {
  ChoiceListField,
  InstantField,
  IntegerField,
  NestedField,
  OpenObjectField,
  TextField,
} from '../validation/fields.js';
import { validated } from '../validation/request.pipe.js';
import { KeyLimitsBody, LIMITS, toLimitsDto } from './key-limits.dto.js';
import type { Shape } from '../shape.js';

const NAME = {
  description: 'What the key is for, so that it can be recognised later.',
  max: 100,
  example: 'HR portal',
};

export class CreateApiKeyBody {
  @TextField(NAME)
  readonly name!: string;

  @ChoiceListField({
    description: 'What it may do; nothing that your own key may not. `admin` is everything.',
    of: SCOPES,
    example: ['campaigns:read', 'campaigns:write', 'campaigns:send', 'reports:read'],
  })
  readonly scopes!: Scope[];

  @IntegerField({
    description:
      'Whom it is issued to, by their id in the messenger: it stands for them where a second person has to agree. Give it ' +
      'to nobody else. Absent: a system.',
    min: 1,
    max: Number.MAX_SAFE_INTEGER,
    optional: true,
    example: 12,
  })
  readonly person_id?: number | null;

  @InstantField({
    description: 'When it ends; a year from now unless given, and at the latest.',
    optional: true,
    example: '2027-06-30T21:00:00.000Z',
  })
  readonly expires_at?: string | null;

  @NestedField(LIMITS, () => KeyLimitsBody)
  readonly limits?: KeyLimitsBody | null;
}

/** A merge patch (RFC 7396): what is absent stays, null takes away. */
@ApiSchema({ name: 'UpdateApiKey' })
export class ApiKeyPatch {
  @TextField({ ...NAME, optional: true })
  readonly name?: string | null;

  @OpenObjectField(LIMITS, { type: () => KeyLimitsBody })
  readonly limits?: Readonly<Record<string, unknown>> | null;
}

/** What can be changed of a key. */
class ChangeableKey {
  @TextField(NAME)
  readonly name!: string;

  @NestedField(LIMITS, () => KeyLimitsBody)
  readonly limits?: KeyLimitsBody | null;
}

export class ApiKeyDto {
  @ApiProperty({ example: 'key_01kq3k8mehe8zbnn5q0wwz5bst' })
  readonly id!: string;

  @ApiProperty({ enum: ['api_key'] })
  readonly object!: 'api_key';

  @ApiProperty({ example: 'HR portal' })
  readonly name!: string;

  @ApiProperty({ description: 'How its text begins.', example: 'vst_live_9vXk2LqPz0aB' })
  readonly prefix!: string;

  @ApiProperty({ enum: SCOPES, isArray: true, type: String, example: ['campaigns:read'] })
  readonly scopes!: readonly Scope[];

  @ApiProperty({ description: LIMITS.description, type: () => KeyLimitsBody, nullable: true })
  readonly limits!: Shape<KeyLimitsBody> | null;

  @ApiProperty({
    description: 'Whom it was issued to, by their id in the messenger; null: a system.',
    type: Number,
    nullable: true,
    example: null,
  })
  readonly person_id!: number | null;

  @ApiProperty({ description: 'Id of the key that made it, or `system`.', example: 'system' })
  readonly created_by!: string;

  @ApiProperty({ format: 'date-time', example: '2026-11-22T07:42:00.000Z' })
  readonly created_at!: string;

  @ApiProperty({ format: 'date-time', example: '2027-11-22T07:42:00.000Z' })
  readonly expires_at!: string;

  @ApiProperty({ format: 'date-time', type: String, nullable: true, example: null })
  readonly revoked_at!: string | null;

  @ApiProperty({
    description: 'To a minute.',
    format: 'date-time',
    type: String,
    nullable: true,
    example: null,
  })
  readonly last_used_at!: string | null;
}

export class NewApiKeyDto extends ApiKeyDto {
  @ApiProperty({
    description: 'The key itself. It is shown here and never again.',
    example: 'vst_live_9vXk2LqPz0aB_<49 characters>',
  })
  readonly key!: string;
}

/** What a key is after a merge patch. @throws ValidationFailedError when the whole is none any more */
export function patchedKey({ name, limits }: ApiKey, patch: ApiKeyPatch): Shape<ChangeableKey> {
  return validated(ChangeableKey, mergePatch({ name, limits: toLimitsDto(limits) ?? {} }, patch), 'body');
}

export function toApiKeyDto(key: ApiKey): Shape<ApiKeyDto> {
  return {
    id: publicId('key', key.id),
    object: 'api_key',
    name: key.name,
    prefix: `vst_live_${key.keyId}`,
    scopes: key.scopes,
    limits: toLimitsDto(key.limits),
    person_id: key.personId,
    created_by: key.createdBy,
    created_at: key.createdAt.toISOString(),
    expires_at: key.expiresAt.toISOString(),
    revoked_at: key.revokedAt?.toISOString() ?? null,
    last_used_at: key.lastUsedAt?.toISOString() ?? null,
  };
}
