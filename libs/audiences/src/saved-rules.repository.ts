import { Injectable } from '@nestjs/common';
import type { Tx } from '#lib/database';
import { publicId, uuidOf } from '#lib/kernel';
import { type Audience, AUDIENCE_LIMITS } from './domain/audience.js';
import { SavedAudienceNestingError } from './domain/audience.errors.js';
import { parseAudience } from './domain/parse-audience.js';
import { type SavedRule, savedNamedBy } from './domain/saved-audience.js';

/** Saved audiences as far as other audiences name them. */
@Injectable()
export class SavedRules {
  /**
   * Every saved audience that these rules come to, by public id; those that do not exist are missing.
   *
   * @throws SavedAudienceNestingError where there are too many
   */
  async closure(tx: Tx, audience: Audience): Promise<ReadonlyMap<string, SavedRule>> {
    const found = new Map<string, SavedRule>();
    let wanted = [...savedNamedBy(audience).keys()];
    while (wanted.length > 0) {
      if (found.size + wanted.length > AUDIENCE_LIMITS.savedInAll)
        throw new SavedAudienceNestingError('too_many', []);
      const loaded = await this.load(tx, wanted);
      for (const rule of loaded) found.set(rule.id, rule);
      const next = loaded.flatMap(({ rules }) => (rules === null ? [] : [...savedNamedBy(rules).keys()]));
      wanted = [...new Set(next)].filter((id) => !found.has(id));
    }
    return found;
  }

  private async load(tx: Tx, ids: readonly string[]): Promise<SavedRule[]> {
    const uuids = ids.map((id) => uuidOf('aud', id)).filter((id) => id !== null);
    const rows = await tx.savedAudience.findMany({ where: { id: { in: uuids } } });
    return rows.map((row) => ({
      id: publicId('aud', row.id),
      name: row.name,
      rules: row.rules === null ? null : parseAudience(row.rules),
    }));
  }
}
