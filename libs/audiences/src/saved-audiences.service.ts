import { Injectable } from '@nestjs/common';
import { Database, isUniqueViolation, type Tx } from '#lib/database';
import { newUuid, publicId } from '#lib/kernel';
import { AudiencesService } from './audiences.service.js';
import type { Audience } from './domain/audience.js';
import { parseAudience } from './domain/parse-audience.js';
import { refuseNesting } from './domain/saved-audience.js';
import {
  AudienceInUseError,
  AudienceKindError,
  AudienceNameTakenError,
  AudienceVersionError,
  SavedAudienceNotFoundError,
} from './domain/saved-audience.errors.js';
import {
  type AudienceUseRow,
  deleteSavedAudience,
  insertSavedAudience,
  lockSavedAudience,
  type NamingRow,
  type SavedAudienceRow,
  selectSavedAudience,
  selectNamings,
  selectSavedAudiences,
  selectUses,
  updateSavedAudience,
} from './saved-audiences.queries.js';

/** Rules or a list under a name. */
export interface SavedAudience extends Omit<SavedAudienceRow, 'rules'> {
  /** `null`: a list. */
  readonly rules: Audience | null;
}

/** What the maker of a saved audience decides. */
export interface SavedAudienceValues {
  /** 1 to 200 characters; no other saved audience has it. */
  readonly name: string;
  readonly description: string | null;
  /** As it was given; `null` for a list. */
  readonly rules: unknown;
}

/** Where a page of saved audiences ended. */
export interface SavedAudienceCursor {
  readonly createdAt: Date;
  readonly id: string;
}

/** Saved audiences: kept once, referred to by campaigns and by other saved audiences. */
@Injectable()
export class SavedAudiences {
  constructor(
    private readonly database: Database,
    private readonly audiences: AudiencesService,
  ) {}

  /**
   * @param tx a transaction
   * @param by public id of who makes it
   * @throws AudienceNameTakenError, InvalidAudienceError, and what `AudiencesService.resolve` throws
   */
  async create(tx: Tx, values: SavedAudienceValues, by: string): Promise<SavedAudience> {
    const id = newUuid();
    const rules = await this.checkedRules(tx, id, values.rules);
    await this.unlessTaken(() => tx.$executeRaw(insertSavedAudience({ ...values, id, rules, by })));
    return this.get(id, tx);
  }

  /** @throws SavedAudienceNotFoundError */
  async get(id: string, tx: Tx = this.database.client): Promise<SavedAudience> {
    const [row] = await tx.$queryRaw<SavedAudienceRow[]>(selectSavedAudience(id));
    if (row === undefined) throw new SavedAudienceNotFoundError();
    return toSaved(row);
  }

  /** Newest first. @param page.limit 1 to 200 */
  async list(page: {
    readonly text: string | null;
    readonly after: SavedAudienceCursor | null;
    readonly limit: number;
  }): Promise<{ readonly audiences: readonly SavedAudience[]; readonly next: SavedAudienceCursor | null }> {
    const rows = await this.database.client.$queryRaw<SavedAudienceRow[]>(
      selectSavedAudiences({ ...page, limit: page.limit + 1 }),
    );
    const audiences = rows.slice(0, page.limit).map(toSaved);
    const last = audiences.at(-1);
    const hasMore = rows.length > page.limit && last !== undefined;
    return { audiences, next: hasMore ? { createdAt: last.createdAt, id: last.id } : null };
  }

  /**
   * @param change what it becomes, from what it is; called with the audience locked
   * @param expectedVersions versions of which one must be the present one; `null`: any
   * @throws SavedAudienceNotFoundError, AudienceVersionError, AudienceKindError, and what `create` throws
   */
  async update(
    tx: Tx,
    id: string,
    change: (present: SavedAudience) => SavedAudienceValues,
    expectedVersions: readonly number[] | null,
  ): Promise<SavedAudience> {
    const present = await this.lock(tx, id);
    if (expectedVersions !== null && !expectedVersions.includes(present.version))
      throw new AudienceVersionError(present.version);
    const values = change(present);
    if ((present.rules === null) !== (values.rules === null))
      throw new AudienceKindError(present.rules === null ? 'list' : 'rules');
    const rules = await this.checkedRules(tx, id, values.rules);
    await this.unlessTaken(() => tx.$executeRaw(updateSavedAudience({ ...values, id, rules })));
    return this.get(id, tx);
  }

  /**
   * @param tx a transaction
   * @throws SavedAudienceNotFoundError, AudienceInUseError
   */
  async delete(tx: Tx, id: string): Promise<void> {
    await this.lock(tx, id);
    const uses = await tx.$queryRaw<AudienceUseRow[]>(selectUses(publicId('aud', id)));
    if (uses.length > 0) throw new AudienceInUseError(uses, uses[0]?.total ?? uses.length);
    await tx.$executeRaw(deleteSavedAudience(id));
  }

  /** Whether a key is limited to it, or to one that comes to it. */
  async isLimit(tx: Tx, id: string): Promise<boolean> {
    const namings = await tx.$queryRaw<NamingRow[]>(selectNamings);
    const above = new Set([publicId('aud', id)]);
    // Each round goes one level up; audiences name one another a few levels deep at most, and never in a circle.
    for (let known = 0; known < above.size;) {
      known = above.size;
      for (const { id: by, names } of namings) {
        if (!names.some((name) => above.has(name))) continue;
        if (by === null) return true;
        above.add(publicId('aud', by));
      }
    }
    return false;
  }

  private async lock(tx: Tx, id: string): Promise<SavedAudience> {
    const [row] = await tx.$queryRaw<SavedAudienceRow[]>(lockSavedAudience(id));
    if (row === undefined) throw new SavedAudienceNotFoundError();
    return toSaved(row);
  }

  private async checkedRules(tx: Tx, id: string, given: unknown): Promise<Audience | null> {
    if (given === null) return null;
    const audience = parseAudience(given, '#/rules');
    const expanded = await this.audiences.resolve(tx, audience, '#/rules');
    refuseNesting(publicId('aud', id), expanded);
    return audience;
  }

  private async unlessTaken(write: () => Promise<number>): Promise<void> {
    try {
      await write();
    } catch (error) {
      if (isUniqueViolation(error)) throw new AudienceNameTakenError();
      throw error;
    }
  }
}

function toSaved(row: SavedAudienceRow): SavedAudience {
  return { ...row, rules: row.rules === null ? null : parseAudience(row.rules, '#/rules') };
}
