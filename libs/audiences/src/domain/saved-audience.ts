import { type Audience, AUDIENCE_LIMITS, type Selector } from './audience.js';
import { SavedAudienceNestingError } from './audience.errors.js';

/** As much of a saved audience as resolving another one needs. */
export interface SavedRule {
  /** Public id. */
  readonly id: string;
  readonly name: string;
  /** `null`: a list of people, kept in rows of its own. */
  readonly rules: Audience | null;
}

/** An audience with every saved audience that it comes to, by public id: nothing about it is left to look up. */
export interface ExpandedAudience {
  readonly audience: Audience;
  readonly saved: ReadonlyMap<string, SavedRule>;
}

/** Saved audiences that these rules name themselves, each with the place of its first mention below `include` and `exclude`. */
export function savedNamedBy(audience: Audience): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const side of ['include', 'exclude'] as const) {
    audience[side].forEach((selector, n) => {
      for (const { id, path } of mentions(selector, `${side}/${n}`)) if (!found.has(id)) found.set(id, path);
    });
  }
  return found;
}

function mentions(selector: Selector, at: string): { readonly id: string; readonly path: string }[] {
  if ('audiences' in selector)
    return selector.audiences.map((id, n) => ({ id, path: `${at}/audiences/${n}` }));
  if (!('all_of' in selector)) return [];
  return selector.all_of.flatMap((part, n) => mentions(part, `${at}/all_of/${n}`));
}

/**
 * Refuses saved audiences that name one another in a circle, or deeper than `AUDIENCE_LIMITS.depth`. Looked at when
 * one is saved, and again whenever one is resolved: two that are saved at the same moment could close a circle unseen.
 *
 * @param root public id of the audience that is being saved; `null`: rules without a name
 * @throws SavedAudienceNestingError
 */
export function refuseNesting(root: string | null, { audience, saved }: ExpandedAudience): void {
  const walk = (rules: Audience, path: readonly string[]): void => {
    for (const id of savedNamedBy(rules).keys()) {
      if (path.includes(id)) throw new SavedAudienceNestingError('circle', [...path, id]);
      if (path.length - (root === null ? 0 : 1) >= AUDIENCE_LIMITS.depth)
        throw new SavedAudienceNestingError('too_deep', [...path, id]);
      const inner = saved.get(id)?.rules ?? null;
      if (inner !== null) walk(inner, [...path, id]);
    }
  };
  walk(audience, root === null ? [] : [root]);
}
