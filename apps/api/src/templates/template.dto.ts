import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import {
  type LibraryTemplate,
  TEMPLATE_CATEGORIES,
  TEMPLATE_LANGUAGES,
  type TemplateCategory,
  type TemplateDraft,
  type TemplateLanguage,
  type TemplateVersion,
} from '#lib/content';
import { publicId } from '#lib/kernel';
import { ContentBody, ContentPatch } from '../campaigns/content.dto.js';
import { contentBody, contentValues } from '../campaigns/content-values.js';
import { mergePatch } from '../campaigns/merge-patch.js';
import { PageQuery } from '../lists/page.dto.js';
import type { Shape } from '../shape.js';
import { BooleanParameter, ChoiceField, NestedField, TextField } from '../validation/fields.js';
import { validated } from '../validation/request.pipe.js';

const NAME = {
  description: 'What colleagues call it; no other template has this name.',
  max: 200,
  example: 'График отпусков',
};
const DESCRIPTION = {
  description: 'For colleagues.',
  max: 2_000,
  optional: true,
  example: 'Собрать пожелания к графику',
};
const CATEGORY = { description: 'What it is about.', of: TEMPLATE_CATEGORIES, example: 'hr' };
const LANGUAGE = { description: 'What it is written in.', of: TEMPLATE_LANGUAGES, example: 'ru' };
const CONTENT = { description: 'As a campaign has it.' };

@ApiSchema({ name: 'CreateTemplate' })
export class TemplateBody {
  @TextField(NAME)
  readonly name!: string;

  @TextField(DESCRIPTION)
  readonly description?: string | null;

  @ChoiceField(CATEGORY)
  readonly category!: TemplateCategory;

  @ChoiceField(LANGUAGE)
  readonly language!: TemplateLanguage;

  @NestedField(CONTENT, () => ContentBody)
  readonly content!: ContentBody;
}

/** A merge patch (RFC 7396): what is absent stays, null takes away. */
@ApiSchema({ name: 'UpdateTemplate' })
export class TemplatePatch {
  @TextField({ ...NAME, optional: true })
  readonly name?: string | null;

  @TextField(DESCRIPTION)
  readonly description?: string | null;

  @ChoiceField({ ...CATEGORY, optional: true })
  readonly category?: TemplateCategory | null;

  @ChoiceField({ ...LANGUAGE, optional: true })
  readonly language?: TemplateLanguage | null;

  @NestedField({ ...CONTENT, optional: true }, () => ContentPatch)
  readonly content?: ContentPatch | null;
}

export class TemplatesQuery extends PageQuery {
  @TextField({ description: 'Part of the name.', max: 200, optional: 'absent', example: 'отпуск' })
  readonly q?: string;

  @ChoiceField({ ...CATEGORY, optional: 'absent' })
  readonly category?: TemplateCategory;

  @ChoiceField({ ...LANGUAGE, optional: 'absent' })
  readonly language?: TemplateLanguage;

  @BooleanParameter({
    description: 'Those that came with the product, or those that did not.',
    optional: 'absent',
    example: true,
  })
  readonly built_in?: boolean;
}

@ApiSchema({ name: 'Template' })
export class TemplateDto {
  @ApiProperty({ example: 'tpl_01kq3k8mehe8zbnn5q0wwz5bst' })
  readonly id!: string;

  @ApiProperty({ enum: ['template'] })
  readonly object!: 'template';

  @ApiProperty({ example: 'График отпусков' })
  readonly name!: string;

  @ApiProperty({ type: String, nullable: true, example: 'Собрать пожелания к графику' })
  readonly description!: string | null;

  @ApiProperty({ enum: TEMPLATE_CATEGORIES, example: 'hr' })
  readonly category!: string;

  @ApiProperty({ enum: TEMPLATE_LANGUAGES, example: 'ru' })
  readonly language!: string;

  @ApiProperty({
    description: 'Whether it came with the product: it can be changed and reset, not deleted.',
    example: true,
  })
  readonly built_in!: boolean;

  @ApiProperty({
    description: '`POST /v1/campaigns` takes it as its `content`, as it is.',
    type: () => ContentBody,
  })
  readonly content!: object;

  @ApiProperty({ description: 'Grows with every change; the ETag in quotes.', example: 1 })
  readonly version!: number;

  @ApiProperty({
    description: 'Id of the key that made it; `system`: it came with the product.',
    example: 'system',
  })
  readonly created_by!: string;

  @ApiProperty({ format: 'date-time', example: '2026-11-22T07:42:00.000Z' })
  readonly created_at!: string;

  @ApiProperty({ format: 'date-time', example: '2026-11-22T07:42:00.000Z' })
  readonly updated_at!: string;
}

@ApiSchema({ name: 'TemplateVersion' })
export class TemplateVersionDto {
  @ApiProperty({ enum: ['template_version'] })
  readonly object!: 'template_version';

  @ApiProperty({ example: 2 })
  readonly version!: number;

  @ApiProperty({ description: 'What it was called then.', example: 'График отпусков' })
  readonly name!: string;

  @ApiProperty({ description: 'PATCH the template with it to go back.', type: () => ContentBody })
  readonly content!: object;

  @ApiProperty({ description: 'Id of the key that wrote it.', example: 'key_01kq3k8mehe8zbnn5q0wwz5bst' })
  readonly created_by!: string;

  @ApiProperty({ format: 'date-time', example: '2026-11-22T07:42:00.000Z' })
  readonly created_at!: string;
}

/** @throws ValidationFailedError */
export function templateDraft(body: Shape<TemplateBody>): TemplateDraft {
  const { name, description = null, category, language, content } = body;
  return { name, description, category, language, content: contentValues(content) };
}

/** What a template says after a merge patch. @throws ValidationFailedError when the whole is none any more */
export function patchedTemplateDraft(present: LibraryTemplate, patch: TemplatePatch): TemplateDraft {
  const { name, description, category, language, content } = present;
  const body = { name, description, category, language, content: contentBody(content) };
  return templateDraft(validated(TemplateBody, mergePatch(body, patch), 'body'));
}

export function toTemplateDto(template: LibraryTemplate): Shape<TemplateDto> {
  return {
    id: publicId('tpl', template.id),
    object: 'template',
    name: template.name,
    description: template.description,
    category: template.category,
    language: template.language,
    built_in: template.isBuiltIn,
    content: contentBody(template.content),
    version: template.version,
    created_by: template.createdBy,
    created_at: template.createdAt.toISOString(),
    updated_at: template.updatedAt.toISOString(),
  };
}

export function toTemplateVersionDto(version: TemplateVersion): Shape<TemplateVersionDto> {
  return {
    object: 'template_version',
    version: version.number,
    name: version.name,
    content: contentBody(version.content),
    created_by: version.createdBy,
    created_at: version.createdAt.toISOString(),
  };
}
