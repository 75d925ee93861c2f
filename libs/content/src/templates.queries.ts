import { Prisma } from '#lib/database';
import type { ContentParts } from './content-parts.js';
import type { TemplateCategory, TemplateLanguage } from './domain/library.js';

export interface TemplateRow {
  readonly id: string;
  readonly name: string;
  readonly description: string | null;
  readonly category: TemplateCategory;
  readonly language: TemplateLanguage;
  /** Which of the product's own it is; `null`: somebody's. */
  readonly builtIn: string | null;
  readonly version: number;
  readonly createdBy: string;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly template: string;
  readonly parts: ContentParts;
}

const SELECT = Prisma.sql`
  select t.id, t.name, t.description, t.category, t.language, t.built_in as "builtIn", t.version,
         t.created_by as "createdBy", t.created_at as "createdAt", t.updated_at as "updatedAt", v.template, v.parts
    from template t join template_version v on v.template_id = t.id and v.number = t.version`;

export const selectTemplate = (id: string): Prisma.Sql => Prisma.sql`${SELECT} where t.id = ${id}::uuid`;

/** The row, which nobody else can change until the transaction ends. */
export const lockTemplate = (id: string): Prisma.Sql =>
  Prisma.sql`${SELECT} where t.id = ${id}::uuid for update of t`;

/** Conditions that hold together; `null`: any. */
export interface TemplateFilters {
  /** Part of the name; `null`: any. */
  readonly text: string | null;
  readonly category: TemplateCategory | null;
  readonly language: TemplateLanguage | null;
  readonly isBuiltIn: boolean | null;
}

/** Newest first. The order matches the index `template_created_at_id_idx`; change both or neither. */
export const selectTemplates = (
  { text, category, language, isBuiltIn }: TemplateFilters,
  page: { readonly after: { readonly createdAt: Date; readonly id: string } | null; readonly limit: number },
): Prisma.Sql => {
  const conditions = [
    Prisma.sql`true`,
    ...(text === null ? [] : [Prisma.sql`position(folded(${text}) in folded(t.name)) > 0`]),
    ...(category === null ? [] : [Prisma.sql`t.category = ${category}`]),
    ...(language === null ? [] : [Prisma.sql`t.language = ${language}`]),
    ...(isBuiltIn === null ? [] : [Prisma.sql`(t.built_in is not null) = ${isBuiltIn}`]),
    ...(page.after === null
      ? []
      : [Prisma.sql`(t.created_at, t.id) < (${page.after.createdAt}, ${page.after.id}::uuid)`]),
  ];
  return Prisma.sql`
    ${SELECT} where ${Prisma.join(conditions, ' and ')} order by t.created_at desc, t.id desc limit ${page.limit}`;
};

export interface TemplateValuesRow {
  readonly id: string;
  readonly name: string;
  readonly description: string | null;
  readonly category: string;
  readonly language: string;
  readonly template: string;
  readonly parts: ContentParts;
  readonly by: string;
}

/**
 * A template and its first version. One of the product's own that is there already, under whatever name, or whose name
 * somebody else's has, is left alone.
 */
export const insertTemplate = (values: TemplateValuesRow, builtIn: string | null): Prisma.Sql => Prisma.sql`
  with made as (
    insert into template (id, name, description, category, language, built_in, created_by, created_at, updated_at)
    values (${values.id}::uuid, ${values.name}, ${values.description}, ${values.category}, ${values.language},
            ${builtIn}, ${values.by}, clock_timestamp(), clock_timestamp())
    ${builtIn === null ? Prisma.empty : Prisma.sql`on conflict do nothing`}
    returning id)
  insert into template_version (template_id, number, name, template, parts, created_by, created_at)
  select id, 1, ${values.name}, ${values.template}, ${JSON.stringify(values.parts)}::jsonb, ${values.by},
         clock_timestamp() from made`;

/** The next version. The caller holds the row (`lockTemplate`). */
export const updateTemplate = (values: TemplateValuesRow): Prisma.Sql => Prisma.sql`
  with changed as (
    update template
       set name = ${values.name}, description = ${values.description}, category = ${values.category},
           language = ${values.language}, version = version + 1, updated_at = clock_timestamp()
     where id = ${values.id}::uuid
    returning id, version)
  insert into template_version (template_id, number, name, template, parts, created_by, created_at)
  select id, version, ${values.name}, ${values.template}, ${JSON.stringify(values.parts)}::jsonb, ${values.by},
         clock_timestamp() from changed`;

export const deleteTemplate = (id: string): Prisma.Sql =>
  Prisma.sql`delete from template where id = ${id}::uuid`;

export interface TemplateVersionRow {
  readonly number: number;
  readonly name: string;
  readonly template: string;
  readonly parts: ContentParts;
  readonly createdBy: string;
  readonly createdAt: Date;
}

/** Newest first. @param before number of the last one on the page before */
export const selectTemplateVersions = (
  id: string,
  page: { readonly before: number | null; readonly limit: number },
): Prisma.Sql => Prisma.sql`
  select number, name, template, parts, created_by as "createdBy", created_at as "createdAt" from template_version
   where template_id = ${id}::uuid
     ${page.before === null ? Prisma.empty : Prisma.sql`and number < ${page.before}`}
   order by number desc limit ${page.limit}`;
