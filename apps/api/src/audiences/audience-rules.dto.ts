import { ApiProperty, ApiPropertyOptional, ApiSchema } from '@nestjs/swagger';
import { AUDIENCE_LIMITS, ROLES, RUN_RESULTS } from '#lib/audiences';

/*
 * Only for the OpenAPI document: the audiences lib reads the rules.
 */

const { allOf, audiences, chats, depth, selectors, tags, users, values } = AUDIENCE_LIMITS;

@ApiSchema({ name: 'AudienceCustomProperty' })
export class CustomPropertySelectorDto {
  @ApiProperty({ description: 'Exact name of the field.', example: 'Грейд' })
  readonly name!: string;

  @ApiProperty({ description: 'Exact values.', type: [String], maxItems: values, example: ['5', '6'] })
  readonly values!: readonly string[];
}

@ApiSchema({ name: 'AudienceRunResults' })
export class RunResultsSelectorDto {
  @ApiProperty({ example: 'run_01kq3k8mehe8zbnn5q0wwz5bst' })
  readonly run_id!: string;

  @ApiProperty({
    description: 'Recipients of whom one of these is true when the audience is resolved.',
    enum: RUN_RESULTS,
    isArray: true,
    type: String,
    example: ['unread'],
  })
  readonly results!: readonly string[];
}

@ApiSchema({ name: 'AudienceCondition' })
export class AudienceConditionDto {
  @ApiPropertyOptional({ description: 'Everybody of the workspace.', example: true })
  readonly everyone?: boolean;

  @ApiPropertyOptional({
    description: 'People with one of these tags.',
    type: [String],
    maxItems: tags,
    example: ['Офис', 'Склад'],
  })
  readonly tags_any?: readonly string[];

  @ApiPropertyOptional({
    description: 'People with all of these tags.',
    type: [String],
    maxItems: tags,
    example: ['Офис'],
  })
  readonly tags_all?: readonly string[];

  @ApiPropertyOptional({
    description: 'People of these departments.',
    type: [String],
    maxItems: values,
    example: ['Логистика'],
  })
  readonly departments?: readonly string[];

  @ApiPropertyOptional({
    description: 'People with these titles.',
    type: [String],
    maxItems: values,
    example: ['Водитель'],
  })
  readonly titles?: readonly string[];

  @ApiPropertyOptional({
    description: 'People with one of these values in a field of the workspace.',
    type: () => CustomPropertySelectorDto,
  })
  readonly custom_property?: CustomPropertySelectorDto;

  @ApiPropertyOptional({
    description: 'People with these roles in the workspace.',
    enum: ROLES,
    isArray: true,
    type: String,
    example: ['guest', 'multi_guest'],
  })
  readonly roles?: readonly string[];

  @ApiPropertyOptional({
    description: 'People of these time zones; `company`: those who have none of their own.',
    type: [String],
    maxItems: values,
    example: ['Asia/Omsk'],
  })
  readonly time_zones?: readonly string[];

  @ApiPropertyOptional({
    description: 'These people, by their ids in the messenger.',
    type: [Number],
    maxItems: users,
    example: [12],
  })
  readonly users?: readonly number[];

  @ApiPropertyOptional({
    description: 'Members of these conversations and channels, by their ids in the messenger.',
    type: [Number],
    maxItems: chats,
    example: [334],
  })
  readonly chats?: readonly number[];

  @ApiPropertyOptional({
    description: `People of these saved audiences, which may name others, ${depth} deep at most.`,
    type: [String],
    maxItems: audiences,
    example: ['aud_01kq3k8mehe8zbnn5q0wwz5bst'],
  })
  readonly audiences?: readonly string[];

  @ApiPropertyOptional({
    description: 'Recipients of another run, by what became of it.',
    type: () => RunResultsSelectorDto,
  })
  readonly run_results?: RunResultsSelectorDto;
}

@ApiSchema({ name: 'AudienceSelector' })
export class AudienceSelectorDto extends AudienceConditionDto {
  @ApiPropertyOptional({
    description: 'People to whom all of these apply.',
    type: () => [AudienceConditionDto],
    maxItems: allOf,
  })
  readonly all_of?: readonly AudienceConditionDto[];
}

@ApiSchema({ name: 'Audience' })
export class AudienceDto {
  @ApiProperty({ enum: ['rules'], example: 'rules' })
  readonly type!: 'rules';

  @ApiProperty({
    type: () => [AudienceSelectorDto],
    maxItems: selectors,
    description: 'Whoever one of these names…',
  })
  readonly include!: readonly AudienceSelectorDto[];

  @ApiPropertyOptional({
    type: () => [AudienceSelectorDto],
    maxItems: selectors,
    description: '…unless one of these does.',
  })
  readonly exclude?: readonly AudienceSelectorDto[];
}
