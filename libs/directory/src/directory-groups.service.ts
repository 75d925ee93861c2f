import { Injectable } from '@nestjs/common';
import { Database } from '#lib/database';
import { ChatNotFoundError, PropertyNotFoundError } from './domain/directory.errors.js';
import type { DirectoryChat, NamedGroup, PropertyDefinition } from './domain/group.js';
import { searchWords } from './domain/search-words.js';
import {
  type ChatRow,
  isProperty,
  type NamedGroupRow,
  type PropertyRow,
  selectChat,
  selectChats,
  selectGroups,
  selectProperties,
  selectValues,
} from './group.queries.js';
import {
  type DirectoryPage,
  type DirectoryPageRequest,
  type NamedPage,
  namedPageOf,
  type NamedPageRequest,
  pageLimit,
  pageOf,
} from './page-of.js';

/** Words that are all in the name, as for people. */
export interface NameFilter {
  readonly q?: string | undefined;
}

/** Which chats; an absent filter leaves none out. */
export interface ChatFilter extends NameFilter {
  readonly isChannel?: boolean | undefined;
  readonly isArchived?: boolean | undefined;
  readonly isPublic?: boolean | undefined;
  readonly isMember?: boolean | undefined;
}

/** What people of the workspace have in common: departments, titles, values of its own properties, chats. */
@Injectable()
export class DirectoryGroups {
  constructor(private readonly database: Database) {}

  /** With the number of people of each, by name. */
  departments(filter: NameFilter, page: NamedPageRequest): Promise<NamedPage<NamedGroup>> {
    return this.#groups('department', filter, page);
  }

  /** With the number of people of each, by name. */
  titles(filter: NameFilter, page: NamedPageRequest): Promise<NamedPage<NamedGroup>> {
    return this.#groups('title', filter, page);
  }

  /** What the workspace adds to its people, by id, as of the last sync. */
  async properties(page: DirectoryPageRequest): Promise<DirectoryPage<PropertyDefinition>> {
    const limit = pageLimit(page);
    const rows = await this.database.client.$queryRaw<PropertyRow[]>(
      selectProperties({ afterId: page.afterId ?? 0, limit: limit + 1 }),
    );
    return pageOf(
      rows.map((row) => ({ ...row, id: Number(row.id) })),
      limit,
    );
  }

  /** @throws PropertyNotFoundError */
  async values(
    propertyId: number,
    filter: NameFilter,
    page: NamedPageRequest,
  ): Promise<NamedPage<NamedGroup>> {
    const { client } = this.database;
    const [property] = await client.$queryRaw<{ isKnown: boolean }[]>(isProperty(propertyId));
    if (property?.isKnown !== true) throw new PropertyNotFoundError();
    const window = windowOf(page);
    return named(
      await client.$queryRaw<NamedGroupRow[]>(selectValues(propertyId, searchWords(filter.q ?? ''), window)),
      page,
    );
  }

  /** Those that the bots may see, by id, as of the last sync. */
  async chats(filter: ChatFilter, page: DirectoryPageRequest): Promise<DirectoryPage<DirectoryChat>> {
    const limit = pageLimit(page);
    const { q, isChannel, isArchived, isPublic, isMember } = filter;
    const rows = await this.database.client.$queryRaw<ChatRow[]>(
      selectChats(
        { words: searchWords(q ?? ''), isChannel, isArchived, isPublic, isMember },
        { afterId: page.afterId ?? 0, limit: limit + 1 },
      ),
    );
    return pageOf(rows.map(toChat), limit);
  }

  /** @throws ChatNotFoundError */
  async chat(id: number): Promise<DirectoryChat> {
    const [row] = await this.database.client.$queryRaw<ChatRow[]>(selectChat(id));
    if (row === undefined) throw new ChatNotFoundError();
    return toChat(row);
  }

  async #groups(
    column: 'department' | 'title',
    filter: NameFilter,
    page: NamedPageRequest,
  ): Promise<NamedPage<NamedGroup>> {
    const rows = await this.database.client.$queryRaw<NamedGroupRow[]>(
      selectGroups(column, searchWords(filter.q ?? ''), windowOf(page)),
    );
    return named(rows, page);
  }
}

const windowOf = (page: NamedPageRequest): { readonly afterName: string; readonly limit: number } => ({
  afterName: page.afterName ?? '',
  limit: pageLimit(page) + 1,
});

const named = (rows: readonly NamedGroupRow[], page: NamedPageRequest): NamedPage<NamedGroup> =>
  namedPageOf(rows, pageLimit(page));

function toChat(row: ChatRow): DirectoryChat {
  return { ...row, id: Number(row.id), ownerId: row.ownerId === null ? null : Number(row.ownerId) };
}
