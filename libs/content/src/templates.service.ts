import { Injectable } from '@nestjs/common';
import { Database, isUniqueViolation, type Tx } from '#lib/database';
import { Files } from '#lib/files';
import { newUuid } from '#lib/kernel';
import { contentOf, contentParts } from './content-parts.js';
import { BUILT_IN_TEMPLATES } from './domain/built-in-templates.js';
import type { TemplateDraft } from './domain/library.js';
import {
  TemplateBuiltInError,
  TemplateInvalidError,
  TemplateNameTakenError,
  TemplateNotBuiltInError,
  TemplateNotFoundError,
  TemplateVersionError,
} from './domain/library.errors.js';
import { contentProblems, type MessageContent } from './domain/message-content.js';
import { Mentions } from './mentions.service.js';
import { compileTemplate } from './template.js';
import {
  deleteTemplate,
  insertTemplate,
  lockTemplate,
  selectTemplate,
  selectTemplates,
  selectTemplateVersions,
  type TemplateFilters,
  type TemplateRow,
  type TemplateValuesRow,
  type TemplateVersionRow,
  updateTemplate,
} from './templates.queries.js';

/** A text to start from. Campaigns copy it; what becomes of it later changes none of them. */
export interface LibraryTemplate extends TemplateDraft {
  readonly id: string;
  /** It came with the product: it can be changed and reset, not deleted. */
  readonly isBuiltIn: boolean;
  /** Grows with every change; each one is kept. */
  readonly version: number;
  readonly createdBy: string;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** What a template said. */
export interface TemplateVersion {
  readonly number: number;
  readonly name: string;
  readonly content: MessageContent;
  readonly createdBy: string;
  readonly createdAt: Date;
}

/** Where a page of templates ended. */
export interface TemplateCursor {
  readonly createdAt: Date;
  readonly id: string;
}

/** Who wrote what came with the product. */
const PRODUCT = 'system';

/** The template library. */
@Injectable()
export class Templates {
  constructor(
    private readonly database: Database,
    private readonly mentions: Mentions,
    private readonly files: Files,
  ) {}

  /** Adds those of the product's own that are not there yet. Safe from several processes at once. @returns how many */
  async addBuiltIn(): Promise<number> {
    let added = 0;
    for (const { key, ...draft } of BUILT_IN_TEMPLATES)
      added += await this.database.client.$executeRaw(insertTemplate(toRow(newUuid(), draft, PRODUCT), key));
    return added;
  }

  /**
   * @param tx a transaction
   * @param by public id of who makes it
   * @throws TemplateNameTakenError, TemplateError, TemplateInvalidError
   */
  async create(tx: Tx, draft: TemplateDraft, by: string): Promise<LibraryTemplate> {
    const row = toRow(newUuid(), await this.checked(tx, draft), by);
    await this.unlessTaken(() => tx.$executeRaw(insertTemplate(row, null)));
    return this.get(row.id, tx);
  }

  /** @throws TemplateNotFoundError */
  async get(id: string, tx: Tx = this.database.client): Promise<LibraryTemplate> {
    const [row] = await tx.$queryRaw<TemplateRow[]>(selectTemplate(id));
    if (row === undefined) throw new TemplateNotFoundError();
    return toTemplate(row);
  }

  /** Newest first. @param page.limit 1 to 200 */
  async list(
    filters: TemplateFilters,
    page: { readonly after: TemplateCursor | null; readonly limit: number },
  ): Promise<{ readonly templates: readonly LibraryTemplate[]; readonly next: TemplateCursor | null }> {
    const rows = await this.database.client.$queryRaw<TemplateRow[]>(
      selectTemplates(filters, { ...page, limit: page.limit + 1 }),
    );
    const templates = rows.slice(0, page.limit).map(toTemplate);
    const last = templates.at(-1);
    const hasMore = rows.length > page.limit && last !== undefined;
    return { templates, next: hasMore ? { createdAt: last.createdAt, id: last.id } : null };
  }

  /** Newest first. @throws TemplateNotFoundError */
  async versions(
    id: string,
    page: { readonly before: number | null; readonly limit: number },
  ): Promise<{ readonly versions: readonly TemplateVersion[]; readonly next: number | null }> {
    await this.get(id);
    const rows = await this.database.client.$queryRaw<TemplateVersionRow[]>(
      selectTemplateVersions(id, { ...page, limit: page.limit + 1 }),
    );
    const versions = rows
      .slice(0, page.limit)
      .map(({ template, parts, ...rest }) => ({ ...rest, content: contentOf(template, parts) }));
    return { versions, next: rows.length > page.limit ? (versions.at(-1)?.number ?? null) : null };
  }

  /**
   * @param change what it becomes, from what it is; called with the template locked
   * @param as.expectedVersions versions of which one must be the present one; `null`: any
   * @throws TemplateNotFoundError, TemplateVersionError, and what `create` throws
   */
  async update(
    tx: Tx,
    id: string,
    change: (present: LibraryTemplate) => TemplateDraft,
    as: { readonly by: string; readonly expectedVersions: readonly number[] | null },
  ): Promise<LibraryTemplate> {
    const present = await this.lock(tx, id);
    if (as.expectedVersions !== null && !as.expectedVersions.includes(present.version))
      throw new TemplateVersionError(present.version);
    return this.write(tx, id, await this.checked(tx, change(toTemplate(present))), as.by);
  }

  /**
   * Gives a template of the product's its first text and name again, as its next version.
   *
   * @throws TemplateNotFoundError, TemplateNotBuiltInError, TemplateNameTakenError
   */
  async reset(tx: Tx, id: string, by: string): Promise<LibraryTemplate> {
    const present = await this.lock(tx, id);
    const original = BUILT_IN_TEMPLATES.find(({ key }) => key === present.builtIn);
    if (original === undefined) throw new TemplateNotBuiltInError();
    return this.write(tx, id, original, by);
  }

  /** @throws TemplateNotFoundError, TemplateBuiltInError */
  async delete(tx: Tx, id: string): Promise<void> {
    if ((await this.lock(tx, id)).builtIn !== null) throw new TemplateBuiltInError();
    await tx.$executeRaw(deleteTemplate(id));
  }

  private async lock(tx: Tx, id: string): Promise<TemplateRow> {
    const [row] = await tx.$queryRaw<TemplateRow[]>(lockTemplate(id));
    if (row === undefined) throw new TemplateNotFoundError();
    return row;
  }

  private async write(tx: Tx, id: string, draft: TemplateDraft, by: string): Promise<LibraryTemplate> {
    await this.unlessTaken(() => tx.$executeRaw(updateTemplate(toRow(id, draft, by))));
    return this.get(id, tx);
  }

  /** As a draft of a campaign: what cannot be sent is no text to start from. */
  private async checked(tx: Tx, draft: TemplateDraft): Promise<TemplateDraft> {
    compileTemplate(draft.content.template);
    const { files } = draft.content;
    const problems = [...contentProblems(draft.content), ...(await this.files.problems(tx, files))];
    if (problems.length > 0) throw new TemplateInvalidError(problems);
    const template = await this.mentions.resolved(tx, draft.content.template);
    return { ...draft, content: { ...draft.content, template } };
  }

  private async unlessTaken(write: () => Promise<number>): Promise<void> {
    try {
      await write();
    } catch (error) {
      if (isUniqueViolation(error)) throw new TemplateNameTakenError();
      throw error;
    }
  }
}

function toTemplate({ template, parts, builtIn, ...row }: TemplateRow): LibraryTemplate {
  return { ...row, isBuiltIn: builtIn !== null, content: contentOf(template, parts) };
}

function toRow(
  id: string,
  { name, description, category, language, content }: TemplateDraft,
  by: string,
): TemplateValuesRow {
  const parts = contentParts(content);
  return { id, name, description, category, language, template: content.template, parts, by };
}
